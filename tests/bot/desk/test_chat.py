"""Rulings in words, in the chat of an editor with the bot."""

import pytest

from bot.records import Action
from bot.store import Store, decisions
from tests.bot.newsroom import CONFIGURATION, newsroom

DAY = "bodies-2026-01-29"


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened, opened.open():
        opened.headquarters.post("Сьогодні до України повернуто 1000 тіл полеглих.", at=opened.clock())
        await opened.message(opened.editor, 0, "1,000")
        yield opened


def ruled(room):
    with Store.look_into(room.configuration.store.path) as store:
        return [(one.action, one.editor, one.via) for one in store.run(decisions.every)]


async def test_an_editor_rules_in_words(room):
    room.editor.writes_to(room.bot, f"/decide asked {DAY} 24 the press service")
    await room.message(room.editor, 1, "Noted.")
    assert ruled(room) == [(Action.ASKED, "Olena", None)]


async def test_what_cannot_be_understood_is_answered_with_how_it_is_written(room):
    room.editor.writes_to(room.bot, "/decide everything")
    await room.message(room.editor, 1, "confirm ID [reason]")
    assert ruled(room) == []


async def test_what_is_held_is_released_by_a_button(room):
    await room.editor.presses(await room.message(room.editor, 0, "1,000"), "Hold")
    held = await room.message(room.editor, 0, "HELD")
    said = await room.editor.presses(held, "Release")
    assert (said.text, ruled(room)) == (
        "Released: the figures speak for themselves again.",
        [(Action.HOLD, "Olena", None), (Action.RELEASE, "Olena", None)],
    )


@pytest.fixture
async def two_editors(tmp_path):
    async with newsroom(tmp_path) as opened:
        opened.stranger.writes_to(opened.bot, "hello")
        petro = f'\n[[editor]]\nid = {opened.stranger.id}\nname = "Petro"\nlanguage = "en"\n'
        opened.write_configuration(CONFIGURATION + petro + "\n[desk]\nsecond_editor = true\n")
        async with opened.open():
            opened.headquarters.post("Сьогодні до України повернуто 1000 тіл полеглих.", at=opened.clock())
            await opened.editor.presses(await opened.message(opened.editor, 0, "1,000"), "Confirm")
            yield opened


async def test_another_editor_is_called_and_seconds_by_a_button(two_editors):
    call = await two_editors.message(two_editors.stranger, 1, "Awaiting the second.")
    said = await two_editors.stranger.presses(call, "Second")
    await two_editors.message(two_editors.subscriber, 0, "Confirmed by Olena, Petro")
    assert said.text == "Seconded: it is published now."


async def test_another_editor_seconds_in_words(two_editors):
    await two_editors.message(two_editors.stranger, 1, "Awaiting the second.")
    two_editors.stranger.writes_to(two_editors.bot, f"/decide second {DAY}")
    await two_editors.message(two_editors.subscriber, 0, "Confirmed by Olena, Petro")
    assert ruled(two_editors) == [(Action.CONFIRM, "Olena", None), (Action.SECOND, "Petro", None)]


async def test_an_editor_is_refused_in_his_own_language(tmp_path):
    async with newsroom(tmp_path, "uk") as room, room.open():
        room.editor.writes_to(room.bot, f"/decide hold {DAY}")
        await room.message(room.editor, 0, f"{DAY}: такої передачі немає.")


async def test_the_command_alone_is_answered_with_what_can_be_ruled(room):
    room.editor.writes_to(room.bot, "/decide")
    await room.message(room.editor, 1, "Write one of: confirm ID [reason]")
    assert ruled(room) == []


async def test_a_subscriber_rules_nothing(room):
    room.subscriber.writes_to(room.bot, f"/decide hold {DAY}")
    await room.message(room.subscriber, 1, "I do not know this command")
    assert ruled(room) == []
