"""What a ruling rests on: it moves with figures, disputes, parts and edits, and not with every relay."""

from datetime import UTC, datetime

import pytest

from bot.crosscheck import crosscheck
from bot.records import Action, Decision, Ground
from parsers.claim import Bound, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said

AT = datetime(2026, 1, 29, 14, 0, tzinfo=UTC)
HQ = said("coordination-hq", 1000, post="1")
PART = said("coordination-hq", 600, post="1", ordinal=1, scope=Scope.PART, label="Sumy")


def is_outdated(*now, then=(HQ,), action=Action.CONFIRM):
    """Whether a ruling made on `then` rests on an earlier text `now`."""
    (before,) = crosscheck(then).repatriations
    ruled = Decision(before.id, action, 7, "Olena", AT, before.state, {UKRAINE: 1000}, ground=before.ground)
    return crosscheck(now, decisions=[ruled]).repatriations[0].ruling.is_outdated


@pytest.mark.parametrize(
    "joins",
    [
        said("ukrinform", 1000, quoting="coordination-hq", hour=13),
        said("outlet", 1000, quoting="coordination-hq", hour=13),
        said("tass", 1000, quoting="coordination-hq", hour=13),
        said("outlet", 1000, hour=13),
        said("ombudsman", 1000, hour=13),
        said("outlet", 1030, quoting="coordination-hq", hour=13),
    ],
    ids=["a relay", "an outlet", "the other side quotes it", "an outlet alone", "another of its side", "a miscopy"],
)
def test_who_joins_takes_nothing_from_a_ruling(joins):
    assert is_outdated(HQ, joins) is False


@pytest.mark.parametrize(
    "now",
    [
        [HQ, said("tass", 900, hour=13)],
        [HQ, said("ombudsman", 900, hour=13)],
        [HQ, said("tass", 1000, hour=13)],
        [HQ, said("tass", 38, RUSSIA, hour=13)],
        [said("coordination-hq", 1000, post="1", standing=False)],
        [said("coordination-hq", 1000, post="1", bound=Bound.AT_LEAST)],
        [HQ, PART],
        [HQ, said("tass", 500, None, hour=13)],
    ],
    ids=[
        "disputed by the other side",
        "disputed on its own side",
        "corroborated",
        "a figure for the other receiver",
        "withdrawn",
        "another bound",
        "a part",
        "a figure without a receiver",
    ],
)
def test_what_changes_the_ground_is_flagged(now):
    assert is_outdated(*now) is True


def test_an_edit_of_the_source_is_flagged_even_where_the_figure_stays():
    earlier = said("coordination-hq", 1000, post="1", standing=False)
    edited = said("coordination-hq", 1000, post="1", revision=2)
    assert is_outdated(earlier, edited) is True


def test_an_edit_of_a_relay_is_not():
    relay = said("ukrinform", 1000, quoting="coordination-hq", hour=13, standing=False)
    edited = said("ukrinform", 1000, quoting="coordination-hq", hour=13, revision=2)
    assert (
        is_outdated(HQ, relay, edited, then=(HQ, said("ukrinform", 1000, quoting="coordination-hq", hour=13))) is False
    )


def test_a_part_that_is_repeated_by_a_relay_is_no_other_part():
    relayed = said("outlet", 600, quoting="coordination-hq", hour=13, ordinal=1, scope=Scope.PART, label="Sumy")
    relay = said("outlet", 1000, quoting="coordination-hq", hour=13)
    assert is_outdated(HQ, PART, relay, relayed, then=(HQ, PART)) is False


def test_a_ruling_of_before_grounds_were_kept_rests_on_all_that_was_shown():
    (before,) = crosscheck([HQ]).repatriations
    ruled = Decision(before.id, Action.CONFIRM, 7, "Olena", AT, before.state, {UKRAINE: 1000})
    joined = [HQ, said("ukrinform", 1000, quoting="coordination-hq", hour=13)]
    (after,) = crosscheck(joined, decisions=[ruled]).repatriations
    assert after.ruling.is_outdated is True


def test_a_hold_rests_on_nothing():
    assert is_outdated(HQ, said("tass", 900, hour=13), action=Action.HOLD) is False


def test_the_ground_bears_as_long_as_its_figures_and_sources_are_there():
    one, two = (("tass", "1"), 1), (("ria", "2"), 1)
    assert Ground("f", (one,)).still_bears(Ground("f", (one, two)))
    assert not Ground("f", (one, two)).still_bears(Ground("f", (one,)))
    assert not Ground("f", (one,)).still_bears(Ground("g", (one,)))
