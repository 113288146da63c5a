"""Sending, editing and deleting messages."""

from collections.abc import Iterable

from telethon import functions, types
from telethon.tl import TLObject

from tests.telegram.call import Call, Refused
from tests.telegram.calls import answers
from tests.telegram.calls.uploads import media_of
from tests.telegram.faults import Repeat
from tests.telegram.state import Box, Button, Change, Message
from tests.telegram.updates import packed

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


@answers(functions.messages.SendMessageRequest)
def send_message(call: Call) -> TLObject:
    """Write a text. The same `random_id` again writes nothing new."""
    if not call.request.message.strip():
        raise Refused(400, "MESSAGE_EMPTY")
    if length(call.request.message) > TEXT_LIMIT:
        raise Refused(400, "MESSAGE_TOO_LONG")
    return _send(call)


@answers(functions.messages.SendMediaRequest)
def send_media(call: Call) -> TLObject:
    """Write a caption under a photo or a file."""
    if length(call.request.message) > CAPTION_LIMIT:
        raise Refused(400, "MEDIA_CAPTION_TOO_LONG")
    return _send(call, media_of(call))


@answers(functions.messages.EditMessageRequest)
def edit_message(call: Call) -> TLObject:
    """Change a message in place, for everybody who has it. Buttons that are not sent again are taken away."""
    request = call.request
    box = call.box_of(call.peer(request.peer))
    message = box.messages.get(request.id)
    if message is None or message.service is not None:
        raise Refused(400, "MESSAGE_ID_INVALID")
    if not _may_edit(call, message):
        raise Refused(403, "MESSAGE_AUTHOR_REQUIRED")
    _change(call, message)
    message.edited_at, message.edit_hidden = call.dc.now(), False
    changes = call.dc.cloud.edit(message, by=call.line)
    return packed(call.view, box, [changes[box.owner]], call.dc.now())


@answers(functions.messages.DeleteMessagesRequest)
def delete_messages(call: Call) -> types.messages.AffectedMessages:
    """Delete from the caller's own box, and from the other's with `revoke`."""
    changes = call.dc.cloud.delete(call.account.box, call.request.id, for_all=call.request.revoke, by=call.line)
    return _affected(call.account.box, changes)


@answers(functions.channels.DeleteMessagesRequest)
def delete_channel_messages(call: Call) -> types.messages.AffectedMessages:
    """Delete from a channel: its admins may, and authors their own."""
    channel = call.channel(call.request.channel)
    chosen = [channel.box.messages[ident] for ident in call.request.id if ident in channel.box.messages]
    if call.account.id not in channel.admins and any(one.author != call.account.id for one in chosen):
        raise Refused(403, "MESSAGE_DELETE_FORBIDDEN")
    return _affected(channel.box, call.dc.cloud.delete(channel.box, call.request.id, for_all=True, by=call.line))


def length(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def buttons_of(markup: TLObject | None) -> tuple[tuple[Button, ...], ...]:
    """The inline buttons that a bot sends along."""
    if not isinstance(markup, types.ReplyInlineMarkup):
        return ()
    return tuple(tuple(_button(one) for one in row.buttons) for row in markup.rows)


def _send(call: Call, media: TLObject | None = None) -> TLObject:
    request = call.request
    _check_entities(request.message, request.entities)
    peer = call.peer(request.peer)
    earlier = call.state.sent.get((call.account.id, request.random_id))
    if earlier is not None:
        return _again(call, earlier)
    _refuse_unwelcome(call, peer)
    message = Message(
        text=request.message,
        date=call.dc.now(),
        author=_author(call, peer),
        entities=tuple(request.entities or ()),
        buttons=buttons_of(request.reply_markup),
        reply_to=_replied_to(call, peer),
        media=media,
    )
    owners = [peer] if peer in call.state.channels else [call.account.id, peer]
    changes = call.dc.cloud.write(message, owners, by=call.line)
    call.state.sent[call.account.id, request.random_id] = message
    box = call.box_of(peer)
    return _receipt(call, box, message, [changes[box.owner]])


def _again(call: Call, message: Message) -> TLObject:
    if call.dc.faults.repeat is Repeat.DUPLICATE_ERROR:
        raise Refused(500, "RANDOM_ID_DUPLICATE")
    box = next(
        (call.state.box(owner) for owner in message.ids if owner in (call.account.id, *call.state.channels)), None
    )
    if box is None:
        raise Refused(500, "RANDOM_ID_DUPLICATE")
    return _receipt(call, box, message, [])


def _receipt(call: Call, box: Box, message: Message, changes: list[Change]) -> TLObject:
    """What the sender gets: a short form in a private chat, else the update. Nothing counts for a repeat."""
    ident = message.ids[box.owner]
    if box is call.account.box and not message.buttons:
        return types.UpdateShortSentMessage(
            ident,
            box.pts,
            pts_count=len(changes),
            date=message.date,
            out=True,
            media=message.media,
            entities=list(message.entities) or None,
        )
    named = types.UpdateMessageID(ident, call.request.random_id)
    if changes:
        return packed(call.view, box, changes, call.dc.now(), extra=[named])
    constructor = types.UpdateNewMessage if box is call.account.box else types.UpdateNewChannelMessage
    users, chats = call.view.around(box, [ident])
    repeated = constructor(call.view.message(box, ident), box.pts, pts_count=0)
    return types.Updates([named, repeated], users, chats, call.dc.now(), seq=0)


def _refuse_unwelcome(call: Call, peer: int) -> None:
    """Refuse to write where Telegram would."""
    if peer in call.state.channels:
        if not call.dc.cloud.may_write(call.account, peer):
            raise Refused(403, "CHAT_WRITE_FORBIDDEN")
        return
    other = call.state.accounts[peer]
    if other.is_deleted:
        raise Refused(400, "INPUT_USER_DEACTIVATED")
    if call.account.id in other.blocked:
        raise Refused(403, "USER_IS_BLOCKED" if call.account.is_bot else "YOU_BLOCKED_USER")
    if call.account.is_bot and peer not in call.account.met:
        raise Refused(400, "PEER_ID_INVALID")


def _author(call: Call, peer: int) -> int:
    channel = call.state.channels.get(peer)
    return peer if channel and not channel.is_group else call.account.id


def _replied_to(call: Call, peer: int) -> Message | None:
    reply = call.request.reply_to
    if not isinstance(reply, types.InputReplyToMessage):
        return None
    message = call.box_of(peer).messages.get(reply.reply_to_msg_id)
    if message is None:
        raise Refused(400, "MESSAGE_ID_INVALID")
    return message


def _may_edit(call: Call, message: Message) -> bool:
    channel = call.state.channels.get(message.author)
    return message.author == call.account.id or (channel is not None and call.account.id in channel.admins)


def _change(call: Call, message: Message) -> None:
    request = call.request
    text = message.text if request.message is None else request.message
    if length(text) > (CAPTION_LIMIT if message.media else TEXT_LIMIT):
        raise Refused(400, "MESSAGE_TOO_LONG")
    entities = message.entities if request.message is None else tuple(request.entities or ())
    _check_entities(text, entities)
    buttons = buttons_of(request.reply_markup)
    is_same = text == message.text and buttons == message.buttons and _shape(entities) == _shape(message.entities)
    if is_same and request.media is None:
        raise Refused(400, "MESSAGE_NOT_MODIFIED")
    message.revise(text, entities)
    message.buttons = buttons


def _check_entities(text: str, entities: Iterable[TLObject] | None) -> None:
    whole = length(text)
    if any(one.offset < 0 or one.length <= 0 or one.offset + one.length > whole for one in entities or ()):
        raise Refused(400, "ENTITY_BOUNDS_INVALID")


def _shape(entities: tuple[TLObject, ...]) -> list[bytes]:
    return [bytes(entity) for entity in entities]


def _button(button: types.KeyboardInlineButton) -> Button:
    kind = button.type
    if isinstance(kind, types.InlineButtonTypeUrl):
        return Button(button.text, url=kind.url)
    if isinstance(kind, types.InlineButtonTypeCallback):
        if len(kind.data) > 64:
            raise Refused(400, "BUTTON_DATA_INVALID")
        return Button(button.text, data=kind.data)
    raise Refused(400, "BUTTON_TYPE_INVALID")


def _affected(box: Box, changes: dict[int, Change]) -> types.messages.AffectedMessages:
    own = changes.get(box.owner)
    return types.messages.AffectedMessages(box.pts, own.count if own else 0)
