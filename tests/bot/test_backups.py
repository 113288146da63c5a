"""Backups of a newsroom that works, and what happens after one is restored."""

import shutil

import pytest

from bot.backups import Backups
from bot.store import Store
from tests.bot.newsroom import newsroom, plain

POST = "До України повернуто тіла 640 загиблих."


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


def backups(room, folder, told):
    async def when_failed(cause):
        told.append(cause)

    return Backups(room.configuration.store.path, folder, 2, room.clock, when_failed)


async def test_a_nightly_backup_is_made_and_the_oldest_goes(room, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    async with room.open():
        for _ in range(3):
            await backups(room, folder, []).make()
            room.clock.pass_by(days=1)
    assert sorted(one.name for one in folder.iterdir()) == ["zvirka-20260130T104000Z.db", "zvirka-20260131T104000Z.db"]


async def test_a_backup_that_cannot_be_made_is_told(room, tmp_path):
    told = []
    async with room.open():
        await backups(room, tmp_path / "absent", told).make()
    assert "no backup was made" in told[0]


async def test_what_was_sent_after_a_backup_is_not_shown_again_when_it_is_restored(room, tmp_path):
    path = room.configuration.store.path
    async with room.open() as service:
        await room.sweep(service)
        await backups(room, tmp_path, []).make()
        room.headquarters.post(POST)
        await room.message(room.subscriber, 0, "640")
    (backup,) = tmp_path.glob("zvirka-2*.db")
    for one in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        one.unlink(missing_ok=True)
    shutil.copy(backup, path)
    async with room.open():
        await room.until_stored(POST)
        await room.until(lambda: all_sent(path))
    assert ["640" in plain(one) for one in room.sees(room.subscriber)] == [True]


def all_sent(path):
    """Whether the outbox has sent all that it has, and it has something."""
    with Store.look_into(path) as store:
        query = "SELECT count(*), sum(state = 'sent') FROM deliveries"
        every, sent = store.run(lambda connection: connection.exec_driver_sql(query).one())
    return 0 < every == sent
