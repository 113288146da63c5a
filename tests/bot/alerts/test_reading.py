"""What people are told of our reading."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.alerts.wording import LANGUAGES, coverage_line, coverage_lines, digest_text
from bot.alerts.wording.clean import units
from bot.records import Coverage, Mark
from tests.bot.alerts.build import repatriation, verdict

TODAY = date(2026, 1, 29)
WHOLE = Coverage("coordination-hq", 4000, 4101, datetime(2026, 1, 29, 14, 5, tzinfo=UTC), {Mark.SEEN: 101})
HOLED = Coverage(
    "tass", 0, 20, WHOLE.as_of, {Mark.SEEN: 15, Mark.SERVICE: 2, Mark.ABSENT: 3}, unknown=((21, 21), (30, 32))
)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Coordination Headquarters: complete to id 4101 as of 14:05 UTC"),
        ("uk", "Координаційний штаб: повно до id 4101 станом на 14:05 UTC"),
        ("ru", "Координационный штаб: полно до id 4101 по состоянию на 14:05 UTC"),
    ],
)
def test_a_whole_channel_is_complete_to_an_id(language, line):
    assert coverage_line(WHOLE, language, TODAY) == line


def test_holes_are_told_with_how_they_were_closed():
    assert coverage_line(HOLED, "en", TODAY) == (
        "TASS: complete to id 20 as of 14:05 UTC; 2 service; 3 not there when asked; 21, 30–32 still unknown"
    )


def test_another_day_is_named():
    assert coverage_line(WHOLE, "en", date(2026, 1, 30)).endswith("as of 2026-01-29 14:05 UTC")


def test_a_channel_that_was_never_swept_says_so():
    assert coverage_line(Coverage("tass", None, 0, None), "en", TODAY) == "TASS: not read yet"


def test_of_many_holes_the_first_are_named():
    holed = replace(HOLED, unknown=tuple((one, one) for one in range(30, 130, 2)))
    assert coverage_line(holed, "en", TODAY).endswith("30, 32, 34, 36, 38, … still unknown")


def many(count, **about):
    """The coverage of so many sources; the first was asked longest ago."""
    return [
        replace(WHOLE, source=f"source-{number}", as_of=WHOLE.as_of + timedelta(minutes=number), **about)
        for number in range(count)
    ]


def test_a_few_sources_have_a_line_each():
    assert [line.partition(":")[0] for line in coverage_lines(many(3), "en", TODAY)] == [
        "Source-0",
        "Source-1",
        "Source-2",
    ]


def test_of_many_sources_those_with_holes_are_named_and_the_others_counted():
    assert coverage_lines([*many(60), HOLED], "en", TODAY) == [
        coverage_line(HOLED, "en", TODAY),
        "And 60 more, complete as of 14:05 UTC or later",
    ]


def test_of_many_sources_one_that_was_never_read_is_named():
    assert coverage_lines([*many(60), Coverage("tass", None, 0, None)], "en", TODAY)[0] == "TASS: not read yet"


def test_where_very_many_sources_have_holes_it_is_said_how_many_are_not_shown():
    lines = coverage_lines(many(60, unknown=((5000, 5010),)), "en", TODAY)
    assert (len(lines), lines[-1]) == (21, "Not shown here for length: 40 (<code>zvirka coverage</code>)")


PERIOD = (WHOLE.as_of - timedelta(days=1), WHOLE.as_of, "Europe/Kyiv")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sources", [many(3), many(60), many(60, unknown=((5000, 5010),))], ids=["few", "many", "holed"]
)
def test_a_digest_of_very_much_fits_and_ends_with_how_complete_the_reading_is(language, sources):
    found = [replace(repatriation(verdict()), id=f"bodies-2026-01-{number}-{'x' * 60}") for number in range(40)]
    lines = coverage_lines(sources, language, TODAY)
    text = digest_text(found, PERIOD, lines, language)
    assert (units(text) <= 4096, text.splitlines()[-len(lines) :]) == (True, lines)
