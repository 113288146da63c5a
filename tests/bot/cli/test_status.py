"""`zvirka status`."""

import asyncio
import json
import socket
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.desk.road import socket_of
from bot.records import Alert, AlertType, Mark, Sight, Subscriber
from bot.store import Store, accounts, channels, coverage, outbox, parcels, parked, subscribers
from bot.store.accounts import Wait
from bot.store.channels import Channel
from bot.store.migrations import VERSION
from parsers.claim import Kind
from parsers.version import version

NOW = datetime.now(UTC).replace(microsecond=0)
SHOWN = f"{NOW:%Y-%m-%d %H:%M}"
BEAT = {"heartbeat": {"at": NOW.isoformat(), "withheld": []}}
TASS = -1_000_000_000_007
CONFIGURATION = """
[telegram]
api_id = 1
[[source]]
id = "tass"
channel = "@tass_agency"
[[source]]
id = "icrc"
"""


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "zvirka.toml"
    path.write_text(CONFIGURATION, encoding="utf-8")
    with Store.open(tmp_path / "zvirka.db") as store:
        store.run(channels.put, Channel("tass", "@tass_agency", 7, 8, "TASS"), NOW)
        store.run(coverage.begin, "tass", 100)
        store.run(coverage.note, Sight("tass", {101: Mark.SEEN, 103: Mark.SEEN}, NOW))
        store.run(coverage.checked, "tass", NOW)
    return path


@pytest.fixture
def daemon(config):
    """What answers in the place of the daemon, line by line."""
    answers = {"ok": json.dumps({"started_at": NOW.isoformat(), "connections": [line("reader"), line("bot")]} | BEAT)}
    with socket.socket(socket.AF_UNIX) as place:
        place.bind(str(socket_of(config.with_name("zvirka.db"))))
        place.listen()
        yield place, answers


def line(account, **facts):
    well = {"is_up": True, "is_stuck": False, "probe_seconds": 0.0421, "renewals": 2, "waiting": 3}
    return {"account": account} | well | facts


def run(config, *arguments):
    return CliRunner().invoke(app, ["status", "-c", str(config), *arguments], env={"COLUMNS": "200"})


async def asked(config, daemon, *arguments):
    """Run the command while somebody answers on the socket."""
    place, answers = daemon

    def answer():
        with place.accept()[0] as peer:
            peer.recv(1000)
            peer.sendall(json.dumps(answers).encode() + b"\n")

    result, _ = await asyncio.gather(asyncio.to_thread(run, config, *arguments), asyncio.to_thread(answer))
    return result


def change(config, work, *arguments):
    with Store.open(config.with_name("zvirka.db")) as store:
        return store.run(work, *arguments)


def rows(result):
    return [
        [cell.strip() for cell in line.strip().strip("│").split("│")]
        for line in result.stdout.splitlines()
        if "│" in line
    ]


async def test_where_all_is_well_it_says_so_and_the_exit_code_is_0(config, daemon):
    result = await asked(config, daemon)
    assert (result.exit_code, result.stdout.splitlines()[:2]) == (
        0,
        [f"The daemon runs since {SHOWN} UTC.", "All is well."],
    )


async def test_it_lists_what_is_read_and_each_account(config, daemon):
    assert rows(await asked(config, daemon)) == [
        ["tass", "101", SHOWN, "1", "", "", ""],
        ["reader", "up", "42 ms", "2", "3"],
        ["bot", "up", "42 ms", "2", "3"],
    ]


def test_without_a_daemon_it_tells_what_is_stored_and_wants_a_person(config):
    result = run(config)
    assert (result.exit_code, "- no daemon runs on this database: start it" in result.stdout) == (1, True)
    assert rows(result)[1:] == [["reader", "unknown", "", "0", "0"], ["bot", "unknown", "", "0", "0"]]


async def test_a_daemon_that_answers_nothing_sensible_needs_a_person(config, daemon):
    daemon[1]["ok"] = "well"
    result = await asked(config, daemon, "--json")
    assert (result.exit_code, json.loads(result.stdout)["daemon"]) == (1, "does not answer")


async def test_a_connection_that_is_stuck_needs_a_person(config, daemon):
    daemon[1]["ok"] = json.dumps({"started_at": NOW.isoformat(), "connections": [line("bot", is_stuck=True)]})
    result = await asked(config, daemon)
    assert "- bot: the connection is stuck" in result.stdout


async def test_it_tells_of_the_heartbeat(config, daemon):
    first = await asked(config, daemon)
    withheld = {"heartbeat": {"at": None, "withheld": ["bot: no connection"]}}
    daemon[1]["ok"] = json.dumps({"started_at": NOW.isoformat(), "connections": []} | withheld)
    second = await asked(config, daemon)
    assert f"Last heartbeat: {SHOWN} UTC" in first.stdout
    assert "Heartbeat withheld: bot: no connection" in second.stdout


async def test_a_flood_wait_is_shown_with_its_source_and_needs_nobody(config, daemon):
    until = NOW + timedelta(hours=2)
    change(config, accounts.note_wait, Wait("reader", "messages.getHistory", TASS, until), NOW)
    change(config, accounts.note_wait, Wait("bot", "messages.sendMessage", 55, until), NOW)
    change(config, accounts.note_wait, Wait("bot", "updates.getState", None, until), NOW)
    result = await asked(config, daemon)
    assert result.exit_code == 0
    assert rows(result)[0][-1] == f"{until:%Y-%m-%d %H:%M}"
    assert rows(result)[-3:] == [
        ["bot", "messages.sendMessage", "chat 55", f"{until:%Y-%m-%d %H:%M}"],
        ["bot", "updates.getState", "", f"{until:%Y-%m-%d %H:%M}"],
        ["reader", "messages.getHistory", "tass", f"{until:%Y-%m-%d %H:%M}"],
    ]


async def test_a_refused_account_is_named_with_what_to_do(config, daemon):
    change(config, accounts.note_refusal, "reader", "run `zvirka login`", NOW)
    result = await asked(config, daemon)
    assert (result.exit_code, rows(result)[1][1]) == (1, "refused")
    assert f"- reader: refused since {SHOWN} UTC: run `zvirka login`" in result.stdout


async def test_it_counts_what_waits_and_names_who_cannot_be_reached(config, daemon):
    change(config, subscribers.put, Subscriber(7, "Desk", "en"), NOW)
    alert = Alert(AlertType.REPORTED, "bodies-2026-01-29", Kind.BODIES, "s1", {"en": "first"})
    change(config, outbox.add, alert, (), NOW)
    first = await asked(config, daemon)
    change(config, parked.park, change(config, parcels.claim, NOW)[0].number, "blocked", NOW)
    second = await asked(config, daemon)
    assert f"Outbox: 1 waiting, the oldest since {SHOWN} UTC; 0 held for quiet hours; chats parked: 0" in first.stdout
    assert "Outbox: 0 waiting; 0 held for quiet hours; chats parked: 1" in second.stdout
    assert (first.exit_code, second.exit_code) == (0, 1)


async def test_texts_that_other_parsers_read_need_a_person(config, daemon):
    change(config, lambda connection: connection.exec_driver_sql("INSERT INTO meta VALUES ('parser', 'older')"))
    assert "- other parsers read what is stored: run `zvirka reparse`" in (await asked(config, daemon)).stdout


@pytest.mark.parametrize(("schema", "remedy"), [(VERSION - 1, "start the daemon"), (VERSION + 1, "install the later")])
def test_a_database_of_another_schema_is_not_guessed_at(config, schema, remedy):
    change(config, lambda connection: connection.exec_driver_sql("UPDATE meta SET value = ?", (str(schema),)))
    result = run(config)
    assert (result.exit_code, remedy in str(result.exception)) == (1, True)


async def test_it_tells_the_same_in_json(config, daemon):
    assert json.loads((await asked(config, daemon, "--json")).stdout) == {
        "daemon": "runs",
        "started_at": NOW.isoformat(),
        "needs_a_person": [],
        "sources": [
            {
                "source": "tass",
                "channel": "@tass_agency",
                "last_post": None,
                "complete_to": 101,
                "as_of": NOW.isoformat(),
                "unknown_ids": 1,
                "silent_since": None,
                "failure": None,
                "waits_until": None,
            }
        ],
        "accounts": [
            {
                "account": account,
                "refused": None,
                "refused_since": None,
                "is_up": True,
                "probe_seconds": 0.0421,
                "renewals": 2,
                "updates_waiting": 3,
            }
            for account in ("reader", "bot")
        ],
        "heartbeat": {"at": NOW.isoformat(), "withheld": []},
        "waits": [],
        "outbox": {"waiting": 0, "oldest": None, "held_for_quiet_hours": 0, "parked": []},
        "posts": {"stored": 0, "unread": 0, "quarantined": 0},
        "schema": VERSION,
        "parsers": {"now": version(), "stored_by": None},
    }
