"""What is recalled of earlier handovers."""

from datetime import date

from bot.crosscheck import crosscheck
from bot.records import Known
from parsers.claim import Kind, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said
from tests.bot.crosscheck.told import found, kinds, mistakes

OWN = (said("medinsky", 1003, on="2025-12-19"), said("medinsky", 26, RUSSIA, on="2025-12-19", ordinal=1))
HISTORY = (Known(Kind.BODIES, date(2025, 12, 19), {UKRAINE: 1003, RUSSIA: 26}, {RUSSIA: (29,)}),)


def recalled(value, to, source="outlet", day="2025-12-19", **more):
    return said(source, value, to, day=day, scope=Scope.PREVIOUS, **more)


def test_a_right_recollection_is_no_finding():
    assert kinds(*OWN, recalled(26, RUSSIA)) == []


def test_a_wrong_recollection_that_quotes_nobody_is_mild():
    assert found(*OWN, recalled(25, RUSSIA)) == [
        (
            "recall_mismatch",
            {"source": "outlet", "speaker": "outlet", "printed": 25, "published": 26, "mistake": "figure"},
        )
    ]


def test_a_wrong_recollection_that_quotes_who_published_it_is_a_miscopy():
    assert mistakes(*OWN, recalled(25, RUSSIA, quoting="medinsky")) == ["figure"]


def test_a_recollection_that_turns_the_direction_round_is_a_miscopy():
    assert mistakes(*OWN, recalled(26, UKRAINE)) == ["direction"]


def test_a_recollection_of_what_its_speaker_never_published_is_held_against_nothing():
    assert kinds(*OWN, recalled(25, RUSSIA, quoting="zelensky")) == []


def test_a_recollection_without_a_receiver_is_held_against_nothing():
    assert kinds(*OWN, recalled(25, None)) == []


def test_one_post_is_told_once_however_much_it_recalls_wrongly():
    assert kinds(*OWN, recalled(25, RUSSIA), recalled(999, UKRAINE, ordinal=1)) == ["recall_mismatch"]


def test_a_recollection_is_held_against_the_history_where_no_post_is_known():
    assert kinds(recalled(25, RUSSIA), history=HISTORY) == ["recall_mismatch"]


def test_the_history_holds_every_figure_that_was_reported():
    assert kinds(recalled(29, RUSSIA), history=HISTORY) == []


def test_a_recollection_that_turns_the_direction_of_the_history_round_is_a_miscopy():
    assert mistakes(recalled(26, UKRAINE), history=HISTORY) == ["direction"]


def test_one_post_is_told_once_against_the_history_too():
    assert kinds(recalled(25, RUSSIA), recalled(999, UKRAINE, ordinal=1), history=HISTORY) == ["recall_mismatch"]


def test_what_nobody_reported_then_is_held_against_nothing():
    assert kinds(recalled(25, RUSSIA), history=[Known(Kind.BODIES, date(2025, 12, 19), {UKRAINE: 1003})]) == []


def test_a_wrong_recollection_belongs_to_the_news_beside_which_it_stands():
    news = said("outlet", 1000, post="7"), recalled(25, RUSSIA, post="7", ordinal=1)
    (one,) = crosscheck(news, history=HISTORY).repatriations
    assert (one.id, [finding.type.value for finding in one.findings]) == ("bodies-2026-01-29", ["recall_mismatch"])
