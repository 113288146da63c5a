"""What an editor's words ask for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.alerts.wording import say
from bot.crosscheck import crosscheck
from bot.desk.decisions import Editor, lock
from bot.desk.wishes import wish
from bot.errors import DecisionRefused, StateOutdated
from bot.records import Action, Picture, PostKey, Ruling
from parsers.claim import Kind
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said

NOW = datetime(2026, 1, 30, 15, 0, tzinfo=UTC)
OLENA = Editor(42, "Olena")
PICTURE = crosscheck(
    [
        said("coordination-hq", 1000, post="1"),
        said("tass", 700, post="2"),
        said("tass", 1000, on="2026-02-03", post="3"),
        said("ombudsman", 157, on="2026-02-05", kind=Kind.PRISONERS, post="4"),
    ]
)
STATE = PICTURE.repatriations[0].state


def asked_for(words, **options):
    return wish(words.split(), PICTURE, OLENA, NOW, **options)


def test_a_correction_names_figures_and_a_reason():
    made = asked_for("correct bodies-2026-01-29 1003/38 the post was edited")
    assert (made.action, made.figures, made.reason) == (
        Action.CORRECT,
        {UKRAINE: 1003, RUSSIA: 38},
        "the post was edited",
    )


def test_a_wish_is_made_on_the_present_state():
    made = asked_for("hold bodies-2026-01-29 the HQ is checking", state=STATE)
    assert (made.on_state, made.editor_id, made.decided_at) == (STATE, 42, NOW)


def test_a_merge_names_what_takes_the_posts_in():
    made = asked_for("merge bodies-2026-01-29 bodies-2026-02-03 one convoy")
    assert (made.repatriation, made.into, made.reason) == ("bodies-2026-01-29", "bodies-2026-02-03", "one convoy")


def test_a_split_names_the_day_and_the_posts():
    made = asked_for("split bodies-2026-01-29 2026-01-31 tass/2 another handover")
    assert (made.into, made.posts, made.reason) == ("bodies-2026-01-31", (PostKey("tass", "2"),), "another handover")


def test_a_second_is_made_on_what_waits():
    waits = Ruling(Action.CONFIRM, 7, "Petro", NOW, None, {UKRAINE: 1000}, is_outdated=False)
    present = replace(PICTURE.repatriations[0], pending=waits)
    words = ("second", "bodies-2026-01-29")
    made = wish(words, Picture((present,)), OLENA, NOW, lock(present, Action.SECOND))
    assert (made.action, made.on_state) == (Action.SECOND, STATE)
    with pytest.raises(StateOutdated):
        wish(words, Picture((present,)), OLENA, NOW, STATE)


def test_a_question_names_whom_and_until_when():
    made = asked_for("asked bodies-2026-01-29 24 the press service of the HQ")
    assert (made.asked, made.deadline) == ("the press service of the HQ", datetime(2026, 1, 31, 15, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Write one of: confirm ID"),
        ("confirm", "Write one of: confirm ID"),
        ("praise bodies-2026-01-29", "Write one of: confirm ID"),
        ("confirm bodies-2026-01-01", "no such repatriation"),
        ("merge bodies-2026-01-29 bodies-2026-02-03", "Write: merge ID INTO reason"),
        ("merge bodies-2026-01-29 bodies-2026-01-29 why", "cannot be merged into"),
        ("merge bodies-2026-01-29 prisoners-2026-02-05 why", "cannot be merged into"),
        ("split bodies-2026-01-29 2026-01-31 tass/2", "Write: split ID DAY"),
        ("split bodies-2026-01-29 tomorrow tass/2 why", "tomorrow is no day"),
        ("split bodies-2026-01-29 2026-01-31 tass/99 why", "tass/99: no such post speaks of bodies-2026-01-29"),
        ("split bodies-2026-01-29 2026-01-31 tass why", "tass: no such post"),
        ("split bodies-2026-01-29 2026-01-29 tass/2 why", "a split takes some of its posts to another day"),
        ("split bodies-2026-01-29 2026-01-31 tass/2,coordination-hq/1 why", "a split takes some of its posts"),
        ("asked bodies-2026-01-29 soon HQ", "Write: asked ID HOURS"),
        ("asked bodies-2026-01-29 24", "Write: asked ID HOURS"),
        ("asked bodies-2026-01-29 0 HQ", "Write: asked ID HOURS"),
    ],
)
def test_a_wish_that_cannot_be_done_is_refused_in_words(words, says):
    with pytest.raises(DecisionRefused) as refused:
        asked_for(words)
    assert says in say("en", str(refused.value), **refused.value.values)


def test_a_wish_on_an_earlier_state_is_refused():
    with pytest.raises(StateOutdated, match="changed-since"):
        asked_for("confirm bodies-2026-01-29", state="earlier")
