"""The development set is in order."""

from pathlib import Path

import pytest

from tests.parsers.development.labels import load

FILES = sorted(Path(__file__).parent.glob("*_posts.jsonl"))


def test_there_is_a_development_set():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_id_is_used_once(path):
    ids = [post.id for post in load([path])]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_words_of_every_label_stand_in_its_text(path):
    strangers = [label.words for post in load([path]) for label in post.labels if label.words not in post.text]
    assert strangers == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_an_undisclosed_claim_has_no_number(path):
    statements = [label.statement for post in load([path]) for label in post.labels]
    assert [each for each in statements if (each.value is None) != (each.scope == "undisclosed")] == []
