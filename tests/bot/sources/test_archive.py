"""A file of posts: what can be read is read, what cannot is named by line and cause."""

from datetime import UTC, datetime

import pytest

from bot.errors import ArchiveInvalid
from bot.sources.archive import BadLine, read, read_lines

GOOD = '{"source": "tass", "id": "1", "posted_at": "2026-01-29T14:05:00+03:00", "text": "38"}'


def only(line):
    (found,) = read_lines([line])
    return found


def test_times_become_utc():
    assert only(GOOD).posted_at == datetime(2026, 1, 29, 11, 5, tzinfo=UTC)


def test_a_post_is_seen_when_it_is_posted_unless_the_file_says_otherwise():
    assert only(GOOD).seen_at == datetime(2026, 1, 29, 11, 5, tzinfo=UTC)


def test_a_withdrawal_need_not_repeat_the_text():
    line = '{"source": "tass", "id": "1", "posted_at": "2026-01-29T14:05:00+03:00", "deleted": true}'
    assert (only(line).withdrawn, only(line).text) == (True, None)


def test_empty_lines_are_nothing():
    assert list(read_lines(["", "  \n"])) == []


def test_what_follows_a_bad_line_is_read():
    assert [type(one).__name__ for one in read_lines(["{", GOOD])] == ["BadLine", "Publication"]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("[]", "is not a JSON object"),
        ('{"id": "1"}', "'source' is missing"),
        ('{"source": 3, "id": "1"}', "'source' must be a string"),
        (GOOD.replace('"38"', "38"), "'text' must be a string"),
        (GOOD.replace(', "text": "38"', ""), "'text' is missing"),
        (GOOD.replace("2026-01-29T14:05:00+03:00", "Thursday"), "'posted_at' is not an ISO 8601 time: 'Thursday'"),
        (
            GOOD.replace("+03:00", ""),
            "'posted_at' has no offset from UTC: '2026-01-29T14:05:00': write it like 2026-01-29T12:40:00+02:00",
        ),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_bad_line_says_why(line, cause):
    assert only(line) == BadLine(1, cause)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ArchiveInvalid, match=r"absent\.jsonl: cannot be read: No such file"):
        list(read(tmp_path / "absent.jsonl"))
