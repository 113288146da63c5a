"""Chats that cannot be reached: nothing is sent to them, and what they must know waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.records import Alert, AlertType, Subscriber, SubscriberState, Telling
from bot.store import held, outbox, parcels, parked, subscribers
from bot.store.parked import Parked
from parsers.claim import Kind
from tests.bot.store.conftest import NOON

ALERT = Alert(AlertType.REPORTED, "bodies-2026-01-29", Kind.BODIES, "s1", {"en": "first"})
SECOND = replace(ALERT, state="s2", text={"en": "second"})
THIRD = replace(ALERT, state="s3", text={"en": "third"}, reply={"en": "attention"})
OTHER = replace(ALERT, thread="prisoners-2026-02-05", kind=Kind.PRISONERS, text={"en": "other"})
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def tell(store):
    """Write alerts for two chats."""
    for chat in (7, 8):
        store.run(subscribers.put, Subscriber(chat, "desk", "en"), NOON)
    return lambda alert, judge=outbox.tell_all: store.run(outbox.add, alert, (), NOON, judge)


def send_all(store):
    for offset, parcel in enumerate(store.run(parcels.claim, NOON)):
        store.run(parcels.sent, parcel.number, 100 + offset, NOON)


def block(store, chat=7):
    (mine,) = (one for one in store.run(parcels.claim, NOON) if one.chat_id == chat)
    store.run(parked.park, mine.number, "blocked", LATER)


def release(store, news_since=NOON - timedelta(days=3)):
    return store.run(parked.release, 7, LATER, news_since)


def said(store, chat=7):
    """All that a chat is sent from now on."""
    found = []
    while due := [one for one in store.run(parcels.claim, LATER) if one.chat_id == chat]:
        (parcel,) = due
        found.append((parcel.message_id or parcel.reply_to, parcel.text))
        store.run(parcels.sent, parcel.number, parcel.message_id or 200, LATER)
    return found


def test_an_unreachable_chat_is_parked_and_asked_no_more(store, tell):
    tell(ALERT)
    block(store)
    tell(OTHER)
    assert store.run(subscribers.find, 7).state is SubscriberState.UNREACHABLE
    assert said(store) == []


def test_the_others_are_told(store, tell):
    tell(ALERT)
    block(store)
    tell(OTHER)
    assert [text for _, text in said(store, 8)] == ["first", "other"]


def test_a_parked_chat_is_listed_with_reason_since_when_and_how_much_waits(store, tell):
    tell(ALERT)
    block(store)
    tell(OTHER)
    assert store.run(parked.every) == {7: Parked(LATER, "blocked", 2)}


def test_a_chat_that_is_released_is_no_longer_listed(store, tell):
    tell(ALERT)
    block(store)
    release(store)
    assert (store.run(parked.every), store.run(subscribers.find, 7).state) == ({}, SubscriberState.ACTIVE)


def test_a_released_chat_gets_what_waited(store, tell):
    tell(ALERT)
    block(store)
    tell(OTHER)
    assert (release(store), said(store)) == (2, [(None, "first"), (None, "other")])


def test_of_what_was_never_tried_a_released_chat_gets_the_last_text_alone(store, tell):
    tell(ALERT)
    block(store)
    tell(OTHER)
    tell(replace(OTHER, state="s2", text={"en": "other, amended"}))
    assert (release(store), said(store)) == (2, [(None, "first"), (None, "other, amended")])


def test_a_message_that_a_parked_chat_has_is_amended_with_its_reply_when_it_is_back(store, tell):
    tell(ALERT)
    send_all(store)
    tell(SECOND)
    block(store)
    tell(THIRD)
    release(store)
    assert said(store) == [(100, "second"), (100, "third"), (100, "attention")]


def test_what_is_old_and_was_never_shown_is_not_sent_any_more(store, tell):
    tell(ALERT)
    block(store)
    assert (release(store, LATER), said(store)) == (0, [])


def test_a_message_that_the_chat_has_is_amended_however_old_it_is(store, tell):
    tell(ALERT)
    send_all(store)
    tell(SECOND)
    block(store)
    assert (release(store, LATER), said(store)) == (1, [(100, "second")])


def test_nothing_goes_back_behind_what_the_chat_was_sent_since(store, tell):
    tell(ALERT)
    block(store)
    store.run(subscribers.put, Subscriber(7, "desk", "en"), NOON)  # as versions did that kept nothing for a return
    tell(SECOND)
    assert (release(store), said(store)) == (0, [(None, "second")])


def test_what_would_have_waited_for_the_morning_waits_for_the_return_instead(store, tell):
    tell(ALERT)
    block(store)
    tell(OTHER, lambda *_: Telling.HOLD)
    assert (7 in store.run(held.waiting), store.run(parked.every)[7].waiting) == (False, 2)


def test_what_a_chat_is_not_to_be_told_does_not_wait_for_it(store, tell):
    tell(ALERT)
    block(store)
    tell(OTHER, lambda *_: Telling.SKIP)
    assert store.run(parked.every)[7].waiting == 1
