"""How all stands at one moment: of sources, accounts, the outbox and the posts, as the operator wants to see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Select, func, select

from bot.store import accounts, channels, claims, coverage, parcels, parked
from bot.store import posts as stored
from bot.store.accounts import Refusal, Wait
from bot.store.channels import Channel
from bot.store.outbox import DeliveryState
from bot.store.parked import Parked
from bot.store.schema import alerts, deliveries, held, meta, posts
from bot.store.schema import claims as claimed

CHANNEL_MARK: Final = -(10**12)
"""Marked ids of channels lie below it, see core.telegram.org/api/bots/ids."""


@dataclass(frozen=True, slots=True)
class Vital:
    """What decides whether all is well. `due_at` is since when the next delivery could be tried."""

    channels: Mapping[str, Channel]
    refusals: tuple[Refusal, ...]
    due_at: datetime | None
    parked: Mapping[int, Parked]
    quarantined: int


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it. `oldest` is since when the oldest alert waits to be delivered; `open_ids` are unknown ids by source.

    `parser` is the version of the parsers that read all that is stored, None where nobody noted it.
    """

    vital: Vital
    waits: tuple[Wait, ...]
    open_ids: Mapping[str, int]
    last_posts: Mapping[str, datetime]
    deliveries: Mapping[str, int]
    held: int
    oldest: datetime | None
    posts: int
    unread: int
    claims: int
    alerts: int
    parser: str | None

    def source_at(self, place: int | None) -> str | None:
        """Return the source whose channel has that marked id, if one has."""
        known = self.vital.channels.values()
        return next((one.source_id for one in known if one.channel_id and CHANNEL_MARK - one.channel_id == place), None)


def schema_version(connection: Connection) -> int:
    """Return the version of the schema of a database, which may be another than this program's."""
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar_one())


def vital(connection: Connection) -> Vital:
    """Return what decides whether all is well; it costs little."""
    return Vital(
        channels=channels.every(connection),
        refusals=tuple(accounts.refused(connection)),
        due_at=parcels.next_due_at(connection),
        parked=parked.every(connection),
        quarantined=_count(connection, select(func.count()).select_from(posts).where(posts.c.fault.is_not(None))),
    )


def look(connection: Connection, now: datetime) -> Standing:
    """Return how all stands; it counts every post."""
    total, unread = stored.count(connection)
    return Standing(
        vital=vital(connection),
        waits=tuple(accounts.waiting(connection, now)),
        open_ids=_open_ids(connection),
        last_posts=_last_posts(connection),
        deliveries=parcels.count(connection),
        held=_count(connection, select(func.count()).select_from(held)),
        oldest=_oldest(connection),
        posts=total,
        unread=unread,
        claims=_count(connection, select(func.count()).select_from(claimed)),
        alerts=_count(connection, select(func.count()).select_from(alerts)),
        parser=claims.parser_of(connection),
    )


def _count(connection: Connection, query: Select[tuple[int]]) -> int:
    return connection.execute(query).scalar_one()


def _open_ids(connection: Connection) -> Mapping[str, int]:
    return {one.source: sum(last - first + 1 for first, last in one.unknown) for one in coverage.every(connection)}


def _last_posts(connection: Connection) -> Mapping[str, datetime]:
    query = select(posts.c.source_id, func.max(posts.c.posted_at)).group_by(posts.c.source_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _oldest(connection: Connection) -> datetime | None:
    query = (
        select(func.min(alerts.c.created_at))
        .join(deliveries, deliveries.c.alert == alerts.c.number)
        .where(deliveries.c.state == DeliveryState.DUE.value)
    )
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found
