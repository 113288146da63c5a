"""What editors ruled: which ruling is in force, what waits for a second editor, what was asked."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.crosscheck import crosscheck
from bot.records import Action, Decision, PostKey
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said

AT = datetime(2026, 1, 29, 14, 0, tzinfo=UTC)
ID = "bodies-2026-01-29"
CLAIM = said("coordination-hq", 1000)


def state(*statements):
    return crosscheck(statements).repatriations[0].state


def ruled(action, editor=7, *, on=None, **more):
    return Decision(ID, action, editor, f"editor {editor}", AT, on or state(CLAIM), **more)


def waiting(action, editor=7, **more):
    return ruled(action, editor, awaits_second=True, **more)


def after(*decisions, claims=(CLAIM,)):
    return crosscheck(claims, decisions=decisions).repatriations[0]


def test_the_last_ruling_on_the_figures_is_in_force():
    one = after(ruled(Action.REJECT, reason="a rumour"), ruled(Action.CONFIRM))
    assert one.ruling.action is Action.CONFIRM


def test_a_release_brings_back_what_was_in_force_before_the_hold():
    one = after(ruled(Action.CONFIRM), ruled(Action.HOLD), ruled(Action.HOLD), ruled(Action.RELEASE))
    assert one.ruling.action is Action.CONFIRM


def test_a_release_of_a_first_hold_leaves_no_ruling():
    assert after(ruled(Action.HOLD), ruled(Action.RELEASE)).ruling is None


def test_a_release_of_nothing_changes_nothing():
    assert after(ruled(Action.CONFIRM), ruled(Action.RELEASE)).ruling.action is Action.CONFIRM


def test_a_hold_holds_whatever_comes_in():
    one = after(ruled(Action.HOLD), claims=(CLAIM, said("tass", 900)))
    assert (one.ruling.action, one.ruling.is_outdated) == (Action.HOLD, False)


def test_a_confirmation_waits_for_a_second_editor_where_one_is_needed():
    one = after(waiting(Action.CONFIRM, figures={UKRAINE: 1000}))
    assert (one.ruling, one.pending.action) == (None, Action.CONFIRM)


def test_a_second_editor_puts_a_confirmation_in_force():
    one = after(waiting(Action.CONFIRM, figures={UKRAINE: 1000}), ruled(Action.SECOND, 8))
    assert (one.ruling.editor, one.ruling.figures, one.pending) == ("editor 7, editor 8", {UKRAINE: 1000}, None)


def test_nobody_seconds_himself():
    one = after(waiting(Action.CONFIRM), ruled(Action.SECOND))
    assert (one.ruling, one.pending.editor_id) == (None, 7)


def test_what_was_seconded_in_another_state_is_not_seconded():
    one = after(waiting(Action.CONFIRM), ruled(Action.SECOND, 8, on="other"))
    assert one.ruling is None


def test_a_second_needs_the_ground_that_the_first_stood_on():
    (now,) = crosscheck([CLAIM]).repatriations
    (before,) = crosscheck([said("coordination-hq", 900)]).repatriations
    second = ruled(Action.SECOND, 8, ground=now.ground)
    assert after(waiting(Action.CONFIRM, ground=now.ground), second).pending is None
    assert after(waiting(Action.CONFIRM, ground=before.ground), second).ruling is None


def test_one_user_of_the_command_line_does_not_second_himself_under_another_name():
    first, second = waiting(Action.CONFIRM, via="command line: oper"), ruled(Action.SECOND, 8, via="command line: oper")
    assert after(first, second).ruling is None


def test_another_editor_who_confirms_the_same_seconds_it():
    one = after(waiting(Action.CONFIRM), waiting(Action.CONFIRM, 8))
    assert (one.ruling.editor, one.pending) == ("editor 7, editor 8", None)


def test_who_confirms_twice_still_waits_for_another():
    one = after(waiting(Action.CONFIRM), waiting(Action.CONFIRM))
    assert (one.ruling, one.pending.action) == (None, Action.CONFIRM)


def test_a_correction_by_another_editor_takes_the_place_of_what_waited():
    one = after(waiting(Action.CONFIRM), waiting(Action.CORRECT, 8, figures={UKRAINE: 1003}, reason="a slip"))
    assert (one.ruling, one.pending.editor, one.pending.figures) == (None, "editor 8", {UKRAINE: 1003})


def test_what_was_in_force_before_a_second_was_asked_for_stays_so():
    assert after(ruled(Action.CONFIRM)).ruling.action is Action.CONFIRM


def test_a_rejection_needs_no_second():
    assert after(ruled(Action.REJECT, reason="a rumour")).ruling.action is Action.REJECT


def test_what_was_asked_is_open_until_a_later_post_comes_in():
    asked = ruled(Action.ASKED, asked="the press service", deadline=AT)
    answered = (CLAIM, said("coordination-hq", 1000, hour=15, post="2"))
    assert after(asked).asked.whom == "the press service"
    assert after(asked, claims=answered).asked is None


def test_an_edited_post_answers_what_was_asked():
    asked = ruled(Action.ASKED, asked="the press service", deadline=AT)
    edited = replace(said("coordination-hq", 1003), revision=2, stated_at=AT.replace(hour=15))
    assert after(asked, claims=(edited,)).asked is None


def test_a_post_that_was_seen_is_no_ruling_on_a_repatriation():
    assert after(ruled(Action.SEEN)).ruling is None


def moved(action, into, *posts, of=ID):
    return Decision(of, action, 7, "Olena", AT, "any", into=into, posts=tuple(PostKey(*post) for post in posts))


def ids(*decisions, claims):
    return [one.id for one in crosscheck(claims, decisions=decisions).repatriations]


def test_a_merge_puts_all_claims_into_the_other_repatriation():
    claims = (said("coordination-hq", 1000), said("tass", 1000, on="2026-02-03"))
    (one,) = crosscheck(claims, decisions=[moved(Action.MERGE, "bodies-2026-02-03")]).repatriations
    assert (one.id, one.figures[UKRAINE].status) == ("bodies-2026-02-03", "corroborated")


def test_a_merge_takes_in_what_is_said_later():
    claims = (said("coordination-hq", 1000), said("tass", 1000, on="2026-02-03"))
    later = said("medinsky", 38, RUSSIA, hour=20)
    assert ids(moved(Action.MERGE, "bodies-2026-02-03"), claims=(*claims, later)) == ["bodies-2026-02-03"]


def test_a_split_takes_out_what_certain_posts_say():
    claims = (said("coordination-hq", 1000, post="1"), said("tass", 700, post="2"))
    split = moved(Action.SPLIT, "bodies-2026-01-31", ("tass", "2"))
    found = crosscheck(claims, decisions=[split]).repatriations
    assert [(one.id, one.figures[UKRAINE].best) for one in found] == [(ID, 1000), ("bodies-2026-01-31", 700)]


def test_a_split_that_was_merged_back_is_one_again():
    claims = (said("coordination-hq", 1000, post="1"), said("tass", 700, post="2"))
    split = moved(Action.SPLIT, "bodies-2026-01-31", ("tass", "2"))
    back = moved(Action.MERGE, ID, of="bodies-2026-01-31")
    assert ids(split, back, claims=claims) == [ID]


def test_people_are_not_moved_among_bodies():
    claims = (said("coordination-hq", 1000), said("tass", 1000, on="2026-02-03"))
    assert ids(moved(Action.MERGE, "prisoners-2026-02-03"), claims=claims) == [ID, "bodies-2026-02-03"]


@given(st.permutations([said("coordination-hq", 1000, post="1"), said("tass", 700, post="2"), said("ria", 38, RUSSIA)]))
def test_merges_and_splits_do_not_depend_on_the_order_of_arrival(claims):
    split = moved(Action.SPLIT, "bodies-2026-01-31", ("tass", "2"))
    assert ids(split, claims=claims) == [ID, "bodies-2026-01-31"]


def test_what_stays_is_not_drawn_to_a_day_that_a_merge_made_stated():
    claims = (said("coordination-hq", 1000), said("tass", 900, on="2026-02-02"))
    assert ids(moved(Action.MERGE, "bodies-2026-02-01"), claims=claims) == ["bodies-2026-02-01", "bodies-2026-02-02"]
