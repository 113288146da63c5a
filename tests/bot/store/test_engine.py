"""Opening the database: one daemon at a time, clear words where it cannot be used, facts that stay."""

import sqlite3

import pytest

from bot.errors import StoreInUse, StoreTooNew, StoreUnavailable
from bot.store import Store, posts


def test_a_second_daemon_is_refused(store, path):
    with pytest.raises(StoreInUse, match="another zvirka is running on this database"):
        Store.open(path)


def test_the_lock_goes_with_the_store(path):
    Store.open(path).close()
    Store.open(path).close()


def test_a_database_of_a_later_version_is_refused(path):
    with Store.open(path) as store:
        store.run(lambda connection: connection.exec_driver_sql("UPDATE meta SET value = '99'"))
    with pytest.raises(StoreTooNew, match="schema 99, this one knows"):
        Store.open(path)


def test_a_file_that_is_no_database_is_named(path):
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreUnavailable, match=r"zvirka\.db: file is not a database: it is not a Zvirka database"):
        Store.open(path)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(StoreUnavailable, match="cannot be opened for writing: No such file or directory"):
        Store.open(tmp_path / "absent" / "zvirka.db")


def test_looking_into_no_database_says_what_to_do(path):
    with pytest.raises(StoreUnavailable, match="start `zvirka run`"):
        Store.look_into(path)


def test_a_reader_sees_what_the_daemon_has_written(store, path, publication):
    store.run(posts.put, publication)
    with Store.look_into(path) as reader:
        assert reader.run(posts.count) == (1, 0)


def test_a_reader_cannot_write(store, path, publication):
    with Store.look_into(path) as reader, pytest.raises(StoreUnavailable, match="readonly"):
        reader.run(posts.put, publication)


def test_the_files_are_for_their_owner_alone(store, path):
    assert [oct(path.with_name(path.name + end).stat().st_mode & 0o777) for end in ("", ".lock")] == ["0o600"] * 2


def test_what_raises_leaves_nothing_half_written(store, publication):
    def put_and_fail(connection):
        posts.put(connection, publication)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        store.run(put_and_fail)
    assert store.run(posts.count) == (0, 0)


@pytest.mark.parametrize("change", ["UPDATE revisions SET text = 'other'", "DELETE FROM revisions"])
def test_the_database_itself_refuses_to_change_a_revision(store, path, publication, change):
    store.run(posts.put, publication)
    with sqlite3.connect(path) as raw, pytest.raises(sqlite3.IntegrityError, match="revisions is append-only"):
        raw.execute(change)
    raw.close()


def test_the_log_is_written_ahead_and_flushed_in_full(store):
    def pragma(name):
        return store.run(lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)


async def test_transactions_of_many_tasks_run_one_after_the_other(store, publication):
    import asyncio

    stored = await asyncio.gather(*(store.transact(posts.put, publication) for _ in range(20)))
    assert [one.is_changed for one in stored] == [True] + [False] * 19
