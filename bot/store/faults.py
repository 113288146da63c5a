"""Names what SQLite complains of, by what a person can do about it; looks for damage."""

import sqlite3
from contextlib import closing
from time import monotonic
from typing import Final, cast

from sqlalchemy import Engine

from bot.errors import StoreBlocked, StoreDamaged, StoreUnavailable

LOOK_SECONDS: Final = 20.0
"""So long a start may look for damage; of a large database the rest is left to the nightly backup."""

STEPS: Final = 10_000

FULL, LOCKED, READ_ONLY = (
    "free some space: what could not be written is tried again, and nothing half-written was kept",
    "another program holds it: close that program",
    "make the file and its folder writable for this user, and the disk writable",
)
BLOCKED: Final = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: "the disk fails or is gone: see the kernel's log (dmesg), and free some space",
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
}
DAMAGED: Final = {
    sqlite3.SQLITE_NOTADB: "it is not a Zvirka database: name another path, or restore a backup",
    sqlite3.SQLITE_CORRUPT: "it is damaged: stop Zvirka, keep the file, and restore the latest backup in its place",
}


def named(error: BaseException | None, path: str | None) -> StoreUnavailable:
    """Return the error that says what is wrong with the database at `path`, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of the number are details
    if code in BLOCKED:
        return StoreBlocked(f"{path}: {error}: {BLOCKED[code]}")
    if code in DAMAGED:
        return StoreDamaged(f"{path}: {error}: {DAMAGED[code]}")
    return StoreUnavailable(f"{path}: {error}: see the log with --debug")


def look_for_damage(engine: Engine, seconds: float = LOOK_SECONDS) -> None:
    """Raise `StoreDamaged` where the database is broken, as far as that shows in so many seconds."""
    path = engine.url.database
    try:
        complaint = _complaint(engine, seconds)
    except sqlite3.DatabaseError as error:
        raise named(error, path) from error
    if complaint != "ok":
        raise StoreDamaged(f"{path}: {complaint}: {DAMAGED[sqlite3.SQLITE_CORRUPT]}")


def _complaint(engine: Engine, seconds: float) -> str:
    """Return what SQLite finds wrong first, "ok" where nothing is or the time is over."""
    with closing(engine.raw_connection()) as pooled:
        raw = cast("sqlite3.Connection", pooled.driver_connection)
        until = monotonic() + seconds
        raw.set_progress_handler(lambda: monotonic() > until, STEPS)
        try:
            return str(raw.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            return "ok"
        finally:
            raw.set_progress_handler(None, 0)
