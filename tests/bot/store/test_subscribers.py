"""Who is told, and what each of them chose."""

from dataclasses import replace
from datetime import time

import pytest

from bot.records import Digest, Level, Policy, Quiet, Subscriber, SubscriberState
from bot.store import subscribers
from parsers.claim import Kind, Receiver
from tests.bot.store.conftest import NOON

CHAT = Subscriber(7, "chat 7", "en")
ALL_CHOSEN = Policy(
    Level.CONFIRMED, (Receiver.RUSSIA,), Quiet(time(22, 30), time(6)), "Europe/London", Digest.WEEKLY, findings=False
)


@pytest.fixture
def configured(store):
    """Start the daemon with one chat in its configuration."""

    def start(chat):
        store.run(subscribers.configure, [chat], NOON)
        return store.run(subscribers.find, 7)

    return start


def test_what_a_chat_chose_is_kept_whole(store):
    store.run(subscribers.put, replace(CHAT, policy=ALL_CHOSEN), NOON)
    assert store.run(subscribers.find, 7).policy == ALL_CHOSEN


def test_a_chat_from_before_policies_has_the_default_one():
    assert subscribers.read_policy({}) == Policy()


def test_a_chat_of_the_configuration_begins_as_it_says(configured):
    assert configured(replace(CHAT, policy=ALL_CHOSEN)).policy == ALL_CHOSEN


def test_what_a_chat_chose_itself_outlives_a_restart(store, configured):
    configured(CHAT)
    store.run(subscribers.put, replace(CHAT, language="ru", policy=ALL_CHOSEN), NOON)
    present = configured(CHAT)
    assert (present.language, present.policy) == ("ru", ALL_CHOSEN)


def test_a_configuration_that_says_something_else_than_before_counts(store, configured):
    configured(CHAT)
    store.run(subscribers.put, replace(CHAT, language="ru"), NOON)
    present = configured(replace(CHAT, kinds=(Kind.BODIES,), policy=Policy(lowest=Level.CORROBORATED)))
    assert (present.language, present.kinds, present.policy.lowest) == ("en", (Kind.BODIES,), Level.CORROBORATED)


def test_a_chat_that_stopped_stays_stopped_when_its_configuration_changes(store, configured):
    configured(CHAT)
    store.run(subscribers.put, replace(CHAT, state=SubscriberState.STOPPED), NOON)
    assert configured(replace(CHAT, language="uk")).state is SubscriberState.STOPPED
