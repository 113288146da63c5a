"""What was handed over in each period, by whose figures."""

from datetime import date

import pytest

from bot.records import Action, Known, Status
from bot.reports.totals import Period, Share, handovers, totals
from parsers.claim import Bound, Kind
from parsers.parties import Side
from tests.bot.alerts.build import RUSSIA, UKRAINE, picture, repatriation, ruling, said, verdict

JANUARY, FEBRUARY = date(2026, 1, 29), date(2026, 2, 26)


def tass(value, to=UKRAINE):
    return said(value, to=to, source="tass", post="9")


def add_up(*repatriations, by=Period.MONTH, history=()):
    return totals(handovers(picture(*repatriations), history), by)


def test_figures_of_one_month_are_added():
    (found,) = add_up(repatriation(verdict()), repatriation(verdict(best=205), day=date(2026, 1, 5)))
    assert (found.period, found.kind, found.to, found.handovers, found.best) == (
        "2026-01",
        Kind.BODIES,
        UKRAINE,
        2,
        1205,
    )


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        (Period.DAY, ["2026-01-29", "2026-02-26"]),
        (Period.MONTH, ["2026-01", "2026-02"]),
        (Period.YEAR, ["2026"]),
    ],
)
def test_periods_are_days_months_or_years(by, periods):
    found = add_up(repatriation(verdict()), repatriation(verdict(), day=FEBRUARY), by=by)
    assert [one.period for one in found] == periods


def test_a_running_total_goes_on():
    found = add_up(repatriation(verdict()), repatriation(verdict(best=35), day=FEBRUARY))
    assert [one.running for one in found] == [1000, 1035]


def test_what_the_two_received_is_never_one_sum():
    found = add_up(repatriation(verdict(), verdict(RUSSIA, best=38)))
    assert [(one.to, one.best) for one in found] == [(UKRAINE, 1000), (RUSSIA, 38)]


def test_kinds_are_apart():
    found = add_up(repatriation(verdict()), repatriation(verdict(best=157), kind=Kind.PRISONERS))
    assert [(one.kind, one.best) for one in found] == [(Kind.BODIES, 1000), (Kind.PRISONERS, 157)]


def test_a_dispute_widens_the_range():
    (found,) = add_up(repatriation(verdict(status=Status.DISPUTED, best=1245, low=1245, high=1248)))
    assert (found.low, found.best, found.high) == (1245, 1245, 1248)


def test_each_side_s_own_figures_are_added_by_themselves():
    both = verdict(best=1245, high=1248, standing=(said(1245), tass(1248)))
    (found,) = add_up(repatriation(both), repatriation(verdict(best=100), day=date(2026, 1, 5)))
    assert found.by_side == {Side.UKRAINE: Share(1345, 2), Side.RUSSIA: Share(1248, 1)}


def test_a_side_that_gives_no_figure_has_no_sum():
    (found,) = add_up(repatriation(verdict()))
    assert found.by_side[Side.RUSSIA] == Share(None, 0)


def test_its_own_post_speaks_for_a_side_before_what_is_relayed_of_it():
    relayed = said(999, source="tass", speaker="coordination-hq", post="9")
    (found,) = add_up(repatriation(verdict(standing=(relayed, said(1000)))))
    assert found.by_side[Side.UKRAINE] == Share(1000, 1)


def test_an_undisclosed_handover_is_counted_apart_and_adds_nothing():
    (found,) = add_up(repatriation(verdict(status=Status.UNDISCLOSED, best=None, standing=())))
    assert (found.handovers, found.best, found.undisclosed) == (0, None, 1)


@pytest.mark.parametrize("action", [Action.REJECT, Action.HOLD])
def test_what_an_editor_rejected_or_holds_is_not_added(action):
    (found,) = add_up(repatriation(verdict(), ruling=ruling(action, {}, reason="why")))
    assert (found.handovers, found.best, found.unsettled, found.running) == (0, None, 1, 0)


def test_a_withdrawn_figure_is_not_added():
    (found,) = add_up(repatriation(verdict(status=Status.WITHDRAWN, best=None, standing=())))
    assert (found.best, found.unsettled) == (None, 1)


def test_a_rejection_that_rests_on_an_earlier_text_keeps_nothing_from_the_sum():
    (found,) = add_up(repatriation(verdict(), ruling=ruling(Action.REJECT, {}, is_outdated=True, reason="why")))
    assert found.best == 1000


def test_a_figure_that_an_editor_set_is_added_in_its_place():
    (found,) = add_up(repatriation(verdict(), ruling=ruling(Action.CORRECT, {UKRAINE: 1003}, reason="why")))
    assert (found.low, found.best, found.high) == (1003, 1003, 1003)


def test_a_figure_that_only_an_editor_gives_is_added():
    found = add_up(repatriation(verdict(), ruling=ruling(Action.CORRECT, {RUSSIA: 38}, reason="why")))
    assert [(one.to, one.best, one.by_side[Side.RUSSIA]) for one in found][1] == (RUSSIA, 38, Share(None, 0))


def test_a_figure_without_a_receiver_is_added_to_nobody():
    assert add_up(repatriation(unplaced=(said(157, to=None),))) == []


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((Bound.EXACTLY, Bound.EXACTLY), Bound.EXACTLY),
        ((Bound.EXACTLY, Bound.AT_LEAST), Bound.AT_LEAST),
        ((Bound.ABOUT, Bound.AT_LEAST), Bound.ABOUT),
    ],
)
def test_the_bound_of_a_figure_goes_into_the_sum(bounds, expected):
    days = (date(2026, 1, 5), JANUARY)
    (found,) = add_up(*(repatriation(verdict(bound=one), day=day) for one, day in zip(bounds, days, strict=True)))
    assert found.bound is expected


def test_the_history_fills_in_what_was_not_read():
    history = (Known(Kind.BODIES, JANUARY, {UKRAINE: 999}), Known(Kind.BODIES, FEBRUARY, {UKRAINE: 1000, RUSSIA: 35}))
    found = add_up(repatriation(verdict()), history=history)
    assert [(one.period, one.to, one.best) for one in found] == [
        ("2026-01", UKRAINE, 1000),
        ("2026-02", UKRAINE, 1000),
        ("2026-02", RUSSIA, 35),
    ]
