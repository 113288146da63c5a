"""What Telegram does not let the accounts do is kept, and what the daemon alone knows is told."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.desk.road import send, socket_of
from bot.errors import AccountUnusable
from bot.store import Store, accounts
from bot.store.accounts import Wait
from tests.bot.newsroom import MORNING, newsroom


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


def stored(room, work, *arguments):
    with Store.look_into(room.configuration.store.path) as store:
        return store.run(work, *arguments)


async def until_stored(room, work, *arguments):
    async with asyncio.timeout(10):
        while not (found := await asyncio.to_thread(stored, room, work, *arguments)):
            pass
    return found


async def test_a_flood_wait_is_kept_with_its_method_and_its_channel(room):
    async with room.open() as service:
        room.dc.faults.flood_wait("messages.getHistory", 330)
        service.channels.want_sweep()
        found = await until_stored(room, accounts.waiting, MORNING)
    # Telethon holds back the same call for other channels too.
    assert found[0] == Wait("reader", "messages.getHistory", found[0].place, MORNING + timedelta(seconds=330))
    assert found[0].place in {-(10**12) - room.headquarters.id, -(10**12) - room.tass.id}


async def test_a_flood_wait_of_no_chat_is_kept_too(room):
    room.dc.faults.flood_wait("updates.getState", 1).account = room.bot.id
    async with room.open():
        assert stored(room, accounts.waiting, MORNING) == [
            Wait("bot", "updates.getState", None, MORNING + timedelta(seconds=1))
        ]


async def test_a_refusal_is_kept_until_the_account_is_served_again(room):
    async def serve():
        async with room.open():
            room.reader.signs_out_everywhere()
            await until_stored(room, accounts.refused)

    with pytest.raises(AccountUnusable):
        await serve()
    assert [one.account for one in stored(room, accounts.refused)] == ["reader"]
    (room.folder / "reader.session").unlink()
    await room.log_in()
    async with room.open():
        assert stored(room, accounts.refused) == []


async def test_the_daemon_tells_how_its_connections_are(room):
    async with room.open():
        said = json.loads(await asyncio.to_thread(send, socket_of(room.configuration.store.path), ["vitals"]))
    assert said == {
        "started_at": MORNING.isoformat(),
        "connections": [
            {"account": one, "is_up": True, "is_stuck": False, "probe_seconds": None, "renewals": 0, "waiting": 0}
            for one in ("reader", "bot")
        ],
        "heartbeat": {"at": None, "withheld": []},
    }
