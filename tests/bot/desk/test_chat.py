"""Rulings in words, in the chat of an editor with the bot."""

import pytest

from bot.records import Action
from bot.store import Store, decisions
from tests.bot.newsroom import newsroom

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


async def test_a_subscriber_rules_nothing(room):
    room.subscriber.writes_to(room.bot, f"/decide hold {DAY}")
    await room.message(room.subscriber, 1, "I do not know this command")
    assert ruled(room) == []
