"""Who is told: people who asked, chats of the configuration, editors."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.records import Subscriber, SubscriberState
from bot.store.schema import subscribers
from parsers.claim import Kind


def put(connection: Connection, subscriber: Subscriber, now: datetime) -> None:
    """Store a subscriber, in place of what was known under the chat's id."""
    values = {
        "name": subscriber.name,
        "language": subscriber.language,
        "kinds": [kind.value for kind in subscriber.kinds],
        "is_editor": subscriber.is_editor,
        "state": subscriber.state.value,
        "changed_at": now,
    }
    changed = connection.execute(update(subscribers).where(subscribers.c.chat_id == subscriber.chat_id).values(values))
    if not changed.rowcount:
        connection.execute(insert(subscribers).values(chat_id=subscriber.chat_id, **values))


def find(connection: Connection, chat_id: int) -> Subscriber | None:
    """Return the subscriber of that chat, or None."""
    row = connection.execute(select(subscribers).where(subscribers.c.chat_id == chat_id)).one_or_none()
    return None if row is None else _subscriber(row)


def every(connection: Connection, state: SubscriberState | None = None) -> list[Subscriber]:
    """Return all subscribers by chat id; only those of `state` where it is given."""
    query = select(subscribers).order_by(subscribers.c.chat_id)
    if state is not None:
        query = query.where(subscribers.c.state == state.value)
    return [_subscriber(row) for row in connection.execute(query)]


def configure(connection: Connection, wanted: list[Subscriber], now: datetime) -> None:
    """Enrol the chats and editors of the configuration, keeping the language that a chat chose itself.

    An editor who is no longer in the configuration becomes an ordinary subscriber: rights come from the file alone.
    """
    named = {one.chat_id for one in wanted}
    for known in every(connection):
        if known.is_editor and known.chat_id not in named:
            put(connection, replace(known, is_editor=False), now)
    for one in wanted:
        present = find(connection, one.chat_id)
        if present is None:
            put(connection, one, now)
        elif (present.is_editor, present.name) != (one.is_editor, one.name):
            put(connection, replace(present, is_editor=one.is_editor, name=one.name), now)


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        chat_id=row.chat_id,
        name=row.name,
        language=row.language,
        kinds=tuple(Kind(kind) for kind in row.kinds),
        is_editor=row.is_editor,
        state=SubscriberState(row.state),
    )
