"""A chat as one participant sees it: what a test looks at."""

from dataclasses import dataclass
from datetime import datetime

from telethon.extensions import html

from tests.telegram.state import Account, Box, Message, State
from tests.telegram.view import View


@dataclass(frozen=True, slots=True)
class Seen:
    """One message on the screen. `buttons` are the labels by rows; `reply_to` is the id of the message answered."""

    id: int
    sender: str
    text: str
    html: str
    date: datetime
    buttons: tuple[tuple[str, ...], ...]
    reply_to: int | None
    is_edited: bool
    has_media: bool
    earlier_texts: tuple[str, ...]
    message: Message


def chat(state: State, viewer: Account, other: int) -> list[Seen]:
    """The messages between the viewer and another peer, oldest first."""
    view = View(state, viewer)
    return [look(state, viewer.box, one) for one in viewer.box.messages.values() if view.chat_of(one) == other]


def channel(state: State, box: Box) -> list[Seen]:
    """The messages of a channel or group, oldest first."""
    return [look(state, box, one) for one in box.messages.values()]


def look(state: State, box: Box, message: Message) -> Seen:
    """One message as it stands in that box now."""
    reply = message.reply_to
    return Seen(
        id=message.ids[box.owner],
        sender=_name(state, message.author),
        text=message.text,
        html=html.unparse(message.text, list(message.entities)),
        date=message.date,
        buttons=tuple(tuple(button.text for button in row) for row in message.buttons),
        reply_to=reply.ids.get(box.owner) if reply else None,
        is_edited=message.edited_at is not None and not message.edit_hidden,
        has_media=message.media is not None,
        earlier_texts=tuple(message.earlier_texts),
        message=message,
    )


def _name(state: State, peer: int) -> str:
    if peer in state.channels:
        return state.channels[peer].title
    return state.accounts[peer].username or state.accounts[peer].first_name
