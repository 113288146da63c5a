"""Who is told of an alert, and when."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.alerts.policy import judge, quiet_until, reach
from bot.records import Action, Alert, AlertType, Level, Policy, Quiet, Reach, Status, Subscriber, Telling
from parsers.claim import Kind, Receiver
from tests.bot.alerts.build import RUSSIA, UKRAINE, repatriation, ruling, said, verdict

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 1, 29, 23, 0, tzinfo=UTC)  # one o'clock in Kyiv
ASLEEP = Policy(quiet=Quiet.read("23-7"))


def alert(reached, kind=AlertType.REPORTED):
    return Alert(kind, "bodies-2026-01-29", Kind.BODIES, "s1", {"en": "text"}, reach=reached)


def told(policy, reached, *, before=False, now=NOON, kind=AlertType.REPORTED, editor=False):
    """Return what becomes of an alert for a subscriber of that policy."""
    return judge(alert(reached, kind), Subscriber(7, "desk", "en", is_editor=editor, policy=policy), before, now)


def known(level, to=UKRAINE):
    return Reach({to: level})


@pytest.mark.parametrize(
    ("lowest", "level", "expected"),
    [
        (Level.REPORTED, Level.REPORTED, Telling.NOW),
        (Level.REPORTED, Level.CONFIRMED, Telling.NOW),
        (Level.CORROBORATED, Level.REPORTED, Telling.SKIP),
        (Level.CORROBORATED, Level.CORROBORATED, Telling.NOW),
        (Level.CORROBORATED, Level.CONFIRMED, Telling.NOW),
        (Level.CONFIRMED, Level.CORROBORATED, Telling.SKIP),
        (Level.CONFIRMED, Level.CONFIRMED, Telling.NOW),
    ],
)
def test_somebody_is_first_told_at_the_lowest_level_that_was_chosen(lowest, level, expected):
    assert told(Policy(lowest=lowest), known(level)) is expected


def test_who_was_told_stays_told_though_the_figure_fell_below():
    assert told(Policy(lowest=Level.CONFIRMED), known(Level.REPORTED), before=True) is Telling.NOW


@pytest.mark.parametrize(("to", "expected"), [(UKRAINE, Telling.SKIP), (RUSSIA, Telling.NOW)])
def test_who_follows_what_russia_received_is_told_of_that_alone(to, expected):
    assert told(Policy(received=(Receiver.RUSSIA,)), known(Level.REPORTED, to)) is expected


def test_the_level_is_that_of_a_receiver_who_is_followed():
    reached = Reach({UKRAINE: Level.CORROBORATED, RUSSIA: Level.REPORTED})

    assert told(Policy(Level.CORROBORATED, (Receiver.RUSSIA,)), reached) is Telling.SKIP


@pytest.mark.parametrize(("lowest", "expected"), [(Level.REPORTED, Telling.NOW), (Level.CORROBORATED, Telling.SKIP)])
def test_a_figure_without_a_receiver_is_told_as_reported_to_whoever_follows_one(lowest, expected):
    assert told(Policy(lowest, (Receiver.RUSSIA,)), Reach(is_unplaced=True)) is expected


def test_what_an_editor_rejected_is_no_news_for_who_was_not_told():
    assert told(Policy(), Reach({UKRAINE: Level.REPORTED}, is_barred=True)) is Telling.SKIP


def test_what_an_editor_rejected_reaches_who_was_told():
    assert told(Policy(), Reach({UKRAINE: Level.REPORTED}, is_barred=True), before=True) is Telling.NOW


def test_a_mere_finding_is_no_news_for_who_wants_none():
    assert told(Policy(findings=False), known(Level.REPORTED), kind=AlertType.FINDING) is Telling.SKIP


def test_an_editor_is_told_whatever_was_chosen():
    assert told(Policy(lowest=Level.CONFIRMED), Reach(is_barred=True), editor=True) is Telling.NOW


def test_what_comes_in_quiet_hours_waits():
    assert told(ASLEEP, known(Level.REPORTED), now=NIGHT) is Telling.HOLD


def test_what_comes_in_quiet_hours_and_is_not_wanted_does_not_wait():
    assert told(replace(ASLEEP, lowest=Level.CONFIRMED), known(Level.REPORTED), now=NIGHT) is Telling.SKIP


def test_what_is_not_about_a_repatriation_is_told_at_any_hour():
    assert told(ASLEEP, None, now=NIGHT) is Telling.NOW


@pytest.mark.parametrize(
    ("hours", "zone", "now", "expected"),
    [
        ("23-7", "Europe/Kyiv", "2026-01-29T20:59", None),
        ("23-7", "Europe/Kyiv", "2026-01-29T21:00", "2026-01-30T05:00"),
        ("23-7", "Europe/Kyiv", "2026-01-30T04:59", "2026-01-30T05:00"),
        ("23-7", "Europe/Kyiv", "2026-01-30T05:00", None),
        ("13-15", "Europe/Kyiv", "2026-01-29T11:30", "2026-01-29T13:00"),
        ("23-7", "Europe/London", "2026-01-29T22:30", None),
        ("23-7", "America/New_York", "2026-01-30T04:30", "2026-01-30T12:00"),
        # The clock goes forward on 29 March 2026 at 3, and back on 25 October at 4: the night lasts 7 and 9 hours.
        ("23-7", "Europe/Kyiv", "2026-03-28T21:00", "2026-03-29T04:00"),
        ("23-7", "Europe/Kyiv", "2026-03-29T04:00", None),
        ("23-7", "Europe/Kyiv", "2026-10-24T20:00", "2026-10-25T05:00"),
        ("23-7", "Europe/Kyiv", "2026-10-25T04:59", "2026-10-25T05:00"),
        # An hour that the clock leaps over ends where it would have come.
        ("23-3:30", "Europe/Kyiv", "2026-03-29T01:10", "2026-03-29T01:30"),
    ],
)
def test_quiet_hours_go_by_the_clock_of_the_zone(hours, zone, now, expected):
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    ends = quiet_until(Policy(quiet=Quiet.read(hours), zone=zone), moment)

    assert ends == (expected and datetime.fromisoformat(expected).replace(tzinfo=UTC))


def test_without_quiet_hours_it_is_never_quiet():
    assert quiet_until(Policy(), NIGHT) is None


@pytest.mark.parametrize("text", ["", "23", "7-7", "25-7", "23:70-7", "late", "24-7"])
def test_hours_that_are_none_are_not_read(text):
    assert Quiet.read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("23-7", "23:00-07:00"), ("22:30–6", "22:30-06:00"), ("20 - 24", "20:00-00:00")]
)
def test_hours_are_read_as_people_write_them(text, expected):
    assert str(Quiet.read(text)) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (repatriation(verdict()), {UKRAINE: Level.REPORTED}),
        (repatriation(verdict(status=Status.DISPUTED)), {UKRAINE: Level.REPORTED}),
        (repatriation(verdict(status=Status.UNDISCLOSED, best=None)), {UKRAINE: Level.REPORTED}),
        (
            repatriation(verdict(status=Status.CORROBORATED), verdict(RUSSIA)),
            {UKRAINE: Level.CORROBORATED, RUSSIA: Level.REPORTED},
        ),
        (repatriation(verdict(status=Status.WITHDRAWN, best=None, standing=())), {}),
        (repatriation(verdict(), ruling=ruling()), {UKRAINE: Level.CONFIRMED}),
        (
            repatriation(verdict(), verdict(RUSSIA, best=38), ruling=ruling(figures={UKRAINE: 1000, RUSSIA: None})),
            {UKRAINE: Level.CONFIRMED, RUSSIA: Level.REPORTED},
        ),
        (repatriation(verdict(best=1003), ruling=ruling(is_outdated=True)), {UKRAINE: Level.REPORTED}),
        (repatriation(verdict(), ruling=ruling(is_outdated=True)), {UKRAINE: Level.CONFIRMED}),
        (repatriation(verdict(), ruling=ruling(Action.CORRECT, {UKRAINE: 1003})), {UKRAINE: Level.CONFIRMED}),
        (
            repatriation(verdict(), ruling=ruling(Action.CORRECT, {RUSSIA: 38})),
            {UKRAINE: Level.REPORTED, RUSSIA: Level.CONFIRMED},
        ),
    ],
)
def test_how_far_each_figure_is_known(one, expected):
    assert reach(one).levels == expected


def test_a_figure_whose_receiver_is_not_said_is_named_so():
    assert reach(repatriation(unplaced=(said(157, to=None),))).is_unplaced


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (repatriation(verdict()), False),
        (repatriation(verdict(), ruling=ruling(Action.REJECT)), True),
        (repatriation(verdict(), ruling=ruling(Action.HOLD)), True),
        (repatriation(verdict(), ruling=ruling(Action.HOLD, is_outdated=True)), False),
        (repatriation(verdict(), ruling=ruling()), False),
        (repatriation(verdict(status=Status.WITHDRAWN, best=None, standing=())), True),
    ],
)
def test_what_is_rejected_held_or_withdrawn_is_kept_from_who_was_not_told(one, expected):
    assert reach(one).is_barred is expected


def test_what_changes_while_an_editor_holds_it_is_for_editors_alone():
    changed = replace(known(Level.REPORTED), is_held=True)
    assert (told(Policy(), changed, before=True), told(Policy(), changed, before=True, editor=True)) == (
        Telling.SKIP,
        Telling.NOW,
    )
