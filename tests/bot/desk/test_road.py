"""Rulings from the command line: through the daemon where one runs, else straight into the database."""

import asyncio
import json
import os
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.desk.decisions import Editor
from bot.desk.orders import Order, obey
from bot.desk.road import Road, send, socket_of, user_name
from bot.errors import DecisionRefused, StateOutdated, ZvirkaError
from bot.ingest import Ingest
from bot.records import Action, PostKey, Publication
from bot.store import Store, decisions
from parsers import parse
from parsers.parties import known_parties

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
DAY = "bodies-2026-01-29"
ME = f"command line: {user_name(os.getuid())}"
POSTS = [
    ("1", NOON, "Сьогодні до України повернуто 1000 тіл полеглих."),
    ("2", NOON.replace(day=31), "Сьогодні до України повернуто 500 тіл полеглих."),
]


async def filled(store):
    ingest = Ingest(store, known_parties(), parse, lambda: NOON)
    await ingest.start()
    await ingest.take([Publication(PostKey("coordination-hq", key), at, text, at) for key, at, text in POSTS])
    return ingest


@pytest.fixture
def path(tmp_path):
    (tmp_path / "zvirka.toml").write_text(
        '[telegram]\napi_id = 1\n[[source]]\nid = "coordination-hq"\n[[editor]]\nid = 42\nname = "Olena"\n', "utf-8"
    )
    return tmp_path / "zvirka.db"


@pytest.fixture
async def daemon(path):
    """The part of a daemon that hears the command line."""
    with Store.open(path) as store:
        ingest = await filled(store)
        road = asyncio.create_task(Road(socket_of(path), ingest, [Editor(42, "Olena")], lambda: NOON).run())
        async with asyncio.timeout(5):
            while not await asyncio.to_thread(socket_of(path).exists):
                pass
        yield ingest
        road.cancel()
        await asyncio.wait([road])


def state(ingest, repatriation=DAY):
    return ingest.book.find(repatriation).state


async def say(path, words, state, name=None):
    return await asyncio.to_thread(send, socket_of(path), words.split(), state, name)


async def test_a_ruling_reaches_the_daemon_and_is_answered_with_what_it_made(path, daemon):
    answer = await say(path, f"confirm {DAY}", state(daemon), "Olena")
    done, now = answer.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    figures = "29.01.2026 · bodies · to Ukraine 1,000 bodies (reported) · to Russia – no figure · confirmed"
    assert (done, now) == ("Confirmed. The messages are being amended.", f"{DAY}, state {state(daemon)}: {figures}")


async def test_the_entry_names_the_editor_the_road_and_the_user(path, daemon):
    await say(path, f"confirm {DAY}", state(daemon), "42")
    (one,) = daemon.book.decisions
    assert (one.editor_id, one.editor, one.via) == (42, "Olena", ME)


async def test_who_rules_for_no_editor_is_the_operator(path, daemon):
    await say(path, f"hold {DAY}", state(daemon))
    (one,) = daemon.book.decisions
    assert (one.editor_id, one.editor, one.via) == (0, "the operator", ME)


async def test_a_ruling_on_another_state_is_refused_with_the_present_one(path, daemon):
    with pytest.raises(StateOutdated, match=f"it has changed since.*state {state(daemon)}: 29.01.2026"):
        await say(path, f"confirm {DAY}", "000000000000")
    assert daemon.book.decisions == ()


async def test_an_editor_whom_nobody_knows_is_refused(path, daemon):
    with pytest.raises(DecisionRefused, match="--as Petro: no such editor: Olena"):
        await say(path, f"confirm {DAY}", state(daemon), "Petro")


async def test_what_is_missing_is_said_in_words(path, daemon):
    with pytest.raises(DecisionRefused, match="The reason is missing"):
        await say(path, f"reject {DAY}", state(daemon))


async def test_a_merge_is_answered_with_what_it_went_into(path, daemon):
    answer = await say(path, f"merge {DAY} bodies-2026-01-31 one train, two posts", state(daemon))
    assert ([one.id for one in daemon.book.picture.repatriations], answer.splitlines()[0]) == (
        ["bodies-2026-01-31"],
        "Merged.",
    )


async def test_the_socket_is_for_its_owner_alone(path, daemon):
    assert oct(socket_of(path).stat().st_mode & 0o777) == "0o600"


async def test_a_line_that_is_no_order_is_dropped_and_the_next_is_heard(path, daemon, caplog):
    reader, writer = await asyncio.open_unix_connection(socket_of(path))
    writer.write(b"hello\n")
    assert await reader.read() == b""
    writer.close()
    assert (await say(path, f"hold {DAY}", state(daemon))).startswith("Held.")
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == ["command failed"]


async def test_a_socket_that_a_killed_daemon_left_is_taken_over(path):
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(os.fspath(socket_of(path)))
    assert send(socket_of(path), ["hold", DAY], "x", None) is None


async def test_a_path_that_no_socket_can_have_is_said_and_the_daemon_goes_on(tmp_path, caplog):
    with Store.open(tmp_path / "zvirka.db") as store:
        await Road(tmp_path / ("x" * 200), await filled(store), [], lambda: NOON).run()
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == ["command line unheard"]


def test_a_daemon_that_cannot_be_asked_is_named(tmp_path):
    with pytest.raises(ZvirkaError, match="the daemon cannot be asked"):
        send(tmp_path / ("x" * 200), ["hold", DAY], "x", None)


def test_a_user_without_a_name_is_a_number():
    assert user_name(2**30) == "1073741824"


def run(path, *words):
    result = CliRunner().invoke(app, ["decide", *words, "--config", str(path.with_name("zvirka.toml"))])
    return result.exception or result.stdout


async def test_without_a_daemon_the_command_rules_itself(path):
    with Store.open(path) as store:
        present = state(await filled(store))
    shown = await asyncio.to_thread(
        run, path, "correct", DAY, "1003", "--state", present, "--as", "Olena", "--reason", "a misprint"
    )
    with Store.look_into(path) as store:
        (one,) = store.run(decisions.every)
    assert (shown.splitlines()[0], one.action, one.reason, one.via) == (
        "Corrected. All who got the old figure are being told.",
        Action.CORRECT,
        "a misprint",
        ME,
    )


async def test_the_command_goes_through_the_daemon_that_runs(path, daemon):
    shown = await asyncio.to_thread(run, path, "hold", DAY, "--state", state(daemon), "--json")
    assert (json.loads(shown)["done"], len(daemon.book.decisions)) == (
        "Held. All who got it are being told to wait.",
        1,
    )


@pytest.fixture
def two_editors(path):
    config = path.with_name("zvirka.toml")
    petro = '[[editor]]\nid = 43\nname = "Petro"\n[desk]\nsecond_editor = true\n'
    config.write_text(config.read_text("utf-8") + petro, "utf-8")
    return path


async def confirmed_by_olena(path):
    with Store.open(path) as store:
        present = state(await filled(store))
    return await asyncio.to_thread(run, path, "confirm", DAY, "--state", present, "--as", "Olena")


def shown(path, *options):
    return CliRunner().invoke(app, ["show", DAY, *options, "--config", str(path.with_name("zvirka.toml"))]).stdout


async def test_what_is_ruled_by_command_awaits_a_second_editor_too(two_editors):
    said = await confirmed_by_olena(two_editors)
    assert said.splitlines()[0] == "Noted. It is published as soon as another editor seconds it."


async def test_what_is_open_is_shown_with_how_to_second_it(two_editors):
    await confirmed_by_olena(two_editors)
    waits = json.loads(shown(two_editors, "--json"))["pending"]
    line = "awaits a second editor: confirm by Olena, to ukraine 1000; "
    assert line + f"`zvirka decide second {DAY} --state {waits['state']}`" in shown(two_editors)


async def test_one_user_does_not_second_under_another_editor_s_name(two_editors):
    await confirmed_by_olena(two_editors)
    waits = json.loads(shown(two_editors, "--json"))["pending"]
    refused = await asyncio.to_thread(run, two_editors, "second", DAY, "--state", waits["state"], "--as", "Petro")
    with Store.look_into(two_editors) as store:
        taken = [one.action for one in store.run(decisions.every)]
    assert (str(refused), taken) == ("Another editor must second what you ruled.", [Action.CONFIRM])


async def test_a_second_on_the_state_alone_is_answered_with_the_one_to_name(two_editors):
    await confirmed_by_olena(two_editors)
    seen = json.loads(shown(two_editors, "--json"))
    refused = await asyncio.to_thread(run, two_editors, "second", DAY, "--state", seen["state"], "--as", "Petro")
    assert f"its state is {seen['pending']['state']} now" in str(refused)


async def test_an_audit_names_the_entry_that_somebody_changed(two_editors):
    await confirmed_by_olena(two_editors)
    with closing(sqlite3.connect(two_editors)) as raw:
        raw.execute("DROP TRIGGER decisions_refuse_update")
        raw.execute("UPDATE decisions SET editor = 'Petro'")
        raw.commit()
    result = CliRunner().invoke(app, ["audit", "--config", str(two_editors.with_name("zvirka.toml"))])
    assert "entry 1 was changed after it was written" in str(result.exception)


async def test_a_question_is_shown_until_it_is_answered(path):
    with Store.open(path) as store:
        present = state(await filled(store))
    await asyncio.to_thread(run, path, "asked", DAY, "24", "the press service", "--state", present)
    assert "asked: the press service, awaited until " in shown(path)


async def test_a_ruling_whose_ground_changed_is_shown_as_such(path):
    with Store.open(path) as store:
        ingest = await filled(store)
        await obey(Order(("confirm", DAY)), Editor(42, "Olena"), "en", ingest, lambda: NOON)
        key, text = PostKey("coordination-hq", "1"), "Сьогодні до України повернуто 1003 тіла полеглих."
        await ingest.take([Publication(key, NOON, text, NOON, NOON)])
    assert "confirm by Olena rests on an earlier text" in shown(path)
    assert json.loads(shown(path, "--json"))["is_outdated"] is True


async def test_what_changed_between_looking_and_ruling_is_outdated(daemon):
    later = Publication(PostKey("tass", "9"), NOON, "Россия передала Украине тела 900 погибших военных.", NOON)
    order = Order(("confirm", DAY), state(daemon))
    ruled = obey(order, Editor(42, "Olena"), "en", daemon, lambda: NOON)
    _, refused = await asyncio.gather(daemon.take([later]), ruled, return_exceptions=True)
    assert (type(refused), "to Ukraine 900–1,000" in str(refused)) == (StateOutdated, True)
