"""The outbox: who is told, what takes whose place, and that a repeated send can be recognised."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.records import Alert, AlertType, Subscriber, SubscriberState
from bot.store import outbox, parcels, subscribers
from parsers.claim import Kind
from tests.bot.store.conftest import NOON

ALERT = Alert(AlertType.REPORTED, "bodies-2026-01-29", Kind.BODIES, "s1", {"uk": "перше", "en": "first"})
SECOND = replace(ALERT, type=AlertType.CORROBORATED, state="s2", text={"uk": "друге", "en": "second"})
DISPUTE = replace(SECOND, type=AlertType.DISPUTED, state="s3", reply={"uk": "увага", "en": "attention"})
READER = Subscriber(7, "desk", "en")
EDITOR = Subscriber(8, "Olena", "uk", is_editor=True)


@pytest.fixture
def told(store):
    """Write alerts for the reader and the editor."""
    for one in (READER, EDITOR):
        store.run(subscribers.put, one, NOON)

    def tell(alert, actions=()):
        store.run(outbox.add, alert, actions, NOON)

    return tell


def claim(store, now=NOON):
    return store.run(parcels.claim, now)


def send_all(store, first_id=100):
    for offset, parcel in enumerate(claim(store)):
        store.run(parcels.sent, parcel.number, first_id + offset, NOON)


def test_each_subscriber_is_told_in_the_language_of_the_chat(store, told):
    told(ALERT)
    assert [(one.chat_id, one.text) for one in claim(store)] == [(7, "first"), (8, "перше")]


def test_a_subscriber_who_wants_no_bodies_is_not_told_of_them(store, told):
    store.run(subscribers.put, replace(READER, kinds=(Kind.PRISONERS,)), NOON)
    told(ALERT)
    assert [one.chat_id for one in claim(store)] == [8]


def test_a_subscriber_who_stopped_is_not_told(store, told):
    store.run(subscribers.put, replace(READER, state=SubscriberState.STOPPED), NOON)
    told(ALERT)
    assert [one.chat_id for one in claim(store)] == [8]


def test_an_unread_post_goes_to_editors_only(store, told):
    told(replace(ALERT, type=AlertType.UNREAD, kind=None))
    assert [one.chat_id for one in claim(store)] == [8]


def test_buttons_are_for_editors_only(store, told):
    told(ALERT, ("confirm", "hold"))
    assert [list(one.buttons) for one in claim(store)] == [[], ["confirm", "hold"]]


def test_the_second_alert_amends_the_first_message(store, told):
    told(ALERT)
    send_all(store)
    told(SECOND)
    assert [(one.message_id, one.text) for one in claim(store)] == [(100, "second"), (101, "друге")]


def test_an_alert_that_was_never_tried_is_superseded(store, told):
    told(ALERT)
    told(SECOND)
    assert [(one.message_id, one.text) for one in claim(store)] == [(None, "second"), (None, "друге")]


def test_an_alert_that_was_tried_keeps_its_turn(store, told):
    told(ALERT)
    claim(store)
    told(SECOND)
    assert [one.text for one in claim(store)] == ["first", "перше"]


def test_the_first_message_of_a_thread_keeps_its_random_id_through_a_crash(store, told):
    told(ALERT)
    before = [one.random_id for one in claim(store)]
    told(SECOND)
    assert [one.random_id for one in claim(store)] == before


def test_what_follows_a_message_of_unknown_id_is_a_message_of_its_own(store, told):
    told(ALERT)
    first = claim(store)
    for one in first:
        store.run(parcels.sent, one.number, None, NOON)
    told(SECOND)
    again = claim(store)
    assert [one.message_id for one in again] == [None, None]
    assert {one.random_id for one in again}.isdisjoint({one.random_id for one in first})


def test_a_retry_of_such_a_message_has_the_same_id(store, told):
    told(ALERT)
    for one in claim(store):
        store.run(parcels.sent, one.number, None, NOON)
    told(SECOND)
    assert [one.random_id for one in claim(store)] == [one.random_id for one in claim(store)]


def test_two_chats_have_different_random_ids(store, told):
    told(ALERT)
    first, second = (one.random_id for one in claim(store))
    assert first != second


def test_a_reply_goes_to_those_who_got_the_message(store, told):
    told(ALERT)
    send_all(store)
    told(DISPUTE)
    send_all(store, 200)
    assert [(one.reply_to, one.text) for one in claim(store)] == [(200, "attention"), (201, "увага")]


def test_who_never_got_the_old_figure_gets_no_reply(store, told):
    told(ALERT)
    told(DISPUTE)
    send_all(store)
    assert claim(store) == []


def test_a_newcomer_gets_the_whole_message_and_no_reply(store, told):
    told(ALERT)
    send_all(store)
    store.run(subscribers.put, Subscriber(9, "new", "en"), NOON)
    told(DISPUTE)
    send_all(store)
    assert [one.chat_id for one in claim(store)] == [7, 8]


def test_what_is_postponed_holds_back_what_follows_in_its_chat_only(store, told):
    told(ALERT)
    first, _ = claim(store)
    store.run(parcels.postpone, first.number, NOON + timedelta(minutes=1), "no line")
    told(replace(ALERT, thread="prisoners-2026-02-05"))
    assert [one.chat_id for one in claim(store)] == [8]


def test_what_is_postponed_comes_when_it_is_due(store, told):
    told(ALERT)
    first, second = claim(store)
    store.run(parcels.sent, second.number, 100, NOON)
    store.run(parcels.postpone, first.number, NOON + timedelta(minutes=1), "no line")
    assert store.run(parcels.next_due_at) == NOON + timedelta(minutes=1)


def test_an_unreachable_chat_is_parked_and_asked_no_more(store, told):
    told(ALERT)
    store.run(parcels.park, claim(store)[0].number, "blocked", NOON)
    told(SECOND)
    state = store.run(subscribers.find, 7).state
    assert (state, [one.chat_id for one in claim(store)]) == (SubscriberState.UNREACHABLE, [8])


def test_a_busy_chat_is_left_alone(store, told):
    told(ALERT)
    assert [one.chat_id for one in store.run(parcels.claim, NOON, frozenset({7}))] == [8]


def test_random_ids_fit_in_telegrams_field():
    assert all(0 < outbox.random_id("main", n) < 2**63 for n in range(1000))
