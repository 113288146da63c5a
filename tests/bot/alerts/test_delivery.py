"""Delivery: in order within a chat, no chat waits for another, and a failure is tried again."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.alerts.delivery import Delivery
from bot.errors import ChatUnreachable, DeliveryFailed
from bot.records import Alert, AlertType, Subscriber, SubscriberState
from bot.store import Store, outbox, parcels, subscribers
from parsers.claim import Kind

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)


class Clock:
    """Time that moves when the test says so."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


class NotebookVoice:
    """A voice that writes down what it is asked to say, and fails when told to."""

    def __init__(self):
        self.said = []
        self.failures = {}
        self.hanging = set()

    async def send(self, parcel):
        self.said.append((parcel.chat_id, parcel.text))
        if parcel.chat_id in self.hanging:
            await asyncio.Event().wait()
        self._fail(parcel)
        return 100 + len(self.said)

    async def amend(self, parcel):
        self.said.append((parcel.chat_id, f"{parcel.message_id}: {parcel.text}"))
        self._fail(parcel)

    def _fail(self, parcel):
        if waiting := self.failures.get(parcel.chat_id):
            raise waiting.pop(0)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def voice():
    return NotebookVoice()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as opened:
        for chat in (7, 8):
            opened.run(subscribers.put, Subscriber(chat, "desk", "en"), NOON)
        yield opened


@pytest.fixture
def delivery(store, voice, clock):
    return Delivery(store, voice, clock, Random(1))


def tell(store, text, thread="bodies-2026-01-29"):
    alert = Alert(AlertType.REPORTED, thread, Kind.BODIES, text, {"en": text})
    store.run(outbox.add, alert, (), NOON)


async def test_everybody_is_told_once(store, voice, delivery):
    tell(store, "one")
    await delivery.drain()
    await delivery.drain()
    assert voice.said == [(7, "one"), (8, "one")]


async def test_the_next_alert_of_a_thread_amends_the_message(store, voice, delivery):
    tell(store, "one")
    await delivery.drain()
    tell(store, "two")
    await delivery.drain()
    assert voice.said[2:] == [(7, "101: two"), (8, "102: two")]


async def test_a_chat_that_fails_holds_up_no_other(store, voice, delivery):
    voice.failures[7] = [DeliveryFailed("no line")]
    tell(store, "one")
    await delivery.drain()
    assert store.run(parcels.count) == {"due": 1, "sent": 1}


async def test_a_chat_that_hangs_holds_up_no_other(store, voice, delivery):
    voice.hanging = {7}
    is_up = asyncio.Event()
    is_up.set()
    task = asyncio.create_task(delivery.run(is_up))
    for number in range(3):
        tell(store, f"{number}", f"bodies-{number}")
        delivery.wake()
    async with asyncio.timeout(5):
        while await store.transact(parcels.count) != {"due": 3, "sent": 3}:
            pass
    task.cancel()
    await asyncio.wait([task])
    assert voice.said.count((7, "0")) == 1


async def test_what_follows_in_a_chat_waits_for_what_failed_before_it(store, voice, delivery, clock):
    voice.failures[7] = [DeliveryFailed("no line")]
    tell(store, "one")
    tell(store, "two", "bodies-2026-02-26")
    await delivery.drain()
    clock.now += timedelta(seconds=5)
    await delivery.drain()
    assert [text for chat, text in voice.said if chat == 7] == ["one", "one", "two"]


async def test_a_pause_outlives_the_process(tmp_path, store, voice, delivery, clock):
    voice.failures[7] = [DeliveryFailed("flood", 300)]
    tell(store, "one")
    await delivery.drain()
    store.close()
    with Store.open(tmp_path / "zvirka.db") as reopened:
        again = Delivery(reopened, voice, clock, Random(1))
        await again.drain()
        before = len(voice.said)
        clock.now += timedelta(seconds=300)
        await again.drain()
    assert (before, voice.said[before:]) == (2, [(7, "one")])


async def test_chats_that_fail_together_are_not_tried_again_together(store, voice, delivery):
    for chat in (7, 8):
        voice.failures[chat] = [DeliveryFailed("no line")]
    tell(store, "one")
    await delivery.drain()
    first = store.run(parcels.next_due_at)
    assert store.run(parcels.next_due_at, frozenset({7})) != store.run(parcels.next_due_at, frozenset({8}))
    assert NOON < first < NOON + timedelta(seconds=2)


async def test_what_failed_is_tried_again_when_its_pause_is_over(store, voice, delivery, clock):
    voice.failures[7] = [DeliveryFailed("no line")]
    tell(store, "one")
    await delivery.drain()
    clock.now += timedelta(seconds=5)
    await delivery.drain()
    assert voice.said == [(7, "one"), (8, "one"), (7, "one")]


async def test_a_wait_that_telegram_asks_for_is_respected(store, voice, delivery):
    voice.failures[7] = [DeliveryFailed("flood", 300)]
    tell(store, "one")
    await delivery.drain()
    assert store.run(parcels.next_due_at) == NOON + timedelta(seconds=300)


async def test_pauses_grow_up_to_ten_minutes(store, voice, delivery, clock):
    voice.failures[7] = [DeliveryFailed("no line") for _ in range(12)]
    tell(store, "one")
    pauses = []
    for _ in range(12):
        await delivery.drain()
        due_at = store.run(parcels.next_due_at)
        pauses.append((due_at - clock.now).total_seconds())
        clock.now = due_at
    assert (pauses[0] < 2, 400 < pauses[-1] <= 720) == (True, True)


async def test_a_chat_that_cannot_be_reached_is_parked(store, voice, delivery):
    voice.failures[7] = [ChatUnreachable("blocked")]
    tell(store, "one")
    await delivery.drain()
    assert store.run(subscribers.find, 7).state is SubscriberState.UNREACHABLE


async def test_editors_are_told_once_that_a_chat_is_parked(store, voice, delivery):
    store.run(subscribers.put, Subscriber(9, "Olena", "en", is_editor=True), NOON)
    store.run(subscribers.put, Subscriber(7, "Desk <Kyiv>", "en"), NOON)
    voice.failures[7] = [ChatUnreachable("UserIsBlockedError: User is blocked")]
    tell(store, "one")
    tell(store, "two", "bodies-2026-02-26")
    await delivery.drain()
    (notice,) = (text for chat, text in voice.said if chat == 9 and "does not let me" in text)
    assert notice.splitlines()[:2] == [
        "<b>Telegram does not let me write to Desk &lt;Kyiv&gt;</b> (<code>7</code>).",
        "UserIsBlockedError: User is blocked",
    ]


async def test_the_task_waits_for_the_line_and_delivers_when_woken(store, voice, delivery):
    is_up = asyncio.Event()
    task = asyncio.create_task(delivery.run(is_up))
    tell(store, "one")
    delivery.wake()
    is_up.set()
    async with asyncio.timeout(5):
        while await store.transact(parcels.count) != {"sent": 2}:
            pass
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sorted(voice.said) == [(7, "one"), (8, "one")]
