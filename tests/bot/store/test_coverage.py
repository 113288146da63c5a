"""The ledger in the database: its stretches, its cursor and its holes."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.records import How, Mark, Sight, Stretch
from bot.store import channels, coverage
from bot.store.channels import Channel
from tests.bot.store.conftest import NOON

SOURCE = "coordination-hq"


@pytest.fixture
def ledger(store):
    store.run(channels.put, Channel(SOURCE, "@Koord_shtab", 7, 8, "HQ"), NOON)
    store.run(coverage.begin, SOURCE, 100)
    return store


def note(store, *ids, mark=Mark.SEEN, how=How.READ, at=NOON):
    store.run(coverage.note, Sight(SOURCE, dict.fromkeys(ids, mark), at, how))


def found(store):
    (one,) = store.run(coverage.every)
    return one


def test_a_channel_that_was_never_swept_is_complete_as_of_never(ledger):
    assert (found(ledger).complete_to, found(ledger).as_of) == (100, None)


def test_the_cursor_follows_posts_that_follow_each_other(ledger):
    for ident in (101, 102, 103):
        note(ledger, ident)
    assert found(ledger).complete_to == 103


def test_a_hole_holds_the_cursor_back(ledger):
    note(ledger, 101)
    note(ledger, 103)
    assert (found(ledger).complete_to, found(ledger).unknown) == (101, ((102, 102),))


def test_a_hole_that_is_closed_lets_the_cursor_go_on(ledger):
    note(ledger, 101, 103)
    note(ledger, 102, mark=Mark.ABSENT, how=How.ASKED)
    note(ledger, 104)
    assert (found(ledger).complete_to, found(ledger).unknown) == (104, ())


def test_it_tells_how_and_when_a_hole_was_closed(ledger):
    note(ledger, 101, 103)
    later = NOON + timedelta(minutes=5)
    note(ledger, 102, mark=Mark.ABSENT, how=How.ASKED, at=later)
    assert found(ledger).holes == (Stretch(102, 102, Mark.ABSENT, How.ASKED, later),)


def test_it_counts_what_there_is(ledger):
    note(ledger, 101, 103)
    note(ledger, 102, mark=Mark.SERVICE)
    assert found(ledger).counts == {Mark.SEEN: 2, Mark.SERVICE: 1, Mark.ABSENT: 0}


def test_what_was_seen_stays_seen_when_it_is_absent_later(ledger):
    note(ledger, 101)
    note(ledger, 101, mark=Mark.ABSENT, how=How.ASKED)
    assert found(ledger).counts[Mark.SEEN] == 1


def test_posts_that_were_pushed_before_the_ledger_began_count(store):
    store.run(channels.put, Channel(SOURCE, "@Koord_shtab", 7, 8, "HQ"), NOON)
    note(store, 101, 102)
    store.run(coverage.begin, SOURCE, 100)
    assert found(store).complete_to == 102


def test_a_ledger_begins_once(ledger):
    note(ledger, 101)
    ledger.run(coverage.begin, SOURCE, 500)
    assert found(ledger).complete_to == 101


def test_the_time_of_a_sweep_is_kept(ledger):
    ledger.run(coverage.checked, SOURCE, NOON)
    assert found(ledger).as_of == NOON


def test_holes_below_an_id_reach_up_to_it(ledger):
    note(ledger, 101)
    assert ledger.run(coverage.holes, SOURCE, 110) == [(102, 110)]


def test_the_latest_seen_ids_come_highest_first(ledger):
    note(ledger, 101, 102, 103, 106)
    note(ledger, 104, mark=Mark.SERVICE)
    assert ledger.run(coverage.latest_seen, SOURCE, 3) == [106, 103, 102]


def test_another_channel_under_the_same_source_begins_anew(ledger):
    note(ledger, 101)
    ledger.run(channels.put, Channel(SOURCE, "@Koord_new", 9, 8, "HQ"), NOON)
    assert (found(ledger).complete_to, found(ledger).begins_after, found(ledger).counts[Mark.SEEN]) == (0, None, 0)


def test_a_failure_of_a_channel_leaves_its_ledger(ledger):
    note(ledger, 101)
    ledger.run(channels.put, Channel(SOURCE, "@Koord_shtab", 7, 8, "HQ", failure="private"), NOON)
    assert found(ledger).complete_to == 101


def test_the_next_post_costs_two_statements(ledger):
    note(ledger, 101)
    said = []
    event.listen(ledger._engine, "before_cursor_execute", lambda *call: said.append(call[2].split()[0]))
    note(ledger, 102)
    assert said == ["BEGIN", "UPDATE", "UPDATE"]


def test_a_thousand_posts_are_one_row(ledger):
    note(ledger, *range(101, 601))
    note(ledger, *range(601, 1101))
    assert ledger.run(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM coverage").scalar()) == 1
