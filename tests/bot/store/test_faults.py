"""A database that cannot be used: it says what, where and what to do, and keeps nothing half-written."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import create_engine

from bot.errors import StoreBlocked, StoreDamaged
from bot.store import Store, posts
from bot.store.faults import look_for_damage


def pragma(store, words):
    store.run(lambda connection: connection.exec_driver_sql(f"PRAGMA {words}"))


def fill(store):
    """Let the database grow no more, as on a full disk."""
    pragma(store, "max_page_count=1")


def free(store):
    pragma(store, "max_page_count=1000000")


def put_much(connection, publication):
    posts.put(connection, publication)
    connection.exec_driver_sql("CREATE TABLE ballast AS SELECT zeroblob(1000000) AS bytes")


def spoil(path):
    """Write nonsense over the pages behind the first."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 200_000)


class Onlooker:
    """Counts what it hears, and frees the database when it has heard so often that it is blocked."""

    def __init__(self, mend, times):
        self.mend, self.times, self.heard = mend, times, []

    def blocked(self, error):
        self.heard.append("blocked")
        if self.heard.count("blocked") == self.times:
            self.mend()

    def freed(self):
        self.heard.append("freed")


@pytest.fixture
def second(path):
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def test_a_full_disk_says_what_to_do_and_keeps_nothing_half_written(store, path, publication):
    fill(store)
    with pytest.raises(StoreBlocked, match=r"zvirka\.db: database or disk is full: free some space"):
        store.run(put_much, publication)
    assert store.run(posts.count) == (0, 0)


def test_a_database_that_was_full_takes_what_comes_next(store, publication):
    fill(store)
    with pytest.raises(StoreBlocked):
        store.run(put_much, publication)
    free(store)
    store.run(put_much, publication)
    assert store.run(posts.count) == (1, 0)


def test_a_database_that_another_program_holds_says_so(store, second, publication):
    pragma(store, "busy_timeout=0")
    second.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBlocked, match="database is locked: another program holds it"):
        store.run(posts.put, publication)


def test_a_database_that_may_not_be_written_says_so(store, publication):
    store.run(posts.count)
    pragma(store, "query_only=ON")
    with pytest.raises(StoreBlocked, match="readonly database: make the file and its folder writable"):
        store.run(posts.put, publication)


def test_a_damaged_database_is_refused_at_the_start(path, publication):
    with Store.open(path) as store:
        store.run(put_much, publication)
    spoil(path)
    with pytest.raises(StoreDamaged, match="it is damaged: stop Zvirka, keep the file, and restore") as raised:
        Store.open(path)
    assert raised.value.exit_code == 78


def test_a_database_with_rows_that_contradict_each_other_is_refused_at_the_start(path, publication):
    with Store.open(path) as store:
        store.run(posts.put, publication)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA writable_schema=ON")
    raw.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'revisions'")
    raw.close()
    with pytest.raises(StoreDamaged, match="it is damaged"):
        Store.open(path)


def test_damage_that_shows_while_we_run_is_named(store, path, second, publication):
    store.run(put_much, publication)
    second.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    spoil(path)
    pragma(store, "shrink_memory")
    with pytest.raises(StoreDamaged, match="it is damaged"):
        store.run(lambda connection: connection.exec_driver_sql("SELECT * FROM revisions").all())


async def test_a_transaction_is_tried_again_until_the_disk_has_space(store, publication):
    fill(store)
    store.onlooker = Onlooker(lambda: free(store), times=2)
    await store.transact(put_much, publication)
    assert (store.run(posts.count), store.onlooker.heard) == ((1, 0), ["blocked", "blocked", "freed"])


async def test_without_an_onlooker_a_full_disk_is_told_at_once(store, publication):
    fill(store)
    with pytest.raises(StoreBlocked):
        await store.transact(put_much, publication)


async def test_a_caller_that_is_stopped_while_it_waits_has_written_nothing(store, publication):
    fill(store)
    stop = asyncio.Event()
    store.onlooker = Onlooker(stop.set, times=1)
    waiting = asyncio.create_task(store.transact(put_much, publication))
    await stop.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    free(store)
    assert store.run(posts.count) == (0, 0)


async def test_a_database_that_is_held_by_another_still_answers(store, second):
    pragma(store, "busy_timeout=0")
    second.execute("BEGIN EXCLUSIVE")
    await store.ping()


def test_looking_for_damage_ends_in_time(path):
    rows = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50000) SELECT x FROM n"
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("CREATE TABLE ballast (x)")
    raw.execute(f"INSERT INTO ballast {rows} UNION ALL SELECT NULL")
    raw.execute("PRAGMA writable_schema=ON")
    raw.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE ballast (x NOT NULL)'")
    raw.close()
    engine = create_engine(f"sqlite:///{path}")
    with pytest.raises(StoreDamaged, match=r"NULL value in ballast\.x"):
        look_for_damage(engine)
    look_for_damage(engine, seconds=-1)
