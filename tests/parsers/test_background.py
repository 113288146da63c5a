"""What a text recalls is told apart from its news."""

from datetime import date

import pytest

from parsers import Scope, parse

DAY = date(2027, 3, 20)


def scopes(text):
    return {claim.figure.value: claim.scope for claim in parse(text, posted_on=DAY).claims}


def test_a_sentence_without_a_day_goes_on_with_the_past_day_before_it():
    text = "В Україну повернули тіла 612 оборонців. 3 лютого відбулася репатріація. Тоді повернули 540 тіл."
    assert scopes(text) == {612: Scope.HANDOVER, 540: Scope.PREVIOUS}


def test_a_fresh_day_ends_the_past_one():
    text = "3 лютого повернули 540 тіл. 20 березня в Україну повернули тіла 612 оборонців. Це 612 тіл."
    assert scopes(text) == {540: Scope.PREVIOUS, 612: Scope.HANDOVER}


def test_the_day_of_talks_is_no_day_of_a_handover():
    text = "As part of an agreement made on February 2 in Istanbul, Russia handed over 612 bodies to Ukraine."
    assert scopes(text) == {612: Scope.HANDOVER}


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia exchanged 612 bodies each, three weeks after their last swap.",
        "Ukraine received 612 bodies, in the tenth repatriation since the start of the year.",
        "Ukraine brought home 612 bodies and said that it would receive more in the next days.",
    ],
)
def test_what_follows_a_finished_clause_leaves_its_figure_alone(text):
    assert scopes(text) == {612: Scope.HANDOVER}
