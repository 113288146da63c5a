"""Alerts and their deliveries, written with the facts that they speak of.

A thread is all that one chat is told of one subject: a main message, amended in place, and replies to it. A delivery is
`due` until it is `sent`; it is `superseded` where a later text took its place before it was ever tried, and `parked`
where its chat cannot be reached.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.records import Alert, AlertType, Subscriber, SubscriberState
from bot.store import subscribers
from bot.store.schema import alerts, buttons, deliveries


class Part(StrEnum):
    """Which message of a thread a delivery is."""

    MAIN = "main"
    REPLY = "reply"


class DeliveryState(StrEnum):
    """What became of a delivery."""

    DUE = "due"
    SENT = "sent"
    SUPERSEDED = "superseded"
    PARKED = "parked"


EDITORS_ONLY = frozenset({AlertType.UNREAD, AlertType.REQUEST})


def add(connection: Connection, alert: Alert, actions: Sequence[str], now: datetime) -> None:
    """Write an alert, a delivery for everybody whom it concerns, and a button for each of `actions`."""
    number = _insert_alert(connection, alert, now)
    _insert_buttons(connection, alert, actions, now)
    told = _chats_told(connection, alert.thread)
    audience = [one for one in subscribers.every(connection, SubscriberState.ACTIVE) if _concerns(alert, one)]
    _supersede(connection, alert.thread, [one.chat_id for one in audience])
    rows = [_delivery_row(number, alert.thread, one.chat_id, Part.MAIN, now) for one in audience]
    if alert.reply is not None:
        rows += [
            _delivery_row(number, alert.thread, one.chat_id, Part.REPLY, now) for one in audience if one.chat_id in told
        ]
    if rows:
        connection.execute(insert(deliveries), rows)


def random_id(*parts: object) -> int:
    """Return the id that lets Telegram recognise a repeated send: 63 bits of the delivery's key, never 0."""
    key = "|".join(str(part) for part in parts).encode()
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") >> 1 or 1


def has_thread(connection: Connection, thread: str) -> bool:
    """Say whether anybody was ever told of that thread."""
    return connection.execute(select(alerts.c.number).where(alerts.c.thread == thread).limit(1)).first() is not None


def _concerns(alert: Alert, subscriber: Subscriber) -> bool:
    if alert.type in EDITORS_ONLY:
        return subscriber.is_editor
    return alert.kind in subscriber.kinds


def _insert_alert(connection: Connection, alert: Alert, now: datetime) -> int:
    result = connection.execute(
        insert(alerts)
        .values(
            thread=alert.thread,
            type=alert.type.value,
            kind=alert.kind and alert.kind.value,
            state=alert.state,
            text=dict(alert.text),
            reply=None if alert.reply is None else dict(alert.reply),
            created_at=now,
        )
        .returning(alerts.c.number)
    )
    return int(result.scalar_one())


def _insert_buttons(connection: Connection, alert: Alert, actions: Sequence[str], now: datetime) -> None:
    rows = [
        {
            "token": secrets.token_urlsafe(16),
            "thread": alert.thread,
            "state": alert.state,
            "action": action,
            "created_at": now,
        }
        for action in actions
    ]
    if rows:
        connection.execute(insert(buttons), rows)


def _chats_told(connection: Connection, thread: str) -> set[int]:
    """Return the chats that have, or may have, a message of the thread: tried counts, for its receipt may be lost."""
    query = select(deliveries.c.chat_id).where(
        deliveries.c.thread == thread,
        (deliveries.c.state == DeliveryState.SENT.value) | (deliveries.c.attempts > 0),
    )
    return set(connection.execute(query).scalars())


def _supersede(connection: Connection, thread: str, chats: Iterable[int]) -> None:
    connection.execute(
        update(deliveries)
        .where(
            deliveries.c.thread == thread,
            deliveries.c.chat_id.in_(list(chats)),
            deliveries.c.part == Part.MAIN.value,
            deliveries.c.state == DeliveryState.DUE.value,
            deliveries.c.attempts == 0,
        )
        .values(state=DeliveryState.SUPERSEDED.value)
    )


def _delivery_row(alert: int, thread: str, chat_id: int, part: Part, now: datetime) -> dict[str, Any]:
    # The first message of a thread keeps its id whatever alert it is sent for: after a crash between its sending and
    # its receipt, the next alert of the thread must meet the message that is already there.
    key = (thread, chat_id) if part is Part.MAIN else (thread, chat_id, alert)
    return {
        "alert": alert,
        "thread": thread,
        "chat_id": chat_id,
        "part": part.value,
        "state": DeliveryState.DUE.value,
        "random_id": random_id(part.value, *key),
        "attempts": 0,
        "due_at": now,
    }
