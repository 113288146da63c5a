"""Corrections, from the post or the editor to the chats that have the old figure, and to no other."""

import pytest

from tests.bot.newsroom import newsroom, plain
from tests.bot.test_founding_case import HEADQUARTERS, TASS


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened, opened.open():
        yield opened


async def told(room):
    """Both posts, as the subscriber and the editor have them; return the first post."""
    post = room.headquarters.post(HEADQUARTERS, at=room.clock())
    await room.message(room.subscriber, 0, "1,000")
    room.tass.post(TASS, at=room.clock())
    await room.message(room.subscriber, 0, "38")
    return post


async def newcomer(room):
    """Somebody who asks for alerts after all were told."""
    room.stranger.writes_to(room.bot, "/start")
    request = await room.message(room.editor, 1, "Stranger")
    await room.editor.presses(request, "Approve")
    return await room.message(room.stranger, 1)


async def correct(room, answer):
    """The editor corrects with that answer."""
    shown = await room.message(room.editor, 0, "38")
    await room.editor.presses(shown, "Correct")
    place = len(room.sees(room.editor))
    room.editor.writes_to(room.bot, answer)
    return await room.message(room.editor, place)


async def test_the_source_s_own_change_is_answered_under_the_message_and_labelled(room):
    post = await told(room)
    room.headquarters.edit(post, HEADQUARTERS.replace("1000 тіл", "1003 тіла"))
    reply = await room.message(room.subscriber, 1, "1,003")
    message = await room.message(room.subscriber, 0, "1,003")
    assert (reply.reply_to, plain(reply).splitlines()[1:3]) == (
        message.id,
        ["Correction: the source changed what it says", "To Ukraine: 1,000 bodies → 1,000–1,003 bodies"],
    )


async def test_an_editor_s_correction_is_labelled_and_gives_who_and_why(room):
    await told(room)
    await correct(room, "1003 the Headquarters counted three more")
    reply = plain(await room.message(room.subscriber, 1, "Correction"))
    assert reply.splitlines()[1:3] == ["Correction: an editor ruled", "To Ukraine: 1,000 bodies → 1,003 bodies"]
    assert "Corrected by Olena" in reply
    assert "Reason: the Headquarters counted three more" in reply


async def test_a_misreading_that_an_editor_marks_is_labelled_as_our_error(room):
    await told(room)
    await correct(room, "1003 misread: the post says 1,003")
    reply = plain(await room.message(room.subscriber, 1, "Correction"))
    assert reply.splitlines()[1] == "Correction: we had read a post wrongly"


async def test_the_message_itself_is_amended(room):
    await told(room)
    await correct(room, "1003 the Headquarters counted three more")
    message = await room.message(room.subscriber, 0, "1,003", "corrected by an editor")
    assert message.is_edited


async def test_a_withdrawn_post_is_answered_as_taken_back(room):
    post = await told(room)
    room.headquarters.delete(post)
    reply = plain(await room.message(room.subscriber, 1, "Correction"))
    assert "Coordination Headquarters took back its post." in reply


async def test_a_merge_is_answered_under_the_message_with_who_and_why(room):
    room.headquarters.post("Сьогодні до України повернуто 1000 тіл полеглих.", at=room.clock())
    first = await room.message(room.subscriber, 0, "1,000")
    room.clock.pass_by(days=2)
    room.headquarters.post("Сьогодні до України повернуто 500 тіл полеглих.", at=room.clock())
    await room.message(room.editor, 1, "500")
    room.editor.writes_to(room.bot, "/decide merge bodies-2026-01-29 bodies-2026-01-31 one convoy")
    closed = await room.message(room.subscriber, 0, "now counts under bodies-2026-01-31")
    reply = await room.message(room.subscriber, 2, "Correction: an editor ruled", "Reason (Olena): one convoy")
    assert (closed.id, reply.reply_to) == (first.id, first.id)


async def test_who_never_had_the_old_figure_gets_no_correction(room):
    await told(room)
    await newcomer(room)
    await correct(room, "1003 the Headquarters counted three more")
    await room.message(room.subscriber, 1, "Correction")
    await room.message(room.stranger, 2, "1 003")
    assert [one for one in room.sees(room.stranger) if "Виправлення:" in one.text] == []


async def test_who_waits_for_a_confirmation_is_told_the_corrected_figure_alone(room):
    room.subscriber.writes_to(room.bot, "/lowest confirmed")
    await room.message(room.subscriber, 0, "From now on")
    room.headquarters.post(HEADQUARTERS, at=room.clock())
    room.tass.post(TASS, at=room.clock())
    await room.message(room.editor, 0, "38")
    await correct(room, "1003 the Headquarters counted three more")
    await room.message(room.subscriber, 1, "1,003", "corrected by an editor")
    assert len(room.sees(room.subscriber)) == 2


@pytest.mark.parametrize(
    ("language", "label"),
    [("uk", "Виправлення: рішення редактора"), ("ru", "Исправление: решение редактора")],
)
async def test_a_correction_comes_in_the_language_of_the_chat(room, language, label):
    room.subscriber.writes_to(room.bot, f"/language {language}")
    await room.message(room.subscriber, 0)
    room.headquarters.post(HEADQUARTERS, at=room.clock())
    await room.message(room.subscriber, 1)
    room.tass.post(TASS, at=room.clock())
    await room.message(room.subscriber, 1, "38")
    await correct(room, "1003 the Headquarters counted three more")
    await room.message(room.subscriber, 2, label)
