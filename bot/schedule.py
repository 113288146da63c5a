"""What recurs, and when."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


def every(scheduler: AsyncIOScheduler, seconds: float, job: Callable[[], Awaitable[None] | None]) -> None:
    """Run `job` every so many seconds; a run that is late is made up once, and never twice at a time."""
    scheduler.add_job(job, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None)


def make_scheduler() -> AsyncIOScheduler:
    """Return a scheduler that is not started yet. Times are UTC."""
    return AsyncIOScheduler(timezone="UTC")
