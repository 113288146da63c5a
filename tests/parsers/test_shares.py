"""Wholes are told from shares, wherever the text tells which."""

from datetime import date

import pytest

from parsers import Receiver, parse

DAY = date(2027, 3, 20)


def read(text):
    claims = parse(text, posted_on=DAY).claims
    return {(str(claim.scope), claim.figure.value, claim.to and str(claim.to)) for claim in claims}


def test_a_branch_in_the_headline_is_a_share_of_the_whole_below():
    text = "Додому повернулися 31 прикордонник\nВ Україну повернули 140 військовослужбовців."
    assert read("Додому повернулися 31 азовці. В Україну повернули 140 військовослужбовців.") == {
        ("part", 31, "ukraine"),
        ("handover", 140, "ukraine"),
    }
    assert ("handover", 140, "ukraine") in read(text)


def test_a_branch_alone_is_the_whole():
    assert read("Додому повернулися 31 азовці.") == {("handover", 31, "ukraine")}


def test_a_figure_called_a_share_elsewhere_is_one_in_the_headline():
    text = "Ukraine brought home 95 defenders. Ukraine received 144 soldiers from captivity, 95 of them from Mariupol."
    assert ("part", 95, "ukraine") in read(text)
    assert ("handover", 95, "ukraine") not in read(text)


def test_a_small_figure_with_the_same_receiver_named_is_a_share():
    text = (
        "Ukraine received 146 soldiers from captivity. The ombudsman said 18 of the sentenced were returned to Ukraine."
    )
    assert read(text) == {("handover", 146, "ukraine"), ("part", 18, "ukraine")}


def test_soldiers_told_alone_elsewhere_are_not_added_to_the_civilians():
    text = "В Україну повертаються 300 військовослужбовців та двоє цивільних. Ще 300 захисників повертаються додому."
    assert read(text) == {("handover", 300, "ukraine"), ("part", 2, "ukraine")}


def test_soldiers_and_civilians_are_added_up_where_nothing_gives_the_sum():
    text = "В Україну повертаються 300 військовослужбовців та двоє цивільних."
    assert ("handover", 302, "ukraine") in read(text)


def test_a_share_of_background_is_background():
    text = "Since the beginning of the invasion Ukraine has received 900 prisoners in total, among them 30 women."
    assert read(text) == {("total", 900, "ukraine"), ("total", 30, "ukraine")}


def test_a_share_of_the_day_is_none_of_the_background_before_it():
    text = (
        "Ukraine received 150 prisoners today. Last time Ukraine received 189 prisoners. "
        "Among those released today are 23 officers."
    )
    assert ("part", 23, "ukraine") in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Киев передал 26 пленных, Москва вернула 27.", {("handover", 26, "russia"), ("handover", 27, "ukraine")}),
        ("Российская сторона вернула 501 тело, украинская — 89.", {("handover", 501, None), ("handover", 89, None)}),
    ],
)
def test_who_returned_after_the_other_gave_gave_back(text, expected):
    assert read(text) == expected


def test_two_each_among_the_services_counts_for_no_other():
    text = "Додому повертаються 130 військових: 92 піхотинці, троє прикордонників, по два представники флоту і поліції."
    assert not {claim for claim in read(text) if claim[2] == str(Receiver.RUSSIA)}


def test_an_open_figure_has_the_receiver_of_its_twin():
    text = (
        "Загалом в Україну повернулися 84 людини.\nПовертаємо людей додому. Новий обмін, 84 людини.\n"
        "Штаб повідомив, що повернулися 33 військових та 51 цивільний."
    )
    assert read(text) == {("handover", 84, "ukraine"), ("part", 33, "ukraine"), ("part", 51, "ukraine")}


def test_a_list_behind_a_colon_is_all_shares_and_for_a_person_where_no_whole_is_told():
    text = "Обмін дозволив звільнити з полону: 87 військовослужбовців ЗСУ, 43 – НГУ, 33 – ДПСУ."
    assert {claim[0] for claim in read(text)} == {"part"}
    assert parse(text, posted_on=DAY).unread


def test_a_bound_that_the_exact_figure_keeps_is_no_share():
    text = "130 prisoners of war were freed from Russian captivity. More than 100 prisoners came home to Ukraine."
    assert read(text) == {("handover", 130, "ukraine"), ("handover", 100, "ukraine")}


def test_as_many_are_no_share():
    text = "Ukraine brought home 95 of its soldiers. It also saw an equal number of Russian prisoners released."
    assert read(text) == {("handover", 95, "ukraine"), ("handover", 95, "russia")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Россия передала Украине 900 тел. Нам передали 31 тело.",
            {("handover", 900, "ukraine"), ("handover", 31, "russia")},
        ),
        (
            "Звільнено 277 захисників. Росія отримала 246 своїх.",
            {("handover", 277, "ukraine"), ("handover", 246, "russia")},
        ),
        ("Украине передали 1000 тел, нам - 38.", {("handover", 1000, "ukraine"), ("handover", 38, "russia")}),
        (
            "Six officers and 101 privates returned to Ukraine from captivity.",
            {("handover", 107, "ukraine"), ("part", 6, "ukraine"), ("part", 101, "ukraine")},
        ),
        ("Обміняли 4 російських полонених на 5 полонених.", {("handover", 4, "russia"), ("handover", 5, "ukraine")}),
        ("Київ обміняв чотирьох полонених на п'ятьох наших.", {("handover", 4, "russia"), ("handover", 5, "ukraine")}),
        (
            "Ukraine received 1,245 bodies on Monday, completing a transfer of 6,057 bodies.",
            {("handover", 1245, "ukraine"), ("total", 6057, "ukraine")},
        ),
    ],
)
def test_the_second_half_has_its_own_receiver(text, expected):
    assert {claim for claim in read(text) if claim[2]} == {claim for claim in expected if claim[2]}


def test_shares_behind_a_sum_are_shares_of_it_in_the_sentence_after_too():
    text = "Украина вернула домой еще 101 пленного. Домой вернулись 100 наших защитников и 1 гражданский."
    assert read(text) == {("handover", 101, "ukraine"), ("part", 100, "ukraine"), ("part", 1, "ukraine")}


def test_soldiers_whom_both_sides_exchange_are_living_ones_beside_bodies_too():
    text = "Россия передала Украине 800 тел. Стороны также обменялись по 300 военнослужащих."
    claims = parse(text, posted_on=DAY).claims
    assert {(str(claim.kind), claim.figure.value) for claim in claims} == {("bodies", 800), ("prisoners", 300)}


def test_prisoners_of_one_side_that_the_other_is_said_to_receive_go_to_a_person():
    reading = parse("Украине переданы 15 российских военнослужащих.", posted_on=DAY)
    assert (reading.claims, reading.unread) == ((), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Вернулись 24 офицера и 161 рядовой.",
            {("handover", 185, None), ("part", 24, None), ("part", 161, None)},
        ),
        (
            "Из плена освободили 5 офицеров и 40 солдат ВСУ.",
            {("handover", 45, "ukraine"), ("part", 5, "ukraine"), ("part", 40, "ukraine")},
        ),
    ],
)
def test_officers_and_privates_without_a_sum_are_added_up(text, expected):
    assert read(text) == expected


def test_bodies_that_russia_returned_may_have_gone_either_way_in_ukrainian():
    assert read("Росія повернула 800 тіл загиблих.") == {("handover", 800, None)}
