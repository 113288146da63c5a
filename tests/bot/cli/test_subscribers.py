"""`zvirka subscribers`."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.desk.parking import Parking
from bot.desk.road import Road, socket_of
from bot.ingest import Ingest
from bot.records import Alert, AlertType, Subscriber, SubscriberState
from bot.store import Store, outbox, parcels, parked, subscribers
from parsers import parse
from parsers.claim import Kind
from parsers.parties import known_parties

NOON = datetime(2026, 1, 29, 12, 5, tzinfo=UTC)
REASON = "UserIsBlockedError: User is blocked"


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "zvirka.toml"
    path.write_text('[telegram]\napi_id = 1\n[[source]]\nid = "tass"\n', encoding="utf-8")
    with Store.open(tmp_path / "zvirka.db") as store:
        store.run(subscribers.put, Subscriber(7, "Desk", "en"), NOON)
        store.run(subscribers.put, Subscriber(8, "Olena", "uk", is_editor=True), NOON)
        alert = Alert(AlertType.REPORTED, "bodies-2026-01-29", Kind.BODIES, "s1", {"en": "first", "uk": "перше"})
        store.run(outbox.add, alert, (), NOON)
        store.run(parked.park, store.run(parcels.claim, NOON)[0].number, REASON, NOON)
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["subscribers", *map(str, arguments)], env={"COLUMNS": "200"})


def rows(result):
    return [
        [cell.strip() for cell in line.strip("│ ").split("│")] for line in result.stdout.splitlines() if "│" in line
    ]


def state(config):
    with Store.look_into(config.with_name("zvirka.db")) as store:
        return store.run(subscribers.find, 7).state


def test_it_lists_who_is_told_and_who_cannot_be_reached_and_why(config):
    assert rows(run("-c", config)) == [
        ["7", "Desk", "en", "unreachable", "2026-01-29 12:05", REASON, "1"],
        ["8", "Olena (editor)", "uk", "active"],
    ]


def test_it_tells_the_same_in_json(config):
    assert json.loads(run("--json", "-c", config).stdout)[0] == {
        "chat": 7,
        "name": "Desk",
        "language": "en",
        "editor": False,
        "state": "unreachable",
        "since": "2026-01-29T12:05:00+00:00",
        "reason": REASON,
        "waiting": 1,
    }


def test_without_a_daemon_the_command_takes_a_chat_back_itself(config):
    shown = run("--unpark", "7", "-c", config).stdout
    assert (shown, state(config)) == ("7: Desk is told again; messages on their way: 0\n", SubscriberState.ACTIVE)


def test_after_an_unparking_json_lists_what_is_now(config):
    assert json.loads(run("--unpark", "7", "--json", "-c", config).stdout)[0]["state"] == "active"


@pytest.mark.parametrize(
    ("chat", "says"),
    [("8", "8: Olena is not parked, but active"), ("-1009", "-1009: no such chat: `zvirka subscribers` lists them")],
)
def test_a_chat_that_is_not_parked_is_refused_in_words(config, chat, says):
    assert str(run("--unpark", chat, "-c", config).exception) == says


@pytest.fixture
async def daemon(config):
    """The part of a daemon that hears the command line; what it counts is how often the delivery was woken."""
    path, woken = config.with_name("zvirka.db"), []
    with Store.open(path) as store:
        parking = Parking(store, lambda: NOON, timedelta(hours=72), lambda: woken.append("woken"))
        ingest = Ingest(store, known_parties(), parse, lambda: NOON)
        road = asyncio.create_task(Road(socket_of(path), ingest, [], lambda: NOON, {"unpark": parking.unpark}).run())
        async with asyncio.timeout(5):
            while not await asyncio.to_thread(socket_of(path).exists):
                pass
        yield woken
        road.cancel()
        await asyncio.wait([road])


async def test_the_daemon_takes_a_chat_back_and_delivers_what_waits_at_once(config, daemon):
    shown = await asyncio.to_thread(run, "--unpark", "7", "-c", config)
    assert (shown.stdout, daemon) == ("7: Desk is told again; messages on their way: 1\n", ["woken"])


async def test_the_daemon_refuses_a_chat_that_is_not_parked_in_words(config, daemon):
    shown = await asyncio.to_thread(run, "--unpark", "8", "-c", config)
    assert (str(shown.exception), daemon) == ("8: Olena is not parked, but active", [])
