"""A backup is made while the database is in use, and is whole or not there."""

import sqlite3
import stat
from datetime import UTC, datetime

import pytest

from bot.errors import BackupFailed
from bot.store import Store, posts
from bot.store.backup import back_up, name_at, prune


def test_a_backup_holds_what_was_stored_while_the_daemon_goes_on(store, path, tmp_path, publication):
    store.run(posts.put, publication)
    back_up(path, tmp_path / "copy.db")
    with Store.look_into(tmp_path / "copy.db") as copy:
        assert copy.run(posts.count) == (1, 0)


def test_a_backup_is_for_its_owner_alone(store, path, tmp_path):
    back_up(path, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_backup_takes_the_place_of_the_one_before(store, path, tmp_path, publication):
    back_up(path, tmp_path / "copy.db")
    store.run(posts.put, publication)
    back_up(path, tmp_path / "copy.db")
    with Store.look_into(tmp_path / "copy.db") as copy:
        assert copy.run(posts.count) == (1, 0)


def test_a_folder_that_is_not_there_is_named_and_nothing_is_left(store, path, tmp_path):
    with pytest.raises(BackupFailed, match=r"absent/copy\.db: no backup was made: .*No such file"):
        back_up(path, tmp_path / "absent" / "copy.db")


def test_a_damaged_database_gives_no_backup_and_leaves_the_one_before(path, tmp_path, publication):
    with Store.open(path) as store:
        store.run(posts.put, publication)
    back_up(path, tmp_path / "copy.db")
    good = (tmp_path / "copy.db").read_bytes()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_000)
    with pytest.raises(BackupFailed, match=r"copy\.db"):
        back_up(path, tmp_path / "copy.db")
    assert ((tmp_path / "copy.db").read_bytes() == good, list(tmp_path.glob("*.part"))) == (True, [])


def test_a_log_that_was_tampered_with_gives_no_backup(path, tmp_path):
    Store.open(path).close()
    raw = sqlite3.connect(path, isolation_level=None)
    columns = [row[1] for row in raw.execute("PRAGMA table_info(decisions)")]
    values = {"number": 1, "figures": "{}", "posts": "[]", "decided_at": "2027-06-09T10:00:00+00:00"}
    values |= {"action": "reject", "editor_id": 1, "hash": "00", "previous": "", "awaits_second": 0}
    named = {one: values.get(one, "x") for one in columns if one not in {"deadline", "into", "asked", "via", "ground"}}
    raw.execute(f"INSERT INTO decisions ({', '.join(named)}) VALUES ({', '.join('?' * len(named))})", [*named.values()])
    raw.close()
    with pytest.raises(BackupFailed, match="entry 1 was changed after it was written"):
        back_up(path, tmp_path / "copy.db")


def test_the_newest_backups_stay_and_other_files_are_left_alone(tmp_path):
    days = [datetime(2027, 6, day, 3, 30, tzinfo=UTC) for day in range(1, 6)]
    for day in days:
        (tmp_path / name_at(day)).write_bytes(b"")
    (tmp_path / "zvirka-mine.db").write_bytes(b"")
    assert [one.name for one in prune(tmp_path, 2)] == ["zvirka-20270605T033000Z.db", "zvirka-20270604T033000Z.db"]
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "zvirka-20270604T033000Z.db",
        "zvirka-20270605T033000Z.db",
        "zvirka-mine.db",
    ]
