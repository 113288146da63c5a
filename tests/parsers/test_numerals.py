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


ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number, joint):
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    before = joint if size == 100 or rest < 100 else ", "
    return f"{english(number // size, joint)} {name}" + (before + english(rest, joint) if rest else "")


@pytest.mark.parametrize("joint", [" and ", " "])
def test_every_english_number_of_a_handover_is_read_in_words(joint):
    words = {number: english(number, joint) for number in [*range(1, 130), *range(131, 2500, 37)]}
    read = {number: figure(f"Russia handed Ukraine {words[number]} bodies.", "en")[0] for number in words}
    assert read == {number: number for number in words}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("До України повернуто тіла двохсот вісімдесяти семи загиблих.", 287),
        ("Завершено роботу з трьомастами одним тілом: їх повернуто до України.", 301),
        ("Додому з полону повернули шістдесят двох захисників.", 62),
        ("Росія обмінялася чотирмастами п'ятьма полоненими.", 405),
        ("Росія обмінялася дев'ятьмастами тринадцятьма полоненими.", 913),
        ("Росія обмінялася двома тисячами двомастами полоненими.", 2200),
        ("Росія обмінялася п'ятьмастами сімдесятьма дев'ятьма полоненими.", 579),
    ],
)
def test_a_ukrainian_number_is_read_in_every_case(text, value):
    assert figure(text, "uk")[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Украине переданы тела четырёхсот шестидесяти трёх погибших.", 463),
        ("Стороны обменялись тремястами восемьюдесятью девятью пленными.", 389),
        ("Стороны обменялись пятьюстами двумя пленными.", 502),
        ("Стороны обменялись двумя тысячами ста одним пленным.", 2101),
        ("Стороны обменялись девятьюстами тринадцатью пленными.", 913),
        ("Стороны обменялись семерыми пленными.", 7),
    ],
)
def test_a_russian_number_is_read_in_every_case(text, value):
    assert figure(text, "ru")[0] == value


def test_two_numbers_joined_by_a_hyphen_give_no_number():
    reading = parse("Russia freed two-three prisoners on Monday.", posted_on=date(2027, 6, 9))
    assert (reading.claims, reading.unread) == ((), True)


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("Украине передали две с половиной сотни тел.", "ru", 250),
        ("Україні передали тіла трьох з половиною сотень загиблих.", "uk", 350),
        ("Ukraine received one and a half hundred bodies.", "en", 150),
    ],
)
def test_a_half_of_two_words_counts(text, lang, value):
    assert figure(text, lang)[0] == value
