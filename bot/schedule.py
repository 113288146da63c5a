"""What recurs, and when."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

DIGEST_HOUR: Final = 9
"""Digests are sent at this hour by the subscriber's clock; weekly ones on Mondays."""


def every(scheduler: AsyncIOScheduler, seconds: float, job: Callable[[], Awaitable[None] | None]) -> None:
    """Run `job` every so many seconds; a run that is late is made up once, and never twice at a time."""
    scheduler.add_job(job, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None)


def daily(scheduler: AsyncIOScheduler, at: time, job: Callable[[], Awaitable[None]]) -> None:
    """Run `job` every day at that time in UTC; a run that is late is made up once."""
    trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone="UTC")
    scheduler.add_job(job, trigger, coalesce=True, max_instances=1, misfire_grace_time=None)


def make_scheduler() -> AsyncIOScheduler:
    """Return a scheduler that is not started yet. Times are UTC."""
    return AsyncIOScheduler(timezone="UTC")


def next_digest(after: datetime, zone: str, *, weekly: bool) -> datetime:
    """Return the first time after `after` at which a digest is due, in UTC; the hour stays when the clocks change."""
    trigger = CronTrigger(day_of_week="mon" if weekly else "*", hour=DIGEST_HOUR, timezone=zone)
    found: datetime = trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
    return found.astimezone(UTC)
