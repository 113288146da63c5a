"""The index of templates hides none that fits a sentence."""

from datetime import date
from pathlib import Path

import pytest

from parsers.match import read_sentences
from parsers.normalize import fold
from parsers.templates import index, load_packs
from tests.parsers.development.labels import load

PACKS = load_packs()
POSTS = load(sorted(Path(__file__).with_name("development").glob("*_posts.jsonl")))


def hidden(text, language):
    """Yield the templates that fit a sentence of `text` and are not offered for it."""
    for sentence in read_sentences(fold(text), PACKS, date(2027, 6, 6), language):
        known = index(sentence.pack)
        possible = known.possible(sentence.codes)
        for job, templates in sentence.pack.templates.items():
            offered = known.of(job, possible)
            for template in templates:
                if template not in offered and template.pattern.search(sentence.codes):
                    yield template.id, sentence.codes


@pytest.mark.parametrize("language", sorted(PACKS))
def test_every_template_that_fits_an_example_is_offered(language):
    examples = [
        example.text
        for templates in PACKS[language].templates.values()
        for template in templates
        for example in (*template.examples, *template.counterexamples)
    ]
    assert [found for text in examples for found in hidden(text, language)] == []


def test_every_template_that_fits_a_post_is_offered():
    assert [found for post in POSTS for found in hidden(post.text, post.lang)] == []


def test_a_place_before_its_number_makes_a_share():
    text = "Ukraine received the bodies of 254 defenders:\nDonetsk direction – 221;\nLuhansk direction – 4."
    assert list(hidden(text, "en")) == []
