"""The same posts give the same picture, in whatever order they arrive and whatever was computed before."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crosscheck import Memory, crosscheck
from bot.records import Known
from parsers.claim import Bound, Kind, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said

SOURCES = ("coordination-hq", "zelensky", "medinsky", "russian-mod", "tass", "ukrinform", "icrc", "outlet", "other")
DAYS = ("2026-01-27", "2026-01-28", "2026-01-29", "2026-01-30", "2026-02-01", "2026-02-26")
TEXTS = (
    *("", "Завершальний етап", "Всього за два дні", "від початку року", "за стамбульськими домовленостями"),
    "До України повернуто 1000 тіл, які, за словами російської сторони, належать українським військовим",
    "«До України повернуто 1003 тіла, які, за словами російської сторони, належать українським військовим»",
)
HISTORY = (
    Known(Kind.BODIES, date(2025, 12, 19), {UKRAINE: 1003, RUSSIA: 26}),
    Known(Kind.BODIES, date(2026, 1, 29), {UKRAINE: 1000, RUSSIA: 38}),
)

CLAIMS = st.fixed_dictionaries(
    {
        "value": st.sampled_from([None, 0, 26, 38, 300, 1000, 1003, 1200]),
        "to": st.sampled_from([UKRAINE, RUSSIA, None]),
        "day": st.sampled_from([None, None, *DAYS, "2025-12-19"]),
        "quoting": st.sampled_from([None, None, "medinsky", "tass", "coordination-hq", "other"]),
        "scope": st.sampled_from([Scope.HANDOVER, *Scope]),
        "kind": st.sampled_from(Kind),
        "bound": st.sampled_from(Bound),
        "granularity": st.sampled_from([1, 1, 1000]),
        "agreement": st.sampled_from([None, "istanbul"]),
        "words": st.sampled_from(TEXTS),
    }
)


@st.composite
def posts(draw):
    """Draw what one post says in all its revisions: it may be edited, withdrawn or forwarded, and claim nothing."""
    source, on, hour = draw(st.sampled_from(SOURCES)), draw(st.sampled_from(DAYS)), draw(st.integers(0, 23))
    revisions = draw(st.lists(st.lists(CLAIMS, max_size=3), min_size=1, max_size=3))
    is_withdrawn = draw(st.booleans())
    forwarded = draw(st.sampled_from([None, None, "coordination-hq", "channel:7"]))
    return [
        said(
            source,
            **claim,
            on=on,
            hour=hour,
            revision=number,
            ordinal=ordinal,
            standing=number == len(revisions) and not is_withdrawn,
            forwarded=forwarded,
        )
        for number, claims in enumerate(revisions, start=1)
        for ordinal, claim in enumerate(claims)
    ]


def together(found):
    """Return the statements of all posts, one post for each key."""
    every = {(one.post, one.revision, one.ordinal): one for post in found for one in post}
    by_post = {post[0].post: post for post in found if post}
    return [one for one in every.values() if one in by_post[one.post]]


NEWS = st.lists(posts(), max_size=7).map(together)
TWO_ORDERS = NEWS.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said)))


@settings(max_examples=200, deadline=None)
@given(TWO_ORDERS, st.sampled_from([(), HISTORY]))
def test_the_order_of_arrival_does_not_matter(orders, history):
    one, other = orders
    assert crosscheck(one, history=history) == crosscheck(other, history=history)


@settings(max_examples=60, deadline=None)
@given(TWO_ORDERS, st.sampled_from([(), HISTORY]))
def test_what_is_computed_step_by_step_is_what_is_computed_from_nothing(orders, history):
    _, arriving = orders
    memory = Memory()
    for count in range(len(arriving) + 1):
        step = crosscheck(arriving[:count], history=history, memory=memory)
        assert step == crosscheck(arriving[:count], history=history)


@settings(max_examples=60, deadline=None)
@given(NEWS, NEWS)
def test_a_memory_of_other_posts_changes_nothing(one, other):
    memory = Memory()
    crosscheck(other, memory=memory)
    assert crosscheck(one, memory=memory) == crosscheck(one)


@settings(max_examples=60, deadline=None)
@given(NEWS)
def test_what_an_editor_could_rule_on_keeps_its_id_and_its_state(statements):
    before, after = crosscheck(statements), crosscheck(statements[::-1])
    assert [(one.id, one.state) for one in before.repatriations] == [(one.id, one.state) for one in after.repatriations]


@settings(max_examples=60, deadline=None)
@given(NEWS)
def test_every_repatriation_is_of_a_day_that_somebody_told_of(statements):
    told = {
        (one.claim.kind, one.claim.happened_on)
        for one in statements
        if one.claim.scope in {Scope.HANDOVER, Scope.PART, Scope.UNDISCLOSED}
    }
    found = {(one.kind, one.happened_on) for one in crosscheck(statements).repatriations}
    assert found <= told


@settings(max_examples=60, deadline=None)
@given(NEWS)
def test_a_figure_lies_within_its_range_and_each_of_them_is_somebodys(statements):
    for one in crosscheck(statements).repatriations:
        for verdict in one.figures.values():
            said_by = {(said.speaker.id, said.claim.figure.value) for said in verdict.standing if said.claim.figure}
            given = {(verdict.low_by, verdict.low), (verdict.best_by, verdict.best), (verdict.high_by, verdict.high)}
            assert verdict.best is None or (given <= said_by and verdict.low <= verdict.best <= verdict.high)


@settings(max_examples=60, deadline=None)
@given(NEWS, st.permutations([(), HISTORY, HISTORY[:1]]))
def test_a_memory_of_another_history_changes_nothing(statements, histories):
    memory = Memory()
    for history in histories:
        assert crosscheck(statements, history=history, memory=memory) == crosscheck(statements, history=history)


def series(*values):
    days = ("2026-01-09", "2026-01-16", "2026-01-23", "2026-01-30")
    return [said("coordination-hq", value, on=day, day=day) for value, day in zip(values, days, strict=False)]


def totals(*values):
    words = {"words": "від початку року", "scope": Scope.TOTAL, "ordinal": 5}
    return [
        said("coordination-hq", value, on=f"2026-01-{17 + 7 * place}", **words) for place, value in enumerate(values)
    ]


def mismatches(statements, memory):
    picture = crosscheck(statements, memory=memory)
    every = [finding for one in picture.repatriations for finding in one.findings]
    return [finding.values["declared"] for finding in (*picture.findings, *every)]


def test_a_total_is_checked_again_where_a_handover_before_it_changes():
    memory, declared = Memory(), totals(200, 300)
    before = mismatches([*series(100, 100, 100), *declared], memory)
    assert (before, mismatches([*series(100, 101, 100), *declared], memory)) == ([], [200, 300])


def test_a_total_is_checked_again_where_a_handover_before_it_comes_to_light():
    memory, declared, known = Memory(), totals(200, 300), series(100, 100, 100)
    before = mismatches([*known[::2], *declared], memory)
    assert (before, mismatches([*known, *declared], memory)) == ([200, 300], [])


def test_a_total_is_checked_again_where_a_handover_before_it_is_no_more():
    memory, declared, known = Memory(), totals(200, 300), series(100, 100, 100)
    before = mismatches([*known, *declared], memory)
    assert (before, mismatches([*known[::2], *declared], memory)) == ([], [200, 300])
