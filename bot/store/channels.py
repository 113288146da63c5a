"""What is known of each channel: Telegram's id and access hash, and up to where it is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.store.schema import channels


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel. `cursor` is the id up to which all messages are stored; `failure` says why it cannot be read."""

    source_id: str
    address: str
    channel_id: int | None = None
    access_hash: int | None = None
    title: str | None = None
    cursor: int = 0
    failure: str | None = None


def every(connection: Connection) -> dict[str, Channel]:
    """Return all channels by the id of their source."""
    rows = connection.execute(select(channels).order_by(channels.c.source_id))
    return {row.source_id: _channel(row) for row in rows}


def put(connection: Connection, channel: Channel, now: datetime) -> None:
    """Store a channel; its cursor stays where it is known already."""
    values = {
        "address": channel.address,
        "channel_id": channel.channel_id,
        "access_hash": channel.access_hash,
        "title": channel.title,
        "failure": channel.failure,
        "changed_at": now,
    }
    changed = connection.execute(update(channels).where(channels.c.source_id == channel.source_id).values(values))
    if not changed.rowcount:
        connection.execute(insert(channels).values(source_id=channel.source_id, cursor=channel.cursor, **values))


def advance(connection: Connection, source_id: str, cursor: int) -> None:
    """Move the cursor on; it never goes back."""
    connection.execute(
        update(channels).where(channels.c.source_id == source_id, channels.c.cursor < cursor).values(cursor=cursor)
    )


def _channel(row: Row[Any]) -> Channel:
    return Channel(row.source_id, row.address, row.channel_id, row.access_hash, row.title, row.cursor, row.failure)
