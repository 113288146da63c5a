"""Totals: what a whole year or several exchanges brought, and whose total it is."""

from datetime import date

import pytest

from parsers import Receiver, Scope, parse


def told(text):
    claims = parse(text, posted_on=date(2027, 6, 9)).claims
    return {claim.figure.value: (claim.scope, claim.to) for claim in claims if claim.figure}


@pytest.mark.parametrize(
    "text",
    [
        "Минулого року Росія передала Україні 540 тіл.",
        "Торік Україні передали 540 тіл загиблих.",
        "У 2026 році Україні передали 540 тіл загиблих.",
        "За січень Україні передали 540 тіл загиблих.",
        "В прошлом году Украине передали 540 тел погибших.",
        "В 2026 году Украине передали 540 тел погибших.",
        "Last year Russia handed 540 bodies over to Ukraine.",
        "In 2026, Russia handed 540 bodies over to Ukraine.",
    ],
)
def test_what_a_whole_period_brought_is_a_total(text):
    assert told(text) == {540: (Scope.TOTAL, Receiver.UKRAINE)}


@pytest.mark.parametrize(
    "text",
    [
        "Повернули 90 захисників, більшість потрапили в полон у 2022 році.",
        "Ukraine brought home 90 soldiers, most of whom were captured in 2022.",
        "Вернулись 90 украинских военных, попавших в плен в 2022 году.",
    ],
)
def test_the_year_of_a_capture_makes_no_total(text):
    assert told(text) == {90: (Scope.HANDOVER, Receiver.UKRAINE)}


def test_what_is_joined_to_a_total_is_a_total_too():
    text = "За три обміни вдалося повернути 15 військових та 20 цивільних."
    assert told(text) == {15: (Scope.TOTAL, Receiver.UKRAINE), 20: (Scope.TOTAL, Receiver.UKRAINE)}


def test_a_greater_figure_than_any_handover_is_a_total_where_it_is_recalled():
    text = "Earlier, Russia handed Ukraine 7,060 bodies of fallen soldiers, receiving 78 bodies."
    assert told(text) == {7060: (Scope.TOTAL, Receiver.UKRAINE), 78: (Scope.TOTAL, Receiver.RUSSIA)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Previously, both sides agreed to exchange 300 prisoners each.", 300),
        ("Раніше сторони домовилися про обмін полоненими за формулою 300 на 300.", 300),
        ("Всего планируется передать Украине 6000 тел погибших.", 6000),
    ],
)
def test_what_was_agreed_earlier_or_of_a_whole_is_a_plan(text, value):
    assert told(text)[value][0] == Scope.PLAN


def test_a_total_told_behind_the_promise_kept_is_a_total():
    text = "Россия выполнила обещания: итого Украине переданы 6060 тел погибших."
    assert told(text) == {6060: (Scope.TOTAL, Receiver.UKRAINE)}


def test_who_returned_people_from_captivity_got_them_back():
    text = "Россия с начала операции вернула из плена 2466 бойцов."
    assert told(text) == {2466: (Scope.TOTAL, Receiver.RUSSIA)}


def test_a_total_without_a_receiver_has_that_of_the_other_totals():
    text = "Украина вернула из плена 2466 бойцов в результате 30 обменов. В 2026 году были возвращены 1266 военных."
    assert told(text)[1266] == (Scope.TOTAL, Receiver.UKRAINE)


def test_a_total_has_the_side_whose_people_it_names():
    text = "Ukraine and Russia swapped prisoners, which brings the total number of Russian prisoners freed to 1,358."
    assert told(text)[1358] == (Scope.TOTAL, Receiver.RUSSIA)


def test_what_was_recalled_of_an_exchange_stays_open():
    text = "Ukraine received 90 prisoners. The previous exchange saw 240 prisoners exchanged."
    assert told(text)[240] == (Scope.PREVIOUS, None)


@pytest.mark.parametrize(
    "text",
    [
        "Під час обмінів з російського полону повернули 308 осіб.",
        "В результате обменов Украина вернула 308 военнопленных.",
        "Ukraine has brought home 308 soldiers through prisoner exchanges.",
    ],
)
def test_what_exchanges_in_the_plural_brought_is_a_total(text):
    assert told(text) == {308: (Scope.TOTAL, Receiver.UKRAINE)}


def test_the_sum_of_both_sides_is_no_total_of_one():
    text = "Обе стороны вернули по 86 пленных, в общей сложности 172 человека."
    assert set(told(text)) == {86}


def test_a_share_of_a_total_is_a_total_on_any_day():
    text = "Станом на сьогодні вдалося повернути 6 410 наших громадян, серед них – 409 цивільних."
    assert told(text)[409] == (Scope.TOTAL, Receiver.UKRAINE)


def test_a_share_of_children_counts_nobody_else():
    text = "Україна повернула 90 полонених. Вдалося повернути 2 016 дітей, з яких 419 – за сприяння омбудсмана."
    assert 419 not in told(text)


def test_the_day_of_a_total_is_not_that_of_what_follows():
    text = "Від початку вторгнення 24 лютого вже відбулося 24 обміни. Сьогодні з полону повернули 88 захисників."
    assert told(text) == {88: (Scope.HANDOVER, Receiver.UKRAINE)}
