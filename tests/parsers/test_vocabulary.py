"""Every name that a pack knows tells what it stands for."""

import pytest

from parsers import Scope
from parsers.parties import UNLISTED
from tests.parsers.vocabulary import names

DAYS = {
    "ago-0": "2027-06-06",
    "ago-1": "2027-06-05",
    "ago-2": "2027-06-04",
    "weekday-0": "2027-05-31",
    "weekday-1": "2027-06-01",
    "weekday-2": "2027-06-02",
    "weekday-3": "2027-06-03",
    "weekday-4": "2027-06-04",
    "weekday-5": "2027-06-05",
    "weekday-6": "2027-06-06",
}


def each(subject):
    return pytest.mark.parametrize(
        "name", [pytest.param(name, id=f"{name.language} {name.form}") for name in names(subject)]
    )


@each("authority")
def test_a_name_of_an_authority_is_the_origin_of_what_follows_it(name):
    party = name.piece.split(".")[1]
    assert [claim.origin for claim in name.claims] == [None if party in UNLISTED else party]


@each("place")
def test_a_place_labels_its_share(name):
    expected = name.form.replace("*", "") if name.piece == "place.other" else name.piece.split(".")[1].replace("-", " ")
    assert [claim.label for claim in name.claims if claim.scope is Scope.PART] == [expected]


@each("day")
def test_a_word_for_a_day_states_the_day(name):
    day = next(DAYS[feature] for feature in name.piece.split(".") if feature in DAYS)
    assert [str(claim.happened_on) for claim in name.claims] == [day]


@each("bound")
def test_a_word_for_a_bound_bounds_its_number(name):
    bound = next(feature for feature in name.piece.split(".") if feature in {"at_least", "about", "at_most"})
    assert [claim.figure.bound for claim in name.claims] == [bound]


@each("mediator")
def test_a_mediator_is_told_with_the_figure(name):
    assert [claim.context.mediators for claim in name.claims] == [(name.piece.split(".")[-1],)]
