"""`zvirka run` as a process: how long it takes to start and to stop, and how much memory it holds when idle."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.bot.newsroom import SECRETS, newsroom

IDLE_SECONDS = 3


async def measure() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        async with newsroom(Path(folder)) as room:
            started = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", "run", "--config", str(room.path)),
                env=os.environ | SECRETS,
                stderr=asyncio.subprocess.DEVNULL,
            )
            await room.until(lambda: len(room.dc.called("messages.getHistory")) >= 2)
            print(f"start-up to the first sweep   {time.perf_counter() - started:6.2f} s")
            await asyncio.sleep(IDLE_SECONDS)
            print(f"resident memory, idle         {_resident_kb(process.pid) / 1024:6.1f} MB  (aim: under 100)")
            process.send_signal(signal.SIGTERM)
            stopped = time.perf_counter()
            await process.wait()
            print(f"SIGTERM to the end            {time.perf_counter() - stopped:6.2f} s  (aim: under 5)")


def _resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    asyncio.run(measure())
