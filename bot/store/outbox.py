"""Alerts and their deliveries, written with the facts that they speak of.

A thread is all that one chat is told of one subject: a main message, amended in place, and replies to it. A delivery is
`due` until it is `sent`; it is `superseded` where a later text took its place before it was ever tried, and `parked`
where its chat cannot be reached.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.records import Alert, AlertType, Subscriber, SubscriberState
from bot.store import subscribers
from bot.store.schema import alerts, buttons, deliveries
from parsers.claim import Kind


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
    audience = [one for one in subscribers.every(connection, SubscriberState.ACTIVE) if _concerns(alert, one)]
    number = _insert_alert(connection, alert, now)
    if any(one.is_editor for one in audience):
        _insert_buttons(connection, alert, actions, now)
    earlier = _earlier(connection, alert.thread)
    _supersede(connection, [row.number for row in earlier if _is_untried(row)])
    # Tried counts as told, for the receipt of what was sent may be lost.
    told = {row.chat_id for row in earlier if not _is_untried(row)} if alert.reply is not None else set()
    rows = [_delivery_row(number, alert.thread, one.chat_id, Part.MAIN, now) for one in audience]
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


def every(connection: Connection) -> list[Alert]:
    """Return all alerts in the order in which they were written."""
    return [
        Alert(AlertType(row.type), row.thread, row.kind and Kind(row.kind), row.state, row.text, row.reply)
        for row in connection.execute(select(alerts).order_by(alerts.c.number))
    ]


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


def _earlier(connection: Connection, thread: str) -> Sequence[Row[Any]]:
    """Return the deliveries of main messages of a thread that were sent, or are still to be."""
    query = select(deliveries.c.number, deliveries.c.chat_id, deliveries.c.state, deliveries.c.attempts).where(
        deliveries.c.thread == thread,
        deliveries.c.part == Part.MAIN.value,
        deliveries.c.state.in_([DeliveryState.DUE.value, DeliveryState.SENT.value]),
    )
    return connection.execute(query).all()


def _is_untried(row: Row[Any]) -> bool:
    return bool(row.state == DeliveryState.DUE.value and row.attempts == 0)


def _supersede(connection: Connection, numbers: Sequence[int]) -> None:
    """Drop what was never tried: the alert in hand says it better."""
    if numbers:
        connection.execute(
            update(deliveries).where(deliveries.c.number.in_(numbers)).values(state=DeliveryState.SUPERSEDED.value)
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
