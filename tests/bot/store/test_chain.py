"""The chain of decisions: what an audit says of a log that somebody changed behind our back."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.records import Action, Decision
from bot.store import Store, chain, decisions
from bot.store.migrations import STEPS
from parsers.claim import Receiver

AT = datetime(2026, 1, 29, 14, 0, tzinfo=UTC)


def ruling(reason):
    return Decision("bodies-2026-01-29", Action.CORRECT, 7, "Olena", AT, "abc", {Receiver.UKRAINE: 1000}, reason)


@pytest.fixture
def log(path):
    """A log of three entries, closed."""
    with Store.open(path) as store:
        for reason in ("first", "second", "third"):
            store.run(decisions.add, ruling(reason))
    return path


def tamper(path, *statements):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER decisions_refuse_update")
        raw.execute("DROP TRIGGER decisions_refuse_delete")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def audit(path, head=None):
    with Store.look_into(path) as store:
        return chain.breaks(store.run(decisions.log), head)


def head_of(path):
    with Store.look_into(path) as store:
        return store.run(decisions.log)[-1].hash


def test_a_log_that_nobody_touched_holds(log):
    assert audit(log, head_of(log)) == []


def test_a_log_without_entries_holds(path):
    Store.open(path).close()
    assert audit(path) == []


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'other'",
        "figures = '{\"ukraine\": 1001}'",
        "editor_id = 8",
        "decided_at = '2026-01-29T14:00:01.000000+00:00'",
        "action = 'confirm'",
        "awaits_second = 1",
    ],
)
def test_an_entry_that_was_changed_is_named(log, change):
    tamper(log, f"UPDATE decisions SET {change} WHERE number = 2")
    assert audit(log) == ["entry 2 was changed after it was written"]


def test_an_entry_that_was_removed_is_named(log):
    tamper(log, "DELETE FROM decisions WHERE number = 2")
    assert audit(log) == ["entry 2 is missing"]


def test_several_entries_that_were_removed_are_named(log):
    tamper(log, "DELETE FROM decisions WHERE number < 3")
    assert audit(log) == ["entry 1 is missing, and all up to 2"]


def test_an_entry_that_was_changed_and_sealed_anew_does_not_carry_the_next_one(log):
    sealed = chain.seal(2, ruling("other"), chain.seal(1, ruling("first"), chain.FIRST))
    tamper(log, f"UPDATE decisions SET reason = 'other', hash = '{sealed}' WHERE number = 2")
    assert audit(log) == ["entry 3 does not follow entry 2: one of them was put in or replaced"]


def test_entries_that_changed_places_are_named(log):
    tamper(
        log,
        "UPDATE decisions SET number = 9 WHERE number = 2",
        "UPDATE decisions SET number = 2 WHERE number = 3",
        "UPDATE decisions SET number = 3 WHERE number = 9",
    )
    assert audit(log)[:2] == [
        "entry 2 does not follow entry 1: one of them was put in or replaced",
        "entry 2 was changed after it was written",
    ]


def test_a_migration_seals_no_tampered_log_anew(log):
    tamper(log, "UPDATE decisions SET reason = 'other' WHERE number = 2")
    (chain_what_is_not,) = (step.then for step in STEPS if step.then is not None)
    with Store.open(log) as store:
        store.run(chain_what_is_not)
    assert audit(log) == ["entry 2 was changed after it was written"]


def test_the_loss_of_the_newest_entries_is_seen_by_a_head_noted_elsewhere(log):
    head = head_of(log)
    tamper(log, "DELETE FROM decisions WHERE number = 3")
    assert audit(log) == []
    assert audit(log, head) == [f"no entry has the hash {head}: the entries after number 2 are gone, or were replaced"]


def test_a_head_that_was_noted_earlier_is_still_part_of_the_chain(log):
    head = head_of(log)
    with Store.open(log) as store:
        store.run(decisions.add, ruling("fourth"))
    assert audit(log, head) == []
