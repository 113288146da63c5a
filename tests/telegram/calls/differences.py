"""What an account missed: its state, its difference, and that of each channel."""

from telethon import functions, types
from telethon.tl import TLObject

from tests.telegram.call import Call, Refused
from tests.telegram.calls import answers
from tests.telegram.state import Channel
from tests.telegram.updates import split

SLICE = 500
USER_LIMIT = 100
LATEST = 20
SEQ = 1


@answers(functions.updates.GetStateRequest)
def get_state(call: Call) -> types.updates.State:
    """Where the account's count stands."""
    return _state(call, call.account.box.pts)


@answers(functions.updates.GetDifferenceRequest)
def get_difference(call: Call) -> TLObject:
    """What happened to the account's own messages, and which channels went on since."""
    box = call.account.box
    changes = box.since(call.request.pts)
    if call.dc.faults.takes_too_long(box.owner):
        return types.updates.DifferenceTooLong(box.pts)
    channels = _channels_that_went_on(call)
    if not changes and not channels:
        return types.updates.DifferenceEmpty(call.dc.now(), SEQ)
    part = changes[:SLICE]
    new, others = split(call.view, box, part)
    users, chats = call.view.around(box, [ident for change in part for ident in change.ids])
    chats += [call.view.channel(channel) for channel in channels]
    others += [types.UpdateChannelTooLong(channel.id, channel.box.pts) for channel in channels]
    state = _state(call, part[-1].pts if part else box.pts)
    constructor = types.updates.DifferenceSlice if len(part) < len(changes) else types.updates.Difference
    return constructor(new, [], others, chats, users, state)


@answers(functions.updates.GetChannelDifferenceRequest)
def get_channel_difference(call: Call) -> TLObject:
    """What happened in a channel, unless it was more than the caller may ask for."""
    channel, pts = call.channel(call.request.channel), call.request.pts
    if not 0 < pts <= channel.box.pts:
        raise Refused(400, "PERSISTENT_TIMESTAMP_INVALID" if pts else "PERSISTENT_TIMESTAMP_EMPTY")
    changes = channel.box.since(pts)
    limit = call.request.limit if call.account.is_bot else min(call.request.limit, USER_LIMIT)
    if call.dc.faults.takes_too_long(channel.peer) or sum(change.count for change in changes) > limit:
        return _too_long(call, channel)
    if not changes:
        return types.updates.ChannelDifferenceEmpty(channel.box.pts, final=True)
    new, others = split(call.view, channel.box, changes)
    users, chats = call.view.around(channel.box, [ident for change in changes for ident in change.ids])
    return types.updates.ChannelDifference(channel.box.pts, new, others, chats, users, final=True)


def _too_long(call: Call, channel: Channel) -> types.updates.ChannelDifferenceTooLong:
    latest = channel.box.ids[-LATEST:][::-1]
    users, chats = call.view.around(channel.box, latest)
    dialog = call.view.dialog(channel.box, channel.peer, latest[0] if latest else 0)
    messages = [call.view.message(channel.box, ident) for ident in latest]
    return types.updates.ChannelDifferenceTooLong(dialog, messages, chats, users, final=True)


def _channels_that_went_on(call: Call) -> list[Channel]:
    """Channels that changed in the second that the caller last heard of, or later."""
    seen = call.request.date
    joined = [one for one in call.state.channels.values() if call.account.id in one.members]
    return [one for one in joined if one.is_pushed and one.box.log and one.box.log[-1].at >= seen]


def _state(call: Call, pts: int) -> types.updates.State:
    return types.updates.State(pts, qts=0, date=call.dc.now(), seq=SEQ, unread_count=0)
