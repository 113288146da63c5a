"""What Prometheus is served, read over HTTP."""

import re
import socket
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.health.metrics import Metrics, served
from bot.health.vitals import Vitals
from bot.records import Alert, AlertType, Mark, Sight, Subscriber
from bot.store import Store, accounts, channels, coverage, outbox, subscribers
from bot.store.accounts import Wait
from bot.store.channels import Channel
from parsers.claim import Kind
from tests.bot.health.lines import FakeLine
from tests.bot.newsroom import CONFIGURATION, newsroom

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
NOW = NOON + timedelta(seconds=30)
TASS = -1_000_000_000_007
PAGE = Path(__file__).parents[3] / "docs/operations.md"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def port():
    return free_port()


@pytest.fixture(scope="module")
def vitals():
    return Vitals([FakeLine("reader"), FakeLine("bot")], lambda: NOON)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("metrics") / "zvirka.db"
    with Store.open(path) as store:
        store.run(channels.put, Channel("tass", "@tass_agency", 7, 8, "TASS"), NOON)
        store.run(channels.put, Channel("old", "@old_one", 9, 8, "Old"), NOON)
        store.run(coverage.begin, "tass", 100)
        store.run(coverage.note, Sight("tass", {101: Mark.SEEN, 105: Mark.SEEN}, NOON))
        store.run(coverage.checked, "tass", NOON)
        store.run(subscribers.put, Subscriber(55, "Desk", "en"), NOON)
        alert = Alert(AlertType.REPORTED, "bodies-2026-01-29", Kind.BODIES, "s1", {"en": "first"})
        store.run(outbox.add, alert, (), NOON)
        store.run(accounts.note_refusal, "bot", "get a new token", NOON)
        for account, method, place in (
            ("reader", "messages.getHistory", TASS),
            ("bot", "messages.sendMessage", 55),
            ("bot", "messages.sendMessage", 56),
        ):
            store.run(accounts.note_wait, Wait(account, method, place, NOON + timedelta(seconds=90)), NOON)
    return path


def read(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return answer.read().decode()


def samples(text):
    return dict(re.findall(r"^([^#\s]\S*) (\S+)$", text, re.MULTILINE))


@pytest.fixture(scope="module")
def served_samples(database, vitals):
    port = free_port()
    vitals.beaten_at = NOON
    with served(Metrics(database, {"tass": None}, vitals, lambda: NOW), f"127.0.0.1:{port}"):
        return samples(read(port))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zvirka_alerts", 1.0),
        ('zvirka_deliveries{state="due"}', 1.0),
        ('zvirka_deliveries{state="sent"}', 0.0),
        ("zvirka_outbox_waiting", 1.0),
        ("zvirka_outbox_oldest_seconds", 30.0),
        ("zvirka_chats_parked", 0.0),
        ('zvirka_flood_wait_seconds{account="reader",method="messages.getHistory",source="tass"}', 60.0),
        ('zvirka_flood_wait_seconds{account="bot",method="messages.sendMessage",source=""}', 60.0),
        ('zvirka_account_refused{account="bot"}', 1.0),
        ('zvirka_account_refused{account="reader"}', 0.0),
        ('zvirka_source_lag_seconds{source="tass"}', 30.0),
        ('zvirka_source_unknown_ids{source="tass"}', 3.0),
        ('zvirka_source_silent{source="tass"}', 0.0),
        ('zvirka_source_unavailable{source="tass"}', 0.0),
        ('zvirka_connection_up{account="reader"}', 1.0),
        ('zvirka_probe_seconds{account="reader"}', 0.25),
        ('zvirka_reconnects_total{account="reader"}', 2.0),
        ('zvirka_updates_waiting{account="reader"}', 3.0),
        ("zvirka_heartbeat_timestamp_seconds", NOON.timestamp()),
        ("zvirka_database_readable", 1.0),
    ],
)
def test_it_is_served(served_samples, name, value):
    assert float(served_samples[name]) == value


def test_a_source_that_is_configured_no_more_is_not_measured(served_samples):
    assert [name for name in served_samples if '"old"' in name] == []


def test_every_metric_is_explained_and_no_other(served_samples):
    table = PAGE.read_text(encoding="utf-8").partition("## Metrics")[2].partition("\n\nThe watchdog")[0]
    explained = set(re.findall(r"`(zvirka_\w+)", table))
    assert {name.partition("{")[0] for name in served_samples} == explained


def test_without_a_database_the_daemon_is_measured_alone(tmp_path, vitals, port):
    with served(Metrics(tmp_path / "none.db", {}, vitals, lambda: NOW), f"127.0.0.1:{port}"):
        found = samples(read(port))
    assert (found["zvirka_database_readable"], "zvirka_connection_up" in str(found), "zvirka_posts" in found) == (
        "0.0",
        True,
        False,
    )


def test_a_port_that_another_has_is_named_and_ends_nothing(database, vitals, caplog):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        listen = f"127.0.0.1:{other.getsockname()[1]}"
        with served(Metrics(database, {}, vitals, lambda: NOW), listen):
            pass
    assert [(one.message, one.listen) for one in caplog.records] == [("metrics unserved", listen)]


def test_nothing_is_left_that_serves(database, vitals, port):
    with served(Metrics(database, {}, vitals, lambda: NOW), f"127.0.0.1:{port}"):
        pass
    with pytest.raises(OSError, match="refused"):
        read(port)


async def test_a_daemon_serves_what_it_measures(tmp_path, port):
    async with newsroom(tmp_path) as room:
        room.write_configuration(CONFIGURATION + f'[metrics]\nlisten = "127.0.0.1:{port}"\n')
        async with room.open():
            room.headquarters.post("без новин")
            await room.until_stored("без новин")
            found = samples(read(port))
    assert (found["zvirka_posts"], found['zvirka_connection_up{account="reader"}']) == ("1.0", "1.0")


def test_a_daemon_that_serves_none_does_not_load_what_it_would_take():
    unwanted = {"prometheus_client", "httpcore", "httpx", "matplotlib", "pyarrow", "rich"}
    said = f"import sys, bot.cli.app, bot.service; print({unwanted} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, check=True).stdout == b"set()\n"
