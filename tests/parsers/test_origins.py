"""Whose word a figure is."""

from datetime import date

from parsers import known_parties, parse


def read(text, **keywords):
    return parse(text, posted_on=date(2027, 6, 9), **keywords)


def origins(text):
    return [claim.origin for claim in read(text).claims]


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


def test_a_line_that_names_the_source_speaks_for_the_whole_text():
    text = "45 fallen soldiers were brought back to Ukraine.\n\nSource: Coordination Headquarters\n\nDetails follow."
    assert origins(text) == ["coordination-hq"]


def test_a_side_is_not_presumed_to_count_the_people_whom_the_other_received():
    text = "President Zelensky said that 157 Ukrainians had come home. Russia received 157 prisoners as well."
    assert origins(text) == ["zelensky", None]


def test_an_authority_that_comes_later_speaks_for_all_only_where_it_is_the_only_one():
    told = "Ukraine received 1,000 bodies. "
    assert origins(told + "The Coordination Headquarters announced this morning where they are.") == ["coordination-hq"]
    assert origins(told + "Medinsky said more on Monday. The Coordination Headquarters wrote of trains.") == [None]


def test_the_ministry_of_defence_of_ukraine_is_not_that_of_russia():
    assert origins("Ukraine's Defense Ministry said that 144 soldiers came home from Russian captivity.") == [None]


def test_the_office_of_a_president_is_not_the_president():
    text = "Україна повернула 116 людей, повідомив голова Офісу президента Єрмак. Раніше Зеленський говорив про обмін."
    assert origins(text) == [None]


def test_who_gives_a_total_is_not_presumed_to_have_given_the_news():
    text = "Додому повернулися 150 захисників. Раніше Коордштаб повідомив, що загалом звільнено 4131 людину."
    assert origins(text) == [None, "coordination-hq"]


def test_an_answer_right_after_a_quoted_figure_is_of_the_same_voice():
    text = "Минобороны РФ сообщило о возвращении 185 российских военных. Взамен переданы 180 военнопленных ВСУ."
    assert origins(text) == ["russian-mod", "russian-mod"]


def test_what_went_in_return_is_the_word_of_the_one_who_is_quoted():
    text = "Минобороны РФ сообщило об обмене. Домой вернулись 95 россиян в форме. Взамен передали 95 военнопленных ВСУ."
    assert origins(text) == ["russian-mod", "russian-mod"]
