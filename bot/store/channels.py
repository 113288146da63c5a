"""What is known of each channel: Telegram's id and access hash, and up to where it is complete."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.store import coverage
from bot.store.schema import channels


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel. `failure` says why it cannot be read.

    All ids after `begins_after` (None: not read yet) up to `cursor` are seen, service or absent, as of `checked_at`.
    `silent_since` is the time of its last post while it is silent for longer than its habit.
    """

    source_id: str
    address: str
    channel_id: int | None = None
    access_hash: int | None = None
    title: str | None = None
    cursor: int = 0
    failure: str | None = None
    begins_after: int | None = None
    checked_at: datetime | None = None
    silent_since: datetime | None = None


def every(connection: Connection) -> dict[str, Channel]:
    """Return all channels by the id of their source."""
    rows = connection.execute(select(channels).order_by(channels.c.source_id))
    return {row.source_id: _channel(row) for row in rows}


def put(connection: Connection, channel: Channel, now: datetime) -> None:
    """Store a channel; what is known of its posts stays, unless Telegram's id says that it is another channel."""
    before = every(connection).get(channel.source_id)
    ids = {channel.channel_id, before.channel_id if before else None} - {None}
    if len(ids) > 1:
        coverage.forget(connection, channel.source_id)
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


def silence(connection: Connection, channel: Channel, since: datetime | None) -> Channel:
    """Note that a channel is silent since that time, or is back (None); return it so."""
    connection.execute(update(channels).where(channels.c.source_id == channel.source_id).values(silent_since=since))
    return replace(channel, silent_since=since)


def _channel(row: Row[Any]) -> Channel:
    return Channel(
        row.source_id,
        row.address,
        row.channel_id,
        row.access_hash,
        row.title,
        row.cursor,
        row.failure,
        row.begins_after,
        row.checked_at,
        row.silent_since,
    )
