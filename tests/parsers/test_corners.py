"""Corners of the language: odd days, odd numbers, odd layouts; a figure is read rightly, or not at all."""

import io
import json
from datetime import date

import pytest

from parsers import __main__ as command
from parsers import parse
from parsers.lexicon import CACHED_WORDS
from parsers.stream import parse_lines
from parsers.templates import load_packs

DAY = date(2027, 6, 9)


def read(text, lang):
    claims = parse(text, posted_on=DAY, lang=lang).claims
    return [(one.scope.value, one.figure.value, one.to and one.to.value, one.happened_on) for one in claims]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("О восьмій двадцять сорок тіл повернули до України.", "uk", 40),
        ("До відділення 3 двадцять тіл повернули в Україну.", "uk", 20),
        ("Ukraine received\n640 bodies.", "en", 640),
        ("24 і 25 січня до України повернуто 640 тіл.", "uk", 640),
        ("31 червня до України повернуто 640 тіл.", "uk", 640),
        ("До України повернуто 2024 тіла.", "uk", 2024),
        ("До України повернуто 640 тіл 31.06.2027.", "uk", 640),
        ("До України повернуто 5-го тисячу тіл.", "uk", 1000),
        ("До України повернуто пів пів тисячі тіл.", "uk", 500),
        ("zero bodies were returned to Ukraine.", "en", 0),
        ("A thousand and zero bodies were returned to Ukraine.", "en", 1000),
        ("The twenty-first exchange: 50 bodies were returned to Ukraine.", "en", 50),
    ],
)
def test_the_figure_is_told_from_the_numbers_around_it(text, lang, value):
    assert read(text, lang) == [("handover", value, "ukraine", DAY)]


def test_a_year_is_no_figure():
    assert read("У 2027 році повернуто 640 тіл.", "uk")[0][1] == 640


def test_a_date_after_a_figure_is_its_day():
    text = "Повернуто тіла 38 вчора, 7 червня."
    assert read(text, "uk") == [("handover", 38, "ukraine", date(2027, 6, 7))]


@pytest.mark.parametrize("text", ["2.5 bodies were returned to Ukraine.", "До України повернуто тисячу тисяч тіл."])
def test_what_is_no_number_of_people_is_not_read(text):
    assert read(text, None) == []


def test_a_number_of_a_size_that_no_handover_has_goes_to_a_person():
    assert parse("До України повернуто тисячу тисяч тіл.", posted_on=DAY).unread


def test_a_figure_that_is_split_by_line_breaks_is_whole():
    assert read("До України повернуто 38 тіл\n\n\nзагиблих", "uk") == [("handover", 38, "ukraine", DAY)]


@pytest.mark.parametrize(
    "text", ["До України повернуто сотні двадцять тіл.", "До України повернуто\nтіла 38\nполеглих."]
)
def test_what_is_read_in_no_sure_way_goes_to_a_person(text):
    reading = parse(text, posted_on=DAY, lang="uk")
    assert (reading.claims, reading.unread) == ((), True)


def test_a_year_before_a_noun_is_the_figure():
    assert read("7 червня 2024 тіла повернуто до України.", "uk") == [
        ("handover", 2024, "ukraine", date(2027, 6, 7)),
    ]


def test_a_sentence_may_begin_without_a_space():
    assert read("До України повернуто 38 тіл.Сьогодні передано ще 12 тіл.", "uk")[0][1] == 38


def test_a_month_in_which_an_agreement_was_made_is_not_the_month_of_the_news():
    text = "До України в межах домовленостей у травні повернуто 38 тіл."
    assert read(text, "uk") == [("handover", 38, "ukraine", DAY)]


def test_an_answer_to_what_is_recalled_is_recalled_too():
    text = "19 грудня передали 500 тіл. Росія отримала у відповідь 12 тіл."
    assert [scope for scope, *_ in read(text, "uk")] == ["previous", "previous"]


def test_a_lexicon_that_has_seen_many_words_still_knows_its_own():
    lexicon = load_packs()["uk"].lexicon
    before = lexicon.find("тіл")
    for number in range(CACHED_WORDS + 2):
        lexicon.find(f"слово{number}")
    assert lexicon.find("тіл") == before


def test_a_stream_outlives_whatever_one_post_brings_about():
    line = json.dumps({"id": "1", "text": "1000 тіл", "posted_at": "2027-06-09T12:00:00Z", "source": "broken"})
    (answer,) = parse_lines([line], {"broken": object()})
    assert json.loads(answer)["error"].startswith("This post could not be read")


def test_the_module_answers_each_line_of_its_input(monkeypatch, capsys):
    line = json.dumps({"id": "1", "text": "До України повернуто 38 тіл.", "posted_at": "2027-06-09T12:00:00Z"})
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\nnonsense\n"))
    command.main()
    answers = [json.loads(answer) for answer in capsys.readouterr().out.splitlines()]
    assert [("error" in one, one["id"]) for one in answers] == [(False, "1"), (True, None)]


def test_a_lexicon_that_met_too_many_pairs_of_words_forgets_them_and_knows_its_phrases_still():
    lexicon = load_packs()["uk"].lexicon
    phrases = lexicon.find("координаційний")[1]
    before = lexicon.going_on("координаційний", "штаб", phrases)
    for number in range(CACHED_WORDS + 2):
        lexicon.going_on("координаційний", f"слово{number}", phrases)
    assert before
    assert lexicon.going_on("координаційний", "штаб", phrases) == before


def test_bodies_of_one_side_that_the_other_is_said_to_receive_go_to_a_person():
    reading = parse("Россия передала Украине тела 20 российских военных.", posted_on=DAY)
    assert (reading.claims, reading.unread) == ((), True)


@pytest.mark.parametrize("text", ["Россия получила 24 тела 3 июня.", "Росія отримала 24 тіла 3 червня."])
def test_a_figure_before_a_date_is_no_range_of_days(text):
    (claim,) = parse(text, posted_on=DAY).claims
    assert (claim.figure.value, claim.happened_on) == (24, date(2027, 6, 3))


def test_every_sentence_of_a_quotation_has_its_speaker():
    text = "«Додому повернулися 88 захисників. Серед них 12 жінок. Дякую всім», — повідомив Лубінець. Деталі згодом."
    assert [claim.origin for claim in parse(text, posted_on=DAY).claims] == ["ombudsman", "ombudsman"]


def test_a_quotation_is_said_by_who_stands_before_its_colon():
    text = "Лубінець повідомив: «Додому повернулися 88 захисників. Серед них 12 жінок»."
    assert [claim.origin for claim in parse(text, posted_on=DAY).claims] == ["ombudsman", "ombudsman"]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("До України повернуто 640 тіл, Росія отримала 38 09.06.", "uk", {(640, "ukraine"), (38, "russia")}),
        ("1. Ukraine received 640 bodies\n2. Russia received 31 bodies", "en", {(640, "ukraine"), (31, "russia")}),
        ("Взамен тел 310 боевиков Украина передала 27.", "ru", {(310, "ukraine"), (27, "russia")}),
        (
            "Відбувся обмін 150 на 150. Їдуть додому 20 офіцерів.",
            "uk",
            {(150, "ukraine"), (150, "russia"), (20, "ukraine")},
        ),
        (
            "Ukraine got 640 captives. Russia got 310. Among them are nine civilians. A rest. Noon. Five are officers.",
            "en",
            {(640, "ukraine"), (310, "russia"), (9, "russia"), (5, None)},
        ),
        (
            "Ukraine received 640 bodies and Russia received 31 bodies. Nine bodies are from morgues.",
            "en",
            {(640, "ukraine"), (31, "russia"), (9, None)},
        ),
        (
            "Україна отримала 640 тіл. Усього Україна отримала 7000 тіл. Україна отримала 909 тіл.",
            "uk",
            {(640, "ukraine"), (7000, "ukraine"), (909, "ukraine")},
        ),
        ('"Ukraine received 640 bodies. We are grateful." It is a day of mourning.', "en", {(640, "ukraine")}),
        ("Киев получил 640 тел, Москва в ответ получила 31 тело.", "ru", {(640, "ukraine"), (31, "russia")}),
        ("В Україну повернули 49 цивільних заручників Росії.", "uk", {(49, "ukraine")}),
        ("Украина передала 26 тел, забрав 909.", "ru", {(26, "russia"), (909, "ukraine")}),
        ("Росія забрала 41 тіло, віддавши 909.", "uk", {(41, "russia"), (909, "ukraine")}),
        ("Киев вернул 60 военных, освободив 55 россиян.", "ru", {(60, "ukraine"), (55, "russia")}),
        (
            "Україна повернула 84 полонених. Вісім бійців ТрО, двоє з ВМС. Росія отримала 63 військових.",
            "uk",
            {(84, "ukraine"), (8, "ukraine"), (2, "ukraine"), (63, "russia")},
        ),
    ],
)
def test_each_figure_has_the_receiver_that_the_text_tells(text, lang, expected):
    assert {(value, to) for _, value, to, _ in read(text, lang)} == expected


def test_as_many_as_nothing_is_handed_to_a_person():
    reading = parse("The same number of prisoners was handed over.", posted_on=DAY)
    assert (reading.claims, reading.unread) == ((), True)


def test_a_number_that_no_handover_can_have_is_left_out():
    assert read("Росія передала Україні 640 тіл. Зібрано 200 000 підписів про обмін тілами.", "uk") == [
        ("handover", 640, "ukraine", DAY)
    ]


def test_news_beside_a_plan_that_is_not_understood_is_handed_to_a_person():
    text = "Повернути ще 300 полонених планують завтра, а сьогодні вдалося звільнити 60."
    assert parse(text, posted_on=DAY, lang="uk").unread
