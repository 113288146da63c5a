"""Folding the spelling of a text."""

import pytest

from parsers.normalize import fold


@pytest.mark.parametrize("dash", "-‐‑–—−")
def test_every_dash_is_the_same_dash(dash):
    assert fold(f"twenty{dash}two").text == "twenty–two"


@pytest.mark.parametrize("apostrophe", "'ʼ’`")
def test_every_apostrophe_is_the_same_apostrophe(apostrophe):
    assert fold(f"п{apostrophe}ять").text == "п'ять"


def test_latin_letters_inside_a_cyrillic_word_become_cyrillic():
    assert fold("тiлa").text == "тіла"


def test_a_latin_word_stays_latin():
    assert fold("tila").text == "tila"


def test_a_combining_mark_joins_its_letter():
    assert fold("и\u0306").text == "й"


def test_a_span_after_hidden_signs_points_into_the_original():
    folded = fold("\u200b12 тіл")
    assert folded.span(0, 2) == (1, 3)
