"""Spelling changes no figure: capitals, spaces, hidden signs, separators of thousands."""

from datetime import date

import pytest

from parsers import parse

DAY = date(2027, 3, 4)
POSTS = (
    "До України повернуто 1 212 тіл полеглих. Росія отримала 27 тіл.",
    "Сьогодні додому повернулися 205 українців: 185 військових і 20 цивільних.",
    "Украине переданы тела 1 000 погибших военных. России переданы тела 38 погибших российских воинов.",
    "С подконтрольной Киеву территории возвращены 146 военнослужащих. Взамен передано 146 пленных.",
    "Russia handed over 1,003 bodies to Ukraine and received 26 in return.",
    "Ukraine and Russia exchanged 157 prisoners each, the biggest swap so far this year.",
)


def figures(text):
    claims = parse(text, posted_on=DAY).claims
    return sorted((c.kind, c.scope, c.to or "", c.figure.value if c.figure else -1) for c in claims)


@pytest.mark.parametrize("text", POSTS)
def test_a_sample_has_figures(text):
    assert figures(text)


@pytest.mark.parametrize("text", POSTS)
def test_capitals_change_no_figure(text):
    assert figures(text.upper()) == figures(text)


@pytest.mark.parametrize("text", POSTS)
@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "  "])
def test_kinds_of_space_change_no_figure(text, space):
    assert figures(text.replace(" ", space)) == figures(text)


@pytest.mark.parametrize("text", POSTS)
@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\ufeff"])
def test_hidden_signs_change_no_figure(text, hidden):
    assert figures(text.replace(" ", " " + hidden)) == figures(text)


@pytest.mark.parametrize("separator", ["", " ", "\u00a0", "\u202f", ",", ".", "'"])
def test_every_separator_of_thousands_is_read(separator):
    assert figures(f"До України повернуто 1{separator}212 тіл полеглих.") == [("bodies", "handover", "ukraine", 1212)]


@pytest.mark.parametrize("text", POSTS)
def test_an_emoji_before_a_text_moves_its_spans_along(text):
    plain = parse(text, posted_on=DAY).claims
    decorated = parse("🇺🇦 " + text, posted_on=DAY).claims
    assert [claim.span[0] + 3 for claim in plain] == [claim.span[0] for claim in decorated]


def test_greek_and_armenian_look_alikes_are_read_as_their_letters():
    text = "Дσ Укpaїни пօвepнyли тíлa 318 пσлеглиx Oбօpօнцíв."
    (claim,) = parse(text, posted_on=date(2027, 6, 9)).claims
    assert claim.figure.value == 318
