"""What a chart shows, before it is drawn."""

from dataclasses import replace
from datetime import date

import pytest

from bot.alerts.wording import LANGUAGES
from bot.alerts.wording.language import language as words
from bot.records import Action, Known, Status
from bot.reports.chart import chart, speakers
from bot.reports.totals import Period, handovers
from parsers.claim import Bound, Kind
from parsers.parties import known_parties
from tests.bot.alerts.build import RUSSIA, UKRAINE, picture, repatriation, ruling, said, verdict

TODAY = date(2026, 2, 1)
DECEMBER = date(2025, 12, 19)
HISTORY = [Known(Kind.BODIES, DECEMBER, {UKRAINE: 1003, RUSSIA: 26})]
DISPUTED = repatriation(
    verdict(status=Status.DISPUTED, best=1000, high=1003, standing=(said(1000), said(1003, source="tass", post="9")))
)


def compose(*repatriations, names=(), kind=Kind.BODIES, language="en", by=Period.MONTH, history=()):
    return chart(handovers(picture(*repatriations), history), names, kind, TODAY, language, by)


def bars(panel):
    return {one.key: one.values for one in panel.series}


def test_disputed_figures_are_two_bars():
    (ukraine, _) = compose(DISPUTED).panels
    assert bars(ukraine) == {"ukraine": (1000,), "russia": (1003,)}


def test_what_neither_side_says_is_a_bar_of_its_own():
    (ukraine, russia) = compose(history=HISTORY).panels
    assert (bars(ukraine), bars(russia)) == ({"other": (1003,)}, {"other": (26,)})


def test_our_misreading_has_no_bar():
    misread = ruling(Action.CORRECT, {UKRAINE: 1000}, reason="misread: a nought is missing")
    (ukraine, _) = compose(repatriation(verdict(best=100), ruling=misread)).panels
    assert bars(ukraine) == {"editor": (1000,)}


def test_a_side_that_we_read_well_keeps_its_bar_beside_a_misreading():
    misread = ruling(Action.CORRECT, {UKRAINE: 1003}, reason="misread: a digit")
    (ukraine, _) = compose(replace(DISPUTED, ruling=misread)).panels
    assert bars(ukraine) == {"russia": (1003,)}


def test_what_an_editor_set_stands_beside_what_the_sides_say():
    set_so = ruling(Action.CORRECT, {UKRAINE: 1001}, reason="the ministry by telephone")
    (ukraine, _) = compose(replace(DISPUTED, ruling=set_so)).panels
    assert bars(ukraine) == {"ukraine": (1000,), "russia": (1003,), "editor": (1001,)}


def test_what_an_editor_set_is_no_bar_of_its_own_where_a_side_says_it():
    set_so = ruling(Action.CORRECT, {UKRAINE: 1003}, reason="counted at the morgue")
    (ukraine, _) = compose(replace(DISPUTED, ruling=set_so)).panels
    assert bars(ukraine) == {"ukraine": (1000,), "russia": (1003,)}


def test_the_foot_says_that_the_reference_history_is_in_it():
    assert any("reference history" in line for line in compose(history=HISTORY).foot)


def test_the_foot_does_not_speak_of_a_history_that_is_not_in_it():
    assert not any("reference history" in line for line in compose(DISPUTED).foot)


def test_a_bound_stands_before_its_number():
    (ukraine, _) = compose(repatriation(verdict(standing=(said(900, bound=Bound.AT_LEAST),)))).panels
    assert ukraine.series[0].labels == ("≥900",)


def test_marks_of_bounds_are_explained():
    assert (
        "≥ at least, ≤ at most, ≈ about."
        in compose(repatriation(verdict(standing=(said(900, bound=Bound.AT_LEAST),)))).foot
    )


def test_a_sum_over_some_handovers_says_over_how_many():
    second = repatriation(verdict(best=205, standing=(said(205, source="tass"),)), day=date(2026, 1, 5))
    (ukraine, _) = compose(repatriation(verdict()), second).panels
    assert [one.labels for one in ukraine.series] == [("1,000\n(1/2)",), ("205\n(1/2)",)]


def test_the_caption_says_over_how_many_too():
    second = repatriation(verdict(best=205, standing=(said(205, source="tass"),)), day=date(2026, 1, 5))
    assert "1,000 (1 of 2 handovers) as the Ukrainian side says" in compose(repatriation(verdict()), second).caption


def test_a_withheld_figure_is_marked_and_no_bar():
    (ukraine, _) = compose(repatriation(verdict(status=Status.UNDISCLOSED, best=None, standing=()))).panels
    assert (ukraine.series, ukraine.withheld) == ((), (1,))


def test_what_an_editor_rejected_is_counted_and_not_drawn():
    drawn = compose(repatriation(verdict(), ruling=ruling(Action.REJECT, {}, reason="a hoax")))
    assert (drawn.panels[0].series, drawn.foot[-1]) == ((), "Not drawn: 1 (rejected, held or withdrawn).")


def test_months_without_a_handover_have_their_place():
    drawn = compose(repatriation(verdict(), day=date(2025, 11, 2)), repatriation(verdict()))
    assert drawn.periods == ("Nov 25", "Dec 25", "Jan 26")


def test_no_more_than_twelve_periods_are_drawn():
    drawn = compose(repatriation(verdict(), day=date(2022, 6, 1)), repatriation(verdict()))
    assert (len(drawn.periods), drawn.periods[0]) == (12, "Feb 25")


@pytest.mark.parametrize(("by", "period"), [(Period.DAY, "29.01.26"), (Period.MONTH, "Jan 26"), (Period.YEAR, "2026")])
def test_a_group_of_bars_is_a_day_a_month_or_a_year(by, period):
    assert compose(repatriation(verdict()), by=by).periods == (period,)


def test_years_without_a_handover_have_their_place():
    drawn = compose(repatriation(verdict(), day=date(2024, 6, 1)), repatriation(verdict()), by=Period.YEAR)
    assert drawn.periods == ("2024", "2025", "2026")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Bodies handed over, month by month"),
        ("uk", "Передані тіла загиблих, за місяцями"),
        ("ru", "Переданные тела погибших, по месяцам"),
    ],
)
def test_the_title_is_in_the_language_of_the_reader(language, title):
    assert compose(repatriation(verdict()), language=language).title == title


def test_where_nothing_is_known_there_is_no_chart():
    assert compose(repatriation(verdict()), kind=Kind.PRISONERS) is None


def test_the_sources_are_named():
    assert "Sources: Coordination Headquarters, TASS." in compose(DISPUTED, names=("coordination-hq", "tass")).foot


def test_more_than_five_sources_are_named_as_others():
    names = ("coordination-hq", "tass", "ria", "medinsky", "icrc", "ukrinform")
    assert any(line.endswith(" and others.") for line in compose(DISPUTED, names=names).foot)


def test_speakers_are_those_whose_figures_stand():
    assert speakers(picture(DISPUTED), Kind.BODIES) == ["coordination-hq", "tass"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_caption_fits_under_a_picture(language):
    longest = sorted(known_parties(), key=lambda party: len(words(language).party(party)))[-6:]
    rulings = [ruling(Action.CORRECT, {to: 1_000_001}, reason="counted again") for to in (UKRAINE, RUSSIA)]
    vague = {"bound": Bound.ABOUT}
    figures = [
        verdict(to, standing=(said(999_999, to=to, **vague), said(888_888, to=to, source="tass", **vague)))
        for to in (UKRAINE, RUSSIA)
    ]
    found = [repatriation(*figures, ruling=one, day=date(2026, 1, day)) for day, one in enumerate(rulings, 1)]
    history = [Known(Kind.BODIES, date(2026, 1, 9), {UKRAINE: 999_999, RUSSIA: 999_999})]
    drawn = compose(*found, names=longest, language=language, history=history)
    assert (len(drawn.panels[0].series), len(drawn.description.encode("utf-16-le")) // 2 < 1024) == (4, True)
