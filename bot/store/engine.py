"""Opens the database and runs every transaction in one hop to the one thread that owns it."""

import asyncio
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Concatenate, Final, ParamSpec, Protocol, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from bot.errors import StoreBlocked, StoreInUse, StoreUnavailable
from bot.store.faults import look_for_damage, named
from bot.store.migrations import keep_copy, migrate

P = ParamSpec("P")
T = TypeVar("T")

Transaction = Connection
"""What a unit of work gets; only the modules of this package look inside."""

PRAGMAS: Final = ("foreign_keys=ON", "busy_timeout=5000")
WRITER_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL")
# Only the writer checkpoints: SQLite before 3.51.3 can corrupt a WAL that two connections reset.
READER_PRAGMAS: Final = ("query_only=ON", "wal_autocheckpoint=0")

_PING: Final = (
    "INSERT INTO meta VALUES ('pinged', CAST(?1 AS TEXT)) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)

FIRST_PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 30.0


class Onlooker(Protocol):
    """Who is told that the database cannot be written, and that it can again; each may be said more than once."""

    def blocked(self, error: StoreBlocked) -> None:
        """Hear that a transaction failed and is tried again."""

    def freed(self) -> None:
        """Hear that a transaction went through."""


class Store:
    """The database. `transact` runs a function in one transaction, in the thread that owns the connection.

    Transactions run one after the other, so what a function has read does not change until it has written; a caller
    that is cancelled leaves the transaction in hand whole. The functions get a `Connection` first.

    With an `onlooker` what cannot be written for now is tried again until it can: its caller only waits longer. A
    function must therefore change nothing but the database before it returns.
    """

    def __init__(self, engine: Engine, lock: BinaryIO | None) -> None:
        self._engine = engine
        self._lock = lock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._connection: Connection | None = None
        self.onlooker: Onlooker | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open for the daemon: takes the lock, looks for damage, migrates.

        Raises `StoreInUse`, `StoreTooNew`, `StoreBlocked`, `StoreDamaged`, `StoreUnavailable`.
        """
        lock = _lock(path)
        store = cls(_engine(path, WRITER_PRAGMAS), lock)
        try:
            with store._told():
                look_for_damage(store._engine)
                keep_copy(store._engine)
            store.run(migrate)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def look_into(cls, path: Path) -> Self:
        """Open for reading beside a running daemon. Raises `StoreUnavailable`."""
        if not path.exists():
            raise StoreUnavailable(f"{path}: no database there yet: start `zvirka run`, or name another configuration")
        return cls(_engine(path, READER_PRAGMAS), None)

    async def transact(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in a transaction of its own and wait until it is on the disk."""
        return await self.hop(partial(self.run, work, *args, **kwargs))

    async def hop(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in the thread that owns the connection, where it may call `run`; nothing comes between."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                done = await self._hop(partial(work, *args, **kwargs))
            except StoreBlocked as error:
                if self.onlooker is None:
                    raise
                self.onlooker.blocked(error)
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE_SECONDS, 2 * pause)
            else:
                if self.onlooker is not None:
                    self.onlooker.freed()
                return done

    async def ping(self) -> bool:
        """Write, and return True when it is on the disk, or False where the database cannot be written for now."""
        with suppress(StoreBlocked):
            await self._hop(partial(self.run, lambda connection: connection.exec_driver_sql(_PING, (time.time_ns(),))))
            return True
        return False

    async def _hop(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def run(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the same in the calling thread: for commands, and before a loop runs."""
        with self._told():
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                return work(self._connection, *args, **kwargs)

    def close(self) -> None:
        """Finish the transaction in hand, close, and give up the lock."""
        self._thread.shutdown(wait=True)
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise named(error.orig, self._engine.url.database) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def _engine(path: Path, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})

    def on_connect(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's connection
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in (*PRAGMAS, *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    def on_begin(connection: Connection) -> None:
        # A plain BEGIN that reads and then writes fails with "database is locked" where another wrote meanwhile.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if pragmas is WRITER_PRAGMAS else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _lock(path: Path) -> BinaryIO:
    """Return the locked file beside the database; the lock goes with the process, whatever ends it."""
    try:
        file = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreUnavailable(f"{path}: cannot be opened for writing: {error.strerror}") from error
    lock = os.fdopen(file, "r+b")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise StoreInUse(f"{path}: another zvirka is running on this database: stop it, or name another path") from None
    return lock
