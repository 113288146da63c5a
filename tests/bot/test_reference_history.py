"""The reference history as the daemon and the commands beside it know it."""

from datetime import UTC, date, datetime

from bot.ingest import Ingest
from bot.records import Known, PostKey, Publication
from bot.store import Store, history
from parsers import known_parties, parse
from parsers.claim import Kind, Receiver

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
SHIPPED = Known(Kind.BODIES, date(2025, 12, 19), {Receiver.UKRAINE: 1000})
IMPORTED = Known(Kind.BODIES, date(2025, 12, 19), {Receiver.UKRAINE: 1003}, sources=("https://a.example",))
RECALLING = "До України повернуто 1000 тіл. Нагадаємо, 19 грудня до України повернули 1010 тіл."


async def published(store):
    """Return what Ukraine got on the day that a post recalls, as its finding says."""
    ingest = Ingest(store, known_parties(), parse, lambda: NOON, history=(SHIPPED,))
    await ingest.start()
    await ingest.take([Publication(PostKey("ukrinform", "1"), NOON, RECALLING, NOON)])
    return [one.values["published"] for found in ingest.book.picture.repatriations for one in found.findings]


async def test_a_recollection_is_held_against_the_shipped_history_from_the_first_day(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as store:
        assert await published(store) == [1000]


async def test_what_was_imported_comes_before_what_was_shipped(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as store:
        store.run(history.add, [IMPORTED], NOON)
        assert await published(store) == [1003]
