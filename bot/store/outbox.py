"""Alerts and their deliveries, written with the facts that they speak of.

A thread is all that one chat is told of one subject: a main message, amended in place, and replies to it. A delivery is
`due` until it is `sent`; it is `superseded` where a later text took its place before it was ever tried, and `parked`
while its chat cannot be reached. What must not make a sound now is no delivery yet: it is `held`.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.records import Alert, AlertType, Subscriber, SubscriberState, Telling
from bot.store import subscribers
from bot.store.schema import alerts, buttons, deliveries, held
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


REACHED = frozenset({SubscriberState.ACTIVE, SubscriberState.UNREACHABLE})
EDITORS_ONLY = frozenset({AlertType.UNREAD, AlertType.REQUEST, AlertType.NOTICE})

Judge = Callable[[Alert, Subscriber, bool, datetime], Telling]
"""Says what becomes of an alert for a subscriber, who was told of its thread before or not."""


def tell_all(_alert: Alert, _subscriber: Subscriber, _was_told: bool, _now: datetime) -> Telling:
    """Tell everybody whom an alert concerns at once."""
    return Telling.NOW


def add(connection: Connection, alert: Alert, actions: Sequence[str], now: datetime, judge: Judge = tell_all) -> None:
    """Write an alert, what becomes of it for everybody whom it concerns, and a button for each of `actions`."""
    number = _insert_alert(connection, alert, now)
    earlier = _earlier(connection, alert.thread)
    # Tried counts as told, for the receipt of what was sent may be lost.
    told = {row.chat_id for row in earlier if not _is_untried(row)}
    judged = {one: judge(alert, one, one.chat_id in told, now) for one in _audience(connection, alert, told)}
    is_held = alert.reach is not None and alert.reach.is_held
    # Whom a hold passes over keeps what is on its way, above all the word that it is held.
    passed_over = {one.chat_id for one, telling in judged.items() if is_held and telling is Telling.SKIP}
    _supersede(connection, [row.number for row in earlier if _is_untried(row) and row.chat_id not in passed_over])
    connection.execute(
        delete(held).where(
            held.c.thread == alert.thread, held.c.part == Part.MAIN.value, held.c.chat_id.not_in(passed_over)
        )
    )
    if any(one.is_editor and telling is not Telling.SKIP for one, telling in judged.items()):
        _insert_buttons(connection, alert, actions, now)
    for part in Part:
        _write(connection, number, alert, part, _waiting(judged, part, alert, told), now)
    _park(connection, number, [one.chat_id for one in judged if one.state is SubscriberState.UNREACHABLE])


def _audience(connection: Connection, alert: Alert, told: AbstractSet[int]) -> list[Subscriber]:
    """Return whom an alert concerns, with those who cannot be reached now: for them it is kept."""
    known = [one for one in subscribers.every(connection) if one.state in REACHED]
    return [one for one in known if one.chat_id in told or _concerns(alert, one)]


def _waiting(judged: Mapping[Subscriber, Telling], part: Part, alert: Alert, told: AbstractSet[int]) -> dict[int, bool]:
    """Return who gets a part of an alert, and whether it has to wait: amending makes no sound, and never waits."""
    if part is Part.REPLY:
        who = told if alert.reply is not None else frozenset()
        return {
            one.chat_id: telling is Telling.HOLD and one.state is SubscriberState.ACTIVE
            for one, telling in judged.items()
            if one.chat_id in who and telling is not Telling.SKIP
        }
    return {
        one.chat_id: telling is Telling.HOLD and one.chat_id not in told and one.state is SubscriberState.ACTIVE
        for one, telling in judged.items()
        if telling is not Telling.SKIP
    }


def _write(
    connection: Connection, number: int, alert: Alert, part: Part, waiting: Mapping[int, bool], now: datetime
) -> None:
    later = [chat_id for chat_id, must_wait in waiting.items() if must_wait]
    rows = [delivery_row(number, alert.thread, one, part, now) for one, must_wait in waiting.items() if not must_wait]
    if rows:
        connection.execute(insert(deliveries), rows)
    if later:
        connection.execute(
            insert(held),
            [{"alert": number, "chat_id": one, "part": part.value, "thread": alert.thread} for one in later],
        )


def _park(connection: Connection, number: int, away: Sequence[int]) -> None:
    if away:
        connection.execute(
            update(deliveries)
            .where(deliveries.c.alert == number, deliveries.c.chat_id.in_(away))
            .values(state=DeliveryState.PARKED.value)
        )


def tell(connection: Connection, alert: Alert, chat_id: int, now: datetime) -> None:
    """Write an alert that is meant for one chat alone."""
    number = _insert_alert(connection, alert, now)
    connection.execute(insert(deliveries), [delivery_row(number, alert.thread, chat_id, Part.MAIN, now)])


def delivery_row(alert: int, thread: str, chat_id: int, part: Part, now: datetime) -> dict[str, Any]:
    """Return a delivery that is due, as it is kept."""
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


def random_id(*parts: object) -> int:
    """Return the id that lets Telegram recognise a repeated send: 63 bits of the delivery's key, never 0."""
    key = "|".join(str(part) for part in parts).encode()
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") >> 1 or 1


def has_thread(connection: Connection, thread: str) -> bool:
    """Say whether anybody was ever told of that thread."""
    return connection.execute(select(alerts.c.number).where(alerts.c.thread == thread).limit(1)).first() is not None


def waits(connection: Connection, kind: AlertType, chat_id: int) -> bool:
    """Say whether an alert of that type is still to be sent to a chat."""
    query = (
        select(deliveries.c.number)
        .join(alerts, alerts.c.number == deliveries.c.alert)
        .where(
            deliveries.c.chat_id == chat_id,
            deliveries.c.state == DeliveryState.DUE.value,
            alerts.c.type == kind.value,
        )
        .limit(1)
    )
    return connection.execute(query).first() is not None


def written_at(connection: Connection, thread: str) -> datetime | None:
    """Return when the last alert of a thread was written, None where there is none."""
    query = select(func.max(alerts.c.created_at)).where(alerts.c.thread == thread)
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found


def told_between(connection: Connection, since: datetime, until: datetime) -> set[str]:
    """Return the threads of which an alert was written after `since`, up to `until`."""
    query = select(alerts.c.thread).where(alerts.c.created_at > since, alerts.c.created_at <= until)
    return set(connection.execute(query).scalars())


def told_to(connection: Connection, chat_id: int) -> set[str]:
    """Return the threads of which a chat was told."""
    query = select(deliveries.c.thread).where(
        deliveries.c.chat_id == chat_id, deliveries.c.state == DeliveryState.SENT.value
    )
    return set(connection.execute(query).scalars())


def shown(connection: Connection, thread: str, chat_id: int) -> str | None:
    """Return the state of which a chat was last told in the message of a thread; None where it has none."""
    query = (
        select(alerts.c.state)
        .join(deliveries, deliveries.c.alert == alerts.c.number)
        .where(
            deliveries.c.thread == thread,
            deliveries.c.chat_id == chat_id,
            deliveries.c.part == Part.MAIN.value,
            deliveries.c.state == DeliveryState.SENT.value,
        )
        .order_by(alerts.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


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
            brief=None if alert.brief is None else dict(alert.brief),
            charts=None if alert.charts is None else dict(alert.charts),
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
    """Return the deliveries of main messages of a thread that were sent, or are still to be, be it after a return."""
    query = select(deliveries.c.number, deliveries.c.chat_id, deliveries.c.state, deliveries.c.attempts).where(
        deliveries.c.thread == thread,
        deliveries.c.part == Part.MAIN.value,
        deliveries.c.state.in_([DeliveryState.DUE.value, DeliveryState.SENT.value, DeliveryState.PARKED.value]),
    )
    return connection.execute(query).all()


def _is_untried(row: Row[Any]) -> bool:
    return bool(row.state != DeliveryState.SENT.value and row.attempts == 0)


def _supersede(connection: Connection, numbers: Sequence[int]) -> None:
    """Drop what was never tried: the alert in hand says it better."""
    if numbers:
        connection.execute(
            update(deliveries).where(deliveries.c.number.in_(numbers)).values(state=DeliveryState.SUPERSEDED.value)
        )
