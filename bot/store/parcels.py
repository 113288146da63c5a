"""What is to be sent next, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.records import SubscriberState
from bot.store.outbox import DeliveryState, Part
from bot.store.schema import alerts, buttons, deliveries, subscribers


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery, ready to go: amends `message_id` where it is set, else is sent, as an answer to `reply_to`."""

    number: int
    chat_id: int
    part: Part
    language: str
    text: str
    random_id: int
    attempts: int
    message_id: int | None
    reply_to: int | None
    buttons: Mapping[str, str]


def claim(connection: Connection, now: datetime) -> list[Parcel]:
    """Return the first due delivery of each chat and count the attempt, which makes it known after a crash."""
    first = (
        select(func.min(deliveries.c.number))
        .where(deliveries.c.state == DeliveryState.DUE.value)
        .group_by(deliveries.c.chat_id)
    )
    query = (
        select(deliveries, alerts.c.text, alerts.c.reply, alerts.c.state.label("shown"), subscribers.c.language)
        .add_columns(subscribers.c.is_editor)
        .join(alerts, alerts.c.number == deliveries.c.alert)
        .join(subscribers, subscribers.c.chat_id == deliveries.c.chat_id)
        .where(deliveries.c.number.in_(first), deliveries.c.due_at <= now)
        .order_by(deliveries.c.number)
    )
    rows = list(connection.execute(query))
    if rows:
        numbers = [row.number for row in rows]
        connection.execute(
            update(deliveries).where(deliveries.c.number.in_(numbers)).values(attempts=deliveries.c.attempts + 1)
        )
    return [_parcel(connection, row) for row in rows]


def next_due_at(connection: Connection) -> datetime | None:
    """Return when the next delivery is due, or None where nothing waits."""
    query = select(func.min(deliveries.c.due_at)).where(deliveries.c.state == DeliveryState.DUE.value)
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found


def sent(connection: Connection, number: int, message_id: int | None, now: datetime) -> None:
    """Keep the receipt of a delivery."""
    _settle(connection, number, state=DeliveryState.SENT.value, message_id=message_id, sent_at=now, failure=None)


def postpone(connection: Connection, number: int, due_at: datetime, failure: str) -> None:
    """Try again later; what follows it in its chat waits."""
    _settle(connection, number, due_at=due_at, failure=failure)


def park(connection: Connection, number: int, failure: str, now: datetime) -> None:
    """Give up a chat that cannot be reached: all that waits for it, and the subscriber, until it asks again."""
    chat_id = connection.execute(select(deliveries.c.chat_id).where(deliveries.c.number == number)).scalar_one()
    connection.execute(
        update(deliveries)
        .where(deliveries.c.chat_id == chat_id, deliveries.c.state == DeliveryState.DUE.value)
        .values(state=DeliveryState.PARKED.value, failure=failure)
    )
    connection.execute(
        update(subscribers)
        .where(subscribers.c.chat_id == chat_id)
        .values(state=SubscriberState.UNREACHABLE.value, changed_at=now)
    )


def count(connection: Connection) -> dict[str, int]:
    """Return how many deliveries are in each state."""
    query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def _settle(connection: Connection, number: int, **values: Any) -> None:  # noqa: ANN401 - columns of one row
    connection.execute(update(deliveries).where(deliveries.c.number == number).values(**values))


def _parcel(connection: Connection, row: Row[Any]) -> Parcel:
    part = Part(row.part)
    main_message = _main_message(connection, row.thread, row.chat_id)
    texts = row.text if part is Part.MAIN else row.reply
    return Parcel(
        number=row.number,
        chat_id=row.chat_id,
        part=part,
        language=row.language,
        text=texts[row.language],
        random_id=row.random_id,
        attempts=row.attempts,
        message_id=main_message if part is Part.MAIN else None,
        reply_to=main_message if part is Part.REPLY else None,
        buttons=_buttons(connection, row.thread, row.shown) if row.is_editor and part is Part.MAIN else {},
    )


def _main_message(connection: Connection, thread: str, chat_id: int) -> int | None:
    query = (
        select(deliveries.c.message_id)
        .where(
            deliveries.c.thread == thread,
            deliveries.c.chat_id == chat_id,
            deliveries.c.part == Part.MAIN.value,
            deliveries.c.message_id.is_not(None),
        )
        .order_by(deliveries.c.number.desc())
        .limit(1)
    )
    found: int | None = connection.execute(query).scalar_one_or_none()
    return found


def _buttons(connection: Connection, thread: str, state: str) -> dict[str, str]:
    """Return the token of each action that still may be pressed."""
    query = (
        select(buttons.c.action, buttons.c.token)
        .where(buttons.c.thread == thread, buttons.c.state == state, buttons.c.used_at.is_(None))
        .order_by(buttons.c.created_at)
    )
    return {row.action: row.token for row in connection.execute(query)}
