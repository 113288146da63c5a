"""The reference history that was imported."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import StoreUnavailable
from bot.records import Known
from bot.store import history
from parsers.claim import Kind, Receiver

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
JUNE = Known(
    Kind.BODIES,
    date(2025, 6, 16),
    {Receiver.UKRAINE: 1245, Receiver.RUSSIA: 51},
    {Receiver.UKRAINE: (1248,)},
    ("https://a.example",),
)
JULY = Known(Kind.BODIES, date(2025, 7, 17), {Receiver.UKRAINE: 1000}, sources=("https://b.example",))
OTHER_JUNE = Known(Kind.BODIES, date(2025, 6, 16), {Receiver.UKRAINE: 1248}, sources=("https://c.example",))


def test_what_goes_in_comes_out_the_oldest_first(store):
    store.run(history.add, [JULY, JUNE], NOON)
    assert store.run(history.every) == [JUNE, JULY]


def test_the_same_again_adds_nothing(store):
    store.run(history.add, [JUNE], NOON)
    assert store.run(history.add, [JUNE], NOON) == history.Changes((), (), 1)


def test_what_is_told_otherwise_is_a_new_version(store):
    store.run(history.add, [JUNE], NOON)
    changes = store.run(history.add, [OTHER_JUNE, JULY], NOON)
    assert (changes, store.run(history.every)) == (history.Changes((JULY,), (OTHER_JUNE,), 0), [OTHER_JUNE, JULY])


def test_a_comparison_adds_nothing(store):
    store.run(history.compare, [JUNE])
    assert store.run(history.every) == []


def test_the_database_itself_refuses_to_forget_a_version(store):
    store.run(history.add, [JUNE], NOON)
    with pytest.raises(StoreUnavailable, match="history is append-only"):
        store.run(lambda connection: connection.exec_driver_sql("DELETE FROM history"))
