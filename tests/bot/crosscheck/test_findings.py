"""What an editor should know: each case gives exactly the finding that it is there for."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.crosscheck import crosscheck
from bot.records import Action, Decision, Known
from parsers.claim import Bound, Kind, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said
from tests.bot.crosscheck.told import found


def part(value, label, ordinal, source="coordination-hq"):
    return said(source, value, scope=Scope.PART, label=label, ordinal=ordinal)


def test_parts_that_sum_are_no_finding():
    assert found(said("coordination-hq", 121), part(12, "a", 1), part(107, "b", 2), part(2, "c", 3)) == []


def test_parts_that_do_not_sum_are_told_with_the_gap():
    assert found(said("coordination-hq", 121), part(12, "a", 1), part(106, "b", 2), part(2, "c", 3)) == [
        ("parts_mismatch", {"whole": 121, "sum": 120, "gap": -1, "speaker": "coordination-hq"})
    ]


def test_a_share_named_alone_is_no_sum():
    assert found(said("coordination-hq", 1000), part(5, "died in captivity", 1)) == []


def test_two_ways_of_dividing_one_whole_are_no_finding():
    shares = (part(60, "men", 1), part(40, "women", 2), part(30, "officers", 3), part(70, "privates", 4))
    assert found(said("coordination-hq", 100), *shares) == []


def test_an_edit_that_changes_the_figure_is_a_revision():
    first = said("coordination-hq", 1000, post="1", standing=False)
    second = said("coordination-hq", 1003, post="1", revision=2)
    assert found(first, second) == [("revised", {"was": 1000, "now": 1003, "speaker": "coordination-hq"})]


def test_two_posts_of_an_unnamed_source_may_be_of_two_sources():
    assert found(said("unknown", 35, hour=9), said("unknown", 77, hour=10)) == []


def test_an_edit_of_an_unnamed_source_is_a_revision():
    first = said("unknown", 35, post="1", standing=False)
    assert [kind for kind, _ in found(first, said("unknown", 77, post="1", revision=2))] == ["revised"]


def test_an_edit_that_keeps_the_figure_is_none():
    assert found(said("tass", 38, post="1", standing=False), said("tass", 38, post="1", revision=2)) == []


def test_two_figures_in_one_text_are_no_revision():
    assert found(said("coordination-hq", 205), said("coordination-hq", 185, ordinal=1)) == []


def test_a_withdrawn_post_is_told():
    assert found(said("tass", 38, RUSSIA, standing=False)) == [("withdrawn", {"source": "tass", "value": 38})]


def test_a_withdrawn_post_that_came_again_is_told_as_such():
    again = said("tass", 38, RUSSIA, hour=13)
    assert found(said("tass", 38, RUSSIA, standing=False), again) == [
        ("withdrawn", {"source": "tass", "value": 38, "reposted": "yes"})
    ]


def test_a_side_that_withholds_is_told_beside_the_others_figure():
    silent = said("russian-mod", None, None, scope=Scope.UNDISCLOSED)
    assert found(said("coordination-hq", 50), silent) == [("withheld", {"side": "russia"})]


def test_another_unit_is_told():
    whole = said("coordination-hq", 205, kind=Kind.PRISONERS)
    beside = said("russian-mod", 20, kind=Kind.PRISONERS, scope=Scope.PART, ordinal=1)
    assert found(whole, said("russian-mod", 185, kind=Kind.PRISONERS), beside) == [
        (
            "unit_mismatch",
            {"wide": 205, "wide_speaker": "coordination-hq", "narrow": 185, "narrow_speaker": "russian-mod"},
        )
    ]


def copied(value, to, **more):
    own = [said("medinsky", 1003), said("medinsky", 26, RUSSIA, ordinal=1)]
    return [
        told["mistake"]
        for kind, told in found(*own, said("outlet", value, to, quoting="medinsky", hour=15, **more))
        if kind == "miscopy"
    ]


def test_a_right_copy_is_no_finding():
    assert copied(26, RUSSIA) == []


def test_a_wrong_figure_is_a_miscopy():
    assert copied(29, RUSSIA) == ["figure"]


def test_the_other_direction_is_a_miscopy():
    assert copied(26, UKRAINE) == ["direction"]


def test_a_rounded_copy_is_no_finding():
    assert copied(1000, UKRAINE, granularity=1000) == []


def test_a_part_in_place_of_the_whole_is_a_miscopy():
    own = [said("coordination-hq", 100), part(60, "men", 1), part(40, "women", 2)]
    copy = said("outlet", 60, quoting="coordination-hq", hour=15)
    assert [told["mistake"] for _, told in found(*own, copy)] == ["unit"]


def test_the_figure_of_the_handover_before_is_a_stale_copy():
    before = said("medinsky", 909, on="2025-12-19")
    copy = said("outlet", 909, quoting="medinsky", hour=15)
    assert [told["mistake"] for _, told in found(before, said("medinsky", 1003), copy)] == ["stale"]


def test_a_post_that_copied_two_figures_wrongly_is_one_miscopy():
    own = [said("medinsky", 1003), said("medinsky", 26, RUSSIA, ordinal=1)]
    wrong = said("outlet", 29, RUSSIA, quoting="medinsky", hour=15)
    copies = [wrong, said("outlet", 7, UKRAINE, quoting="medinsky", hour=15, ordinal=1)]
    assert len([kind for kind, _ in found(*own, *copies) if kind == "miscopy"]) == 1


def test_a_copy_that_names_no_receiver_is_held_against_nothing():
    assert copied(29, None) == []


def test_a_lead_that_gives_another_figure_than_the_quotation_below_is_a_miscopy():
    quoted = "«Нам вернули 26 воинов», написал Мединский"
    lead = said("outlet", 29, RUSSIA, quoting="medinsky", words="Россия получила 29 тел", lang="ru")
    below = said("outlet", 26, RUSSIA, quoting="medinsky", words="Нам вернули 26", sentence=quoted, ordinal=1)
    assert [told["mistake"] for _, told in found(lead, below)] == ["lead"]


def test_a_quotation_that_is_not_what_was_published_is_a_miscopy():
    quoted = {"words": "Нам вернули 29", "sentence": "«Нам вернули 29 воинов», написал Мединский"}
    assert copied(29, RUSSIA, **quoted) == ["figure"]


def test_a_post_that_copies_and_recalls_wrongly_is_one_miscopy():
    own = [said("medinsky", 1003), said("medinsky", 26, RUSSIA, ordinal=1)]
    both = [said("outlet", 29, RUSSIA, quoting="medinsky", hour=15)]
    both.append(said("outlet", 9, UKRAINE, quoting="medinsky", hour=15, scope=Scope.PREVIOUS, ordinal=1))
    assert len([kind for kind, _ in found(*own, *both) if kind == "miscopy"]) == 1


def test_a_recollection_of_no_day_is_held_against_nothing():
    undated = said("outlet", 29, RUSSIA, scope=Scope.PREVIOUS)
    undated = replace(undated, claim=replace(undated.claim, happened_on=None, happened_on_basis=None))
    assert found(said("medinsky", 26, RUSSIA), undated) == []


SERIES = (("2025-06-11", 1212), ("2025-06-13", 1200), ("2025-06-14", 1200), ("2025-06-15", 1200))


def june(source, last, total, **more):
    stages = [said(source, value, on=day) for day, value in (*SERIES, ("2025-06-16", last))]
    return [*stages, said(source, total, on="2025-06-16", scope=Scope.TOTAL, ordinal=1, **more)]


def test_a_total_that_closes_is_no_finding():
    assert found(*june("coordination-hq", 1245, 6057, agreement="istanbul")) == []


def test_a_total_that_does_not_close_is_told_with_its_gap():
    assert found(*june("coordination-hq", 1245, 6060, agreement="istanbul")) == [
        (
            "total_mismatch",
            {
                "declared": 6060,
                "sum": 6057,
                "gap": 3,
                "speaker": "coordination-hq",
                "since": "2025-06-01",
                "place": None,
            },
        )
    ]


def test_a_rounded_total_that_holds_is_no_finding():
    assert found(*june("medinsky", 1248, 6000, agreement="istanbul", bound=Bound.AT_LEAST)) == []


def test_totals_of_the_sides_that_both_close_differ_at_the_stage_where_they_part():
    both = [*june("coordination-hq", 1245, 6057, agreement="istanbul"), *june("medinsky", 1248, 6060)]
    assert found(*both) == [("totals_differ", {"ukraine": 6057, "russia": 6060, "gap": 3, "place": "2025-06-16"})]


def test_a_total_of_an_unknown_period_is_left_alone():
    assert found(said("coordination-hq", 1000), said("coordination-hq", 17000, scope=Scope.TOTAL, ordinal=1)) == []


def test_a_ledger_that_starts_too_late_is_not_held_against_a_total():
    total = said("medinsky", 14000, scope=Scope.TOTAL, agreement="istanbul", ordinal=1)
    assert found(said("medinsky", 1000), total) == []


HISTORY = [
    Known(Kind.BODIES, date(2025, 6, 11), {UKRAINE: 1212, RUSSIA: 27}),
    Known(Kind.BODIES, date(2025, 7, 17), {UKRAINE: 1000, RUSSIA: 0}),
    Known(Kind.BODIES, date(2025, 9, 1), {UKRAINE: 1000}),
    Known(Kind.BODIES, date(2025, 10, 30), {UKRAINE: 1000}),
    Known(Kind.BODIES, date(2025, 12, 19), {UKRAINE: 1000}),
    Known(Kind.PRISONERS, date(2025, 6, 14), {UKRAINE: 50}),
    Known(Kind.BODIES, date(2026, 1, 29), {UKRAINE: 9999}),
]


def declared(value):
    total = said("medinsky", value, scope=Scope.TOTAL, agreement="istanbul", ordinal=1)
    picture = crosscheck([said("medinsky", 1000), total], history=HISTORY)
    return [finding.type.value for one in picture.repatriations for finding in one.findings]


def test_a_total_is_summed_over_the_history_where_our_own_ledger_is_silent():
    assert declared(6212) == []


def test_a_total_that_does_not_close_over_the_history_is_told():
    assert declared(6213) == ["total_mismatch"]


def test_a_total_without_a_receiver_or_a_figure_is_left_alone():
    loose = said("medinsky", 14000, None, scope=Scope.TOTAL, ordinal=1)
    empty = said("medinsky", None, scope=Scope.TOTAL, ordinal=2)
    assert found(said("medinsky", 1000), loose, empty) == []


def test_totals_of_different_receivers_are_not_compared():
    ours = june("coordination-hq", 1245, 6057, agreement="istanbul")
    theirs = [said("medinsky", value, RUSSIA, on=day) for day, value in (("2025-06-11", 27), ("2025-06-16", 51))]
    total = said("medinsky", 78, RUSSIA, on="2025-06-16", scope=Scope.TOTAL, ordinal=1)
    assert found(*ours, *theirs, total) == []


def ruling(state):
    return Decision("bodies-2026-01-29", Action.CONFIRM, 1, "Olena", datetime(2026, 1, 29, 15, tzinfo=UTC), state)


def test_a_ruling_does_not_outdate_itself():
    (before,) = crosscheck([said("tass", 38, RUSSIA)]).repatriations
    (after,) = crosscheck([said("tass", 38, RUSSIA)], decisions=[ruling(before.state)]).repatriations
    assert (after.state, after.ruling.is_outdated) == (before.state, False)


def test_a_ruling_is_outdated_when_its_ground_changes():
    (before,) = crosscheck([said("tass", 38, RUSSIA)]).repatriations
    changed = [said("tass", 38, RUSSIA), said("coordination-hq", 1000)]
    (after,) = crosscheck(changed, decisions=[ruling(before.state)]).repatriations
    assert after.ruling.is_outdated


def test_a_ruling_is_outdated_when_a_part_changes():
    (before,) = crosscheck([said("tass", 38, RUSSIA), part(5, "officers", 1, "tass")]).repatriations
    changed = [said("tass", 38, RUSSIA), part(6, "officers", 1, "tass")]
    (after,) = crosscheck(changed, decisions=[ruling(before.state)]).repatriations
    assert after.ruling.is_outdated
