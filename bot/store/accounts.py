"""What Telegram does not let our accounts do: calls that must wait, and accounts that it refuses."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.store.schema import refusals, waits

NOWHERE = 0
"""No chat has this id."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Until when an account may not call a method; `place` is the marked id of the chat, None where there is none."""

    account: str
    method: str
    place: int | None
    until: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """An account that Telegram refuses; `cause` says why, and what to do."""

    account: str
    cause: str
    since: datetime


def note_wait(connection: Connection, wait: Wait, now: datetime) -> None:
    """Keep a wait, and forget those that are over."""
    place = wait.place or NOWHERE
    same = (waits.c.account == wait.account, waits.c.method == wait.method, waits.c.place == place)
    connection.execute(delete(waits).where(waits.c.until <= now))
    connection.execute(delete(waits).where(*same))
    connection.execute(insert(waits).values(account=wait.account, method=wait.method, place=place, until=wait.until))


def waiting(connection: Connection, now: datetime) -> list[Wait]:
    """Return the waits that are not over, the longest first."""
    query = select(waits).where(waits.c.until > now).order_by(waits.c.until.desc(), waits.c.account, waits.c.method)
    return [Wait(row.account, row.method, row.place or None, row.until) for row in connection.execute(query)]


def note_refusal(connection: Connection, account: str, cause: str, now: datetime) -> None:
    """Keep that Telegram refuses an account; `since` stays while it goes on."""
    since = next((one.since for one in refused(connection) if one.account == account), now)
    lift(connection, account)
    connection.execute(insert(refusals).values(account=account, cause=cause, since=since))


def lift(connection: Connection, account: str) -> None:
    """Note that an account is served again."""
    connection.execute(delete(refusals).where(refusals.c.account == account))


def refused(connection: Connection) -> list[Refusal]:
    """Return the accounts that Telegram refuses."""
    rows = connection.execute(select(refusals).order_by(refusals.c.account))
    return [Refusal(row.account, row.cause, row.since) for row in rows]
