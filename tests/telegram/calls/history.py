"""Reading messages: a page of history, messages by id, and the list of chats."""

from bisect import bisect_left

from telethon import functions, types
from telethon.tl import TLObject

from tests.telegram.call import Call
from tests.telegram.calls import By, answers
from tests.telegram.state import Box

PAGE = 100


@answers(functions.messages.GetHistoryRequest, by=By.PEOPLE)
def get_history(call: Call) -> TLObject:
    """A page of one chat, newest first. A message that was deleted leaves a hole."""
    request = call.request
    peer = call.peer(request.peer)
    box = call.box_of(peer)
    ids = _ids_of_chat(call, box, peer)
    page = [ident for ident in _window(box, ids, request) if _is_wanted(ident, request)]
    return _page(call, box, page, total=len(ids), of_channel=peer == box.owner)


@answers(functions.messages.GetMessagesRequest)
def get_messages(call: Call) -> TLObject:
    """Messages of the caller's own box by id."""
    ids = [named.id for named in call.request.id]
    return _page(call, call.account.box, ids, total=len(ids), of_channel=False)


@answers(functions.channels.GetMessagesRequest)
def get_channel_messages(call: Call) -> TLObject:
    """Messages of a channel by id. What is gone comes back empty."""
    channel = call.channel(call.request.channel)
    ids = [named.id for named in call.request.id]
    return _page(call, channel.box, ids, total=len(ids), of_channel=True)


@answers(functions.messages.GetDialogsRequest, functions.messages.GetPinnedDialogsRequest, by=By.PEOPLE)
def get_dialogs(call: Call) -> types.messages.Dialogs:
    """Every chat that the account takes part in, with its last message."""
    view, account = call.view, call.account
    tops = {view.chat_of(message): ident for ident, message in account.box.messages.items()}
    boxes = dict.fromkeys(tops, account.box)
    for channel in call.state.channels.values():
        if account.id in channel.members:
            tops[channel.peer] = channel.box.ids[-1] if channel.box.ids else 0
            boxes[channel.peer] = channel.box
    users, chats = view.introduce(tops)
    messages = [view.message(boxes[peer], top) for peer, top in tops.items() if top]
    dialogs = [view.dialog(boxes[peer], peer, top) for peer, top in tops.items()]
    return types.messages.Dialogs(dialogs, messages, chats, users)


def _ids_of_chat(call: Call, box: Box, peer: int) -> list[int]:
    """The ids of one chat, oldest first."""
    if peer in call.state.channels:
        return box.ids
    return [ident for ident in box.ids if call.view.chat_of(box.messages[ident]) == peer]


def _window(box: Box, ids: list[int], request: functions.messages.GetHistoryRequest) -> list[int]:
    """The page below the offset, newest first, moved by `add_offset` towards older messages."""
    older = len(ids)
    if request.offset_id:
        older = bisect_left(ids, request.offset_id)
    elif request.offset_date and request.offset_date.timestamp():
        older = bisect_left(ids, request.offset_date, key=lambda ident: box.messages[ident].date)
    end = min(older - request.add_offset, len(ids))
    start = older - request.add_offset - min(request.limit, PAGE)
    return ids[max(start, 0) : max(end, 0)][::-1]


def _is_wanted(ident: int, request: functions.messages.GetHistoryRequest) -> bool:
    return ident > request.min_id and (request.max_id == 0 or ident < request.max_id)


def _page(call: Call, box: Box, ids: list[int], *, total: int, of_channel: bool) -> TLObject:
    users, chats = call.view.around(box, ids)
    messages = [call.view.message(box, ident) for ident in ids]
    if of_channel:
        return types.messages.ChannelMessages(box.pts, total, messages, [], chats, users)
    if len(ids) < total:
        return types.messages.MessagesSlice(total, messages, [], chats, users)
    return types.messages.Messages(messages, [], chats, users)
