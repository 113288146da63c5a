"""Live posts through the whole pipeline: how many a second, and how long from the push to the row on the disk."""

import asyncio
import statistics
import tempfile
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks._running import FROM_LONG_AGO, daemon, stored, text
from bot.ingest import Ingest
from tests.bot.newsroom import newsroom

BURST = 2_000
ALONE = 1_000
BETWEEN = timedelta(minutes=30)


async def measure():
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"a burst of {BURST} posts, stored and judged  {BURST / await _burst(Path(folder)):8.0f} posts/s")
    with tempfile.TemporaryDirectory() as folder:
        seconds = sorted(await _one_by_one(Path(folder)))
    print(f"push to durable row: median              {statistics.median(seconds) * 1000:8.2f} ms")
    p99 = seconds[int(len(seconds) * 0.99)] * 1000
    print(f"push to durable row: p99 of {ALONE}         {p99:8.2f} ms  (aim: under 5)")


async def _burst(folder):
    """Publish all at once, in two channels, to a daemon that is a process of its own."""
    async with newsroom(folder) as room:
        room.write_configuration(FROM_LONG_AGO)
        async with daemon(room):
            await room.dc.until(lambda: len(room.dc.called("messages.getHistory")) >= 2)
            began = time.perf_counter()
            for number in range(BURST):
                (room.headquarters, room.tass)[number % 2].post(text(number), at=room.clock() + number * BETWEEN)
            await stored(room, BURST)
            return time.perf_counter() - began


async def _one_by_one(folder):
    """Publish one after the other, and note when the transaction of each has ended."""
    seconds = []
    async with newsroom(folder) as room, _told_of_rows() as stored_at, room.open():
        for number in range(ALONE):
            pushed_at = time.perf_counter()
            room.clock.pass_by(minutes=30)
            room.headquarters.post(text(number), at=room.clock())
            seconds.append(await stored_at.get() - pushed_at)
    return seconds


@asynccontextmanager
async def _told_of_rows():
    """Give a queue of the times at which posts were on the disk."""
    times = asyncio.Queue()
    take = Ingest.take

    async def timed(ingest, publications, *rest):
        await take(ingest, publications, *rest)
        if publications:
            times.put_nowait(time.perf_counter())

    Ingest.take = timed
    try:
        yield times
    finally:
        Ingest.take = take


if __name__ == "__main__":
    asyncio.run(measure())
