"""A post, its place in the ledger, what follows from it and who is to be told: all of it is stored, or nothing."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.errors import StoreUnavailable
from bot.ingest import Ingest
from bot.records import Mark, PostKey, Publication, Sight, Subscriber
from bot.store import Store, channels, coverage, parcels, posts, subscribers
from bot.store.channels import Channel
from parsers import parse
from parsers.parties import known_parties

NOON = datetime(2026, 1, 29, 12, tzinfo=UTC)
POST = Publication(
    PostKey("coordination-hq", "11"), NOON, "Сьогодні до України повернуто 1000 тіл загиблих захисників.", NOON
)
SIGHT = Sight("coordination-hq", {11: Mark.SEEN}, NOON)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "zvirka.db"


@pytest.fixture
def store(path):
    with Store.open(path) as opened:
        opened.run(subscribers.put, Subscriber(7, "desk", "en"), NOON)
        opened.run(channels.put, Channel("coordination-hq", "@Koord_shtab", 7, 8, "HQ"), NOON)
        opened.run(coverage.begin, "coordination-hq", 10)
        yield opened


@pytest.fixture
def ingest(store):
    return Ingest(store, known_parties(), parse, lambda: NOON)


def break_table(path, table):
    """Make the database fail wherever something is to be written into a table."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END")


def mend(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER broken")


def kept(store):
    """How many posts there are, up to which id the channel is complete, how many deliveries there are."""
    (read,) = store.run(coverage.every)
    return store.run(posts.count)[0], read.complete_to, sum(store.run(parcels.count).values())


TABLES = ["posts", "revisions", "claims", "coverage", "repatriations", "verdicts", "alerts", "deliveries"]


@pytest.mark.parametrize("table", TABLES)
async def test_where_one_part_cannot_be_written_nothing_is(store, ingest, path, table):
    break_table(path, table)
    with pytest.raises(StoreUnavailable, match="disk full"):
        await ingest.take([POST], SIGHT)
    assert (kept(store), ingest.book.picture.repatriations) == ((0, 10, 0), ())


@pytest.mark.parametrize("table", TABLES)
async def test_when_it_can_be_written_again_all_is(store, ingest, path, table):
    break_table(path, table)
    with pytest.raises(StoreUnavailable):
        await ingest.take([POST], SIGHT)
    mend(path)
    await ingest.take([POST], SIGHT)
    assert kept(store) == (1, 11, 1)
