"""What holds for every text, however strange."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers import Scope, parse
from parsers.match import is_near
from parsers.normalize import fold
from parsers.templates import load_packs
from tests.parsers.hostile import HOSTILE

POSTED_ON = date(2027, 6, 6)
PACKS = load_packs()
WORDS = sorted(
    {
        form.rstrip("*")
        for pack in PACKS.values()
        for words in pack.lexicon.entries.values()
        for form in words.split(", ")
    }
)[::7]
NUMBERS = ["38", "1 000", "1,003", "1 тис.", "640", "157", "два", "2 003", "19-го", "00", "٣٨"]
SIGNS = [".", ",", ":", "–", "\n", "«", "»", "(", ")", "%", "•", "\u0301", "\u00a0", "1️⃣", "😀"]
SOUP = st.lists(st.sampled_from(WORDS + NUMBERS * 20 + SIGNS * 10), max_size=40).map(" ".join)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = [
    "До України повернуто 1 003 тіла полеглих.",
    "Россия передала Украине 1 003 тела, взамен получила 26.",
    "Ukraine received 1,003 bodies of its fallen soldiers.",
]


def figures(text):
    return [(claim.kind, claim.scope, claim.to, claim.figure) for claim in parse(text, posted_on=POSTED_ON).claims]


@SLOW
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text):
    parse(text, posted_on=POSTED_ON)


@SLOW
@given(SOUP)
def test_a_quote_is_the_text_at_its_span(text):
    for claim in parse(text, posted_on=POSTED_ON).claims:
        assert claim.quote == text[claim.span[0] : claim.span[1]]


@SLOW
@given(SOUP)
def test_a_text_reads_the_same_twice(text):
    assert parse(text, posted_on=POSTED_ON) == parse(text, posted_on=POSTED_ON)


@SLOW
@given(SOUP)
def test_the_gate_lets_everything_pass_that_a_template_reads(text):
    claims = parse("bodies полон. " + text, posted_on=POSTED_ON).claims

    assert not claims or is_near("bodies полон. " + text, PACKS)


@pytest.mark.parametrize("separator", ["", " ", "\u00a0", "\u202f", "\u2009", ".", "'", "’"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_thousands_separator_does_not_change_the_figure(text, separator):
    plain = text.replace("1 003", "1003").replace("1,003", "1003")

    assert figures(plain.replace("1003", f"1{separator}003")) == figures(plain)


@pytest.mark.parametrize("text", TEXTS)
def test_capitals_do_not_change_the_figure(text):
    assert figures(text.upper()) == figures(text)


def test_a_combining_mark_stays_inside_the_quote():
    text = "Украине переданы тела́ 40 погибших."

    assert [claim.quote for claim in parse(text, posted_on=POSTED_ON).claims] == ["Украине переданы тела́ 40 погибших"]


def test_a_decomposed_letter_is_read_like_a_composed_one():
    assert fold("України").text == "україни"


def test_latin_letters_in_a_cyrillic_word_are_read_as_cyrillic():
    assert figures("До України повернуто 640 тiл.")[0][3].value == 640


@pytest.mark.parametrize("text", HOSTILE)
def test_no_figure_of_a_hostile_text_is_news(text):
    assert not any(claim.scope is Scope.HANDOVER for claim in parse(text, posted_on=POSTED_ON).claims)
