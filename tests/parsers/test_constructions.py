"""Constructions that were misread once, each in a sentence of our own."""

from datetime import date

import pytest

from parsers import Receiver, Scope, parse

UKRAINE, RUSSIA = Receiver.UKRAINE, Receiver.RUSSIA


def news(text):
    claims = parse(text, posted_on=date(2027, 6, 9)).claims
    return {(claim.scope, claim.to, claim.figure.value) for claim in claims if claim.figure}


def test_who_is_named_as_receiving_behind_the_partner_of_a_swap_receives():
    text = "The bodies have arrived. It was part of a swap with Russia, with Ukraine receiving 310 bodies."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 310)}


def test_a_front_named_behind_were_returned_makes_a_share():
    text = (
        "Ukraine received the bodies of 530 soldiers. It said 31 were returned from the eastern Lugansk region, "
        "while 14 were handed back from morgues on Russian territory."
    )
    shares = {(Scope.PART, UKRAINE, 31), (Scope.PART, UKRAINE, 14)}
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 530)} | shares


def test_a_formula_may_be_hyphenated_with_spaces():
    text = "Bodies of soldiers were exchanged on 9 June according to the 140- for-140 formula."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 140), (Scope.HANDOVER, RUSSIA, 140)}


def test_people_given_the_option_to_return_have_not_returned():
    assert news("Some 104 prisoners were given the option to return to Ukraine.") == {(Scope.PLAN, UKRAINE, 104)}


def test_a_figure_between_those_of_both_sides_is_no_sum_of_them():
    text = (
        "Over 100 Ukrainian prisoners were freed in a swap. The 118 freed prisoners included many from Mariupol. "
        "In exchange, Russia received 61 prisoners."
    )
    assert (Scope.HANDOVER, RUSSIA, 61) in news(text)
    assert 118 in {value for _, _, value in news(text)}


def test_the_sum_of_both_sides_is_dropped_for_its_halves():
    text = "Russia and Ukraine exchanged 132 bodies. Moscow received 55 bodies, Ukraine received 77 bodies."
    assert news(text) == {(Scope.HANDOVER, RUSSIA, 55), (Scope.HANDOVER, UKRAINE, 77)}


def test_prisoners_exchanged_for_those_of_the_other_side_go_home():
    text = "On 9 June, 97 Ukrainian soldiers returned home. They were exchanged for 104 Russian military."
    assert (Scope.HANDOVER, RUSSIA, 104) in news(text)


def test_both_sides_behind_a_comma_do_not_share_the_figure_before_it():
    text = "Ukraine has repatriated 1,230 fallen servicemen, with both sides committed to exchanging thousands more."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 1230)}


def test_civilian_hostages_told_beside_soldiers_without_a_figure_are_a_share():
    text = "Додому повертаються воїни Збройних Сил. Вдалося повернути 8 цивільних заручників."
    assert news(text) == {(Scope.PART, UKRAINE, 8)}


def test_a_presidential_aide_of_ukraine_is_not_the_russian_negotiator():
    text = "104 Ukrainian prisoners were freed, according to Ukrainian presidential aide Andriy Yermak."
    (claim,) = parse(text, posted_on=date(2027, 6, 9)).claims
    assert claim.origin is None


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Сегодня Россия забирала 31 тело своих бойцов.", RUSSIA),
        ("Сегодня Россия возвращала тела: Украина получала 640 тел.", UKRAINE),
        ("Сьогодні Україна забирала 640 тіл загиблих.", UKRAINE),
        ("Ukraine is collecting 640 bodies of the fallen today.", UKRAINE),
    ],
)
def test_imperfective_verbs_are_read(text, to):
    assert {receiver for _, receiver, _ in news(text)} == {to}


def test_a_swap_of_some_for_others_tells_who_got_whom_by_whose_people_they_are():
    text = "Moscow swaps 41 Azovstal defenders for four pilots in a prisoner exchange."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 41), (Scope.HANDOVER, RUSSIA, 4)}


def test_equal_halves_go_to_the_sides_that_are_named():
    text = "The ministry said the exchange of 210 captured Russian soldiers for 210 captured Ukrainians took place."
    assert news(text) == {(Scope.HANDOVER, RUSSIA, 210), (Scope.HANDOVER, UKRAINE, 210)}


def test_the_same_number_is_that_of_the_whole():
    text = (
        "Ukraine received 141 prisoners. Of the 141 freed, 93 are Azovstal defenders. "
        "We handed over to Kyiv and got back the same number of prisoners."
    )
    assert (Scope.HANDOVER, RUSSIA, 93) not in news(text)


def test_since_russia_invaded_names_nobody_who_acts():
    text = "Ukraine announced the largest exchange since Russia invaded, securing the release of 141 of its soldiers."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 141)}


def test_a_total_since_the_war_began_is_a_total():
    text = "Since the war began, Russia has released 316 Ukrainian soldiers in prisoner swaps."
    assert news(text) == {(Scope.TOTAL, UKRAINE, 316)}


def test_a_share_in_brackets_ends_with_them():
    text = "The prisoner swap involved 315 Ukrainians (including 118 soldiers) released for 56 Russians."
    assert (Scope.PART, RUSSIA, 56) not in news(text)


def test_ages_joined_by_and_are_no_figures():
    text = "Two children aged six and ten were allowed to return to Ukraine. Ukraine got back 47 prisoners."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 47)}


def test_a_share_without_a_whole_is_no_whole():
    text = "In particular, 93 defenders of the Azovstal plant in Mariupol returned home from captivity."
    assert news(text) == {(Scope.PART, UKRAINE, 93)}


def test_the_set_that_some_are_among_is_the_whole():
    text = "Fighters of the brigade were among the 93 prisoners that Ukraine received."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 93)}


def test_shares_of_named_people_are_not_given_to_the_other_side():
    text = "Ukraine released 57 Russian prisoners. Among the freed Ukrainians are five commanders."
    assert (Scope.PART, UKRAINE, 5) in news(text)


def test_soldiers_freed_beside_a_body_are_prisoners():
    text = "Ukraine says 37 of its soldiers have been freed and the body of a volunteer was returned in a swap."
    (claim,) = parse(text, posted_on=date(2027, 6, 9)).claims
    assert (claim.kind, claim.figure.value) == ("prisoners", 37)


def test_people_joined_to_prisoners_are_prisoners_though_bodies_follow():
    text = "The swap led to the release of 61 Russians and 118 Ukrainians and the return of the bodies of volunteers."
    kinds = {claim.figure.value: claim.kind for claim in parse(text, posted_on=date(2027, 6, 9)).claims}
    assert kinds == {61: "prisoners", 118: "prisoners"}


def test_each_holds_for_both_counts_that_it_follows():
    text = "Ukraine and Russia have exchanged 280 prisoners and 110 civilians each."
    both = {UKRAINE, RUSSIA}
    assert {receiver for _, receiver, value in news(text) if value == 280} == both


def test_an_official_who_is_no_party_speaks_for_his_side():
    text = 'Russia said three of its pilots were freed. "We are returning home 46 of our people," Yermak said.'
    assert (Scope.HANDOVER, UKRAINE, 46) in news(text)


def test_who_manages_to_return_people_home_gets_them():
    assert news("Ukraine managed to return home 141 prisoners.") == {(Scope.HANDOVER, UKRAINE, 141)}


def test_what_came_today_is_no_plan_where_more_is_expected():
    text = "Ukraine exchanged prisoners. Today it was 391 people, and we expect the exchange to continue."
    assert Scope.PLAN not in {scope for scope, _, _ in news(text)}


def test_a_side_that_returned_bodies_while_the_other_received_stays_open():
    text = "Росія та Україна обмінялися тілами 3 травня: Москва повернула тіла 54 людей, Київ отримав тіла 510."
    assert (Scope.PREVIOUS, UKRAINE, 54) not in news(text)


def test_who_returned_bodies_to_itself_got_them():
    assert news("Сегодня Россия вернула себе тела 54 погибших.") == {(Scope.HANDOVER, RUSSIA, 54)}


def test_those_of_the_republics_are_of_the_russian_side():
    text = "Освобождены 107 военнопленных. Из них 65 человек — из Донецкой и Луганской народных республик."
    assert (Scope.PART, RUSSIA, 65) in news(text) or (Scope.HANDOVER, RUSSIA, 65) in news(text)


def test_who_frees_prisoners_from_the_other_side_lets_them_go():
    assert news("Украина освободила 52 военнопленных из РФ, ДНР и ЛНР.") == {(Scope.HANDOVER, RUSSIA, 52)}


@pytest.mark.parametrize(
    "text",
    [
        "Министерство сообщило об обмене пленными с Украиной по формуле «152 на 152».",
        "Очередной обмен проходит сегодня с Киевом по формуле «152 на 152».",
    ],
)
def test_an_exchange_reported_by_its_formula_is_news(text):
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 152), (Scope.HANDOVER, RUSSIA, 152)}


def test_the_formula_of_a_whole_series_that_is_only_spoken_of_is_a_plan():
    text = "The President said that the prisoner exchange has the 1000-for-1000 format."
    assert {scope for scope, _, _ in news(text)} == {Scope.PLAN}


def test_a_total_goes_on_without_a_verb():
    text = "За два дні додому повернулося 500 полонених. Від початку повномасштабного вторгнення — 6922 українці."
    assert (Scope.TOTAL, UKRAINE, 6922) in news(text)


def test_a_verb_behind_its_count_is_not_that_of_the_share_that_follows():
    text = "The 214 people released from Russian captivity include 187 defenders of Mariupol, as well as 12 fighters."
    shares = {(Scope.PART, UKRAINE, 187), (Scope.PART, UKRAINE, 12)}
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 214)} | shares


def test_those_who_remain_in_captivity_are_no_total():
    text = "At least 3,390 Ukrainian soldiers and civilians remain in Russian captivity. Ukraine got back 61 prisoners."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 61)}


def test_what_came_at_that_time_is_recalled():
    text = (
        "The last exchange of prisoners took place in early April. At that time, 22 soldiers returned home to Ukraine."
    )
    assert news(text) == {(Scope.PREVIOUS, UKRAINE, 22)}


def test_background_goes_to_the_side_whose_people_it_names():
    text = "Since March, when 214 Ukrainian prisoners were freed in a swap that sent one man to Moscow, swaps went on."
    assert {receiver for _, receiver, value in news(text) if value == 214} == {UKRAINE}


def test_a_heading_without_a_verb_brings_people_home():
    assert news("On their shields: 256 defenders home") == {(Scope.HANDOVER, UKRAINE, 256)}


def test_those_let_go_for_others_are_exchanged_for_them():
    text = "Officials say 109 Ukrainian women prisoners have been let go for 111 people whom Ukraine held."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 109), (Scope.HANDOVER, RUSSIA, 111)}


def test_what_came_between_two_days_is_a_total():
    text = "Between 24 February and 27 May, 918 people left Russian captivity."
    assert {scope for scope, _, _ in news(text)} == {Scope.TOTAL}


def test_the_biggest_one_to_date_is_no_total():
    text = "The biggest one to date came today, when Kyiv obtained 216 prisoners."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 216)}


def test_days_ago_recalls():
    text = "Kyiv received 50 bodies. Only days ago Ukraine reported getting back 212 of its dead."
    assert (Scope.PREVIOUS, UKRAINE, 212) in news(text)


def test_other_wars_are_no_plan_either():
    assert news("Three hostages for 183 prisoners: Gaza truce reaches its next exchange") == set()


def test_an_army_that_collects_its_own_receives_them():
    text = "ВСУ забрали 1020 тел своих погибших, к нам приехали 36."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 1020), (Scope.HANDOVER, RUSSIA, 36)}


def test_hours_earlier_on_the_day_recall_nothing():
    text = "Несколькими часами ранее в Россию возвратились 197 военнопленных, взамен Украине передали 197 бойцов ВСУ."
    assert news(text) == {(Scope.HANDOVER, RUSSIA, 197), (Scope.HANDOVER, UKRAINE, 197)}


def test_earlier_said_recalls_nothing():
    text = "Из плена, как уточнило ранее Минобороны, вернулись 147 российских военных."
    assert news(text) == {(Scope.HANDOVER, RUSSIA, 147)}


def test_people_of_the_other_side_are_no_share():
    text = "Украине передали тела 564 погибших. О второй половине известно от депутата: 38 российских солдат."
    assert (Scope.PART, UKRAINE, 38) not in news(text)


def test_as_many_from_each_side_are_no_shares_of_their_sum():
    text = "The swap involved 316 captives - 158 from each side - bringing the total number exchanged to 4,955."
    handovers = {each for each in news(text) if each[0] is Scope.HANDOVER}
    assert handovers == {(Scope.HANDOVER, UKRAINE, 158), (Scope.HANDOVER, RUSSIA, 158)}


def test_an_exchange_that_included_as_many_of_both_sides_is_told_whole():
    text = (
        "Mediation led to a new exchange of captives, which included 206 Ukrainian captives and 206 Russian captives."
    )
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 206), (Scope.HANDOVER, RUSSIA, 206)}


def test_a_group_of_an_army_is_handed_over_without_a_number():
    text = "In exchange, a group of Ukrainian Armed Forces prisoners of war was transferred by Russia."
    claims = parse(text, posted_on=date(2027, 6, 9)).claims
    assert [(claim.scope, claim.to) for claim in claims] == [(Scope.UNDISCLOSED, UKRAINE)]


def test_the_set_of_a_share_is_named_once():
    text = "Both sides released 391 prisoners each. Three of the 391 released on Friday were women."
    assert {scope for scope, _, value in news(text) if value == 391} == {Scope.HANDOVER}


def test_each_goes_on_to_what_is_joined():
    text = "Both sides said they had each released 280 soldiers and 110 civilians so far, with more to be released."
    assert {receiver for _, receiver, value in news(text) if value == 110} == {UKRAINE, RUSSIA}


def test_kyiv_said_moscow_gave_names_one_who_acts():
    text = "Kyiv said Moscow handed over 1,247 bodies, bringing the total to 6,059."
    assert news(text) == {(Scope.HANDOVER, UKRAINE, 1247), (Scope.TOTAL, UKRAINE, 6059)}


def test_what_is_also_said_is_no_share():
    text = "Russia got back 27 bodies on 9 June. Its ministry also said that Ukraine had received 1,250 bodies today."
    assert (Scope.HANDOVER, UKRAINE, 1250) in news(text)


def test_a_figure_that_the_text_calls_a_total_is_one():
    text = (
        "It said 79 bodies of Russian soldiers had been repatriated. "
        "Russia received the bodies of 52 killed soldiers on 9 June, taking the total to 79."
    )
    assert news(text) == {(Scope.HANDOVER, RUSSIA, 52), (Scope.TOTAL, RUSSIA, 79)}


def test_another_count_of_the_news_is_no_total_beside_one():
    text = (
        "Kyiv received 1,247 bodies today. In total, Russia has got back 79 bodies. "
        "The Russian defence ministry said that 1,250 bodies of Ukrainian soldiers had been handed over to Kyiv."
    )
    assert (Scope.HANDOVER, UKRAINE, 1250) in news(text)


def test_an_earlier_exchange_of_one_side_does_not_date_the_news_of_the_other():
    text = (
        "Ukraine brings home 132 of its troops in a prisoner swap. "
        "Last week, on 2 June, the nations carried out another, with 108 Russian prisoners freed for 102 Ukrainians."
    )
    days = {claim.figure.value: claim.happened_on for claim in parse(text, posted_on=date(2027, 6, 9)).claims}
    assert days[132] == date(2027, 6, 9)


def test_bodies_that_have_already_come_go_to_a_person():
    reading = parse("Ukraine has already recovered the bodies of 541 soldiers.", posted_on=date(2027, 6, 9))
    assert [claim.scope for claim in reading.claims] == [Scope.TOTAL]
    assert reading.unread


def test_bodies_that_reached_a_country_went_there():
    assert news("Another 312 bodies reached Ukraine on Thursday.") == {(Scope.HANDOVER, UKRAINE, 312)}


def test_soldiers_who_had_died_in_prison_are_bodies():
    text = "Ukraine got back 90 bodies, eight of them soldiers who had died in prison."
    assert {claim.kind for claim in parse(text, posted_on=date(2027, 6, 9)).claims} == {"bodies"}


def test_who_returned_their_own_got_them():
    text = "Обмен телами прошёл сегодня. Россия вернула 24 своих, Украина — 640."
    assert (Scope.HANDOVER, RUSSIA, 24) in news(text)


def test_a_great_number_in_round_words_is_never_passed_over():
    assert parse("Киеву передали две тысячи тел.", posted_on=date(2027, 6, 9)).unread


def test_who_invades_receives_nobody():
    text = "З моменту вторгнення Росії було проведено 69 обмінів, у результаті яких із полону повернули 6235 громадян."
    assert news(text) == {(Scope.TOTAL, UKRAINE, 6235)}


def test_what_a_week_brought_is_a_total():
    assert news("За останній тиждень Україні вдалося звільнити з полону 98 осіб.") == {(Scope.TOTAL, UKRAINE, 98)}


def test_those_freed_who_were_held_to_be_missing_are_a_share():
    text = "Україна звільнила з полону 106 захисників, 68 з визволених воїнів вважалися зниклими безвісти."
    assert (Scope.PART, UKRAINE, 68) in news(text)


def test_soldiers_told_before_a_body_are_prisoners():
    text = "В рамках обмена пленными Россия вернула Украине 33 военнослужащих, а также тело погибшего гражданина."
    assert {claim.kind for claim in parse(text, posted_on=date(2027, 6, 9)).claims} == {"prisoners"}


def test_a_recalled_formula_is_read():
    text = "Украина вернула из плена 22 военных. Предыдущий обмен был 3 мая. Тогда он прошел по формуле «47 на 47»."
    assert (Scope.PREVIOUS, UKRAINE, 47) in news(text)


def test_one_more_of_each_people_is_counted():
    text = "Состоялся обмен военнопленными, в результате которого домой вернулись 101 россиянин и 101 украинец."
    assert news(text) == {(Scope.HANDOVER, RUSSIA, 101), (Scope.HANDOVER, UKRAINE, 101)}


def test_what_the_giver_says_of_the_bodies_is_a_hedge():
    text = "РФ передала Україні 1 010 тіл — каже, що вони належать українським військовим."
    (claim,) = parse(text, posted_on=date(2027, 6, 9)).claims
    assert claim.hedge
