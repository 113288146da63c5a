"""Days that a text states, put in the year of its post."""

from datetime import date

import pytest

from parsers import DayBasis, parse


def claim(text, posted_on, lang=None):
    (found,) = parse(text, posted_on=posted_on, lang=lang).claims
    return found


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Сьогодні", date(2027, 6, 9)),
        ("Вчора", date(2027, 6, 8)),
        ("Позавчора", date(2027, 6, 7)),
        ("У вівторок", date(2027, 6, 8)),
        ("У середу", date(2027, 6, 9)),
        ("7 червня", date(2027, 6, 7)),
        ("7 червня 2027 року", date(2027, 6, 7)),
        ("07.06.2027", date(2027, 6, 7)),
        ("07.06", date(2027, 6, 7)),
        ("2027-06-07", date(2027, 6, 7)),
    ],
)
def test_a_day_in_ukrainian_is_read(words, day):
    assert claim(f"{words} до України повернуто 640 тіл.", date(2027, 6, 9), "uk").happened_on == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Сегодня", date(2027, 6, 9)),
        ("Вчера", date(2027, 6, 8)),
        ("Пятого июня", date(2027, 6, 5)),
        ("7 июня", date(2027, 6, 7)),
    ],
)
def test_a_day_in_russian_is_read(words, day):
    assert claim(f"{words} Украине передано 640 тел.", date(2027, 6, 9), "ru").happened_on == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on June 7", date(2027, 6, 7)),
        ("on Jun. 7, 2027", date(2027, 6, 7)),
        ("on 7 June", date(2027, 6, 7)),
        ("on the 7th of June", date(2027, 6, 7)),
        ("on Tuesday", date(2027, 6, 8)),
        ("earlier today", date(2027, 6, 9)),
    ],
)
def test_a_day_in_english_is_read(words, day):
    assert claim(f"Ukraine received 640 bodies {words}.", date(2027, 6, 9), "en").happened_on == day


def test_a_day_of_december_told_in_january_is_of_the_year_before():
    assert claim("31 грудня до України повернуто 640 тіл.", date(2028, 1, 2)).happened_on == date(2027, 12, 31)


def test_a_day_that_does_not_exist_is_no_stated_day():
    assert claim("31 червня до України повернуто 640 тіл.", date(2027, 7, 1)).happened_on_basis is DayBasis.DAY_OF_POST


def test_a_stated_day_says_so():
    assert claim("Сьогодні до України повернуто 640 тіл.", date(2027, 6, 9)).happened_on_basis is DayBasis.STATED


def test_without_a_day_it_is_the_day_of_the_post():
    assert claim("До України повернуто 640 тіл.", date(2027, 6, 9)).happened_on_basis is DayBasis.DAY_OF_POST


def test_the_year_of_a_capture_is_no_figure():
    found = claim("З полону звільнено 30 осіб, які були там з 2022 року.", date(2027, 6, 9))

    assert found.figure.value == 30
