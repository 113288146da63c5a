"""29 January 2026, from the pushed posts to the messages that people have, with unmodified Telethon on loopback."""

import pytest

from bot.records import Action
from bot.store import Store, decisions, posts
from tests.bot.newsroom import newsroom, plain

HEADQUARTERS = (
    "Сьогодні проведено репатріаційні заходи. В Україну повернуто 1000 тіл загиблих, які, за твердженням російської "
    "сторони, належать українським військовослужбовцям.\n\nДякуємо Міжнародному Комітету Червоного Хреста за сприяння."
)
TASS = (
    "Россия в рамках стамбульских договоренностей передала Украине тела 1000 погибших военнослужащих, "
    "взамен получены тела 38 российских бойцов, сообщили ТАСС в ведомстве."
)
EDITED = HEADQUARTERS.replace("1000 тіл", "1003 тіла")


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened, opened.open():
        yield opened


async def reported(room):
    """The first post, and the message that it became."""
    post = room.headquarters.post(HEADQUARTERS, at=room.clock())
    return post, await room.message(room.subscriber, 0, "1,000")


async def corroborated(room):
    """Both posts, and the message that they became."""
    post, _ = await reported(room)
    room.clock.pass_by(minutes=25)
    room.tass.post(TASS, at=room.clock())
    return post, await room.message(room.subscriber, 0, "38")


async def confirmed(room):
    """Both posts, confirmed by the editor."""
    post, _ = await corroborated(room)
    room.clock.pass_by(minutes=5)
    answer = await room.editor.presses(await room.message(room.editor, 0, "38"), "Confirm")
    return post, answer, await room.message(room.subscriber, 0, "onfirmed")


async def disputed(room):
    """The headquarters' post edited after the confirmation."""
    post, _, _ = await confirmed(room)
    room.clock.pass_by(hours=1)
    room.headquarters.edit(post, EDITED)
    return await room.message(room.subscriber, 1, "1,003"), await room.message(room.subscriber, 0, "1,003")


async def test_the_first_post_is_told_as_reported_by_one_side(room):
    _, message = await reported(room)
    assert "To Ukraine: 1,000 bodies — reported" in plain(message)


async def test_the_alert_carries_words_link_source_time_and_hedge(room):
    post, message = await reported(room)
    carried = {
        "words": "1000 тіл загиблих" in plain(message),
        "link": f"https://t.me/Koord_shtab/{post}" in message.html,
        "source": "Coordination Headquarters" in plain(message),
        "time": "12:40" in plain(message),
        "hedge": "forensic" in plain(message),
    }
    assert carried == dict.fromkeys(carried, True)


async def test_nothing_is_invented_of_the_other_direction(room):
    _, message = await reported(room)
    assert "To Russia: no figure given" in plain(message)


async def test_the_second_post_amends_the_same_message(room):
    _, first = await reported(room)
    room.tass.post(TASS, at=room.clock())
    second = await room.message(room.subscriber, 0, "38")
    assert (second.id, second.is_edited, len(room.sees(room.subscriber))) == (first.id, True, 1)


async def test_two_sides_corroborate_across_the_sides(room):
    _, message = await corroborated(room)
    assert "To Ukraine: 1,000 bodies — corroborated across the sides" in plain(message)


async def test_the_figure_of_one_side_is_named_as_such(room):
    _, message = await corroborated(room)
    line = next(line for line in plain(message).splitlines() if line.startswith("To Russia"))
    assert "38 bodies" in line
    assert "only the Russian side gives a figure" in line


async def test_editors_get_buttons_and_subscribers_do_not(room):
    _, message = await corroborated(room)
    editors = await room.message(room.editor, 0, "38")
    labels = [label for row in editors.buttons for label in row]
    assert (labels, message.buttons) == (["Confirm", "Correct", "Reject", "Hold"], ())


async def test_a_confirmation_amends_the_message(room):
    _, answer, message = await confirmed(room)
    assert (answer.text, "Olena" in plain(message), len(room.sees(room.subscriber))) == (
        "Confirmed. The messages are being amended.",
        True,
        1,
    )


async def test_a_confirmation_is_kept_with_who_and_when(room):
    await confirmed(room)
    with Store.look_into(room.configuration.store.path) as store:
        (decision,) = store.run(decisions.every, "bodies-2026-01-29")
    assert (decision.action, decision.editor_id, decision.editor, decision.decided_at) == (
        Action.CONFIRM,
        room.editor.id,
        "Olena",
        room.clock(),
    )


async def test_an_edit_that_differs_brings_a_reply_that_nobody_can_overlook(room):
    reply, message = await disputed(room)
    assert (reply.reply_to, "isputed" in plain(reply)) == (message.id, True)


async def test_the_dispute_names_who_says_what(room):
    _, message = await disputed(room)
    line = next(line for line in plain(message).splitlines() if line.startswith("To Ukraine"))
    assert ("1,000–1,003" in line, "isputed" in line) == (True, True)


async def test_the_confirmation_is_shown_as_resting_on_the_earlier_text(room):
    _, message = await disputed(room)
    assert "earlier text" in plain(message)


async def test_both_texts_of_the_edited_post_are_kept(room):
    await disputed(room)
    with Store.look_into(room.configuration.store.path) as store:
        key = next(post.key for post, _ in store.run(posts.latest, limit=9) if post.key.source == "coordination-hq")
        assert [one.text for one in store.run(posts.revisions_of, [key])] == [HEADQUARTERS, EDITED]


async def test_a_press_on_an_outdated_state_is_refused_with_the_newer_one_shown(room):
    await corroborated(room)
    old = await room.message(room.editor, 0, "38")
    stale = old.message.buttons[0][0].data
    await room.editor.presses(old, "Hold")
    answer = await room.editor.presses_data(old, stale)
    assert (answer.is_alert, answer.text.startswith("This has changed since: nothing was done. Now:")) == (True, True)


async def test_somebody_who_is_no_editor_gets_a_polite_no_and_is_logged(room, caplog):
    await corroborated(room)
    message = await room.message(room.editor, 0, "38")
    answer = await room.stranger.presses(message, "Confirm")
    logged = [record.person for record in caplog.records if record.message == "press by somebody who is no editor"]
    assert (answer.text, logged) == (
        "Цю кнопку можуть натискати лише редактори. Дякуємо за уважне читання.",
        [room.stranger.id],
    )


async def test_a_forged_token_does_nothing(room):
    await corroborated(room)
    message = await room.message(room.editor, 0, "38")
    answer = await room.editor.presses_data(message, b"' OR 1=1 --")
    with Store.look_into(room.configuration.store.path) as store:
        assert (answer.is_alert, store.run(decisions.every)) == (True, [])


async def test_a_correction_asks_for_figure_and_reason_and_reaches_who_got_the_old(room):
    await corroborated(room)
    await room.editor.presses(await room.message(room.editor, 0, "38"), "Correct")
    await room.message(room.editor, 1, "1003 ")
    room.editor.writes_to(room.bot, "1003 misprint in the first post")
    reply = await room.message(room.subscriber, 1, "1,003", "misprint in the first post")
    assert reply.reply_to == room.sees(room.subscriber)[0].id


async def test_a_correction_that_cannot_be_read_changes_nothing(room):
    await corroborated(room)
    await room.editor.presses(await room.message(room.editor, 0, "38"), "Correct")
    room.editor.writes_to(room.bot, "about a thousand")
    await room.message(room.editor, 2, "cannot read that figure")
    with Store.look_into(room.configuration.store.path) as store:
        assert store.run(decisions.every) == []


async def test_a_rejection_asks_for_the_reason(room):
    await corroborated(room)
    await room.editor.presses(await room.message(room.editor, 0, "38"), "Reject")
    await room.message(room.editor, 1, "Why is it rejected?")
    room.editor.writes_to(room.bot, "the post was a test")
    await room.message(room.subscriber, 1, "the post was a test")


async def test_a_withdrawn_post_is_told(room):
    post, _ = await reported(room)
    room.headquarters.delete(post)
    reply = await room.message(room.subscriber, 1, "ithdrawn")
    assert reply.reply_to == room.sees(room.subscriber)[0].id
