"""Ingest and outbox beside a model of a few lines: whatever the order of posts, failures and crashes, they agree."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from telethon.extensions import html

from bot.alerts.delivery import Delivery
from bot.errors import ChatUnreachable, DeliveryFailed
from bot.ingest import Ingest
from bot.records import PostKey, Publication, Subscriber, SubscriberState
from bot.store import Store, parked, posts, subscribers
from parsers import parse
from parsers.parties import known_parties
from tests.simulation import proof

MORNING = datetime(2026, 1, 29, 9, tzinfo=UTC)
CHATS = {1: "uk", 2: "en"}
SOURCES = {
    "coordination-hq": "До України повернуто {} тіл полеглих.",
    "tass": "Россия передала Украине тела {} погибших военнослужащих.",
}
KEYS = [PostKey(source, ident) for source in SOURCES for ident in ("1", "2")]


class Killed(BaseException):
    """The process ends here."""


class Telegram:
    """What the chats hold; a message that is sent again under its id is there once. `mishap` meets the next call.

    Nothing reaches the chats that are `closed`.
    """

    def __init__(self):
        self.chats = {chat: {} for chat in CHATS}
        self.ids = {}
        self.closed = set()
        self.mishap = None

    async def send(self, parcel):
        self._before(parcel)
        ident = self.ids.setdefault((parcel.chat_id, parcel.random_id), len(self.ids) + 1)
        self.chats[parcel.chat_id].setdefault(ident, parcel.text)
        self._after()
        return ident

    async def amend(self, parcel):
        self._before(parcel)
        self.chats[parcel.chat_id][parcel.message_id] = parcel.text
        self._after()

    def _before(self, parcel):
        if parcel.chat_id in self.closed:
            raise ChatUnreachable("blocked")
        if self.mishap == "lost":
            self.mishap = None
            raise DeliveryFailed("the line was cut before it arrived")

    def _after(self):
        mishap, self.mishap = self.mishap, None
        if mishap == "receipt lost":
            raise DeliveryFailed("the line was cut before the answer")
        if mishap == "killed":
            raise Killed


class Newsroom(RuleBasedStateMachine):
    """Posts come, change, come late and go; messages fail; chats block the bot and come back; the process is killed."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.telegram = Telegram()
        self.now = MORNING
        self.texts = {}
        self.kept = set()
        self.taken = {}
        self.store = None

    @initialize()
    def start(self):
        self.store = Store.open(Path(self.folder.name) / "zvirka.db")
        people = [Subscriber(chat, "Olena", language) for chat, language in CHATS.items()]
        self.store.run(subscribers.configure, people, self.now)
        self.ingest = Ingest(self.store, known_parties(), parse, lambda: self.now)
        self.delivery = Delivery(self.store, self.telegram, lambda: self.now, Random(0))
        self.runner.run(self.ingest.start())

    @rule(key=st.sampled_from(KEYS), figure=st.sampled_from([700, 701, 909]))
    def publish(self, key, figure):
        """A post, or an edit of one, as a sweep finds it."""
        self._pass(60)
        text = SOURCES[key.source].format(figure)
        last = self.taken.get(key)
        edited_at = self.now if last and last.text != text else last and last.edited_at
        self._take(Publication(key, MORNING, text, self.now, edited_at=edited_at, stands=True))
        self.texts[key] = text
        self.kept.add((key, text))

    @rule(key=st.sampled_from(KEYS))
    def come_again(self, key):
        """What was taken last comes once more."""
        if key in self.taken:
            self._take(self.taken[key])

    @rule(key=st.sampled_from(KEYS), figure=st.sampled_from([702, 703]))
    def come_late(self, key, figure):
        """A push of what stood before the last edit: it is kept, and does not speak."""
        if self.texts.get(key) and self.taken[key].edited_at:
            text = SOURCES[key.source].format(figure)
            self.runner.run(self.ingest.take([Publication(key, MORNING, text, self.now)]))
            self.kept.add((key, text))

    @rule(key=st.sampled_from(KEYS))
    def withdraw(self, key):
        """The source takes a post down."""
        self._pass(60)
        self.runner.run(self.ingest.take([Publication(key, MORNING, None, self.now, withdrawn=True)]))
        if key in self.texts:
            self.texts[key] = None

    @rule(mishap=st.sampled_from([None, None, "lost", "receipt lost", "killed"]))
    def deliver(self, mishap):
        """Whatever is due goes out; something may happen to the first of it."""
        self.telegram.mishap = mishap
        try:
            self.runner.run(self.delivery.drain())
        except Killed:
            self.restart()
        self.telegram.mishap = None

    @rule(chat=st.sampled_from(sorted(CHATS)))
    def block(self, chat):
        """A chat lets nothing through any more."""
        self.telegram.closed.add(chat)

    @rule(chat=st.sampled_from(sorted(CHATS)))
    def come_back(self, chat):
        """A chat that blocked the bot lets it write again, and says so."""
        self.telegram.closed.discard(chat)
        if self.store.run(subscribers.find, chat).state is SubscriberState.UNREACHABLE:
            self.store.run(parked.release, chat, self.now, MORNING)

    @rule()
    def restart(self):
        """The process ends, and another begins with what the database holds."""
        self.store.close()
        self.start()

    @invariant()
    def the_store_is_what_was_published(self):
        if self.store is not None:
            found = self.store.run(posts.latest, limit=99)
            speaking = {post.key: None if post.withdrawn_at else text for post, text in found}
            kept = {(one.key, one.text) for one in self.store.run(posts.revisions_of, KEYS)}
            assert (speaking, kept) == (self.texts, self.kept)

    def teardown(self):
        for chat in CHATS:
            self.come_back(chat)
        self._pass(86_400)
        self.deliver(None)
        assert self.store.run(proof.alerts_of_the_picture) == []
        for chat, language in CHATS.items():
            shown = Counter(html.parse(text)[0] for text in self.telegram.chats[chat].values())
            assert shown == self.store.run(proof.expected, chat, language)
        self.store.close()
        self.runner.close()
        self.folder.cleanup()

    def _take(self, publication):
        self.runner.run(self.ingest.take([publication]))
        self.taken[publication.key] = publication

    def _pass(self, seconds):
        self.now += timedelta(seconds=seconds)


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
