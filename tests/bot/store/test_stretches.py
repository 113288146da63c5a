"""Stretches of ids, held against a plain dictionary of ids."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.records import How, Mark, Stretch
from bot.store.stretches import gaps, learn, reach, stretches

NOON = datetime(2026, 1, 29, 12, tzinfo=UTC)
IDS = st.integers(1, 40)
LOOKS = st.lists(st.tuples(st.dictionaries(IDS, st.sampled_from(Mark), max_size=12), st.sampled_from(How)), max_size=12)
ORDER = (Mark.ABSENT, Mark.SERVICE, Mark.SEEN)


def learned(looks):
    known = []
    for minute, (marks, how) in enumerate(looks):
        known = learn(known, stretches(marks, how, NOON + timedelta(minutes=minute)))
    return known


def model(looks):
    known = {}
    for marks, _ in looks:
        for ident, mark in marks.items():
            known[ident] = max(known.get(ident, mark), mark, key=ORDER.index)
    return known


@given(LOOKS)
def test_each_id_has_the_strongest_mark_that_it_was_given(looks):
    found = {ident: one.mark for one in learned(looks) for ident in range(one.first, one.last + 1)}
    assert found == model(looks)


@given(LOOKS)
def test_stretches_are_in_order_and_never_overlap(looks):
    found = learned(looks)
    assert all(one.last < other.first for one, other in pairwise(found))


@given(LOOKS, IDS, IDS)
def test_a_gap_is_what_nobody_told_of(looks, first, last):
    found = [ident for start, end in gaps(learned(looks), first, last) for ident in range(start, end + 1)]
    assert found == [ident for ident in range(first, last + 1) if ident not in model(looks)]


@given(LOOKS, st.integers(0, 40))
def test_the_reach_ends_before_the_first_unknown_id(looks, cursor):
    known = model(looks)
    end = cursor
    while end + 1 in known:
        end += 1
    assert reach([one for one in learned(looks) if one.last > cursor], cursor) == end


def test_posts_that_follow_each_other_are_one_stretch():
    known = stretches({1: Mark.SEEN, 2: Mark.SEEN}, How.READ, NOON)
    later = NOON + timedelta(hours=1)
    assert learn(known, stretches({3: Mark.SEEN}, How.READ, later)) == [Stretch(1, 3, Mark.SEEN, How.READ, later)]


def test_holes_that_were_closed_at_other_times_stay_apart():
    known = stretches({1: Mark.ABSENT}, How.ASKED, NOON)
    later = NOON + timedelta(hours=1)
    assert learn(known, stretches({2: Mark.ABSENT}, How.ASKED, later)) == [
        Stretch(1, 1, Mark.ABSENT, How.ASKED, NOON),
        Stretch(2, 2, Mark.ABSENT, How.ASKED, later),
    ]


def test_an_absent_id_that_turns_up_is_seen():
    known = stretches({1: Mark.SEEN, 2: Mark.ABSENT, 3: Mark.SEEN}, How.READ, NOON)
    assert [one.mark for one in learn(known, stretches({2: Mark.SEEN}, How.READ, NOON))] == [Mark.SEEN]
