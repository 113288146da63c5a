"""Running totals, each over the period that its own words name."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.crosscheck.periods import Period, period_of
from bot.records import Known
from parsers.claim import Bound, Kind, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said
from tests.bot.crosscheck.told import found, kinds, mistakes

MONTHS = (
    *(("2025-06-16", 6057), ("2025-07-17", 1000), ("2025-08-19", 1000), ("2025-09-18", 1000), ("2025-10-23", 1000)),
    *(("2025-11-20", 1000), ("2025-12-19", 1003), ("2026-01-29", 1000)),
)


def ledger(to=UKRAINE, source="coordination-hq"):
    return [said(source, value, to, on=day) for day, value in MONTHS]


def total(value, words, source="coordination-hq", on="2026-01-29", **more):
    return said(source, value, scope=Scope.TOTAL, on=on, words=words, ordinal=9, **more)


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("від початку року", "uk", Period("year", date(2026, 1, 1), date(2026, 1, 29))),
        ("у 2025 році", "uk", Period("year", date(2025, 1, 1), date(2025, 12, 31))),
        ("цього місяця", "uk", Period("month", date(2026, 1, 1), date(2026, 1, 29))),
        ("від початку повномасштабного вторгнення", "uk", Period("invasion", date(2022, 2, 24), date(2026, 1, 29))),
        ("за стамбульськими домовленостями", "uk", Period("istanbul", date(2025, 6, 1), date(2026, 1, 29))),
        ("за три дні", "uk", Period("stages", date(2026, 1, 20), date(2026, 1, 29), 3)),
        ("с начала года", "ru", Period("year", date(2026, 1, 1), date(2026, 1, 29))),
        ("в 2024 году", "ru", Period("year", date(2024, 1, 1), date(2024, 12, 31))),
        ("в этом месяце", "ru", Period("month", date(2026, 1, 1), date(2026, 1, 29))),
        ("с начала войны", "ru", Period("invasion", date(2022, 2, 24), date(2026, 1, 29))),
        ("по стамбульским договоренностям", "ru", Period("istanbul", date(2025, 6, 1), date(2026, 1, 29))),
        ("за 2 дня", "ru", Period("stages", date(2026, 1, 23), date(2026, 1, 29), 2)),
        ("since the start of the year", "en", Period("year", date(2026, 1, 1), date(2026, 1, 29))),
        ("in 2025", "en", Period("year", date(2025, 1, 1), date(2025, 12, 31))),
        ("this month", "en", Period("month", date(2026, 1, 1), date(2026, 1, 29))),
        ("since the full-scale invasion", "en", Period("invasion", date(2022, 2, 24), date(2026, 1, 29))),
        ("under the Istanbul agreements", "en", Period("istanbul", date(2025, 6, 1), date(2026, 1, 29))),
        ("in two days", "en", Period("stages", date(2026, 1, 23), date(2026, 1, 29), 2)),
        ("усього", "uk", None),
    ],
)
def test_the_period_is_that_of_the_words(words, lang, expected):
    assert period_of(total(1, words, lang=lang)) == expected


def test_the_period_of_its_own_words_beats_that_of_its_sentence():
    two = total(1, "цього місяця 1000", sentence="Цього місяця 1000, від початку року 9000")
    assert period_of(two).name == "month"


def test_a_total_without_a_period_has_that_of_its_sentence():
    assert period_of(total(1, "нам вернули 201", lang="ru", sentence="с начала года нам вернули 201")).name == "year"


@pytest.mark.parametrize(
    ("value", "words", "on"),
    [
        (13060, "за стамбульськими домовленостями", "2026-01-29"),
        (12060, "у 2025 році", "2026-01-29"),
        (1000, "від початку року", "2026-01-29"),
        (1003, "цього місяця", "2025-12-19"),
        (13060, "від початку повномасштабного вторгнення", "2026-01-29"),
    ],
)
def test_a_total_that_closes_over_its_period_is_no_finding(value, words, on):
    assert kinds(*ledger(), total(value, words, on=on)) == []


@pytest.mark.parametrize(
    ("value", "words", "gap"),
    [
        ("13100", "за стамбульськими домовленостями", 40),
        ("1010", "від початку року", 10),
        ("12000", "у 2025 році", -60),
    ],
)
def test_a_total_that_does_not_close_is_told_with_its_gap(value, words, gap):
    assert [told["gap"] for _, told in found(*ledger(), total(int(value), words))] == [gap]


def test_a_ledger_that_may_lack_handovers_is_only_the_least_that_there_was():
    assert kinds(*ledger(), total(17000, "від початку повномасштабного вторгнення")) == []


def test_a_total_below_what_is_known_is_told_whatever_else_is_not_known():
    assert kinds(*ledger(), total(13000, "від початку повномасштабного вторгнення")) == ["total_mismatch"]


def test_a_pause_of_months_may_hide_handovers():
    ends = [said("coordination-hq", 1000, on=day) for day in ("2025-06-16", "2026-01-29")]
    assert kinds(*ends, total(13060, "за стамбульськими домовленостями")) == []


def test_a_handover_without_a_figure_is_part_of_no_sum():
    hidden = said("coordination-hq", None, None, on="2025-12-30", scope=Scope.UNDISCLOSED)
    assert kinds(*ledger(), hidden, total(14000, "за стамбульськими домовленостями")) == []


def test_a_rounded_total_that_holds_is_no_finding():
    rounded = total(13000, "за стамбульськими домовленостями", bound=Bound.AT_LEAST)
    assert kinds(*ledger(), rounded) == []


def test_a_gap_sits_where_one_handover_was_left_out():
    (told,) = [told for _, told in found(*ledger(), total(12057, "за стамбульськими домовленостями"))]
    assert (told["gap"], told["place"]) == (-1003, "2025-12-19")


def test_a_gap_sits_where_the_sides_part():
    other = said("medinsky", 1005, on="2025-12-19")
    (told,) = [
        told
        for kind, told in found(*ledger(), other, total(13062, "за стамбульськими домовленостями"))
        if "place" in told
    ]
    assert (told["gap"], told["place"]) == (2, "2025-12-19")


def test_a_gap_that_fits_two_handovers_has_no_place():
    (told,) = [told for _, told in found(*ledger(), total(12060, "за стамбульськими домовленостями"))]
    assert (told["gap"], told["place"]) == (-1000, None)


def relayed(value, source, words="с начала года", **more):
    return total(value, words, source=source, quoting="lavrov", lang="ru", **more)


def test_relays_of_a_total_that_differ_from_the_speakers_own_post_are_miscopies():
    own = total(1000, "с начала года", source="lavrov", lang="ru")
    assert mistakes(*ledger(), own, relayed(1100, "a"), relayed(1000, "b")) == ["total"]


def test_of_relays_that_disagree_the_one_that_closes_is_believed():
    assert found(*ledger(), relayed(1000, "a"), relayed(1100, "b")) == [
        ("miscopy", {"source": "b", "speaker": "lavrov", "printed": 1100, "published": 1000, "mistake": "total"})
    ]


def test_where_none_can_be_checked_what_most_of_them_print_is_believed():
    two, third = [relayed(201, "a", "всего"), relayed(201, "b", "всего")], relayed(207, "c", "всего")
    assert found(*two, third) == [
        ("miscopy", {"source": "c", "speaker": "lavrov", "printed": 207, "published": 201, "mistake": "total"})
    ]


def test_one_relay_against_another_is_no_finding():
    assert kinds(relayed(201, "a", "всего"), relayed(207, "b", "всего")) == []


def test_one_total_in_fifteen_outlets_is_told_once():
    outlets = [relayed(1100, f"outlet-{number}", hour=number) for number in range(15)]
    assert kinds(*ledger(), *outlets) == ["total_mismatch"]


def test_totals_declared_weeks_apart_are_two():
    before, after = relayed(12060, "a", "в 2025 году", on="2026-01-05"), relayed(11000, "b", "в 2025 году")
    assert kinds(*ledger(), before, after) == ["total_mismatch"]


def test_the_sides_totals_part_where_they_say_different_figures_within_the_period():
    theirs = [said("medinsky", value + (3 if day == "2025-06-16" else 0), on=day, post=day) for day, value in MONTHS]
    words = "за стамбульськими домовленостями"
    both = total(13060, words), total(13063, words, source="medinsky")
    assert ("totals_differ", {"ukraine": 13060, "russia": 13063, "gap": 3, "place": "2025-06-16"}) in found(
        *ledger(), *theirs, *both
    )


def test_totals_of_the_sides_that_agree_are_no_finding():
    theirs = [said("medinsky", value, on=day, post=day) for day, value in MONTHS]
    words = "за стамбульськими домовленостями"
    assert kinds(*ledger(), *theirs, total(13060, words), total(13060, words, source="medinsky")) == []


def test_the_history_counts_where_no_post_is_known():
    known = [Known(Kind.BODIES, date.fromisoformat(day), {RUSSIA: 30}) for day, _ in MONTHS[:-1]]
    received = said("medinsky", 38, RUSSIA)
    declared = total(250, "по стамбульским договоренностям", source="medinsky", to=RUSSIA, lang="ru")
    assert [told["sum"] for _, told in found(received, declared, history=known)] == [248]


def test_a_part_of_a_total_is_no_total():
    both = total(13060, "за стамбульськими домовленостями"), total(12000, "за стамбульськими домовленостями")
    assert kinds(*ledger(), both[0], replace(both[1], ordinal=10)) == []


def test_a_total_of_far_less_than_what_is_known_is_one_of_something_else():
    assert kinds(*ledger(), total(340, "за стамбульськими домовленостями")) == []


def test_a_total_that_outlets_print_without_an_origin_is_told_once():
    outlets = [total(14000, "за стамбульськими домовленостями", source=f"outlet-{number}") for number in range(9)]
    assert kinds(*ledger(), *outlets) == ["total_mismatch"]


def test_the_year_of_a_total_is_that_of_the_day_where_its_source_is():
    newyear = replace(total(1, "від початку року"), posted_at=datetime(2025, 12, 31, 22, 30, tzinfo=UTC))
    undated = replace(newyear, claim=replace(newyear.claim, happened_on=None, happened_on_basis=None))
    assert period_of(undated).since == date(2026, 1, 1)


@pytest.mark.parametrize(("value", "expected"), [(13063, ["total_mismatch"]), (17000, []), (9000, [])])
def test_a_total_whose_post_only_names_the_agreement_is_held_against_it_where_it_is_near(value, expected):
    assert kinds(*ledger(), total(value, "усього", agreement="istanbul")) == expected
