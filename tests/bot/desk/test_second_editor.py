"""Two editors: what one of them confirms or corrects is told when the other seconds it."""

from datetime import UTC, datetime

import pytest

from bot.desk.decisions import Editor, rule
from bot.desk.rulings import Rulings
from bot.errors import StateOutdated
from bot.ingest import Ingest
from bot.records import Action, PostKey, Publication, Subscriber
from bot.store import Store, chain, decisions, parcels, subscribers
from parsers import parse
from parsers.parties import known_parties

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
DAY = "bodies-2026-01-29"
OLENA, PETRO = Editor(1, "Olena"), Editor(2, "Petro")
DESK = 3


class Chat:
    """What one person has of the bot: texts and buttons, by the id of the message."""

    def __init__(self):
        self.texts = {}
        self.buttons = {}

    @property
    def main(self):
        return self.texts[min(self.texts)]

    def button(self, label):
        """The newest button of that label, be it still shown or not."""
        return self.buttons[label]


class Room:
    """Two editors and a subscriber, on a real database."""

    def __init__(self, store):
        self.store = store
        self.now = NOON
        self.ingest = Ingest(store, known_parties(), parse, self.clock, needs_second=True)
        self.rulings = Rulings(store, self.ingest, self.clock)
        self.chats = {one: Chat() for one in (OLENA.id, PETRO.id, DESK)}
        for editor in (OLENA, PETRO):
            store.run(subscribers.put, Subscriber(editor.id, editor.name, "en", is_editor=True), NOON)
        store.run(subscribers.put, Subscriber(DESK, "desk", "en"), NOON)

    def clock(self):
        self.now = self.now.replace(microsecond=self.now.microsecond + 1)
        return self.now

    async def posts(self, text, post="1"):
        await self.ingest.take([Publication(PostKey("coordination-hq", post), NOON, text, NOON)])
        self.deliver()

    async def presses(self, editor, label):
        return await self.presses_token(editor, self.chats[editor.id].button(label))

    async def presses_token(self, editor, token):
        pressed = await self.rulings.press(editor, "en", token.encode())
        self.deliver()
        return pressed.note

    async def writes(self, editor, text):
        said = await self.rulings.answer(editor, "en", text)
        self.deliver()
        return said

    def deliver(self):
        while due := self.store.run(parcels.claim, self.now):
            for one in due:
                place = one.message_id or 100 + one.number
                self.store.run(parcels.sent, one.number, place, self.now)
                chat = self.chats[one.chat_id]
                chat.texts[place] = one.text.replace("\N{NO-BREAK SPACE}", " ")
                chat.buttons |= dict(one.buttons.items())

    def present(self):
        return self.ingest.book.find(DAY)


@pytest.fixture
async def room(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as store:
        room = Room(store)
        await room.ingest.start()
        await room.posts("Сьогодні до України повернуто 1000 тіл полеглих.")
        yield room


async def test_what_one_editor_confirms_is_not_told_as_confirmed(room):
    said = await room.presses(OLENA, "confirm")
    assert (said, "Confirmed" in room.chats[DESK].main, room.present().ruling) == (
        "Noted. It is published as soon as another editor seconds it.",
        False,
        None,
    )


async def test_the_editors_are_called_and_nobody_else(room):
    await room.presses(OLENA, "confirm")
    calls = [
        [text.splitlines()[-1] for text in chat.texts.values() if "Awaiting the second" in text]
        for chat in room.chats.values()
    ]
    call = "Confirmed by one editor (Olena): to Ukraine 1,000. Awaiting the second."
    assert calls == [[call], [call], []]


async def test_the_other_editor_seconds_by_a_press(room):
    await room.presses(OLENA, "confirm")
    said = await room.presses(PETRO, "second")
    assert (said, "Confirmed by Olena, Petro" in room.chats[DESK].main, room.present().ruling.editor) == (
        "Seconded: it is published now.",
        True,
        "Olena, Petro",
    )


async def test_nobody_seconds_by_a_press_what_he_confirmed_himself(room):
    await room.presses(OLENA, "confirm")
    await room.presses(OLENA, "second")
    assert room.present().ruling is None


async def test_the_call_ends_when_it_was_seconded(room):
    await room.presses(OLENA, "confirm")
    await room.presses(PETRO, "second")
    (call,) = [text for text in room.chats[PETRO.id].texts.values() if "second editor" in text]
    assert call.splitlines()[-1] == "No ruling awaits a second editor here any more."


async def test_the_call_ends_when_the_ground_changed(room):
    await room.presses(OLENA, "confirm")
    await room.posts("Сьогодні до України повернуто 1003 тіла полеглих.")
    said = await room.presses(PETRO, "second")
    assert (said.startswith("This has changed since: nothing was done."), room.present().ruling) == (True, None)


async def test_a_press_on_an_earlier_call_seconds_nothing(room):
    await room.presses(OLENA, "correct")
    await room.writes(OLENA, "1003 a misprint")
    earlier = room.chats[PETRO.id].button("second")
    await room.presses(OLENA, "correct")
    await room.writes(OLENA, "1005 another misprint")
    said = await room.presses_token(PETRO, earlier)
    assert (said.startswith("This has changed since: nothing was done."), room.present().ruling) == (True, None)


async def test_a_second_of_other_figures_than_those_that_wait_is_refused(room):
    await room.presses(OLENA, "confirm")
    meant = rule(room.present(), Action.SECOND, PETRO, room.clock())
    await room.presses(OLENA, "correct")
    await room.writes(OLENA, "1003 a misprint")
    with pytest.raises(StateOutdated):
        await room.ingest.decide(meant)


async def test_the_other_editor_can_still_reject_what_waits(room):
    await room.presses(OLENA, "confirm")
    await room.presses(PETRO, "reject")
    await room.writes(PETRO, "another day")
    assert (room.present().ruling.action, room.present().pending) == (Action.REJECT, None)


async def test_two_editors_who_confirm_have_seconded_each_other(room):
    await room.presses(OLENA, "confirm")
    said = await room.presses(PETRO, "confirm")
    assert (said, room.present().ruling.editor) == (
        "Confirmed. The messages are being amended.",
        "Olena, Petro",
    )


async def test_a_correction_waits_too_and_is_told_when_it_is_seconded(room):
    await room.presses(OLENA, "correct")
    said = await room.writes(OLENA, "1003 a misprint")
    before = room.chats[DESK].main
    await room.presses(PETRO, "second")
    assert (said, "1,003" in before, "1,003" in room.chats[DESK].main) == (
        "Noted. It is published as soon as another editor seconds it.",
        False,
        True,
    )


async def test_what_waits_is_sealed_in_the_log_as_such(room):
    await room.presses(OLENA, "confirm")
    (entry,) = room.store.run(decisions.log)
    assert (entry.decision.awaits_second, chain.breaks([entry])) == (True, [])


async def test_both_editors_stand_in_the_log(room):
    await room.presses(OLENA, "confirm")
    await room.presses(PETRO, "second")
    assert [(one.action, one.editor) for one in room.store.run(decisions.every)] == [
        (Action.CONFIRM, "Olena"),
        (Action.SECOND, "Petro"),
    ]


async def test_what_waits_still_waits_when_one_editor_is_enough_from_then_on(room):
    await room.presses(OLENA, "confirm")
    again = Ingest(room.store, known_parties(), parse, room.clock)
    await again.start()
    assert again.book.find(DAY).pending.editor == "Olena"
