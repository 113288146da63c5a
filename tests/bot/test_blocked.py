"""The database cannot be written while the daemon runs: it waits, says so once, and loses nothing."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import Engine, event

from tests.bot.newsroom import CONFIGURATION, newsroom, plain

POST = "До України повернуто тіла 640 загиблих."


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        opened.write_configuration(CONFIGURATION + "\n[store]\npatience_seconds = 0.2\n")
        yield opened


@pytest.fixture
def connections():
    """The connections of SQLite that are opened meanwhile."""
    opened = []

    def note(connection, _):
        opened.append(connection)

    event.listen(Engine, "connect", note)
    yield opened
    event.remove(Engine, "connect", note)


class Disk:
    """The disk under the daemon's database."""

    def __init__(self, connections):
        self.writer = connections[0]

    def fill(self):
        self.writer.execute("PRAGMA max_page_count=1")

    def free(self):
        self.writer.execute("PRAGMA max_page_count=1000000")


def alerts(room, person):
    return [plain(one) for one in room.sees(person) if "640" in plain(one)]


async def test_a_full_disk_is_told_once_and_what_was_posted_meanwhile_is_news_when_it_has_space(room, connections):
    async with room.open():
        disk = Disk(connections)
        disk.fill()
        for number in range(40):
            room.headquarters.post(f"{'Слова про погоду. ' * 200}{number}")
        room.headquarters.post(POST)
        await room.message(room.editor, 0, "database cannot be written", "free some space")
        assert (alerts(room, room.subscriber), len(room.sees(room.editor))) == ([], 1)
        disk.free()
        await room.message(room.editor, 1, "can be written again")
        await room.message(room.subscriber, 0, "640")
    assert (len(room.stored()), len(alerts(room, room.subscriber)), len(alerts(room, room.editor))) == (41, 1, 1)


async def test_nothing_is_sent_whose_receipt_cannot_be_kept(room, connections):
    async with room.open() as service:
        room.headquarters.post(POST)
        await room.message(room.subscriber, 0, "640")
        Disk(connections).fill()
        sent = len(room.dc.called("messages.sendMessage"))
        room.headquarters.post(POST.replace("640", "700"))
        service.channels.want_sweep()
        await room.message(room.editor, 1, "database cannot be written")
        assert len(room.dc.called("messages.sendMessage")) == sent + 1


async def test_a_database_that_another_program_holds_for_a_moment_is_not_told(room, connections, caplog):
    room.write_configuration(CONFIGURATION)
    async with room.open():
        connections[0].execute("PRAGMA busy_timeout=0")
        other = sqlite3.connect(room.configuration.store.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        room.headquarters.post(POST)
        async with asyncio.timeout(10):
            while "database blocked" not in caplog.messages:
                await asyncio.to_thread(caplog.handler.flush)
        other.execute("ROLLBACK")
        other.close()
        await room.message(room.subscriber, 0, "640")
    assert [one for one in room.sees(room.editor) if "database" in plain(one)] == []


async def test_a_daemon_that_waits_for_its_disk_stops_when_it_is_told_to(room, connections):
    async with room.open():
        Disk(connections).fill()
        room.headquarters.post(POST + "Слова про погоду. " * 150)
        await room.message(room.editor, 0, "database cannot be written")
