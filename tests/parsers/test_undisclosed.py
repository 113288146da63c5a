"""Exchanges that are told as done without a number."""

from datetime import date

import pytest

from parsers import Receiver, Scope, known_parties, parse

DAY = date(2027, 3, 4)


def receivers(text, source="suspilne"):
    claims = parse(text, posted_on=DAY, source=known_parties()[source]).claims
    return [claim.to for claim in claims if claim.scope is Scope.UNDISCLOSED]


def test_an_exchange_without_a_number_is_undisclosed():
    assert receivers("Сьогодні відбувся обмін полоненими. Додому повертаються наші захисники.") == [Receiver.UKRAINE]


def test_an_undisclosed_claim_has_no_figure():
    (claim,) = parse("Сьогодні відбувся обмін полоненими. Додому повертаються захисники.", posted_on=DAY).claims
    assert claim.figure is None


def test_the_russian_ministry_speaks_of_those_who_came_to_russia():
    text = "Состоялся очередной обмен пленными. Домой возвращаются военнослужащие."
    assert receivers(text, "russian-mod") == [Receiver.RUSSIA]


def test_an_english_exchange_without_a_number_is_undisclosed():
    text = "Ukraine conducted another exchange, returning Ukrainian defenders home."
    assert receivers(text, "kyiv-independent") == [Receiver.UKRAINE]


@pytest.mark.parametrize(
    "text",
    [
        "Завтра відбудеться обмін полоненими. Додому повернуться захисники.",
        "Нагадаємо, минулого тижня відбувся обмін полоненими, додому повернулися захисники.",
        "Сьогодні відбувся обмін полоненими: додому повернулися 84 захисники.",
        "У Києві відбувся концерт. Додому повертаються захисники.",
        "3 лютого відбувся обмін полоненими. Додому повернулися захисники.",
    ],
)
def test_other_news_are_not_undisclosed(text):
    assert receivers(text) == []


def test_a_group_and_a_group_in_return_are_two_undisclosed_figures():
    text = "Возвращена группа российских военнослужащих. Взамен передана группа военнопленных ВСУ."
    assert set(receivers(text, "russian-mod")) == {Receiver.RUSSIA, Receiver.UKRAINE}


def test_an_exchange_told_of_earlier_today_is_news():
    text = "Ранее сегодня стороны провели первый этап обмена пленными. Домой возвращаются российские военные."
    assert receivers(text, "russian-mod") == [Receiver.RUSSIA]


def test_one_more_group_is_no_figure_of_one():
    text = "Сьогодні додому повернулася ще одна група наших воїнів. Відбувся обмін полоненими."
    assert receivers(text, "coordination-hq") == [Receiver.UKRAINE]


@pytest.mark.parametrize("source", ["unknown", "ukrinform"])
def test_whose_captivity_it_was_tells_who_received(source):
    text = "Today another exchange took place. National Guard soldiers released from Russian captivity."
    assert receivers(text, source) == [Receiver.UKRAINE]


@pytest.mark.parametrize(
    "text",
    [
        "Сьогодні Україні вдалося повернути тіла захисників.",
        "4 березня відбулася репатріація тіл загиблих. Сторони домовилися про обмін за формулою 160 на 160.",
        "Families awaited the return of 205 prisoners of war, freed today from captivity.",
        "Додому з полону повернулися вісім цивільних, серед них двоє медиків, і військові.",
    ],
)
def test_a_handover_that_was_not_read_is_for_a_person(text):
    reading = parse(text, posted_on=DAY)
    assert reading.unread != any(claim.scope is Scope.HANDOVER for claim in reading.claims)


def test_bodies_that_are_only_awaited_are_not_for_a_person():
    assert not parse("Тіла захисників повернуть згодом.", posted_on=DAY).unread


def figures(text, source="suspilne"):
    claims = parse(text, posted_on=DAY, source=known_parties()[source]).claims
    return {(claim.scope.value, claim.to and claim.to.value, claim.figure and claim.figure.value) for claim in claims}


def test_a_side_whose_number_is_not_given_stands_beside_the_number_of_the_other():
    text = "Ukraine got back 130 prisoners. It is not clear how many Russian prisoners were released."
    assert figures(text) == {("handover", "ukraine", 130), ("undisclosed", "russia", None)}


def test_a_number_told_elsewhere_is_the_number_of_the_group():
    text = "Ukraine brought home another group of soldiers from Russian captivity. Ukraine received 84 prisoners."
    assert figures(text) == {("handover", "ukraine", 84)}


def test_the_shares_of_a_group_have_its_receiver():
    text = "Ukraine brought home another group of soldiers from Russian captivity. Among them are eight civilians."
    assert figures(text) == {("undisclosed", "ukraine", None), ("part", "ukraine", 8)}


def test_a_group_that_nobody_is_said_to_have_received_is_handed_to_a_person():
    reading = parse("A group of prisoners was exchanged.", posted_on=DAY)
    assert (reading.claims, reading.unread) == ((), True)


@pytest.mark.parametrize(
    "text",
    [
        "Russia plans to hand over a group of Ukrainian prisoners.",
        "Last month Russia handed over a group of Ukrainian prisoners.",
        "On February 3 Russia handed over a group of Ukrainian prisoners.",
        "A group of Ukrainian prisoners told their story.",
    ],
)
def test_a_group_of_a_plan_or_of_earlier_days_is_no_news(text):
    assert figures(text) == set()
