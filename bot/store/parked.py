"""Chats that cannot be reached: since when and why, what waits for them, and how they are told again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.records import SubscriberState
from bot.store.outbox import DeliveryState, Part
from bot.store.schema import alerts, deliveries, subscribers

PARKED = deliveries.c.state == DeliveryState.PARKED.value


@dataclass(frozen=True, slots=True)
class Parked:
    """Why a chat was given up, and how many messages wait for it."""

    since: datetime
    reason: str
    waiting: int


def park(connection: Connection, number: int, failure: str, now: datetime) -> int:
    """Give up the chat of a delivery, with all that waits for it, until it is released; return the chat's id."""
    chat_id: int = connection.execute(select(deliveries.c.chat_id).where(deliveries.c.number == number)).scalar_one()
    connection.execute(
        update(deliveries)
        .where(deliveries.c.chat_id == chat_id, deliveries.c.state == DeliveryState.DUE.value)
        .values(state=DeliveryState.PARKED.value)
    )
    # `due_at` of what failed is from now on when it was given up.
    connection.execute(update(deliveries).where(deliveries.c.number == number).values(failure=failure, due_at=now))
    _set_state(connection, chat_id, SubscriberState.UNREACHABLE, now)
    return chat_id


def every(connection: Connection) -> Mapping[int, Parked]:
    """Return what is known of each chat that cannot be reached."""
    is_away = subscribers.c.state == SubscriberState.UNREACHABLE.value
    query = (
        select(deliveries)
        .join(subscribers, subscribers.c.chat_id == deliveries.c.chat_id)
        .where(PARKED, is_away)
        .order_by(deliveries.c.number)
    )
    rows: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query):
        rows.setdefault(row.chat_id, []).append(row)
    return {chat_id: _parked(found) for chat_id, found in rows.items()}


def release(connection: Connection, chat_id: int, now: datetime, news_since: datetime) -> int:
    """Tell a chat again: what waited is due now; return how much that is.

    What is older than `news_since` and was never shown to the chat is news no more; nothing goes back behind what the
    chat was sent meanwhile.
    """
    shown = _last_shown(connection, chat_id)
    query = (
        select(deliveries.c.number, deliveries.c.thread, alerts.c.created_at)
        .join(alerts, alerts.c.number == deliveries.c.alert)
        .where(PARKED, deliveries.c.chat_id == chat_id)
    )
    rows = connection.execute(query).all()
    wanted = [
        row.number
        for row in rows
        if (row.number > shown[row.thread] if row.thread in shown else row.created_at >= news_since)
    ]
    _settle(connection, wanted, DeliveryState.DUE, now)
    _settle(connection, [row.number for row in rows if row.number not in wanted], DeliveryState.SUPERSEDED, now)
    _set_state(connection, chat_id, SubscriberState.ACTIVE, now)
    return len(wanted)


def _parked(rows: list[Row[Any]]) -> Parked:
    failed = max((row for row in rows if row.failure), key=lambda row: row.due_at)
    return Parked(failed.due_at, failed.failure, len(rows))


def _last_shown(connection: Connection, chat_id: int) -> dict[str, int]:
    """Return the last delivery of each thread that the chat has, or is about to get, as a message."""
    query = (
        select(deliveries.c.thread, func.max(deliveries.c.number))
        .where(
            deliveries.c.chat_id == chat_id,
            deliveries.c.part == Part.MAIN.value,
            deliveries.c.state.in_([DeliveryState.SENT.value, DeliveryState.DUE.value]),
        )
        .group_by(deliveries.c.thread)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _settle(connection: Connection, numbers: list[int], state: DeliveryState, now: datetime) -> None:
    if numbers:
        connection.execute(
            update(deliveries).where(deliveries.c.number.in_(numbers)).values(state=state.value, due_at=now)
        )


def _set_state(connection: Connection, chat_id: int, state: SubscriberState, now: datetime) -> None:
    connection.execute(
        update(subscribers).where(subscribers.c.chat_id == chat_id).values(state=state.value, changed_at=now)
    )
