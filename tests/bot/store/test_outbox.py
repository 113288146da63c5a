"""The outbox: who is told, what takes whose place, and that a repeated send can be recognised."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.records import Alert, AlertType, Policy, Subscriber, SubscriberState, Telling
from bot.store import held, outbox, parcels, subscribers
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

    def tell(alert, actions=(), judge=outbox.tell_all):
        store.run(outbox.add, alert, actions, NOON, judge)

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


def test_a_busy_chat_is_left_alone(store, told):
    told(ALERT)
    assert [one.chat_id for one in store.run(parcels.claim, NOON, frozenset({7}))] == [8]


def test_the_random_id_of_a_delivery_is_the_same_in_every_version():
    # What was sent before an update of Zvirka must be known again after it.
    assert outbox.random_id("main", "bodies-2026-01-29", 7) == 5_100_841_352_792_090_835


def test_random_ids_fit_in_telegrams_field():
    assert all(0 < outbox.random_id("main", n) < 2**63 for n in range(1000))


def wait(*_):
    return Telling.HOLD


def skip(*_):
    return Telling.SKIP


SUMMARY = Alert(AlertType.SUMMARY, "summary:7", None, "s", {"uk": "ранок", "en": "morning"})


def test_who_is_skipped_gets_nothing(store, told):
    told(ALERT, ("confirm",), skip)
    assert claim(store) == []


def test_what_waits_is_not_sent(store, told):
    told(ALERT, judge=wait)
    assert (claim(store), store.run(held.waiting)) == ([], {7: ["bodies-2026-01-29"], 8: ["bodies-2026-01-29"]})


def test_what_waited_comes_after_its_summary(store, told):
    told(ALERT, judge=wait)
    store.run(held.release, 7, SUMMARY, NOON)
    first = claim(store)
    store.run(parcels.sent, first[0].number, 100, NOON)
    second = claim(store)
    assert ([one.text for one in first], [one.text for one in second]) == (["morning"], ["first"])


def test_what_waited_is_let_go_once(store, told):
    told(ALERT, judge=wait)
    store.run(held.release, 7, SUMMARY, NOON)
    assert store.run(held.waiting) == {8: ["bodies-2026-01-29"]}


def test_the_latest_text_of_a_thread_waits_alone(store, told):
    told(ALERT, judge=wait)
    told(SECOND, judge=wait)
    store.run(held.release, 7, SUMMARY, NOON)
    store.run(parcels.sent, claim(store)[0].number, 100, NOON)
    assert [one.text for one in claim(store)] == ["second"]


def test_what_waits_and_is_no_longer_wanted_is_never_sent(store, told):
    told(ALERT, judge=wait)
    told(SECOND, judge=skip)
    assert store.run(held.waiting) == {}


def test_a_message_that_was_sent_is_amended_at_once_and_its_reply_waits(store, told):
    told(ALERT)
    send_all(store)
    told(DISPUTE, judge=wait)
    amended = [(one.message_id, one.text) for one in claim(store)]
    assert (amended, list(store.run(held.waiting))) == ([(100, "second"), (101, "друге")], [7, 8])


def test_a_reply_that_waited_is_sent_in_the_morning(store, told):
    told(ALERT)
    send_all(store)
    told(DISPUTE, judge=wait)
    send_all(store, 200)
    store.run(held.release, 7, SUMMARY, NOON)
    store.run(parcels.sent, claim(store)[0].number, 300, NOON)
    assert [(one.reply_to, one.text) for one in claim(store)] == [(200, "attention")]


def test_who_was_told_stays_told_after_choosing_other_kinds(store, told):
    told(ALERT)
    send_all(store)
    store.run(subscribers.put, replace(READER, kinds=(Kind.PRISONERS,)), NOON)
    told(SECOND)
    assert [one.text for one in claim(store)] == ["second", "друге"]


def test_who_wants_no_findings_gets_the_message_without_them(store, told):
    store.run(subscribers.put, replace(READER, policy=Policy(findings=False)), NOON)
    store.run(subscribers.put, replace(EDITOR, policy=Policy(findings=False)), NOON)
    told(replace(ALERT, brief={"uk": "стисло", "en": "brief"}))
    assert [one.text for one in claim(store)] == ["brief", "перше"]


def test_a_message_without_findings_is_the_same_for_all(store, told):
    store.run(subscribers.put, replace(READER, policy=Policy(findings=False)), NOON)
    told(ALERT)
    assert [one.text for one in claim(store)] == ["first", "перше"]
