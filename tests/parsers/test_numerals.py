"""Numbers in digits and words, with their bounds and how coarsely they are written."""

from datetime import date

import pytest

from parsers import Bound, parse


def figure(text, lang):
    (claim,) = parse(text, posted_on=date(2027, 6, 9), lang=lang).claims
    return claim.figure.value, claim.figure.bound, claim.figure.granularity


@pytest.mark.parametrize(
    ("words", "value", "granularity"),
    [
        ("1003 тіла", 1003, 1),
        ("1 003 тіла", 1003, 1),
        ("1 тис. тіл", 1000, 1000),
        ("1,2 тис. тіл", 1200, 100),
        ("1 тисячу тіл", 1000, 1000),
        ("тисячу тіл", 1000, 1000),
        ("тисячу двісті дванадцять тіл", 1212, 1),
        ("двісті сорок шість тіл", 246, 1),
        ("півтори тисячі тіл", 1500, 100),
        ("пів тисячі тіл", 500, 100),
        ("півсотні тіл", 50, 1),
        ("дві сотні тіл", 200, 1),
        ("одинадцять тіл", 11, 1),
        ("п'ятдесят три тіла", 53, 1),
        ("тіла тисячі загиблих", 1000, 1000),
        ("тіла сорока двох полеглих", 42, 1),
    ],
)
def test_a_ukrainian_number_is_read(words, value, granularity):
    assert figure(f"До України повернуто {words}.", "uk") == (value, Bound.EXACTLY, granularity)


@pytest.mark.parametrize(
    ("words", "value", "granularity"),
    [
        ("1 тыс. тел", 1000, 1000),
        ("тысячу двести тел", 1200, 1),
        ("тела тысячи военных", 1000, 1000),
        ("двадцать девять тел", 29, 1),
        ("полторы тысячи тел", 1500, 100),
        ("тела пятисот военных", 500, 1),
    ],
)
def test_a_russian_number_is_read(words, value, granularity):
    assert figure(f"Украине передано {words}.", "ru") == (value, Bound.EXACTLY, granularity)


@pytest.mark.parametrize(
    ("words", "value", "granularity"),
    [
        ("1,003", 1003, 1),
        ("a thousand", 1000, 1000),
        ("a thousand and three", 1003, 1),
        ("two hundred and twelve", 212, 1),
        ("twenty-nine", 29, 1),
        ("1K", 1000, 1000),
    ],
)
def test_an_english_number_is_read(words, value, granularity):
    assert figure(f"Ukraine received {words} bodies.", "en") == (value, Bound.EXACTLY, granularity)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("понад 600", Bound.AT_LEAST),
        ("більше ніж 600", Bound.AT_LEAST),
        ("щонайменше 600", Bound.AT_LEAST),
        ("близько 600", Bound.ABOUT),
        ("майже 600", Bound.ABOUT),
        ("до 600", Bound.AT_MOST),
        ("ще 600", Bound.EXACTLY),
    ],
)
def test_a_bound_stands_before_its_number(words, bound):
    assert figure(f"В Україну повернули {words} тіл.", "uk")[:2] == (600, bound)


def test_a_vague_number_has_no_figure_and_goes_to_a_person():
    reading = parse("Україні передали десятки тіл.", posted_on=date(2027, 6, 9))

    assert (reading.claims, reading.unread) == ((), True)
