"""The heart beats while all is well, and only then."""

import asyncio
import logging
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.alerts.wording import heartbeat_text
from bot.cli import logs
from bot.config import HeartbeatSection
from bot.errors import AccountUnusable
from bot.health.heartbeat import Heartbeat
from bot.health.vitals import Vitals
from bot.records import Subscriber
from bot.store import Store, outbox, parcels, subscribers
from tests.bot.health.lines import FakeLine
from tests.bot.newsroom import CONFIGURATION, MORNING, newsroom

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
PATH = "/ping/0f3a-secret"


class Server(ThreadingHTTPServer):
    """Notes what was called, and answers as it is told."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.called = []
        self.status = 200
        self.answers = threading.Event()
        self.answers.set()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}{PATH}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.called.append((self.command, self.path))
        self.server.answers.wait(10)
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server() as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        found.answers.set()
        found.shutdown()
        thread.join()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as opened:
        opened.run(subscribers.put, Subscriber(7, "Olena", "en", is_editor=True), NOON)
        yield opened


class Heart:
    """A heartbeat and what a test sets of the daemon around it."""

    def __init__(self, store, store_seconds=10.0, **settings):
        self.now = NOON
        self.wrong = []
        self.woken = 0
        self.lines = [FakeLine("reader"), FakeLine("bot")]
        self.vitals = Vitals(self.lines, lambda: self.now)
        self.part = Heartbeat(
            HeartbeatSection(**settings),
            store,
            self.vitals,
            lambda *_: self.wrong,
            lambda: self.now,
            self._wake,
            store_seconds=store_seconds,
        )

    def _wake(self):
        self.woken += 1

    async def beat(self):
        await self.part.beat()


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_url_is_called_while_all_is_well(store, server, method):
    heart = Heart(store, url=server.url, method=method)
    await heart.beat()
    assert (server.called, heart.vitals.beaten_at) == ([(method, PATH)], NOON)


async def test_what_is_vitally_wrong_withholds_the_beat_and_is_said_once(store, server, caplog):
    caplog.set_level(logging.INFO)
    heart = Heart(store, url=server.url)
    heart.wrong = ["tass: not read"]
    await heart.beat()
    await heart.beat()
    heart.wrong = []
    await heart.beat()
    assert len(server.called) == 1
    assert heart.vitals.withheld == []
    said = [(one.message, getattr(one, "cause", "")) for one in caplog.records if one.name == "bot.health.heartbeat"]
    assert said == [("heartbeat withheld", "tass: not read"), ("heartbeat is back", "")]


async def test_an_account_without_a_connection_withholds_the_beat(store, server):
    heart = Heart(store, url=server.url)
    heart.lines[0].is_up.clear()
    await heart.beat()
    assert (server.called, heart.vitals.withheld) == ([], ["reader: no connection"])


async def test_a_database_that_does_not_answer_withholds_the_beat(store, server):
    heart = Heart(store, 0.05, url=server.url)
    started, release = threading.Event(), threading.Event()
    stuck = asyncio.create_task(store.hop(lambda: started.set() or release.wait()))
    await asyncio.to_thread(started.wait)
    await heart.beat()
    release.set()
    await stuck
    assert (server.called, heart.vitals.withheld) == ([], ["the database does not answer"])


async def test_a_database_that_cannot_be_written_withholds_the_beat(store, server):
    heart = Heart(store, url=server.url)
    store.run(lambda connection: connection.exec_driver_sql("PRAGMA query_only = ON"))
    await heart.beat()
    assert (server.called, heart.vitals.withheld) == ([], ["the database cannot be written"])


@pytest.mark.parametrize(("status", "cause"), [(500, "status 500"), (302, "status 302")])
async def test_another_answer_than_success_is_said_once_without_the_path(store, server, caplog, status, cause):
    heart = Heart(store, url=server.url)
    server.status = status
    await heart.beat()
    await heart.beat()
    assert [(one.host, one.cause) for one in caplog.records if one.levelno == logging.WARNING] == [("127.0.0.1", cause)]
    assert "secret" not in caplog.text
    assert ([path for _, path in server.called], heart.vitals.beaten_at) == ([PATH, PATH], None)


async def test_a_server_that_does_not_answer_in_time_holds_nothing_up(store, server, caplog):
    heart = Heart(store, url=server.url, answer_seconds=0.05)
    server.answers.clear()
    async with asyncio.timeout(5):
        await heart.beat()
    assert [one.message for one in caplog.records] == ["heartbeat not delivered"]


async def test_a_server_that_is_not_there_is_named(store, caplog):
    await Heart(store, url="http://127.0.0.1:1/secret").beat()
    assert [(one.message, one.cause) for one in caplog.records if one.levelno == logging.WARNING] == [
        ("heartbeat not delivered", "ConnectError")
    ]


def test_the_client_of_the_url_does_not_log_it():
    logs.set_up()
    assert logging.getLogger("httpcore").level == logging.WARNING


async def test_the_chat_has_one_message_that_is_amended_when_it_is_time(store):
    heart = Heart(store, chat=7, chat_hours=24)
    for heart.now in (NOON, NOON + timedelta(hours=23), NOON + timedelta(hours=24)):
        await heart.beat()
        for parcel in store.run(parcels.claim, heart.now):
            store.run(parcels.sent, parcel.number, 55, heart.now)
    assert [one.state for one in store.run(outbox.every)] == [
        "2026-01-29T12:00:00+00:00",
        "2026-01-30T12:00:00+00:00",
    ]
    assert heart.woken == 2


async def test_the_second_beat_in_a_chat_amends_the_first(store):
    heart = Heart(store, chat=7, chat_hours=1)
    await heart.beat()
    (first,) = store.run(parcels.claim, NOON)
    store.run(parcels.sent, first.number, 55, NOON)
    heart.now += timedelta(hours=1)
    await heart.beat()
    (second,) = store.run(parcels.claim, heart.now)
    assert (first.message_id, second.message_id) == (None, 55)


def test_the_message_says_by_when_it_changes():
    said = heartbeat_text(NOON, NOON + timedelta(hours=24), "en")
    assert said == (
        "✅ Zvirka is well as of 29 January 2026, 14:00 Kyiv time: channels are read in time, messages go out. "
        "This message changes by 30 January 2026, 14:00 Kyiv time at the latest; if it does not, look at the daemon."
    )


async def test_a_daemon_beats_when_every_channel_was_read_and_no_more_when_its_reader_is_refused(tmp_path, server):
    async def serve():
        async with room.open() as service:
            await room.until_covered(as_of=MORNING)
            await service.heart.beat()
            assert len(server.called) == 1
            room.reader.signs_out_everywhere()
            service.channels.want_sweep()
            await room.message(room.editor, 0, "refuses the account")
            await service.heart.beat()
            assert len(server.called) == 1

    async with newsroom(tmp_path) as room:
        room.write_configuration(CONFIGURATION + f'[heartbeat]\nurl = "{server.url}"\n')
        with pytest.raises(AccountUnusable):
            await serve()
