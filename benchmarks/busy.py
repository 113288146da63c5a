"""From push to send while 50 channels are busy, beside a bare echo bot that has nothing else to do."""

import asyncio
import statistics
import tempfile
from functools import partial
from itertools import cycle
from pathlib import Path

from telethon import events

from benchmarks._running import CHATTER
from benchmarks.latency import until_sent
from tests.bot.newsroom import CONFIGURATION, newsroom
from tests.telegram.clients import Clients

CHANNELS = 50
POSTS_A_SECOND = 25
ROUNDS = 200
WARM_UP = 10
SOURCE = """
[[source]]
id = "outlet-{number}"
channel = "@outlet_{number}"
lang = "uk"
name = "Outlet {number}"
side = "independent"
role = "media"
"""


async def measure():
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        ours, echo = await _ours(Path(folder)), await _echo()
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        mine, bare = _at(ours, share), _at(echo, share)
        print(f"push to send, {CHANNELS} channels busy: {name}   {mine * 1000:8.2f} ms")
        print(f"push to send, bare echo bot: {name}      {bare * 1000:8.2f} ms")
        print(f"ratio: {name}                            {mine / bare:8.2f}")


async def _ours(folder):
    more = "".join(SOURCE.format(number=number) for number in range(CHANNELS))
    async with newsroom(folder) as room:
        room.write_configuration(CONFIGURATION + more)
        outlets = [room.dc.add_channel(f"outlet_{number}") for number in range(CHANNELS)]
        async with room.open(channels=CHANNELS):
            busy = asyncio.create_task(_chatter(room, outlets))
            seconds = []
            for number in range(ROUNDS + WARM_UP):
                room.clock.pass_by(days=1)
                post = partial(room.headquarters.post, f"До України повернуто {700 + number} тіл полеглих.")
                seconds.append(await until_sent(room, post, room.subscriber.id))
            busy.cancel()
            return seconds[WARM_UP:]


async def _echo():
    with tempfile.TemporaryDirectory() as folder:
        async with newsroom(Path(folder)) as room:
            bot = room.dc.add_bot("88:abcdefghijklmnopqrstuvwxyz0123456789", "echo_bot")
            clients = Clients(room.dc)
            client = await clients.sign_in(bot)
            client.add_event_handler(lambda event: event.respond(event.raw_text), events.NewMessage(incoming=True))
            seconds = []
            for number in range(ROUNDS + WARM_UP):
                write = partial(room.stranger.writes_to, bot, f"{number} тіл")
                seconds.append(await until_sent(room, write, room.stranger.id))
            await clients.close()
            return seconds[WARM_UP:]


async def _chatter(room, outlets):
    for number, outlet in enumerate(cycle(outlets)):
        outlet.post(CHATTER.format(number=number), at=room.clock())
        await asyncio.sleep(1 / POSTS_A_SECOND)


def _at(seconds, share):
    return statistics.quantiles(seconds, n=100, method="inclusive")[int(share * 100) - 1]


if __name__ == "__main__":
    asyncio.run(measure())
