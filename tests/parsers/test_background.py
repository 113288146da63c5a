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


def days(text, posted_on=DAY):
    return {
        claim.figure.value: (claim.scope.value, claim.happened_on and claim.happened_on.day)
        for claim in parse(text, posted_on=posted_on).claims
    }


def test_news_without_a_day_has_the_day_that_the_text_opens_with():
    text = (
        "On Friday Ukraine received 146 soldiers from captivity. Russia's ministry said that 150 of its servicemen "
        "came home. Nine civilians were also returned to Russia."
    )
    assert days(text) == {146: ("handover", 19), 150: ("handover", 19), 9: ("part", 19)}


def test_a_day_told_after_other_news_is_that_of_an_earlier_handover():
    text = (
        "Ukraine received the bodies of 612 soldiers. On 16 March the bodies of 540 soldiers were returned to Ukraine."
    )
    assert days(text) == {612: ("handover", 20), 540: ("previous", 16)}


def test_a_heading_over_an_earlier_handover_has_its_day():
    text = (
        "Ukraine returned the bodies of 254 defenders.\nThe bodies of 212 defenders were returned to Ukraine\n"
        "The fallen were brought to territory controlled by Ukraine on February 3."
    )
    assert days(text) == {254: ("handover", 20), 212: ("previous", 3)}


def test_a_heading_over_the_news_itself_keeps_its_day():
    text = "The bodies of 254 defenders were returned to Ukraine\nThe fallen were brought home on March 2."
    assert days(text) == {254: ("handover", 20)}


@pytest.mark.parametrize(
    "text",
    [
        "5 марта ведомство снова напомнило о курянах. В тот же день Украина передала России 88 военнопленных.",
        "Нагадаємо, 18 березня відбувся обмін. Додому повернулися 88 військових.",
        "Напомним, стороны провели обмен телами. Киеву передали 88 тел.",
        "В феврале стороны провели обмен телами. Киеву передали 88 тел.",
    ],
)
def test_what_was_recalled_without_a_figure_is_counted_as_recalled(text):
    assert scopes(text) == {88: Scope.PREVIOUS}


@pytest.mark.parametrize(
    "text",
    [
        "Нагадаємо, сьогодні відбувся обмін. Додому повернулися 88 військових.",
        "Раніше сторони провели обмін. Сьогодні додому повертаються 88 військових.",
    ],
)
def test_what_happens_on_the_day_is_no_background(text):
    assert scopes(text) == {88: Scope.HANDOVER}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "За три роки Україні вдалося обміняти 4306 полонених. Ще 469 полонених повернули поза обмінами.",
            {4306: Scope.TOTAL, 469: Scope.TOTAL},
        ),
        (
            "Moscow handed over 7,100 bodies to Ukraine this year. Kyiv returned 90 bodies to Russia.",
            {7100: Scope.TOTAL, 90: Scope.TOTAL},
        ),
        (
            "Ukraine received 20 prisoners. Last time Ukraine received 65 prisoners. Ukraine got 8 prisoners more.",
            {20: Scope.HANDOVER, 65: Scope.PREVIOUS, 8: Scope.PREVIOUS},
        ),
    ],
)
def test_what_goes_on_with_background_is_background(text, expected):
    assert scopes(text) == expected


def test_a_part_of_the_month_that_is_over_is_the_past():
    text = "В начале марта стороны провели обмен телами. Киеву передали 88 тел."
    assert scopes(text) == {88: Scope.PREVIOUS}


def test_a_part_of_the_month_that_goes_on_is_no_past():
    text = "В середине марта стороны провели обмен телами. Киеву передали 88 тел."
    assert scopes(text) == {88: Scope.HANDOVER}


@pytest.mark.parametrize(
    "text",
    [
        "More than 16,000 civilians are held in captivity, with only 168 of them released.",
        "Серед повернених 17-річний хлопець.",
        "Как писал 5-tv.ru, обмен пленными готовят.",
    ],
)
def test_numbers_of_something_else_are_no_figures(text):
    assert scopes(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Both sides said they had released 612 prisoners each, with more due to be released on Monday.",
        "Freed were 612 prisoners from Ukraine, some of them taken home, abducted in March 2022.",
        "612 prisoners were freed today from captivity, as Moscow has held on since its invasion last February.",
        "Звільнити з полону вдалося 612 українських військових.",
        "Обмін дозволив звільнити з російського полону 612 військових.",
    ],
)
def test_what_is_said_aside_leaves_the_news_alone(text):
    assert scopes(text) == {612: Scope.HANDOVER}


def test_what_is_happening_now_has_no_past_day():
    text = "Another exchange had taken place on 10 March. We are bringing home 130 prisoners from captivity."
    assert scopes(text) == {130: Scope.HANDOVER}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bodies of another 1,200 soldiers arrived in Ukraine, the third day of exchanges agreed in Istanbul.",
            {1200: Scope.HANDOVER},
        ),
        (
            "The first 1,212 bodies have arrived in refrigerated trucks at the border, Ukraine awaits them.",
            {1212: Scope.PLAN},
        ),
        (
            "Both sides freed 307 prisoners each, a day after releasing 390 each.",
            {307: Scope.HANDOVER, 390: Scope.PREVIOUS},
        ),
        ("Минулого року в липні Росія передала Україні 500 тіл.", {500: Scope.PREVIOUS}),
    ],
)
def test_what_stands_behind_the_verb_has_its_own_scope(text, expected):
    assert scopes(text) == expected


def test_news_of_one_side_and_an_earlier_day_of_both_are_told_apart():
    text = "Россия вернула из плена 307 военных. 18 марта обе стороны передали по 270 военных."
    assert scopes(text) == {307: Scope.HANDOVER, 270: Scope.PREVIOUS}


def test_a_bound_is_no_stage_of_a_formula():
    text = "Стороны обменялись пленными по формуле 215 на 215. Домой вернулись более 200 украинских военных."
    assert scopes(text)[215] == Scope.HANDOVER


def test_two_and_a_half_thousand_in_round_numbers_are_a_total():
    assert scopes("Україні передали 2,5 тис. тіл загиблих.") == {2500: Scope.TOTAL}


def test_what_goes_on_with_an_earlier_handover_without_a_day_goes_to_a_person():
    text = "Ранее состоялся обмен пленными. Москва вернула 60 военных."
    assert parse(text, posted_on=DAY).unread


@pytest.mark.parametrize(
    "text",
    [
        "Это самый масштабный обмен с начала года: домой вернулись 230 украинских военных.",
        "З початку року це вже шостий обмін: додому повернулися 230 захисників.",
        "Домой вернулись рядовые, сержанты и офицеры, всего 230 украинских военных.",
    ],
)
def test_a_total_of_exchanges_is_no_total_of_people(text):
    assert scopes(text) == {230: Scope.HANDOVER}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Россия готова отдать 6000 тел, Украина пока приняла 1212.",
            {6000: Scope.PLAN, 1212: Scope.HANDOVER},
        ),
        (
            "Києву передадуть ще 800 тіл, сьогодні передали 1200.",
            {800: Scope.PLAN, 1200: Scope.HANDOVER},
        ),
        (
            "Киеву передадут 800 тел, в ответ передадут 1200.",
            {800: Scope.PLAN, 1200: Scope.PLAN},
        ),
    ],
)
def test_what_was_done_is_news_beside_a_plan(text, expected):
    assert scopes(text) == expected


def test_a_formula_greater_than_any_exchange_is_the_plan_of_its_stages():
    text = "Завершился третий этап обмена тысяча на тысячу: домой вернулись 303 бойца."
    assert scopes(text) == {1000: Scope.PLAN, 303: Scope.HANDOVER}


def test_bodies_that_lorries_have_brought_go_to_a_person():
    assert parse("В Украину прибыли рефрижераторы с 1212 телами.", posted_on=DAY).unread


def test_a_formula_that_nothing_explains_goes_to_a_person():
    assert parse("Обмен по формуле 185+20.", posted_on=DAY).unread


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Всего домой вернулись 146 защитников.", True),
        ("Загалом додому повернулися 146 осіб.", True),
        ("С начала войны домой вернулись 146 защитников.", False),
        ("Всего домой вернулись 2146 защитников.", False),
    ],
)
def test_a_small_total_without_a_beginning_goes_to_a_person(text, unread):
    assert parse(text, posted_on=DAY).unread is unread


@pytest.mark.parametrize(
    "text",
    [
        "Вчера вернули 90 пленных, сегодня – ещё 84.",
        "Сьогодні Україна отримала 84 полонених, учора – 90.",
    ],
)
def test_two_days_in_one_sentence_are_told_apart(text):
    assert scopes(text) == {90: Scope.PREVIOUS, 84: Scope.HANDOVER}


def test_shares_of_what_both_sides_got_earlier_are_of_each_side_and_earlier():
    text = "Россия вернула 307 военных. 18 марта обе стороны передали по 270 военных и 120 гражданских."
    assert scopes(text) == {307: Scope.HANDOVER, 270: Scope.PREVIOUS, 120: Scope.PREVIOUS}


@pytest.mark.parametrize(
    "text",
    [
        "Україна повернула з неволі 150 військових і сім цивільних. Цей обмін відбувся 5 травня.",
        "Украина вернула из плена 150 военных и семь гражданских. Этот обмен состоялся 5 мая.",
    ],
)
def test_this_exchange_with_its_day_dates_what_was_told_before(text):
    assert set(scopes(text).values()) == {Scope.PREVIOUS}


def test_a_number_in_round_words_stands_for_the_exact_one():
    text = "Україна повернула тіла пів тисячі полеглих захисників. До України повернули 507 загиблих."
    assert scopes(text) == {507: Scope.HANDOVER}
