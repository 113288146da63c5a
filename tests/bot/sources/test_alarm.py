"""Editors are told of each kind of unreadable update once."""

from datetime import UTC, datetime

import pytest

from bot.sources.alarm import Alarm
from bot.store import Store, outbox

NOON = datetime(2026, 1, 29, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as opened:
        yield opened


async def test_the_same_constructor_is_told_once(store):
    alarm = Alarm(store, lambda: NOON, lambda: None)
    for _ in range(3):
        await alarm.unreadable("unknown constructor 0xdeadbeef")
    assert [one.thread for one in store.run(outbox.every)] == ["unreadable:unknown constructor 0xdeadbeef"]


async def test_another_constructor_is_told_too(store):
    alarm = Alarm(store, lambda: NOON, lambda: None)
    await alarm.unreadable("unknown constructor 0xdeadbeef")
    await alarm.unreadable("unknown constructor 0xfeedface")
    assert len(store.run(outbox.every)) == 2


async def test_delivery_is_woken(store):
    woken = []
    await Alarm(store, lambda: NOON, lambda: woken.append(True)).unreadable("unknown constructor 0xdeadbeef")
    assert woken == [True]
