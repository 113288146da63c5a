"""What Telegram's messages are to us: publications, and marks of the ids that they bear."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from telethon import utils
from telethon.tl import types

from bot.records import Mark, PostKey, Publication
from bot.sources.channels import OpenChannel

MARKS: Final = {
    types.Message: Mark.SEEN,
    types.MessageService: Mark.SERVICE,
    types.MessageEmpty: Mark.ABSENT,
}


def marks(messages: Iterable[Any], after: int = 0) -> dict[int, Mark]:
    """Return the mark of each message with an id above `after`."""
    return {one.id: MARKS[type(one)] for one in messages if one.id > after}


def publication(
    channel: OpenChannel,
    message: Any,  # noqa: ANN401 - Telethon has no types
    seen_at: datetime,
    name_of: Callable[[int], str | None],
    *,
    stands: bool = False,
) -> Publication:
    """Return a message as a publication. `name_of` gives the id of the source that reads a channel, if one does."""
    return Publication(
        key=key(channel, message.id),
        posted_at=message.date,
        text=message.message or "",
        seen_at=seen_at,
        edited_at=message.edit_date,
        link=f"https://t.me/{channel.username}/{message.id}",
        forwarded_from=_origin(message.fwd_from, name_of),
        stands=stands,
        album=message.grouped_id,
    )


def withdrawal(channel: OpenChannel, message_id: int, seen_at: datetime) -> Publication:
    """Return that a message is gone."""
    return Publication(key=key(channel, message_id), posted_at=seen_at, text=None, seen_at=seen_at, withdrawn=True)


def key(channel: OpenChannel, message_id: int) -> PostKey:
    """Return the key of a post."""
    return PostKey(channel.source.id, str(message_id))


def _origin(forward: Any, name_of: Callable[[int], str | None]) -> str | None:  # noqa: ANN401
    if forward is None:
        return None
    if isinstance(forward.from_id, types.PeerChannel):
        channel_id = forward.from_id.channel_id
        return name_of(channel_id) or f"channel:{channel_id}"
    return forward.from_name or (f"peer:{utils.get_peer_id(forward.from_id)}" if forward.from_id else "unknown")
