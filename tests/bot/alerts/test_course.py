"""Who was first, and which stages there are."""

from datetime import timedelta

import pytest

from bot.alerts.wording.course import course
from bot.alerts.wording.language import language
from bot.records import Lead, Status
from parsers.claim import Kind
from parsers.parties import Side
from tests.bot.alerts.build import at, repatriation, verdict

AGREED = {"status": Status.CORROBORATED, "is_across_sides": True, "sides": (Side.UKRAINE, Side.RUSSIA)}


def lines(one, code="en"):
    return [str(line) for line in course(one, language(code))]


def led(after, side=Side.UKRAINE, **rest):
    return repatriation(verdict(lead=Lead(side, at(12, 40), after), **{**AGREED, **rest}))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(minutes=25), "25 min"),
        (timedelta(hours=3, minutes=5), "3 h 5 min"),
        (timedelta(days=9), "9\N{NO-BREAK SPACE}days"),
    ],
)
def test_the_other_side_follows_after_a_time_in_words(after, expected):
    assert lines(led(after)) == [f"First given by the Ukrainian side; the Russian side followed {expected} later."]


def test_the_russian_side_can_be_first():
    assert lines(led(timedelta(minutes=9), Side.RUSSIA), "uk") == [
        "Першою число назвала російська сторона; українська сторона – через 9 хв."
    ]


@pytest.mark.parametrize(
    "one",
    [
        led(None, is_across_sides=False),
        led(timedelta(minutes=25), status=Status.DISPUTED, is_across_sides=False),
        led(timedelta(seconds=20)),
        repatriation(verdict()),
    ],
    ids=["nobody followed", "the sides differ", "both at once", "nobody led"],
)
def test_who_was_first_is_told_only_where_the_other_side_agrees_later(one):
    assert lines(one) == []


def test_stages_are_named_by_their_days():
    stages = ("prisoners-2026-03-05", "prisoners-2026-03-06")
    assert lines(repatriation(kind=Kind.PRISONERS, stages=stages)) == ["Stages of one deal: 5 March, 6 March."]
