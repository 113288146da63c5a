"""Calls that must wait, and accounts that are refused."""

from datetime import UTC, datetime, timedelta

from bot.store import accounts
from bot.store.accounts import Refusal, Wait

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(seconds=60)


def test_a_wait_is_known_until_it_is_over(store):
    wait = Wait("reader", "messages.getHistory", -1007, LATER)
    store.run(accounts.note_wait, wait, NOON)
    assert (store.run(accounts.waiting, NOON), store.run(accounts.waiting, LATER)) == ([wait], [])


def test_the_latest_wait_of_a_method_and_a_chat_counts(store):
    shorter = Wait("bot", "messages.sendMessage", None, NOON + timedelta(seconds=5))
    store.run(accounts.note_wait, Wait("bot", "messages.sendMessage", None, LATER), NOON)
    store.run(accounts.note_wait, shorter, NOON)
    assert store.run(accounts.waiting, NOON) == [shorter]


def test_a_wait_that_is_over_is_forgotten_with_the_next(store):
    store.run(accounts.note_wait, Wait("bot", "messages.sendMessage", 7, LATER), NOON)
    store.run(accounts.note_wait, Wait("bot", "messages.sendMessage", 8, LATER + timedelta(seconds=1)), LATER)
    assert [one.place for one in store.run(accounts.waiting, NOON)] == [8]


def test_a_refusal_keeps_the_time_at_which_it_began(store):
    store.run(accounts.note_refusal, "reader", "signed out", NOON)
    store.run(accounts.note_refusal, "reader", "deleted", LATER)
    assert store.run(accounts.refused) == [Refusal("reader", "deleted", NOON)]


def test_an_account_that_is_served_again_is_refused_no_more(store):
    store.run(accounts.note_refusal, "reader", "signed out", NOON)
    store.run(accounts.lift, "reader")
    assert store.run(accounts.refused) == []
