"""Which handovers are stages of one exchange, and whether they make up their whole."""

from dataclasses import replace

import pytest

from bot.crosscheck import crosscheck
from bot.records import Known
from parsers.claim import Bound, Kind, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said
from tests.bot.crosscheck.told import found, kinds

PEOPLE = {"kind": Kind.PRISONERS}
FIRST, SECOND = "prisoners-2026-03-05", "prisoners-2026-03-06"


def day(number, value, source="medinsky", **more):
    return said(source, value, on=f"2026-03-{number:02}", **{**PEOPLE, **more})


def whole(value, number=6, words="за два дні", **more):
    return day(number, value, scope=Scope.TOTAL, words=words, ordinal=1, **more)


def plan(value, number=5, **more):
    return day(number, value, scope=Scope.PLAN, ordinal=2, **more)


def total(value, **more):
    return day(8, value, scope=Scope.TOTAL, words="загалом", ordinal=1, **more)


def tied(*statements, history=()):
    return {one.id: one.stages for one in crosscheck(statements, history=history).repatriations}


def test_a_handover_that_stands_alone_has_no_stages():
    assert tied(day(5, 200)) == {FIRST: ()}


def test_a_whole_of_two_days_ties_them():
    assert tied(day(5, 200), day(6, 300), whole(500)) == {FIRST: (FIRST, SECOND), SECOND: (FIRST, SECOND)}


def test_a_plan_that_both_days_fit_into_ties_them():
    assert tied(day(5, 200), plan(500), day(6, 300)) == {FIRST: (FIRST, SECOND), SECOND: (FIRST, SECOND)}


def test_a_plan_that_is_told_at_the_last_stage_ties_those_before():
    assert tied(day(5, 200), day(6, 300), plan(500, 6)) == {FIRST: (FIRST, SECOND), SECOND: (FIRST, SECOND)}


def test_a_plan_that_a_day_does_not_fit_into_ties_nothing():
    assert tied(day(5, 200), plan(400), day(6, 300)) == {FIRST: (), SECOND: ()}


def test_a_plan_ties_no_handover_that_lies_days_away():
    assert tied(day(5, 200), plan(500), day(9, 300)) == {FIRST: (), "prisoners-2026-03-09": ()}


def test_a_plan_of_a_day_without_a_handover_ties_nothing():
    assert tied(day(5, 200), day(6, 300), plan(500, 4)) == {FIRST: (), SECOND: ()}


def test_a_plan_without_a_receiver_ties_nothing():
    assert tied(day(5, 200), day(6, 300), plan(500, to=None)) == {FIRST: (), SECOND: ()}


def test_a_handover_without_a_figure_can_be_a_stage():
    hidden = day(6, None, to=None, scope=Scope.UNDISCLOSED)
    assert tied(day(5, 200), plan(500), hidden)[SECOND] == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("Другий етап обміну", "uk"),
        ("Завершальний етап", "uk"),
        ("Второй этап обмена", "ru"),
        ("The second stage of the exchange", "en"),
    ],
)
def test_a_text_that_calls_itself_a_later_stage_is_tied_to_the_day_before(words, lang):
    later = day(6, 300, sentence=words, lang=lang)
    assert tied(day(5, 200), later)[SECOND] == (FIRST, SECOND)


def test_a_first_stage_is_tied_to_nothing_before_it():
    assert tied(day(5, 200), day(6, 300, sentence="Перший етап обміну"))[SECOND] == ()


def test_the_next_stage_of_an_agreement_weeks_later_is_no_stage_of_one_exchange():
    later = day(26, 300, sentence="Другий етап домовленостей")
    assert tied(day(5, 200), later)["prisoners-2026-03-26"] == ()


def test_three_stages_that_are_tied_two_by_two_are_one_exchange():
    ids = tuple(f"prisoners-2025-05-{number}" for number in (23, 24, 25))
    days = [
        said("russian-mod", value, on=f"2025-05-{number}", sentence=words, lang="ru", **PEOPLE)
        for number, value, words in ((23, 390, ""), (24, 307, "Второй этап"), (25, 303, "Третий этап"))
    ]
    assert tied(*days) == dict.fromkeys(ids, ids)


def test_a_stage_that_only_the_history_knows_is_one():
    known = [Known(Kind.PRISONERS, day(5, 200).posted_at.date(), {UKRAINE: 200})]
    assert tied(day(6, 300), whole(500), history=known) == {SECOND: (FIRST, SECOND)}


def test_stages_that_make_up_their_whole_are_no_finding():
    assert kinds(day(5, 200), day(6, 300), whole(500)) == []


def test_stages_that_do_not_make_up_their_whole_are_told():
    assert found(day(5, 200), day(6, 290), whole(500)) == [
        ("stages_mismatch", {"whole": 500, "sum": 490, "speaker": "medinsky"})
    ]


def test_a_whole_of_more_stages_than_are_known_is_held_against_nothing():
    assert kinds(day(6, 290), whole(500)) == []


def test_a_whole_of_a_stage_without_a_figure_is_held_against_nothing():
    hidden = day(6, None, to=None, scope=Scope.UNDISCLOSED)
    assert kinds(day(5, 200), hidden, whole(500)) == []


def test_a_whole_of_stages_without_a_receiver_is_held_against_nothing():
    assert kinds(day(5, 200), day(6, 290), whole(500, to=None)) == []


def test_stages_to_both_sides_are_each_held_against_their_whole():
    ours = day(5, 200), day(6, 300), whole(500)
    theirs = day(5, 200, to=RUSSIA, post="b"), day(6, 290, to=RUSSIA, post="c"), whole(500, to=RUSSIA, post="d")
    assert [told["sum"] for _, told in found(*ours, *theirs)] == [490]


def test_civilians_beside_the_soldiers_of_a_whole_are_part_of_it():
    civilians = whole(2, words="за два дні ще двоє")
    apart = day(5, 200), day(6, 302), whole(500), replace(civilians, ordinal=2)
    assert kinds(*apart) == []


def test_a_total_that_is_the_sum_of_a_row_of_handovers_ties_them():
    ids = tuple(f"prisoners-2026-03-{number:02}" for number in (5, 6, 8))
    assert tied(day(5, 200), day(6, 300), day(8, 100), total(600)) == dict.fromkeys(ids, ids)


@pytest.mark.parametrize(
    "statements",
    [
        (day(1, 200), day(6, 300), day(8, 100), total(600)),
        (day(5, 200), day(8, 300), total(500)),
        (day(5, 200), day(6, 300), day(8, 100), total(599)),
        (day(5, 200), day(6, 300), day(8, 100), total(600, bound=Bound.ABOUT)),
        (day(8, 100), total(100)),
    ],
    ids=["a pause within", "a pause before the last", "no sum", "no exact total", "one alone"],
)
def test_a_total_ties_nothing_else(statements):
    assert set(tied(*statements).values()) == {()}
