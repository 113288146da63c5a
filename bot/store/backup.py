"""Copies the database while it is in use, and proves that the copy is whole."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.errors import BackupFailed, StoreUnavailable
from bot.store import chain, decisions
from bot.store.engine import Store

NAME: Final = "zvirka-%Y%m%dT%H%M%SZ.db"


def name_at(now: datetime) -> str:
    """Return the name of a backup made at that time; names sort by age."""
    return now.astimezone(UTC).strftime(NAME)


def back_up(path: Path, to: Path) -> None:
    """Copy the database at `path` to the file `to`, which is there whole or not at all, for its owner alone.

    Waits for nobody and holds up nobody. Raises `BackupFailed` where it cannot be written or is not whole.
    """
    unfinished = to.with_name(to.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as source:
            source.execute("PRAGMA wal_autocheckpoint=0")  # only the daemon may checkpoint
            with closing(sqlite3.connect(unfinished)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        _prove(unfinished)
        _flush(unfinished)
        unfinished.replace(to)
        _flush(to.parent)
    except (OSError, sqlite3.Error, StoreUnavailable, BackupFailed) as error:
        unfinished.unlink(missing_ok=True)
        raise BackupFailed(f"{to}: no backup was made: {error}") from error


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups of a folder; return those that stay, the newest first."""
    found = sorted(_backups(folder), reverse=True)
    for old in found[keep:]:
        old.unlink(missing_ok=True)
    return found[:keep]


def _backups(folder: Path) -> Sequence[Path]:
    return list(folder.glob("zvirka-????????T??????Z.db"))


def _prove(copy: Path) -> None:
    """Raise `BackupFailed` where a copy is damaged, or its log of decisions is not as it was written."""
    with closing(sqlite3.connect(copy)) as connection:
        complaint = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if complaint != "ok":
        raise BackupFailed(f"the copy is damaged, and so is the database: {complaint}")
    with Store.look_into(copy) as store:
        broken = chain.breaks(store.run(decisions.log))
    if broken:
        raise BackupFailed(f"the log of decisions was tampered with: {'; '.join(broken)}")


def _flush(path: Path) -> None:
    """Bring a file or folder to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
