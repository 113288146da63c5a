"""From the data centre's push to the bot's send: the daemon beside a bare Telethon echo bot on the same server."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from telethon import events

from bot.service import Service
from tests.bot.newsroom import Newsroom, newsroom
from tests.telegram.call import Call
from tests.telegram.clients import Clients

ROUNDS = 100
WARM_UP = 10
SETTLE_SECONDS = 0.02


async def measure() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        async with newsroom(Path(folder)) as room:
            service = Service(room.configuration, room.clock)
            task = asyncio.create_task(service.run())
            await room.until(lambda: len(room.dc.called("messages.getHistory")) >= 2)
            ours, echo = await _alternate(room)
            service.stop()
            await task
    ratio = statistics.median(ours) / statistics.median(echo)
    print(f"push to send, zvirka: median            {statistics.median(ours) * 1000:8.2f} ms")
    print(f"push to send, bare echo bot: median     {statistics.median(echo) * 1000:8.2f} ms")
    print(f"ratio of the medians ({ROUNDS} rounds in turn)   {ratio:8.2f}  (aim: under 1.5)")


async def _alternate(room: Newsroom) -> tuple[list[float], list[float]]:
    echo_bot = room.dc.add_bot("88:abcdefghijklmnopqrstuvwxyz0123456789", "echo_bot")
    clients = Clients(room.dc)
    client = await clients.sign_in(echo_bot)
    client.add_event_handler(lambda event: event.respond(event.raw_text), events.NewMessage(incoming=True))
    ours: list[float] = []
    echo: list[float] = []
    for number in range(ROUNDS + WARM_UP):
        room.clock.pass_by(days=1)
        text = f"До України повернуто {700 + number} тіл полеглих."
        ours.append(await until_sent(room, partial(room.headquarters.post, text), room.subscriber.id))
        echo.append(await until_sent(room, partial(room.stranger.writes_to, echo_bot, text), room.stranger.id))
    await clients.close()
    return ours[WARM_UP:], echo[WARM_UP:]


async def until_sent(room: Newsroom, push: Callable[[], object], peer: int) -> float:
    before = len(_sends(room, peer))
    started = time.perf_counter()
    push()
    await room.until(lambda: len(_sends(room, peer)) > before)
    arrived = _sends(room, peer)[before].arrived_at
    await asyncio.sleep(SETTLE_SECONDS)
    return arrived - started


def _sends(room: Newsroom, peer: int) -> list[Call]:
    return [call for call in room.dc.called("messages.sendMessage") if call.request.peer.user_id == peer]


if __name__ == "__main__":
    asyncio.run(measure())
