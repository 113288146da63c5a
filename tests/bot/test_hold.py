"""A hold, from the store's side: who gets what while it stands, and when it is released."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.decisions import Editor, rule
from bot.ingest import Ingest
from bot.records import Action, PostKey, Publication, Subscriber
from bot.store import Store, parcels, subscribers
from parsers import parse
from parsers.parties import known_parties

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
DAY = "bodies-2026-01-29"
EDITOR, DESK = 1, 2


class Room:
    """An editor and a subscriber; `gets` sends what is due and returns it: chat, part, the first words."""

    def __init__(self, store):
        self.store = store
        self.now = NOON
        self.ingest = Ingest(store, known_parties(), parse, lambda: self.now)
        store.run(subscribers.put, Subscriber(EDITOR, "Olena", "en", is_editor=True), NOON)
        store.run(subscribers.put, Subscriber(DESK, "desk", "en"), NOON)

    async def posts(self, text, post="1"):
        self.now += timedelta(minutes=1)
        edited_at = self.now if self.ingest.book.claims else None
        await self.ingest.take([Publication(PostKey("coordination-hq", post), NOON, text, self.now, edited_at)])

    async def rules(self, action):
        self.now += timedelta(minutes=1)
        await self.ingest.decide(rule(self.ingest.book.find(DAY), action, Editor(EDITOR, "Olena"), self.now))

    def gets(self):
        found = []
        while due := self.store.run(parcels.claim, self.now):
            for one in due:
                self.store.run(parcels.sent, one.number, one.message_id or one.number, self.now)
                found.append((one.chat_id, one.part.value, one.text.splitlines()[0]))
        return sorted(found)


@pytest.fixture
def room(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as store:
        yield Room(store)


async def held(room):
    await room.posts("Сьогодні до України повернуто 1000 тіл полеглих.")
    room.gets()
    await room.rules(Action.HOLD)


async def test_who_had_the_message_is_told_that_it_is_held(room):
    await held(room)
    banner, title = "<b>HELD BY AN EDITOR: WAIT</b>", "❗ <b>HELD BY AN EDITOR</b> · bodies, 29 January 2026"
    assert room.gets() == [
        (chat, part, text) for chat in (EDITOR, DESK) for part, text in (("main", banner), ("reply", title))
    ]


async def test_what_changes_while_it_is_held_goes_to_editors_alone(room):
    await held(room)
    room.gets()
    await room.posts("Сьогодні до України повернуто 1003 тіла полеглих.")
    assert {chat for chat, _, _ in room.gets()} == {EDITOR}


async def test_the_word_that_it_is_held_is_not_lost_by_a_change_that_comes_before_it_was_sent(room):
    await held(room)
    await room.posts("Сьогодні до України повернуто 1003 тіла полеглих.")
    assert [text for chat, _, text in room.gets() if chat == DESK] == [
        "<b>HELD BY AN EDITOR: WAIT</b>",
        "❗ <b>HELD BY AN EDITOR</b> · bodies, 29 January 2026",
    ]


async def test_a_release_brings_all_that_was_held_back(room):
    await held(room)
    await room.posts("Сьогодні до України повернуто 1003 тіла полеглих.")
    room.gets()
    await room.rules(Action.RELEASE)
    assert [(part, text) for chat, part, text in room.gets() if chat == DESK] == [
        ("main", "<b>Bodies handed over</b>"),
        ("reply", "❗ <b>RELEASED BY AN EDITOR</b> · bodies, 29 January 2026"),
    ]
