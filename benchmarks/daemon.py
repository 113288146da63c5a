"""`zvirka run` as a process: how long it takes to start and to stop, and how much memory it holds when idle."""

import asyncio
import signal
import tempfile
import time
from pathlib import Path

from benchmarks._running import daemon, resident_mb
from tests.bot.newsroom import newsroom

IDLE_SECONDS = 3


async def measure() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        async with newsroom(Path(folder)) as room:
            started = time.perf_counter()
            async with daemon(room) as process:
                await room.until(lambda: len(room.dc.called("messages.getHistory")) >= 2)
                print(f"start-up to the first sweep   {time.perf_counter() - started:6.2f} s")
                await asyncio.sleep(IDLE_SECONDS)
                print(f"resident memory, idle         {resident_mb(process.pid):6.1f} MB  (aim: under 100)")
                process.send_signal(signal.SIGTERM)
                stopped = time.perf_counter()
                await process.wait()
                print(f"SIGTERM to the end            {time.perf_counter() - stopped:6.2f} s  (aim: under 5)")


if __name__ == "__main__":
    asyncio.run(measure())
