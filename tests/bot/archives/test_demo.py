"""The archive that the demo runs on holds what it is to show."""

from datetime import timedelta
from importlib import resources

import pytest

from bot.records import Publication
from bot.sources.archive import read
from parsers.parties import known_parties


@pytest.fixture(scope="module")
def rows():
    with resources.as_file(resources.files("bot") / "archives" / "demo.jsonl") as path:
        return list(read(path))


def test_every_line_is_a_post(rows):
    assert {type(row) for row in rows} == {Publication}


def test_the_lines_come_in_the_order_in_which_they_were_seen(rows):
    moments = [row.seen_at for row in rows]

    assert moments == sorted(moments)


def test_there_are_sixty_posts_and_more(rows):
    assert len({row.key for row in rows}) >= 60


def test_all_sources_are_known_and_there_are_ten_or_more(rows):
    sources = {row.key.source for row in rows}

    assert (sources <= known_parties().keys(), len(sources) >= 10) == (True, True)


def test_the_posts_span_two_years(rows):
    assert rows[-1].posted_at - rows[0].posted_at > timedelta(days=730)


def test_some_posts_are_edited(rows):
    assert sum(row.edited_at is not None for row in rows) == 3


def test_a_post_is_withdrawn(rows):
    assert [row.key for row in rows if row.withdrawn] == [("unknown", "m-90")]


def test_the_posts_are_in_three_languages(rows):
    texts = [row.text or "" for row in rows]

    assert [any(letter in text for text in texts) for letter in ("ї", "ы", "w")] == [True, True, True]
