"""What is to be sent next, and what became of it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Exists,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    and_,
    exists,
    func,
    select,
    update,
)

from bot.store.outbox import DeliveryState, Part, random_id
from bot.store.schema import alerts, buttons, deliveries, subscribers
from bot.store.subscribers import read_policy

DOUBT: Final = timedelta(minutes=5)
"""After so long nobody promises that Telegram still knows what it was sent before."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery, ready to go: amends `message_id` where it is set, else is sent, as an answer to `reply_to`.

    `is_doubtful`: it was tried so long ago that Telegram may not recognise it. `receipts` are then, and with every
    other repeat, the messages that earlier deliveries to the chat became. `chart` is to be drawn above the text.
    """

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
    is_doubtful: bool = False
    receipts: frozenset[int] = frozenset()
    chart: Mapping[str, Any] | None = None


def claim(connection: Connection, now: datetime, busy: AbstractSet[int] = frozenset()) -> list[Parcel]:
    """Return the first due delivery of each chat and count the attempt, which makes it known after a crash.

    Chats that are `busy` with an earlier one are left alone.
    """
    first = _first_of_each_chat(busy)
    query = (
        select(deliveries, alerts.c.text, alerts.c.reply, alerts.c.brief, alerts.c.charts)
        .add_columns(alerts.c.state.label("shown"))
        .add_columns((alerts.c.created_at < now - DOUBT).label("is_old"))
        .add_columns(subscribers.c.language, subscribers.c.is_editor, subscribers.c.policy)
        .add_columns(_main_message().label("main_message"))
        .add_columns(_was_sent().label("was_sent"))
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


def next_due_at(connection: Connection, busy: AbstractSet[int] = frozenset()) -> datetime | None:
    """Return when the next delivery to a chat that is not `busy` is due, or None where nothing waits."""
    first = _first_of_each_chat(busy)
    query = select(func.min(deliveries.c.due_at)).where(deliveries.c.number.in_(first))
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found


def sent(connection: Connection, number: int, message_id: int | None, now: datetime) -> None:
    """Keep the receipt of a delivery."""
    _settle(connection, number, state=DeliveryState.SENT.value, message_id=message_id, sent_at=now, failure=None)


def postpone(connection: Connection, number: int, due_at: datetime, failure: str) -> None:
    """Try again later; what follows it in its chat waits."""
    _settle(connection, number, due_at=due_at, failure=failure)


def count(connection: Connection) -> dict[str, int]:
    """Return how many deliveries are in each state."""
    query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def _first_of_each_chat(busy: AbstractSet[int]) -> Select[Any]:
    return (
        select(func.min(deliveries.c.number))
        .where(deliveries.c.state == DeliveryState.DUE.value, deliveries.c.chat_id.not_in(busy))
        .group_by(deliveries.c.chat_id)
    )


def _settle(connection: Connection, number: int, **values: Any) -> None:  # noqa: ANN401 - columns of one row
    connection.execute(update(deliveries).where(deliveries.c.number == number).values(**values))


def _parcel(connection: Connection, row: Row[Any]) -> Parcel:
    part = Part(row.part)
    texts = _main_texts(row) if part is Part.MAIN else row.reply
    return Parcel(
        number=row.number,
        chat_id=row.chat_id,
        part=part,
        language=row.language,
        text=texts[row.language],
        random_id=_random_id(row),
        attempts=row.attempts,
        message_id=row.main_message if part is Part.MAIN else None,
        reply_to=row.main_message if part is Part.REPLY else None,
        buttons=_buttons(connection, row.thread, row.shown) if row.is_editor and part is Part.MAIN else {},
        is_doubtful=bool(row.attempts and row.is_old),
        receipts=_receipts(connection, row.chat_id) if row.attempts else frozenset(),
        chart=row.charts[row.language] if row.charts and part is Part.MAIN else None,
    )


def _receipts(connection: Connection, chat_id: int) -> frozenset[int]:
    query = select(deliveries.c.message_id).where(deliveries.c.chat_id == chat_id, deliveries.c.message_id.is_not(None))
    return frozenset(connection.execute(query).scalars())


def _main_texts(row: Row[Any]) -> Mapping[str, str]:
    """Return the message by language, without findings for who wants none; editors get all."""
    wants_all = row.is_editor or read_policy(row.policy).findings
    texts: Mapping[str, str] = row.text if wants_all or row.brief is None else row.brief
    return texts


def _main_message() -> ScalarSelect[int | None]:
    """Select the message that the thread of a delivery has in its chat."""
    earlier = deliveries.alias("earlier")
    return (
        select(earlier.c.message_id)
        .where(_is_main_of_thread(earlier), earlier.c.message_id.is_not(None))
        .order_by(earlier.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def _was_sent() -> Exists:
    """Select whether the thread of a delivery has a message in its chat, be its id known or not."""
    earlier = deliveries.alias("sent_before")
    return exists().where(_is_main_of_thread(earlier), earlier.c.state == DeliveryState.SENT.value)


def _is_main_of_thread(other: FromClause) -> ColumnElement[bool]:
    """Select main messages of the same thread in the same chat as the delivery in hand."""
    return and_(
        other.c.thread == deliveries.c.thread,
        other.c.chat_id == deliveries.c.chat_id,
        other.c.part == Part.MAIN.value,
    )


def _random_id(row: Row[Any]) -> int:
    """Return the id of a send: its own where the thread's message is there and cannot be amended.

    Telegram may call a repeated send a duplicate without saying which message it became. What comes next must then be a
    new message, or its reader would keep the old figure.
    """
    is_blind = row.part == Part.MAIN.value and row.was_sent and row.main_message is None
    return random_id(row.part, row.thread, row.chat_id, row.alert) if is_blind else int(row.random_id)


def _buttons(connection: Connection, thread: str, state: str) -> dict[str, str]:
    """Return the token of each action that still may be pressed."""
    query = (
        select(buttons.c.action, buttons.c.token)
        .where(buttons.c.thread == thread, buttons.c.state == state, buttons.c.used_at.is_(None))
        .order_by(buttons.c.created_at)
    )
    return {row.action: row.token for row in connection.execute(query)}
