"""What an editor's answer means."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.desk.decisions import Correction, Editor, done, lock, read_correction, rule
from bot.errors import DecisionRefused
from bot.records import Action, Decision, Repatriation, Ruling, Status, Verdict
from parsers.claim import Bound, Context, Kind, Receiver

NOW = datetime(2026, 1, 29, 15, 0, tzinfo=UTC)
OLENA = Editor(42, "Olena")


def verdict(receiver, best):
    return Verdict(receiver, Status.REPORTED, best, best, best, Bound.EXACTLY, "authority")


REPATRIATION = Repatriation(
    id="bodies-2026-01-29",
    kind=Kind.BODIES,
    happened_on=date(2026, 1, 29),
    figures={Receiver.UKRAINE: verdict(Receiver.UKRAINE, 1000), Receiver.RUSSIA: verdict(Receiver.RUSSIA, None)},
    findings=(),
    parts=(),
    context=Context(),
    state="abc",
)


def test_a_confirmation_names_the_figures_and_the_state_that_the_editor_saw():
    assert rule(REPATRIATION, Action.CONFIRM, OLENA, NOW) == Decision(
        repatriation="bodies-2026-01-29",
        action=Action.CONFIRM,
        editor_id=42,
        editor="Olena",
        decided_at=NOW,
        on_state="abc",
        figures={Receiver.UKRAINE: 1000, Receiver.RUSSIA: None},
        reason=None,
    )


def test_a_correction_sets_figures_with_a_reason():
    decision = rule(REPATRIATION, Action.CORRECT, OLENA, NOW, "1003 misprint in the first post")
    assert (decision.figures, decision.reason) == ({Receiver.UKRAINE: 1003}, "misprint in the first post")


def test_a_hold_needs_no_reason():
    assert rule(REPATRIATION, Action.HOLD, OLENA, NOW).reason is None


def test_a_rejection_keeps_its_reason():
    assert rule(REPATRIATION, Action.REJECT, OLENA, NOW, " a hoax ").reason == "a hoax"


@pytest.mark.parametrize("answer", [None, "", "   "])
def test_a_rejection_without_a_reason_is_refused(answer):
    with pytest.raises(DecisionRefused, match="reason-missing"):
        rule(REPATRIATION, Action.REJECT, OLENA, NOW, answer)


@pytest.mark.parametrize(
    ("answer", "figures"),
    [
        ("1003 why", {Receiver.UKRAINE: 1003}),
        ("1003/38 why", {Receiver.UKRAINE: 1003, Receiver.RUSSIA: 38}),
        ("-/38 why", {Receiver.RUSSIA: 38}),
        ("0/- why", {Receiver.UKRAINE: 0}),
    ],
)
def test_figures_stand_in_the_order_ukraine_russia(answer, figures):
    assert read_correction(answer) == Correction(figures, "why")


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "why",
        "- why",
        "-/- why",
        "1/2/3 why",
        "1,003 why",
        "1e3 why",
        "-5 why",
        "１００３ why",
        "1000001 why",
        "9" * 5000,
    ],
)
def test_a_figure_that_cannot_be_read_is_refused(answer):
    with pytest.raises(DecisionRefused, match="figure-unreadable"):
        read_correction(answer)


@pytest.mark.parametrize("answer", ["1003", "1003 ", "1003/38    "])
def test_a_correction_without_a_reason_is_refused(answer):
    with pytest.raises(DecisionRefused, match="reason-missing"):
        read_correction(answer)


def with_ruling(action, editor_id, **more):
    return Ruling(action, editor_id, "Petro", NOW, None, {}, **{"is_outdated": False, **more})


def test_a_release_needs_a_hold():
    with pytest.raises(DecisionRefused, match="not-held"):
        rule(REPATRIATION, Action.RELEASE, OLENA, NOW)


def test_a_hold_can_be_released():
    held = replace(REPATRIATION, ruling=with_ruling(Action.HOLD, 42))
    assert rule(held, Action.RELEASE, OLENA, NOW).action is Action.RELEASE


@pytest.mark.parametrize("pending", [None, with_ruling(Action.CONFIRM, 7, is_outdated=True)])
def test_nothing_is_seconded_that_does_not_wait(pending):
    with pytest.raises(DecisionRefused, match="nothing-to-second"):
        rule(replace(REPATRIATION, pending=pending), Action.SECOND, OLENA, NOW)


def test_nobody_seconds_what_he_ruled_himself():
    with pytest.raises(DecisionRefused, match="second-self"):
        rule(replace(REPATRIATION, pending=with_ruling(Action.CONFIRM, 42)), Action.SECOND, OLENA, NOW)


def test_another_editor_seconds():
    waiting = replace(REPATRIATION, pending=with_ruling(Action.CONFIRM, 7))
    assert rule(waiting, Action.SECOND, OLENA, NOW).action is Action.SECOND


def test_a_second_names_the_figures_that_were_waiting():
    waiting = replace(REPATRIATION, pending=replace(with_ruling(Action.CORRECT, 7), figures={Receiver.UKRAINE: 1003}))
    assert rule(waiting, Action.SECOND, OLENA, NOW).figures == {Receiver.UKRAINE: 1003}


def test_who_seconds_names_what_waits_and_not_the_state_alone():
    first = replace(REPATRIATION, pending=with_ruling(Action.CORRECT, 7))
    other = replace(REPATRIATION, pending=replace(first.pending, decided_at=NOW.replace(minute=1)))
    assert len({lock(REPATRIATION, Action.SECOND), lock(first, Action.SECOND), lock(other, Action.SECOND)}) == 3


def test_any_other_ruling_names_the_state():
    waiting = replace(REPATRIATION, pending=with_ruling(Action.CONFIRM, 7))
    assert lock(waiting, Action.CONFIRM) == "abc"


@pytest.mark.parametrize(
    ("editor", "key"), [(OLENA, "done-waits"), (Editor(7, "Petro"), "done-confirm")], ids=["its own waits", "another's"]
)
def test_who_ruled_is_told_when_it_waits_for_another_editor(editor, key):
    waiting = replace(REPATRIATION, pending=with_ruling(Action.CONFIRM, 42))
    assert done(rule(REPATRIATION, Action.CONFIRM, editor, NOW), waiting) == key


def test_who_ruled_on_what_is_gone_is_told_that_it_was_done():
    assert done(rule(REPATRIATION, Action.CONFIRM, OLENA, NOW), None) == "done-confirm"
