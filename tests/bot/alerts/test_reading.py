"""What people are told of our reading."""

from datetime import UTC, date, datetime

import pytest

from bot.alerts.wording import coverage_line
from bot.records import Coverage, Mark

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
