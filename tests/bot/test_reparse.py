"""Another version of the parsers: what would change, what is changed, and who is told."""

import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.desk.decisions import Editor, rule
from bot.ingest import Ingest
from bot.ingest.book import load
from bot.records import Action, PostKey, Publication, Subscriber
from bot.store import Store, claims, outbox, parcels, posts, subscribers
from parsers import Reading, parse
from parsers.parties import known_parties
from parsers.version import version

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
DAY = "bodies-2026-01-29"
LATER = datetime(2099, 1, 1, tzinfo=UTC)
TEXT = "Сьогодні до України повернуто 1000 тіл полеглих."
SECOND = "Сьогодні до України повернуто 1003 тіла полеглих."


def misread(text, *, source, posted_on, **_):
    """An older parser: it reads one body for a thousand."""
    return parse(text.replace("1000", "100"), source=source, posted_on=posted_on)


def blind(text, **_):
    """A parser of before there were templates: a person must read everything."""
    return Reading(unread=True)


class Room:
    """A database that another parser filled, one subscriber, and the commands on it."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "zvirka.db"
        self.config = folder / "zvirka.toml"
        self.config.write_text('[telegram]\napi_id = 1\n[[source]]\nid = "coordination-hq"\n', encoding="utf-8")

    async def filled_by(self, read, *texts):
        with Store.open(self.path) as store:
            store.run(subscribers.put, Subscriber(2, "desk", "en"), NOON)
            ingest = Ingest(store, known_parties(), read, lambda: NOON)
            await ingest.start()
            for number, text in enumerate(texts):
                at = NOON + timedelta(minutes=number)
                await ingest.take(
                    [Publication(PostKey("coordination-hq", "1"), NOON, text, at, at if number else None)]
                )
            for parcel in store.run(parcels.claim, NOON):
                store.run(parcels.sent, parcel.number, 100, NOON)
            store.run(claims.note_parser, "another one")

    def reparse(self, *options):
        result = CliRunner().invoke(
            app, ["reparse", "--config", str(self.config), *options], catch_exceptions=False, env={"COLUMNS": "200"}
        )
        assert result.exit_code == 0, result.output
        return result.stdout

    def found(self, *options):
        return json.loads(self.reparse("--json", *options))

    def told(self):
        with Store.open(self.path) as store:
            found = []
            while due := store.run(parcels.claim, LATER):
                for one in due:
                    store.run(parcels.sent, one.number, one.message_id or one.number, LATER)
                    found.append((one.part.value, one.text))
            return found


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


async def test_the_same_parsers_change_nothing(room):
    await room.filled_by(parse, TEXT, SECOND)
    found = room.found("--apply", "--tell")
    assert (found["texts"], found["claims"], found["repatriations"], found["alerts"], room.told()) == (
        2,
        [],
        [],
        [],
        [],
    )


async def test_what_is_read_otherwise_is_shown_with_what_follows(room):
    await room.filled_by(misread, TEXT)
    found = room.found()
    (claim,), (one,) = found["claims"], found["repatriations"]
    assert (
        [claim["before"][0]["value"], claim["after"][0]["value"]],
        [one["before"]["figures"]["ukraine"]["best"], one["after"]["figures"]["ukraine"]["best"]],
        [(alert["type"], alert["repatriation"]) for alert in found["alerts"]],
    ) == ([100, 1000], [100, 1000], [("changed", "bodies-2026-01-29")])


async def test_the_answer_that_people_would_get_is_shown_before_they_get_it(room):
    await room.filled_by(misread, TEXT)
    (alert,) = room.found()["alerts"]
    assert "Correction: we had read a post wrongly" in alert["reply"]["en"]
    assert "Correction: we had read a post wrongly" in room.reparse()


async def test_looking_changes_nothing(room):
    await room.filled_by(misread, TEXT)
    room.reparse()
    assert (len(room.found()["claims"]), room.told()) == (1, [])


async def test_the_table_names_old_and_new(room):
    await room.filled_by(misread, TEXT)
    shown = room.reparse()
    assert ("100 reported → 1,000 reported" in shown, "Nothing was changed" in shown) == (True, True)


async def test_what_was_applied_is_not_there_to_apply_again(room):
    await room.filled_by(misread, TEXT)
    room.reparse("--apply")
    assert room.found()["claims"] == []


async def test_what_was_applied_is_what_the_posts_would_give_from_the_start(room, tmp_path_factory):
    await room.filled_by(misread, TEXT, SECOND)
    room.reparse("--apply")
    fresh = Room(tmp_path_factory.mktemp("fresh"))
    await fresh.filled_by(parse, TEXT, SECOND)

    def all_claims(one):
        with Store.look_into(one.path) as store:
            return store.run(lambda connection: list(claims.statements(connection, known_parties())))

    assert all_claims(room) == all_claims(fresh)


async def test_nobody_is_told_unless_the_editor_says_so(room):
    await room.filled_by(misread, TEXT)
    assert ("Nobody was told" in room.reparse("--apply"), room.told()) == (True, [])


async def test_who_was_told_is_corrected_as_our_reading(room):
    await room.filled_by(misread, TEXT)
    room.reparse("--apply", "--tell")
    (_, message), (part, reply) = room.told()
    plain = reply.replace("\N{NO-BREAK SPACE}", " ")
    assert ("1,000" in message, part, "100 bodies" in plain and "1,000 bodies" in plain) == (True, "reply", True)
    assert "Correction: we had read a post wrongly" in plain


async def test_what_nobody_was_told_of_is_no_news_by_now(room):
    await room.filled_by(blind, TEXT)
    with Store.open(room.path) as store:
        before = len(store.run(outbox.every))
    found = room.found("--apply", "--tell")
    with Store.open(room.path) as store:
        assert (len(found["claims"]), found["alerts"], len(store.run(outbox.every))) == (1, [], before)


async def test_what_can_be_read_now_waits_for_nobody_any_more(room):
    await room.filled_by(blind, TEXT)
    found = room.found("--apply")
    with Store.look_into(room.path) as store:
        assert (found["no_longer_unread"], store.run(posts.unread)) == (["coordination-hq/1"], [])


async def test_to_tell_without_applying_is_refused(room):
    result = CliRunner().invoke(app, ["reparse", "--config", str(room.config), "--tell"])
    assert str(result.exception) == "--tell: nobody is told of what is not applied: give --apply too"


async def rules(room, action, *, read=misread, needs_second=False):
    """Let an editor rule on what another parser read."""
    with Store.open(room.path) as store:
        store.run(subscribers.put, Subscriber(7, "Olena", "en", is_editor=True), NOON)
        ingest = Ingest(store, known_parties(), read, lambda: NOON, needs_second=needs_second)
        await ingest.start()
        await ingest.decide(rule(ingest.book.find(DAY), action, Editor(7, "Olena"), NOON))
        store.run(claims.note_parser, "another one")


def book(room):
    with Store.look_into(room.path) as store:
        return store.run(load, known_parties())


async def test_a_ruling_survives_where_its_ground_is_read_as_before(room):
    await room.filled_by(parse, TEXT)
    await rules(room, Action.CONFIRM, read=parse)
    room.reparse("--apply")
    ruling = book(room).find(DAY).ruling
    assert (ruling.action, ruling.is_outdated) == (Action.CONFIRM, False)


async def test_a_ruling_is_flagged_where_its_ground_is_read_otherwise(room):
    await room.filled_by(misread, TEXT)
    await rules(room, Action.CONFIRM)
    room.reparse("--apply")
    ruling = book(room).find(DAY).ruling
    assert (ruling.action, ruling.is_outdated) == (Action.CONFIRM, True)


async def test_what_is_held_stays_held_and_can_be_released(room):
    await room.filled_by(misread, TEXT)
    await rules(room, Action.HOLD)
    room.reparse("--apply", "--tell")
    assert "release" in labels(room)


async def test_editors_learn_that_what_awaited_a_second_of_them_does_so_no_more(room):
    await room.filled_by(misread, TEXT)
    await rules(room, Action.CONFIRM, needs_second=True)
    room.told()
    room.reparse("--apply")
    assert [text.splitlines()[-1] for _, text in room.told()] == ["No ruling awaits a second editor here any more."]


def labels(room):
    """What can be pressed under the messages that are due."""
    with Store.open(room.path) as store:
        return {label for one in store.run(parcels.claim, LATER) for label in one.buttons}


async def test_claims_name_the_parsers_that_read_them(room):
    await room.filled_by(parse, TEXT)
    with Store.look_into(room.path) as store:
        assert store.run(read_by) == [version()]


def read_by(connection):
    return list(connection.exec_driver_sql("SELECT DISTINCT parser FROM claims").scalars())


async def test_what_is_not_read_otherwise_counts_as_read_by_the_present_parsers(room):
    await room.filled_by(parse, TEXT)
    room.reparse("--apply")
    with Store.look_into(room.path) as store:
        assert store.run(claims.parser_of) == version()


async def test_a_repost_is_read_on_the_day_of_the_first(room):
    with Store.open(room.path) as store:
        ingest = Ingest(store, known_parties(), parse, lambda: NOON)
        await ingest.start()
        key, again = PostKey("coordination-hq", "1"), PostKey("coordination-hq", "2")
        evening = datetime(2026, 1, 29, 21, 30, tzinfo=UTC)
        after_midnight = evening + timedelta(hours=1)
        await ingest.take([Publication(key, evening, TEXT, evening)])
        await ingest.take([Publication(key, evening, None, after_midnight, withdrawn=True)])
        await ingest.take([Publication(again, after_midnight, TEXT, after_midnight)])
    found = room.found()
    assert (found["texts"], found["claims"], [one.id for one in book(room).picture.repatriations]) == (2, [], [DAY])


async def starts(room, caplog):
    with caplog.at_level(logging.WARNING), Store.open(room.path) as store:
        await Ingest(store, known_parties(), parse, lambda: NOON).start()
    return [record.message for record in caplog.records]


async def test_the_daemon_says_at_its_start_that_the_parsers_changed(room, caplog):
    await room.filled_by(parse, TEXT)
    assert await starts(room, caplog) == ["parsers changed"]


async def test_the_daemon_says_nothing_after_it_was_applied(room, caplog):
    await room.filled_by(parse, TEXT)
    room.reparse("--apply")
    assert await starts(room, caplog) == []
