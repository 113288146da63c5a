"""A source is silent when it is silent for longer than its own habit."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.records import AlertType, PostKey, Publication, Subscriber
from bot.sources.silence import Silence, patience
from bot.store import Store, channels, coverage, outbox, posts, subscribers
from bot.store.channels import Channel

NOON = datetime(2026, 1, 29, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Newsroom:
    """A store with one source, and what its editor is told."""

    def __init__(self, store):
        self.store = store
        self.now = NOON
        self.swept = []
        self.silence = Silence(store, lambda: self.now, DAY, when_alerted=lambda: None, want_sweep=self.swept.append)
        store.run(subscribers.put, Subscriber(1, "Olena", "en", is_editor=True), NOON)
        store.run(subscribers.put, Subscriber(2, "Desk", "en"), NOON)
        store.run(channels.put, Channel("tass", "@tass_agency", 7, 8, "TASS"), NOON)
        self.asked()

    def asked(self):
        self.store.run(coverage.checked, "tass", self.now)

    def posted(self, *times):
        for at in times:
            key = PostKey("tass", str(int(at.timestamp())))
            self.store.run(posts.put, Publication(key, at, "слова", at))

    def told(self):
        return [one.text["en"].splitlines()[0] for one in self.store.run(outbox.every)]


@pytest.fixture
def room(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as store:
        yield Newsroom(store)


def hourly(count, until=NOON):
    return [until - number * HOUR for number in range(count)]


def test_a_source_that_posts_every_hour_may_always_be_silent_for_the_floor():
    assert patience(hourly(50), DAY) == DAY


def test_a_source_that_posts_once_in_three_days_may_be_silent_for_six():
    assert patience([NOON - 3 * number * DAY for number in range(10)], DAY) == 6 * DAY


def test_one_holiday_makes_no_habit():
    assert patience([*hourly(100), NOON - 14 * DAY], DAY) == DAY


def test_a_source_with_one_post_has_no_habit_but_the_floor():
    assert patience([NOON], DAY) == DAY


async def test_a_source_that_is_silent_for_too_long_is_told(room):
    room.posted(*hourly(50, until=NOON - 2 * DAY))
    await room.silence.check()
    assert room.told() == ["<b>TASS is silent.</b>"]


async def test_a_silence_is_told_once(room):
    room.posted(NOON - 2 * DAY)
    await room.silence.check()
    await room.silence.check()
    assert len(room.told()) == 1


async def test_a_source_that_posted_lately_is_not_silent(room):
    room.posted(NOON - HOUR)
    await room.silence.check()
    assert room.told() == []


async def test_a_source_that_is_back_is_told_once(room):
    room.posted(NOON - 2 * DAY)
    await room.silence.check()
    room.posted(NOON)
    await room.silence.check()
    await room.silence.check()
    assert room.told() == ["<b>TASS is silent.</b>", "<b>TASS posts again.</b>"]


async def test_a_second_silence_is_told_again(room):
    room.posted(NOON - 2 * DAY)
    await room.silence.check()
    room.posted(NOON)
    await room.silence.check()
    room.now += 10 * DAY
    room.asked()
    await room.silence.check()
    assert len(room.told()) == 3


async def test_while_nobody_asked_the_channel_nobody_is_silent(room):
    room.posted(NOON - HOUR)
    room.now += 10 * DAY
    await room.silence.check()
    assert room.told() == []


async def test_a_channel_that_cannot_be_read_is_told_of_elsewhere(room):
    room.posted(NOON - 2 * DAY)
    room.store.run(channels.put, Channel("tass", "@tass_agency", 7, 8, "TASS", failure="private"), NOON)
    await room.silence.check()
    assert room.told() == []


async def test_a_silent_channel_is_swept(room):
    room.posted(NOON - 2 * DAY)
    await room.silence.check()
    assert room.swept == [7]


async def test_a_silence_goes_to_editors_alone(room):
    room.posted(NOON - 2 * DAY)
    await room.silence.check()
    query = "SELECT chat_id FROM deliveries"
    assert room.store.run(lambda connection: connection.exec_driver_sql(query).scalars().all()) == [1]


async def test_the_log_says_it_too(room, caplog):
    room.posted(NOON - 2 * DAY)
    await room.silence.check()
    assert [(one.message, one.source) for one in caplog.records] == [("source silent", "tass")]


async def test_the_message_names_the_last_post(room):
    room.posted(NOON - 2 * DAY)
    await room.silence.check()
    (said,) = room.store.run(outbox.every)
    assert (said.type, "27 January" in said.text["en"]) == (AlertType.NOTICE, True)
