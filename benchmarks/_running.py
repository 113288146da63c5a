"""What the benchmarks of the daemon share: the daemon as a process, its memory, its rows, and posts to feed it."""

import asyncio
import os
import sqlite3
import sys
from contextlib import asynccontextmanager, closing
from pathlib import Path

from tests.bot.newsroom import CONFIGURATION, SECRETS

CHATTER = "Графік роботи приймальні на {number} травня змінено. Просимо дзвонити за номерами, вказаними на сайті. " * 4
NEAR = CHATTER.replace("дзвонити", "телефонувати")
"""The letters of "тіл" in another language: such a text passes the parsers' gate and is read in full."""
ANNOUNCEMENT = "До України повернуто {number} тіл полеглих."
ANNOUNCED_EVERY = 50
FROM_LONG_AGO = CONFIGURATION.replace("api_id = 1", "api_id = 1\nfill_days = 3650")
LOOK_SECONDS = 0.02


def text(number):
    """Return a post of some 400 characters; one in fifty is an announcement, and one in fifty looks like one."""
    kind = {0: ANNOUNCEMENT, ANNOUNCED_EVERY // 2: NEAR}.get(number % ANNOUNCED_EVERY, CHATTER)
    return kind.format(number=number)


@asynccontextmanager
async def process(*arguments):
    """Run a Python process, and end it after."""
    started = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, env=os.environ | SECRETS, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.terminate()
        await started.wait()


def daemon(room):
    """Run `zvirka run` as a process."""
    return process("-m", "bot", "run", "--config", str(room.path))


def resident_mb(pid):
    """Return how much memory a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def stored(room, count):
    """Wait until the daemon's database holds so many posts."""
    path = room.configuration.store.path
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        while connection.execute("SELECT count(*) FROM posts").fetchone()[0] < count:  # noqa: ASYNC110  another process
            await asyncio.sleep(LOOK_SECONDS)


def bytes_stored(room):
    """Return the size of the database."""
    with closing(sqlite3.connect(f"file:{room.configuration.store.path}?mode=ro", uri=True)) as connection:
        pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return pages * size
