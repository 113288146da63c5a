"""Older databases: what they become, and what is kept of them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreUnavailable
from bot.store import Store, chain, decisions
from bot.store.migrations import VERSION

OLDER = sorted(Path(__file__).parent.glob("schema_*.sql"))


def shape(path):
    """Return what a database is made of, whatever the order in which it came to be."""
    with closing(sqlite3.connect(path)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [
                sorted(column[1:] for column in raw.execute(f"PRAGMA table_info({name})")),
                sorted(index[1:] for index in raw.execute(f"PRAGMA index_list({name})")),
                sorted(key[2:] for key in raw.execute(f"PRAGMA foreign_key_list({name})")),
                sorted(raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (name,))),
            ]
            for name in names
        }


@pytest.fixture
def older(tmp_path):
    path = tmp_path / "older.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(OLDER[0].read_text())
    return path


@pytest.mark.parametrize("script", OLDER, ids=lambda path: path.stem)
def test_an_older_database_becomes_the_present_one(script, tmp_path, path, store):
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older)) as raw:
        raw.executescript(script.read_text())
    Store.open(older).close()
    assert shape(older) == shape(path)


def test_a_migrated_database_names_the_present_version(older):
    Store.open(older).close()
    with closing(sqlite3.connect(older)) as raw:
        assert raw.execute("SELECT value FROM meta").fetchall() == [(str(VERSION),)]


def test_decisions_that_were_taken_before_there_was_a_chain_are_chained(older):
    row = "('bodies-2026-01-29', 'confirm', 7, 'Olena', '2026-01-29T14:00:00.000000+00:00', 'abc', '{}', NULL)"
    with closing(sqlite3.connect(older)) as raw:
        for number in (1, 2):
            raw.execute(f"INSERT INTO decisions SELECT {number}, * FROM (VALUES {row})")
        raw.commit()
    with Store.open(older) as store:
        entries = store.run(decisions.log)
    assert (len(entries), chain.breaks(entries)) == (2, [])


def dump(path):
    """Return every table, trigger and row as SQL."""
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def copy_of(older, version=1):
    return older.with_name(f"older.db.schema-{version}")


def test_a_migration_leaves_a_copy_that_holds_what_was_there(older):
    before = dump(older)
    Store.open(older).close()
    assert dump(copy_of(older)) == before


def test_the_copy_is_for_its_owner_alone(older):
    Store.open(older).close()
    assert oct(copy_of(older).stat().st_mode & 0o777) == "0o600"


def test_a_copy_of_an_earlier_try_is_written_anew(older):
    copy_of(older).write_text("half a copy")
    before = dump(older)
    Store.open(older).close()
    assert dump(copy_of(older)) == before


def test_a_database_of_the_present_version_is_not_copied(older):
    Store.open(older).close()
    copy_of(older).unlink()
    Store.open(older).close()
    assert list(older.parent.glob("older.db.schema-*")) == []


@pytest.fixture
def failing(older):
    """An older database on which a late step fails: the name that it wants to give is taken."""
    with closing(sqlite3.connect(older)) as raw:
        raw.execute("CREATE TABLE history (kind TEXT)")
        raw.commit()
    return older


def test_a_step_that_fails_is_told_as_a_failure_of_the_database(failing):
    with pytest.raises(StoreUnavailable, match=r"older\.db.*history already exists"):
        Store.open(failing)


def test_a_step_that_fails_leaves_the_database_as_it_was(failing):
    before = dump(failing)
    with pytest.raises(StoreUnavailable):
        Store.open(failing)
    assert dump(failing) == before


def test_the_copy_serves_where_the_migration_went_wrong(failing, tmp_path):
    with pytest.raises(StoreUnavailable):
        Store.open(failing)
    shutil.copy(copy_of(failing), tmp_path / "again.db")
    assert dump(tmp_path / "again.db") == dump(failing)


def test_after_what_was_in_the_way_is_gone_the_migration_goes_through(failing, path, store):
    with pytest.raises(StoreUnavailable):
        Store.open(failing)
    with closing(sqlite3.connect(failing)) as raw:
        raw.execute("DROP TABLE history")
    Store.open(failing).close()
    assert shape(failing) == shape(path)
