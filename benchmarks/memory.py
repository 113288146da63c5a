"""Memory of the daemon after many posts against few: ZVIRKA_BENCH_POSTS=200000 for the long run."""

import asyncio
import os
import tempfile
from pathlib import Path

from benchmarks._running import FROM_LONG_AGO, bytes_stored, daemon, resident_mb, stored, text
from tests.bot.newsroom import newsroom

FEW = 2_000
MANY = int(os.environ.get("ZVIRKA_BENCH_POSTS", "20000"))
BATCH = 500
SETTLE_SECONDS = 3


async def measure():
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        async with newsroom(Path(folder)) as room:
            room.write_configuration(FROM_LONG_AGO)
            async with daemon(room) as running:
                await room.dc.until(lambda: len(room.dc.called("messages.getHistory")) >= 2)
                few = await _after(room, running, 0, FEW)
                many = await _after(room, running, FEW, MANY)
                size = bytes_stored(room)
    print(f"resident memory after {FEW:7} posts   {few:8.1f} MB")
    print(f"resident memory after {MANY:7} posts   {many:8.1f} MB")
    print(f"ratio                                 {many / few:8.2f}  (aim: at most 1.10)")
    print(f"database                              {size / MANY:8.0f} bytes a post")


async def _after(room, running, start, end):
    """Publish live up to that many posts and return the memory once all are stored."""
    for first in range(start, end, BATCH):
        for number in range(first, min(first + BATCH, end)):
            room.headquarters.post(text(number), at=room.clock())
        await stored(room, min(first + BATCH, end))
    await asyncio.sleep(SETTLE_SECONDS)
    return resident_mb(running.pid)


if __name__ == "__main__":
    asyncio.run(measure())
