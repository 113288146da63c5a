"""Which of the three kinds a correction is, and what it says."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from bot.alerts.corrections import correction, reading_in
from bot.alerts.rules import alerts
from bot.alerts.wording import Cause
from bot.crosscheck import crosscheck
from bot.records import Action, Decision, FindingType, Picture
from parsers.claim import Figure
from tests.bot.alerts.build import (
    RUSSIA,
    at,
    finding,
    founding_case,
    misread_case,
    picture,
    repatriation,
    ruling,
    said,
    verdict,
)

TOLD = said(1000)
HEADQUARTERS = '<a href="https://t.me/Koord_shtab/4101">Coordination Headquarters</a>'
TASS = said(1000, source="tass", post="9", posted_at=at(11))


def again(one, value, **changes):
    """Return a statement with another figure."""
    return replace(one, claim=replace(one.claim, figure=Figure(value)), **changes)


def cause(before, after, reading=None):
    """Return why the first repatriation of `before` was corrected, as pictures of the cross-check."""
    one = before.repatriations[0]
    found = correction(
        one, next((other for other in after.repatriations if other.id == one.id), None), reading or reading_in(after)
    )
    return found and found.cause


def reply(before, after, reading=None):
    """Return the lines of the correction in the one reply, in English, without tags."""
    told = [one for one in alerts(before, after, reading) if one.reply]
    text = told[0].reply["en"].replace("<b>", "").replace("</b>", "").replace("\N{NO-BREAK SPACE}", " ")
    return text.split("\n\n", maxsplit=1)[0].splitlines()[1:]


def test_an_edit_is_the_source_s():
    before = crosscheck([TOLD])
    after = crosscheck([replace(TOLD, is_standing=False), again(TOLD, 1003, revision=2, stated_at=at(14))])

    assert cause(before, after) is Cause.SOURCE


DAYS = [said(1000), said(500, day=date(2026, 1, 31), post="4102")]


def move(action, reason, **more):
    return Decision("bodies-2026-01-29", action, 7, "Olena", at(13), "any", reason=reason, **more)


def moved_reply(decision):
    """Return the lines of the correction for who had what an editor moved."""
    after = crosscheck(DAYS, decisions=[decision])
    (told,) = [one for one in alerts(crosscheck(DAYS), after, None, decision) if one.thread == "bodies-2026-01-29"]
    text = told.reply["en"].replace("<b>", "").replace("</b>", "").replace("\N{NO-BREAK SPACE}", " ")
    return text.split("\n\n", maxsplit=1)[0].splitlines()[1:]


def test_a_merge_is_an_editor_s_with_its_reason():
    assert moved_reply(move(Action.MERGE, "one convoy", into="bodies-2026-01-31")) == [
        "Correction: an editor ruled",
        "To Ukraine: 1,000 bodies → no figure",
        "Reason (Olena): one convoy",
    ]


def test_a_split_is_an_editor_s_too():
    one = move(Action.SPLIT, "another day", into="bodies-2026-01-30", posts=(DAYS[0].post,))
    assert moved_reply(one)[-1] == "Reason (Olena): another day"


def test_a_merge_for_a_misreading_is_ours():
    assert moved_reply(move(Action.MERGE, "misread: the 31st", into="bodies-2026-01-31"))[0] == (
        "Correction: we had read a post wrongly"
    )


def test_a_withdrawal_is_the_source_s():
    assert cause(crosscheck([TOLD]), crosscheck([replace(TOLD, is_standing=False)])) is Cause.SOURCE


def test_another_figure_in_a_later_post_is_the_source_s():
    later = again(TOLD, 1003, post=replace_post(TOLD, "2"), posted_at=at(15), stated_at=at(15))

    assert cause(crosscheck([TOLD]), crosscheck([TOLD, later])) is Cause.SOURCE


def replace_post(one, external_id):
    return one.post._replace(external_id=external_id)


def test_the_same_text_read_otherwise_is_ours():
    assert cause(*misread_case()) is Cause.READING


def test_a_direction_read_otherwise_is_ours():
    turned = replace(TOLD, claim=replace(TOLD.claim, to=RUSSIA))

    assert cause(crosscheck([TOLD]), crosscheck([turned])) is Cause.READING


def test_a_text_in_which_nothing_is_read_any_more_had_been_misread():
    assert cause(crosscheck([TOLD]), Picture(), lambda one: ()) is Cause.READING


def test_a_post_that_the_picture_leaves_out_was_not_misread():
    assert cause(crosscheck([TOLD]), Picture()) is None


def test_a_post_that_counts_elsewhere_now_corrects_nothing():
    elsewhere = repatriation(verdict(standing=(TOLD,)), id="bodies-2026-01-30")

    assert cause(picture(repatriation(verdict(standing=(TOLD,)))), picture(elsewhere)) is None


def test_another_source_that_differs_corrects_nothing():
    assert cause(crosscheck([TOLD]), crosscheck([TOLD, again(TASS, 900)])) is None


def test_a_figure_without_a_receiver_that_is_withdrawn_is_the_source_s():
    unplaced = repatriation(unplaced=(said(14, to=None),))
    gone = replace(finding(FindingType.WITHDRAWN, source="coordination-hq", value=14), posts=(TOLD.post,))

    assert cause(picture(unplaced), picture(repatriation(findings=(gone,)))) is Cause.SOURCE


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("the Headquarters counted three more", Cause.EDITOR),
        ("misread: the post says 1,003", Cause.READING),
        ("Помилка читання, у дописі 1003", Cause.READING),
        ("ошибка чтения", Cause.READING),
        (None, Cause.EDITOR),
    ],
)
def test_a_ruling_is_the_editor_s_unless_its_reason_is_a_misreading(reason, expected):
    ruled = repatriation(verdict(), ruling=ruling(Action.CORRECT, {RUSSIA: 38}, reason=reason))

    assert cause(picture(repatriation(verdict())), picture(ruled)) is expected


def test_the_correction_of_a_source_says_what_was_what_is_and_why():
    *_, fourth, _ = pairwise(founding_case())

    assert reply(*fourth) == [
        "Correction: the source changed what it says",
        "To Ukraine: 1,000 bodies → 1,000–1,003 bodies",
        f"Reason: {HEADQUARTERS} edited its post, 16:00 Kyiv time.",
    ]


def test_the_correction_of_a_withdrawal_names_who_took_what_back():
    assert reply(crosscheck([TOLD]), crosscheck([replace(TOLD, is_standing=False)])) == [
        "Correction: the source changed what it says",
        "To Ukraine: 1,000 bodies → no figure",
        'Reason: <a href="https://t.me/Koord_shtab/1">Coordination Headquarters</a> took back its post.',
    ]


def test_the_correction_by_a_later_post_links_to_that_post():
    later = again(TOLD, 1003, post=replace_post(TOLD, "2"), posted_at=at(15), stated_at=at(15), link="https://t.me/a/2")

    assert reply(crosscheck([TOLD]), crosscheck([TOLD, later]))[2] == (
        'Reason: <a href="https://t.me/a/2">Coordination Headquarters</a> gave another figure in a later post, '
        "17:00 Kyiv time."
    )


def test_the_correction_of_our_reading_says_that_the_error_is_ours():
    assert reply(*misread_case()) == [
        "Correction: we had read a post wrongly",
        "To Ukraine: 1 body → 1,000 bodies",
        f"Reason: our error; the post of {HEADQUARTERS} has not changed.",
    ]


def test_a_handover_that_we_had_misread_altogether_is_taken_back_as_our_error():
    assert reply(crosscheck([TOLD]), Picture(), lambda one: ())[:2] == [
        "Correction: we had read a post wrongly",
        "To Ukraine: 1,000 bodies → no figure",
    ]


def test_news_that_corrects_nothing_carries_no_label():
    assert reply(crosscheck([TOLD]), crosscheck([TOLD, again(TASS, 900)])) == []


def test_what_stands_in_a_correction_is_escaped():
    hostile = replace(TOLD, source=replace(TOLD.source, id="x", name="<b>x</b>"), speaker=TOLD.source)
    wrong, right = crosscheck([again(hostile, 1)]), crosscheck([hostile])

    assert "&lt;b&gt;x" in alerts(wrong, right)[0].reply["en"]
