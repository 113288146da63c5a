"""Filling history through Telethon into the store, against a bare `iter_messages` loop that stores nothing.

The data centre runs in the same process, so its share is the same for both. On loopback a page comes in 5 ms, which no
network does: the ratio is also measured with answers that take 50 ms.
"""

import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bot.ingest import Ingest
from bot.records import Source
from bot.sources.channels import Channels
from bot.sources.sweep import Sweep
from parsers import parse
from parsers.parties import known_parties
from tests.bot.sources.reading import Reading, reading

POSTS = 5000
ROUNDS = 3
CHATTER = "Погода на завтра: без опадів, вночі від {} градусів."
NEWS = "До України повернуто {} тіл полеглих."


async def measure() -> None:
    """Print posts per second of both, and the ratio."""
    for delay in (0, 0.05):
        ratios = [await _round(delay) for _ in range(ROUNDS)]
        print(
            f"ratio with answers after {delay * 1000:2.0f} ms: {sorted(ratios)[ROUNDS // 2]:.2f}  (aim: at least 0.7)"
        )


async def _round(delay: float) -> float:
    with tempfile.TemporaryDirectory() as folder:
        async with reading(Path(folder)) as room:
            for number in range(POSTS):
                text = NEWS if number % 250 == 0 else CHATTER
                room.headquarters.post(text.format(number), at=room.clock())
            if delay:
                room.dc.faults.delay("messages.getHistory", delay, times=None)
            bare, stored = await _bare(room), await _stored(room)
    print(f"bare loop {POSTS / bare:8,.0f} posts/s   into the store {POSTS / stored:8,.0f} posts/s")
    return bare / stored


async def _bare(room: Reading) -> float:
    client = room.make_client()
    await client.connect()
    started = time.perf_counter()
    count = [message.id async for message in client.iter_messages("Koord_shtab", reverse=True, wait_time=0)]
    taken = time.perf_counter() - started
    await client.disconnect()
    assert len(count) == POSTS
    return taken


async def _stored(room: Reading) -> float:
    client = room.make_client()
    await client.connect()
    ingest = Ingest(room.store, known_parties(), parse, room.clock, oldest=timedelta(days=3))
    await ingest.start()
    source = Source(known_parties()["coordination-hq"], "uk", "@Koord_shtab")
    channels = Channels(client, room.store, [source], room.clock)
    (channel,) = await channels.open()
    sweep = Sweep(client, room.store, ingest, room.clock, channels.name_of, fill=timedelta(days=3), reread_posts=30)
    started = time.perf_counter()
    await sweep.sweep(channel)
    taken = time.perf_counter() - started
    await client.disconnect()
    return taken


if __name__ == "__main__":
    asyncio.run(measure())
