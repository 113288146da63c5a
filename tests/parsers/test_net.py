"""The net: what tells of a handover without a figure is read as one or handed to a person, never passed over."""

from datetime import date

import pytest

from parsers import parse


def read(text):
    return parse(text, posted_on=date(2027, 6, 6))  # a Sunday


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia exchanged prisoners on Friday.",
        "A prisoner exchange took place on Friday.",
        "Ukraine, Russia conduct new prisoner swap",
        "Our boys are home",
        "Russia, Ukraine swap bodies of fallen soldiers",
        "Bodies of fallen soldiers returned to Ukraine",
        "The repatriation of fallen defenders was carried out today.",
        "Kyiv managed to bring back bodies of its fallen soldiers.",
        "Наші вдома!",
        "Сьогодні обмін. Наші хлопці вдома.",
        "Україна та Росія провели обмін тілами загиблих.",
        "Відбулися репатріаційні заходи.",
        "До України повернули тіла полеглих воїнів.",
        "Новий етап обміну!",
        "Россия и Украина обменялись телами погибших.",
        "В пятницу прошел обмен военнопленными.",
        "Российские военнослужащие возвращены с подконтрольной Киеву территории.",
        "Украине переданы тела погибших военных.",
    ],
)
def test_a_handover_without_a_figure_is_never_passed_over(text):
    reading = read(text)
    assert reading.claims or reading.unread


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia will exchange prisoners next week.",
        "Ukraine and Russia exchanged prisoners on 12 March.",
        "Prisoners may be exchanged soon, the President said.",
        "Росія відмовилася від обміну полоненими.",
        "Україна чекає на повернення полонених.",
        "Стороны обсуждали обмен пленными на переговорах в Стамбуле.",
        "Родные ждут военных из плена.",
    ],
)
def test_what_was_not_done_these_days_goes_to_nobody(text):
    reading = read(text)
    assert not reading.claims
    assert not reading.unread
