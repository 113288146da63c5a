"""What figures amount to."""

from datetime import timedelta

import pytest

from bot.crosscheck import crosscheck
from bot.records import Status
from parsers.claim import Bound, Kind, Scope
from parsers.parties import Side
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said
from tests.bot.crosscheck.told import found

PRINTED = (("a", 1003), ("b", 1003), ("c", 1030))


def verdict(*statements, to=UKRAINE):
    (one,) = crosscheck(statements).repatriations
    return one.figures.get(to)


def numbers(found):
    return found.status, found.low, found.best, found.high


def test_one_side_alone_reports():
    found = verdict(said("medinsky", 38, RUSSIA), to=RUSSIA)
    assert (numbers(found), found.sides) == ((Status.REPORTED, 38, 38, 38), (Side.RUSSIA,))


def test_two_sides_that_agree_corroborate_across_the_sides():
    found = verdict(said("coordination-hq", 1000), said("medinsky", 1000))
    assert (numbers(found), found.is_across_sides) == ((Status.CORROBORATED, 1000, 1000, 1000), True)


def test_a_neutral_party_corroborates_but_not_across_the_sides():
    found = verdict(said("coordination-hq", 1000), said("icrc", 1000))
    assert (found.status, found.is_across_sides) == (Status.CORROBORATED, False)


def test_two_sides_that_differ_dispute():
    found = verdict(said("coordination-hq", 1245), said("medinsky", 1248))
    assert numbers(found) == (Status.DISPUTED, 1245, 1245, 1248)


def test_a_second_voice_of_the_same_side_does_not_corroborate():
    assert verdict(said("coordination-hq", 1000), said("ombudsman", 1000)).status is Status.REPORTED


def test_fifteen_outlets_that_quote_one_post_are_one_origin():
    outlets = [said(f"outlet-{n}", 1000, quoting="coordination-hq", hour=13) for n in range(15)]
    assert verdict(said("coordination-hq", 1000), *outlets).status is Status.REPORTED


def test_an_outlet_that_quotes_nobody_does_not_corroborate():
    assert verdict(said("coordination-hq", 1000), said("outlet", 1000)).status is Status.REPORTED


def test_an_outlet_is_shown_where_nobody_else_speaks():
    found = verdict(said("outlet", 1000))
    assert (numbers(found), found.basis) == ((Status.REPORTED, 1000, 1000, 1000), "other")


def test_an_outlet_that_quotes_the_silent_other_side_is_its_voice():
    found = verdict(said("coordination-hq", 1000), said("outlet", 1000, quoting="medinsky"))
    assert found.status is Status.CORROBORATED


def test_the_own_post_of_an_origin_speaks_and_not_its_relay():
    relay = said("outlet", 1003, quoting="medinsky", hour=15)
    assert verdict(said("medinsky", 1000), relay).best == 1000


def test_a_forward_of_a_post_is_a_relay_of_it():
    forward = said("ria", 1000, quoting="medinsky", forwarded="medinsky", hour=13)
    assert verdict(said("medinsky", 1000), forward).status is Status.REPORTED


def test_the_latest_post_of_an_origin_speaks_for_it():
    found = verdict(said("coordination-hq", 1000), said("coordination-hq", 1003, hour=15))
    assert numbers(found) == (Status.REPORTED, 1003, 1003, 1003)


def test_of_two_figures_in_one_text_the_first_speaks():
    assert verdict(said("coordination-hq", 205), said("coordination-hq", 185, ordinal=1)).best == 205


@pytest.mark.parametrize(
    ("sources", "best", "basis"),
    [
        ({"coordination-hq": 1, "ombudsman": 2, "medinsky": 4}, 1, "receiver-authority"),
        ({"ombudsman": 2, "ukrinform": 3, "medinsky": 4}, 2, "receiver-official"),
        ({"ukrinform": 3, "medinsky": 4, "tass": 5}, 3, "receiver-agency"),
        ({"medinsky": 4, "lavrov": 6, "tass": 5}, 4, "giver-authority"),
        ({"lavrov": 6, "tass": 5, "icrc": 7}, 6, "giver-official"),
        ({"tass": 5, "icrc": 7}, 5, "giver-agency"),
        ({"icrc": 7}, 7, "other"),
    ],
)
def test_best_is_the_receiving_sides_first(sources, best, basis):
    found = verdict(*(said(source, value) for source, value in sources.items()))
    assert (found.best, found.basis) == (best, basis)


def test_over_900_agrees_with_909():
    found = verdict(said("coordination-hq", 909), said("tass", 900, bound=Bound.AT_LEAST))
    assert found.status is Status.CORROBORATED


def test_about_1000_agrees_with_960():
    assert verdict(said("coordination-hq", 960), said("tass", 1000, bound=Bound.ABOUT)).status is Status.CORROBORATED


def test_about_1000_differs_from_900():
    assert verdict(said("coordination-hq", 900), said("tass", 1000, bound=Bound.ABOUT)).status is Status.DISPUTED


def test_at_most_300_differs_from_301():
    assert verdict(said("coordination-hq", 301), said("tass", 300, bound=Bound.AT_MOST)).status is Status.DISPUTED


def test_figures_that_are_equal_when_rounded_agree_and_say_so():
    found = verdict(said("coordination-hq", 1003), said("tass", 1000, granularity=1000))
    assert (found.status, found.rounding) == (Status.CORROBORATED, True)


def test_an_undisclosed_handover_has_no_figure():
    found = verdict(said("russian-mod", None, None, scope=Scope.UNDISCLOSED))
    assert numbers(found) == (Status.UNDISCLOSED, None, None, None)


def test_a_number_of_one_side_stands_where_the_other_withholds():
    found = verdict(said("coordination-hq", 50), said("russian-mod", None, None, scope=Scope.UNDISCLOSED))
    assert (numbers(found), found.withheld_by) == ((Status.REPORTED, 50, 50, 50), (Side.RUSSIA,))


def test_nobody_ever_spoke_of_the_other_receiver():
    assert verdict(said("coordination-hq", 1000), to=RUSSIA) is None


def test_a_figure_whose_post_was_withdrawn_is_withdrawn():
    assert numbers(verdict(said("coordination-hq", 1000, standing=False))) == (Status.WITHDRAWN, None, None, None)


def test_zero_is_a_figure():
    assert numbers(verdict(said("tass", 0, RUSSIA), to=RUSSIA)) == (Status.REPORTED, 0, 0, 0)


def test_soldiers_against_everybody_is_no_dispute():
    whole = said("coordination-hq", 205, kind=Kind.PRISONERS)
    soldiers = said("coordination-hq", 185, kind=Kind.PRISONERS, scope=Scope.PART, label="soldiers", ordinal=1)
    civilians = said("coordination-hq", 20, kind=Kind.PRISONERS, scope=Scope.PART, label="civilians", ordinal=2)
    found = verdict(whole, soldiers, civilians, said("russian-mod", 185, kind=Kind.PRISONERS))
    assert numbers(found) == (Status.REPORTED, 205, 205, 205)


def test_civilians_beside_a_formula_explain_the_difference():
    civilians = said("russian-mod", 20, kind=Kind.PRISONERS, scope=Scope.PART, label="civilians", ordinal=1)
    found = verdict(
        said("coordination-hq", 205, kind=Kind.PRISONERS), said("russian-mod", 185, kind=Kind.PRISONERS), civilians
    )
    assert numbers(found) == (Status.REPORTED, 205, 205, 205)


def test_a_figure_without_a_receiver_belongs_to_neither():
    (one,) = crosscheck([said("outlet", 150, None)]).repatriations
    assert (one.figures, [said.claim.figure.value for said in one.unplaced]) == ({}, [150])


def test_of_relays_the_figure_that_most_sources_print_speaks():
    relays = [said(name, value, quoting="medinsky", hour=hour) for hour, (name, value) in enumerate(PRINTED)]
    assert verdict(*relays).best == 1003


def test_relays_that_differ_are_a_finding_where_the_own_post_is_not_known():
    relays = [said(name, value, quoting="medinsky", hour=hour) for hour, (name, value) in enumerate(PRINTED)]
    assert found(*relays) == [("relays_differ", {"speaker": "medinsky", "most": 1003, "other": 1030})]


def test_of_as_many_relays_on_either_side_the_latest_speaks():
    relays = [said(name, value, quoting="medinsky", hour=hour) for hour, (name, value) in enumerate(PRINTED[1:])]
    assert verdict(*relays).best == 1030


@pytest.mark.parametrize(
    ("statements", "grounds"),
    [
        ((said("coordination-hq", 1000),), "one-origin"),
        ((said("coordination-hq", 1000), said("ombudsman", 1000)), "one-side-agrees"),
        ((said("coordination-hq", 1000), said("ombudsman", 1001)), "one-side-differs"),
        ((said("outlet", 1000),), "outlets-only"),
        ((said("coordination-hq", 1000), said("medinsky", 1000)), "sides-agree"),
        ((said("coordination-hq", 1003), said("medinsky", 1000, granularity=1000)), "sides-agree-rounded"),
        ((said("coordination-hq", 1000), said("icrc", 1000)), "independents-agree"),
        ((said("coordination-hq", 1000), said("medinsky", 1001)), "sides-differ"),
        ((said("medinsky", None, scope=Scope.UNDISCLOSED),), "withheld"),
        ((said("medinsky", 1000, standing=False),), "withdrawn"),
    ],
)
def test_the_rule_behind_a_status_is_named(statements, grounds):
    assert verdict(*statements).grounds == grounds


def test_each_bound_has_the_party_that_gives_it():
    range_ = verdict(said("coordination-hq", 1003), said("medinsky", 1000), said("icrc", 1010))
    assert (range_.low_by, range_.best_by, range_.high_by) == ("medinsky", "coordination-hq", "icrc")


@pytest.mark.parametrize(
    ("statements", "silent"),
    [
        ((said("tass", 1000),), ("coordination-hq", "medinsky")),
        ((said("coordination-hq", 1000), said("outlet", 1000, quoting="medinsky")), ()),
        ((said("coordination-hq", None, scope=Scope.UNDISCLOSED),), ("medinsky",)),
    ],
)
def test_those_who_usually_report_and_have_not_are_named(statements, silent):
    assert verdict(*statements).silent == silent


def test_the_first_side_is_that_of_the_earliest_post_though_it_only_relays():
    heard = verdict(
        said("outlet", 1000, quoting="medinsky", hour=9),
        said("coordination-hq", 1000, hour=10),
        said("medinsky", 1000, hour=12),
    )
    assert (heard.lead.side, heard.lead.followed_after) == (Side.RUSSIA, timedelta(hours=1))


def test_a_side_that_nobody_followed_leads_alone():
    assert verdict(said("medinsky", 38, RUSSIA), to=RUSSIA).lead.followed_after is None


def test_a_neutral_party_leads_no_side():
    assert verdict(said("icrc", 1000)).lead is None
