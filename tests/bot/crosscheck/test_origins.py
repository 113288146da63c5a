"""Whose word a figure is in truth: relays of relays, forwards, copied texts."""

import pytest

from bot.crosscheck.origins import LIKENESS, plain
from bot.records import Status
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said
from tests.bot.crosscheck.told import mistakes, verdict

LONG = (
    "Сьогодні в межах репатріаційних заходів до України повернуто 1000 тіл, які, за твердженням російської сторони, "
    "належать українським захисникам"
)


def status(*statements):
    return verdict(*statements, to=UKRAINE).status


def test_who_quotes_a_relay_quotes_its_origin():
    relay = said("ukrinform", 1000, quoting="medinsky")
    assert status(relay, said("outlet", 1000, quoting="ukrinform", hour=13), said("medinsky", 1000)) is Status.REPORTED


def test_a_chain_of_three_relays_leads_to_its_origin():
    first = said("tass", 1000, quoting="medinsky")
    second = said("ukrinform", 1000, quoting="tass", hour=13)
    third = said("outlet", 1000, quoting="ukrinform", hour=14)
    assert {one.speaker.id for one in verdict(first, second, third, to=UKRAINE).standing} == {"medinsky"}


def test_an_agency_that_also_knows_by_itself_is_no_mere_relay():
    relay, own = said("ukrinform", 26, RUSSIA, quoting="medinsky"), said("ukrinform", 1000, ordinal=1)
    assert status(relay, own, said("outlet", 1000, quoting="ukrinform"), said("medinsky", 1000)) is Status.CORROBORATED


def test_a_relay_of_two_origins_is_no_chain():
    both = said("ukrinform", 26, RUSSIA, quoting="medinsky"), said("ukrinform", 1000, quoting="zelensky", ordinal=1)
    heard = verdict(*both, said("outlet", 1000, quoting="ukrinform"), to=UKRAINE)
    assert {one.speaker.id for one in heard.standing} == {"zelensky", "ukrinform"}


def test_relays_that_only_quote_each_other_are_one_voice():
    ring = said("ukrinform", 1000, quoting="unn"), said("unn", 1000, quoting="ukrinform", hour=13)
    assert len({one.speaker.id for one in verdict(*ring, to=UKRAINE).standing}) == 1


def test_a_forward_is_the_word_of_the_channel_that_it_comes_from():
    forward = said("icrc", 1000, forwarded="coordination-hq", hour=13)
    assert status(said("coordination-hq", 1000), forward) is Status.REPORTED


def test_a_forward_from_a_channel_that_nobody_knows_corroborates_nothing():
    assert status(said("coordination-hq", 1000), said("icrc", 1000, forwarded="channel:77")) is Status.REPORTED


def test_a_text_copied_letter_for_letter_counts_once():
    copy = said("tass", 1000, hour=13, sentence=f"⚡️ {LONG}.")
    assert status(said("coordination-hq", 1000, sentence=LONG), copy) is Status.REPORTED


def test_the_first_to_print_a_text_is_its_origin():
    copy = said("coordination-hq", 1000, sentence=LONG, hour=13)
    assert status(said("tass", 1000, sentence=LONG), copy) is Status.CORROBORATED


def test_an_official_speaks_for_itself_in_whatever_words():
    assert (
        status(said("tass", 1000, sentence=LONG), said("zelensky", 1000, sentence=LONG, hour=13)) is Status.CORROBORATED
    )


def test_a_short_formula_is_no_copy():
    short = "Передано 1000 тіл"
    assert status(said("coordination-hq", 1000, sentence=short), said("tass", 1000, sentence=short, hour=13)) is (
        Status.CORROBORATED
    )


def test_the_same_words_about_the_other_direction_are_no_copy():
    heard = said("coordination-hq", 1000, sentence=LONG), said("tass", 1000, RUSSIA, sentence=LONG, hour=13)
    assert {one.speaker.id for one in verdict(*heard, to=RUSSIA).standing} == {"tass"}


def test_a_copy_with_another_figure_is_a_miscopy():
    copy = said("tass", 1100, hour=13, sentence=LONG.replace("1000", "1100"))
    assert mistakes(said("coordination-hq", 1000, sentence=LONG), copy) == ["figure"]


COPIES = (
    (LONG, f"🕯 {LONG}. Про це повідомляє штаб"),
    (LONG, LONG.replace("російської сторони", "росіян")),
    (LONG, LONG.replace("Сьогодні в межах", "У межах")),
    (
        "Украине переданы тела 1000 погибших военнослужащих, России возвращены тела 38 бойцов, сообщил источник",
        "Украине переданы тела 1003 погибших военнослужащих, России возвращены тела 26 бойцов, сообщил источник ТАСС",
    ),
)
OTHERS = (
    (LONG, "До України повернули тіла 1000 полеглих воїнів: їх доправили на підконтрольну територію вранці 29 січня"),
    (
        "Украине переданы тела 1000 погибших военнослужащих, России возвращены тела 38 бойцов, сообщил источник",
        "Россия передала украинской стороне 1000 тел, в ответ получено 38 тел российских военных, написал Мединский",
    ),
    (
        "Ukraine has brought home the bodies of 1,000 fallen soldiers, the Coordination Headquarters said on Thursday",
        "Russia handed the bodies of 1,000 soldiers over to Ukraine on Thursday and received 38, a TASS source said",
    ),
)


def likeness(one, other):
    from rapidfuzz import fuzz

    return fuzz.ratio(plain(one), plain(other))


@pytest.mark.parametrize(("one", "other"), COPIES)
def test_a_copy_with_small_changes_is_above_the_threshold(one, other):
    assert likeness(one, other) >= LIKENESS


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_who_tell_the_same_in_their_own_words_are_far_below_it(one, other):
    assert likeness(one, other) < LIKENESS - 15


def test_a_forward_of_a_source_of_the_configuration_is_that_sources_word():
    forward = said("icrc", 1000, forwarded="outlet", hour=13)
    assert {one.speaker.id for one in verdict(said("outlet", 1000), forward, to=UKRAINE).standing} == {"outlet"}
