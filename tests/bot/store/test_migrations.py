"""Older databases: what they become, and what is kept of them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

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
