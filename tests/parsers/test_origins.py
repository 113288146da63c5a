"""Whose word a figure is."""

from datetime import date

from parsers import known_parties, parse


def read(text, **keywords):
    return parse(text, posted_on=date(2027, 6, 9), **keywords)


def test_the_authority_of_the_sentence_is_the_origin():
    (claim,) = read("До України повернуто 640 тіл, повідомив Координаційний штаб.").claims

    assert claim.origin == "coordination-hq"


def test_this_was_reported_in_the_next_sentence():
    (claim,) = read("До України повернуто 640 тіл. Про це повідомив Координаційний штаб.").claims

    assert claim.origin == "coordination-hq"


def test_the_official_stands_behind_the_agency_that_relays_it():
    (claim,) = read("До України повернуто 640 тіл, передає Укрінформ з посиланням на Коордштаб.").claims

    assert claim.origin == "coordination-hq"


def test_a_source_that_quotes_itself_has_no_origin():
    headquarters = known_parties()["coordination-hq"]
    (claim,) = read("До України повернуто 640 тіл, повідомив Координаційний штаб.", source=headquarters).claims

    assert claim.origin is None


def test_thanks_are_no_quotation():
    (claim,) = read("До України повернуто 640 тіл. Дякуємо Координаційному штабу.").claims

    assert claim.origin is None


def test_a_configuration_adds_aliases():
    (claim,) = read("До України повернуто 640 тіл, сказав речник Іваненко.", aliases={"іваненко": "ministry"}).claims

    assert claim.origin == "ministry"


def test_the_agreement_and_the_mediators_are_context():
    (claim,) = read("За домовленостями у Стамбулі до України повернуто 640 тіл; дякуємо МКЧХ та ОАЕ.").claims

    assert (claim.context.agreement, claim.context.mediators) == ("istanbul", ("icrc", "uae"))
