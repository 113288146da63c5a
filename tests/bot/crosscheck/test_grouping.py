"""Which statements speak of the same repatriation."""

from bot.crosscheck import crosscheck
from parsers.claim import Kind, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said


def ids(*statements):
    return [one.id for one in crosscheck(statements).repatriations]


def test_the_same_kind_and_day_is_one_repatriation():
    assert ids(said("coordination-hq", 1000), said("tass", 1000)) == ["bodies-2026-01-29"]


def test_bodies_and_prisoners_of_one_day_are_two():
    assert ids(said("coordination-hq", 75, kind=Kind.PRISONERS), said("coordination-hq", 212, ordinal=1)) == [
        "bodies-2026-01-29",
        "prisoners-2026-01-29",
    ]


def test_equal_figures_on_consecutive_days_stay_apart():
    days = ("2025-06-13", "2025-06-14", "2025-06-15")
    assert ids(*(said("coordination-hq", 1200, on=day) for day in days)) == [f"bodies-{day}" for day in days]


def test_a_stated_day_beats_the_day_of_the_post():
    assert ids(said("ukrinform", 1000, on="2026-01-31", day="2026-01-29")) == ["bodies-2026-01-29"]


def test_the_day_of_a_post_may_be_a_day_off_where_one_candidate_exists():
    late = said("tass", 1000, on="2026-01-30")
    assert ids(said("coordination-hq", 1000, day="2026-01-29"), late) == ["bodies-2026-01-29"]


def test_what_an_origin_says_today_is_not_what_it_said_of_yesterday():
    yesterday = said("coordination-hq", 1200, on="2025-06-15", day="2025-06-15")
    assert ids(yesterday, said("coordination-hq", 1245, on="2025-06-16")) == ["bodies-2025-06-15", "bodies-2025-06-16"]


def test_between_two_candidates_the_day_of_the_post_stands():
    before = said("coordination-hq", 200, on="2026-03-05", day="2026-03-05")
    after = said("coordination-hq", 300, on="2026-03-07", day="2026-03-07")
    between = said("tass", 300, on="2026-03-06")
    assert ids(before, between, after) == ["bodies-2026-03-05", "bodies-2026-03-06", "bodies-2026-03-07"]


def test_two_days_off_is_another_repatriation():
    late = said("tass", 1000, on="2026-01-31")
    assert ids(said("coordination-hq", 1000, day="2026-01-29"), late) == ["bodies-2026-01-29", "bodies-2026-01-31"]


def test_plans_totals_and_recollections_make_no_repatriation():
    scopes = (Scope.PLAN, Scope.TOTAL, Scope.PREVIOUS)
    assert ids(*(said("medinsky", 1000, scope=scope) for scope in scopes)) == []


def test_a_handover_without_a_number_is_one():
    assert ids(said("russian-mod", None, None, scope=Scope.UNDISCLOSED)) == ["bodies-2026-01-29"]


def test_a_later_text_that_first_gives_a_figure_completes_the_repatriation():
    known = said("coordination-hq", 140, on="2024-04-26", day="2024-04-26")
    recalls = said("saraliev", 36, RUSSIA, on="2024-06-14", day="2024-04-26", scope=Scope.PREVIOUS)
    (one,) = crosscheck([known, recalls]).repatriations
    assert (one.figures[RUSSIA].best, [finding.type.value for finding in one.findings]) == (36, ["given_later"])


def test_a_later_text_that_recalls_a_known_figure_is_no_voice():
    known = said("coordination-hq", 140, on="2024-04-26", day="2024-04-26")
    recalls = said("tass", 140, on="2024-06-14", day="2024-04-26", scope=Scope.PREVIOUS)
    (one,) = crosscheck([known, recalls]).repatriations
    assert len(one.figures[UKRAINE].standing) == 1


def test_an_earlier_text_with_another_day_makes_no_repatriation():
    first = said("coordination-hq", 1000, day="2026-01-28", post="1", standing=False)
    second = said("coordination-hq", 1000, day="2026-01-29", post="1", revision=2)
    assert ids(first, second) == ["bodies-2026-01-29"]


def test_a_withdrawn_post_keeps_its_repatriation():
    assert ids(said("coordination-hq", 1000, standing=False)) == ["bodies-2026-01-29"]
