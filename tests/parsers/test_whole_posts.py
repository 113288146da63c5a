"""Whole posts, of the development set and of the demo: whatever is read stands on words of the text."""

import json
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest

from parsers import Bound, Scope, known_parties, parse

SET = sorted((Path(__file__).parent / "development").glob("*_posts.jsonl"))
DEMO = resources.files("bot") / "archives" / "demo.jsonl"


def rows():
    for path in SET:
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    yield from (row for line in DEMO.read_text("utf-8").splitlines() if "text" in (row := json.loads(line)))


POSTS = {f"{place}-{row['id']}": row for place, row in enumerate(rows())}


@pytest.fixture(params=POSTS, ids=str)
def post(request):
    return POSTS[request.param]


def read(post):
    source = known_parties().get(post.get("source", "unknown"), known_parties()["unknown"])
    return parse(post["text"], posted_on=datetime.fromisoformat(post["posted_at"]).date(), source=source)


def test_every_quote_stands_at_its_span(post):
    assert [claim.quote for claim in read(post).claims] == [
        post["text"][slice(*claim.span)] for claim in read(post).claims
    ]


def test_a_post_read_twice_reads_the_same(post):
    assert read(post) == read(post)


def test_a_figure_is_missing_only_where_it_is_not_disclosed(post):
    claims = read(post).claims
    assert [claim.figure is None for claim in claims] == [claim.scope is Scope.UNDISCLOSED for claim in claims]


def test_a_day_has_a_basis_and_a_basis_has_a_day(post):
    assert all((claim.happened_on is None) == (claim.happened_on_basis is None) for claim in read(post).claims)


def test_a_read_handover_is_not_unread_too(post):
    reading = read(post)
    told = {claim.scope for claim in reading.claims} & {Scope.HANDOVER, Scope.UNDISCLOSED}
    assert not (told and reading.unread)


def test_no_figure_is_negative_and_bounds_are_known(post):
    figures = [claim.figure for claim in read(post).claims if claim.figure]
    assert all(figure.value >= 0 and figure.bound in Bound and figure.granularity >= 1 for figure in figures)
