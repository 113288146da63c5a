"""When people are told, and whether they must notice."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.alerts.rules import News, alerts, decide
from bot.records import Action, AlertType, FindingType, Status
from parsers.claim import Bound
from tests.bot.alerts.build import (
    RUSSIA,
    UKRAINE,
    at,
    finding,
    founding_case,
    picture,
    repatriation,
    ruling,
    said,
    verdict,
)

REPORTED = repatriation(verdict())
CORROBORATED = repatriation(verdict(status=Status.CORROBORATED, is_across_sides=True), state="s2")
DISPUTED = repatriation(verdict(status=Status.DISPUTED, best=1003, low=1000, high=1003), state="s3")
WITHDRAWN = repatriation(verdict(status=Status.WITHDRAWN, best=None, standing=()), state="s4")
UNDISCLOSED = repatriation(verdict(status=Status.UNDISCLOSED, best=None), state="s5")


def ruled(action, one=CORROBORATED, **rest):
    return replace(one, ruling=ruling(action, **rest))


def test_nothing_before_and_nothing_after_is_no_news():
    assert decide(None, None) is None


def test_a_new_repatriation_is_reported():
    assert decide(None, REPORTED) == News(AlertType.REPORTED)


def test_a_new_repatriation_without_a_figure_is_reported():
    assert decide(None, UNDISCLOSED) == News(AlertType.REPORTED)


def test_a_new_repatriation_that_two_sides_report_at_once_is_corroborated():
    assert decide(None, CORROBORATED) == News(AlertType.CORROBORATED)


def test_a_new_repatriation_in_dispute_has_nothing_to_reply_to():
    assert decide(None, DISPUTED) == News(AlertType.DISPUTED)


def test_what_was_withdrawn_before_anybody_was_told_is_no_news():
    assert decide(None, WITHDRAWN) is None


def test_the_same_is_no_news():
    assert decide(REPORTED, REPORTED) is None


def test_a_second_side_that_agrees_amends():
    assert decide(REPORTED, CORROBORATED) == News(AlertType.CORROBORATED)


@pytest.mark.parametrize("before", [REPORTED, CORROBORATED, UNDISCLOSED, WITHDRAWN])
def test_a_figure_that_becomes_disputed_needs_a_reply(before):
    assert decide(before, DISPUTED) == News(AlertType.DISPUTED, needs_reply=True)


def test_a_second_receiver_whose_figure_is_disputed_at_once_needs_a_reply():
    after = repatriation(verdict(), verdict(RUSSIA, Status.DISPUTED, 38, low=29), state="s9")

    assert decide(REPORTED, after) == News(AlertType.DISPUTED, needs_reply=True)


def test_a_wider_dispute_needs_a_reply():
    wider = repatriation(verdict(status=Status.DISPUTED, best=1003, low=990, high=1003), state="s9")

    assert decide(DISPUTED, wider) == News(AlertType.DISPUTED, needs_reply=True)


def test_a_new_voice_in_a_dispute_of_the_same_range_amends():
    assert decide(DISPUTED, replace(DISPUTED, state="s9")) == News(AlertType.CHANGED)


def test_a_dispute_that_is_settled_needs_a_reply():
    assert decide(DISPUTED, CORROBORATED) == News(AlertType.CORROBORATED, needs_reply=True)


def test_a_dispute_in_which_one_side_falls_silent_needs_a_reply():
    assert decide(DISPUTED, REPORTED) == News(AlertType.CHANGED, needs_reply=True)


def test_a_figure_that_an_edit_changes_needs_a_reply():
    assert decide(REPORTED, repatriation(verdict(best=1003), state="s9")) == News(AlertType.CHANGED, needs_reply=True)


def test_a_bound_that_becomes_an_exact_figure_amends():
    bounded = repatriation(verdict(best=1000, bound=Bound.AT_LEAST))

    assert decide(bounded, repatriation(verdict(best=1003), state="s9")) == News(AlertType.CHANGED)


def test_support_that_is_withdrawn_needs_a_reply():
    after = replace(REPORTED, findings=(finding(FindingType.WITHDRAWN, source="tass", value=1000),))

    assert decide(CORROBORATED, after) == News(AlertType.WITHDRAWN, needs_reply=True)


def test_support_that_is_lost_otherwise_needs_a_reply():
    assert decide(CORROBORATED, REPORTED) == News(AlertType.CHANGED, needs_reply=True)


def test_a_figure_that_is_taken_back_needs_a_reply():
    assert decide(REPORTED, UNDISCLOSED) == News(AlertType.CHANGED, needs_reply=True)


def test_a_withdrawn_figure_needs_a_reply():
    assert decide(REPORTED, WITHDRAWN) == News(AlertType.WITHDRAWN, needs_reply=True)


def test_a_receiver_of_whom_nothing_is_said_any_more_needs_a_reply():
    before = repatriation(verdict(), verdict(RUSSIA, best=38))

    assert decide(before, REPORTED) == News(AlertType.WITHDRAWN, needs_reply=True)


def test_a_withdrawn_figure_that_stays_withdrawn_amends():
    assert decide(WITHDRAWN, replace(WITHDRAWN, state="s9")) == News(AlertType.CHANGED)


def test_a_figure_that_comes_back_amends():
    assert decide(WITHDRAWN, REPORTED) == News(AlertType.REPORTED)


def test_a_first_figure_where_none_was_given_amends():
    assert decide(UNDISCLOSED, REPORTED) == News(AlertType.REPORTED)


def test_a_first_figure_for_the_other_receiver_amends():
    after = repatriation(verdict(), verdict(RUSSIA, best=38), state="s9")

    assert decide(REPORTED, after) == News(AlertType.REPORTED)


def test_a_new_miscopy_amends():
    after = replace(REPORTED, findings=(finding(FindingType.MISCOPY, key="m"),))

    assert decide(REPORTED, after) == News(AlertType.FINDING)


def test_a_confirmation_amends():
    assert decide(CORROBORATED, ruled(Action.CONFIRM)) == News(AlertType.CONFIRMED)


@pytest.mark.parametrize("lifted", [Action.CORRECT, Action.REJECT, Action.HOLD])
def test_a_confirmation_that_lifts_another_ruling_needs_a_reply(lifted):
    assert decide(ruled(lifted), ruled(Action.CONFIRM)) == News(AlertType.CONFIRMED, needs_reply=True)


def test_a_confirmation_that_renews_another_amends():
    assert decide(ruled(Action.CONFIRM), ruled(Action.CONFIRM, decided_at=at(20))) == News(AlertType.CONFIRMED)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (Action.CORRECT, AlertType.CORRECTED),
        (Action.REJECT, AlertType.REJECTED),
        (Action.HOLD, AlertType.HELD),
    ],
)
def test_a_ruling_against_the_figures_needs_a_reply(action, expected):
    assert decide(CORROBORATED, ruled(action)) == News(expected, needs_reply=True)


def test_a_confirmation_whose_ground_changed_amends():
    after = replace(ruled(Action.CONFIRM, is_outdated=True), state="s9")

    assert decide(ruled(Action.CONFIRM), after) == News(AlertType.CHANGED)


@pytest.mark.parametrize("action", [Action.CORRECT, Action.REJECT, Action.HOLD])
def test_a_ruling_against_the_figures_whose_ground_changed_needs_a_reply(action):
    after = ruled(action, one=CORROBORATED, is_outdated=True)

    assert decide(ruled(action, one=REPORTED), after) == News(AlertType.CHANGED, needs_reply=True)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (Action.CORRECT, AlertType.CORRECTED),
        (Action.REJECT, AlertType.REJECTED),
        (Action.HOLD, AlertType.HELD),
    ],
)
def test_a_ruling_against_the_figures_that_is_in_force_again_needs_a_reply(action, expected):
    before = ruled(action, one=REPORTED, is_outdated=True)

    assert decide(before, ruled(action)) == News(expected, needs_reply=True)


def test_a_dispute_that_overtakes_a_correction_is_told_as_a_dispute():
    after = ruled(Action.CORRECT, one=DISPUTED, is_outdated=True)

    assert decide(ruled(Action.CORRECT), after) == News(AlertType.DISPUTED, needs_reply=True)


def test_the_reply_to_an_overtaken_correction_says_the_figure_before_and_now():
    before = ruled(Action.CORRECT, one=REPORTED, figures={UKRAINE: 1003})
    after = ruled(Action.CORRECT, figures={UKRAINE: 1003}, is_outdated=True)

    (told,) = alerts(picture(before), picture(after))

    assert (
        told.reply["en"]
        .replace("\N{NO-BREAK SPACE}", " ")
        .startswith(
            "❗ <b>THE RULING RESTS ON AN EARLIER TEXT</b> · bodies, 29 January 2026\n\n"
            "<b>To Ukraine: 1,000 bodies</b> — corroborated across the sides: Coordination Headquarters\n"
            "Before: 1,003 bodies — corrected by an editor; the sources: 1,000 bodies, "
            "reported by one origin: Coordination Headquarters\n"
        )
    )


def test_a_confirmation_that_is_gone_amends():
    assert decide(ruled(Action.CONFIRM), CORROBORATED) == News(AlertType.RELEASED)


def test_a_ruling_against_the_figures_that_is_gone_needs_a_reply():
    assert decide(ruled(Action.HOLD), CORROBORATED) == News(AlertType.RELEASED, needs_reply=True)


def test_a_repatriation_that_is_gone_needs_a_reply():
    assert decide(REPORTED, None) == News(AlertType.WITHDRAWN, needs_reply=True)


UNPLACED = repatriation(unplaced=(said(14, to=None),))


def test_a_figure_without_a_receiver_that_an_edit_changes_needs_a_reply():
    after = repatriation(unplaced=(said(15, to=None),), state="s9")

    assert decide(UNPLACED, after) == News(AlertType.CHANGED, needs_reply=True)


def test_a_figure_without_a_receiver_that_is_withdrawn_needs_a_reply():
    after = repatriation(findings=(finding(FindingType.WITHDRAWN, source="tass", value=14),), state="s9")

    assert decide(UNPLACED, after) == News(AlertType.WITHDRAWN, needs_reply=True)


def test_a_figure_whose_receiver_becomes_known_amends():
    assert decide(UNPLACED, repatriation(verdict(best=14), state="s9")) == News(AlertType.REPORTED)


def test_a_bound_without_a_receiver_that_becomes_exact_amends():
    before = repatriation(unplaced=(said(14, to=None, bound=Bound.AT_LEAST),))

    assert decide(before, replace(UNPLACED, state="s9")) == News(AlertType.CHANGED)


def test_the_reply_of_a_figure_without_a_receiver_says_it_before_and_now():
    (told,) = alerts(picture(UNPLACED), picture(repatriation(unplaced=(said(15, to=None),), state="s9")))

    assert told.reply["en"].replace("\N{NO-BREAK SPACE}", " ").splitlines()[4:6] == [
        "<b>Direction not given: 15 bodies</b> — reported: Coordination Headquarters",
        "Before: 14 bodies — reported: Coordination Headquarters",
    ]


def test_the_reply_of_a_withdrawn_figure_without_a_receiver_gives_none():
    after = repatriation(findings=(finding(FindingType.WITHDRAWN, source="tass", value=14),), state="s9")

    (told,) = alerts(picture(UNPLACED), picture(after))

    assert told.reply["en"].splitlines()[2] == "<b>Direction not given:</b> no figure given"


def test_the_founding_case_is_told_in_five_alerts():
    steps = founding_case()

    told = [alert for before, after in pairwise(steps) for alert in alerts(before, after)]

    assert [(one.type, one.reply is not None) for one in told] == [
        (AlertType.REPORTED, False),
        (AlertType.CORROBORATED, False),
        (AlertType.CONFIRMED, False),
        (AlertType.DISPUTED, True),
        (AlertType.CORRECTED, True),
    ]


def test_pictures_that_are_equal_tell_nothing():
    assert alerts(picture(REPORTED), picture(REPORTED)) == ()


def test_what_no_message_shows_is_not_told():
    unseen = replace(REPORTED, figures={UKRAINE: replace(REPORTED.figures[UKRAINE], basis="other")})

    assert alerts(picture(REPORTED), picture(unseen)) == ()


def test_a_new_state_is_told_even_where_it_reads_the_same_because_buttons_hold_the_state():
    told = alerts(picture(REPORTED), picture(replace(REPORTED, state="s9")))

    assert [one.state for one in told] == ["s9"]


def test_an_alert_carries_the_message_in_all_languages():
    (told,) = alerts(picture(), picture(REPORTED))

    assert sorted(told.text) == ["en", "ru", "uk"]


def test_an_alert_names_its_repatriation_as_its_thread():
    (told,) = alerts(picture(), picture(REPORTED))

    assert (told.thread, told.kind, told.state) == ("bodies-2026-01-29", "bodies", "s1")


def test_a_repatriation_that_joined_another_says_which():
    heir = replace(REPORTED, id="bodies-2026-01-30")

    closed = alerts(picture(REPORTED), picture(heir))[0]

    assert "now counts under bodies-2026-01-30" in closed.reply["en"]


def test_a_repatriation_that_joined_none_says_that_nothing_stands_behind_it():
    stranger = repatriation(verdict(standing=(said(post="2"),)), id="bodies-2026-01-30")

    closed = alerts(picture(REPORTED), picture(stranger))[0]

    assert "no post stands behind this any more" in closed.reply["en"]


def test_the_message_of_a_repatriation_that_is_gone_holds_no_figure():
    (closed,) = alerts(picture(REPORTED), picture())

    assert "1,000" not in closed.text["en"]


def test_alerts_come_in_the_order_of_the_picture():
    older = replace(REPORTED, id="bodies-2026-01-01")

    told = alerts(picture(), picture(older, REPORTED))

    assert [one.thread for one in told] == ["bodies-2026-01-01", "bodies-2026-01-29"]
