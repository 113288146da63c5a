"""The watchdog is fed while the database answers, and only then."""

import asyncio
import socket
import threading

import pytest

from bot.errors import StoreUnavailable
from bot.health.watchdog import Watchdog
from bot.store import Store


@pytest.fixture
def systemd(tmp_path):
    """A socket as systemd gives it, and the environment that names it."""
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(path))
        line.setblocking(False)
        yield line, {"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "30000"}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as opened:
        yield opened


async def test_what_is_said_reaches_systemd(systemd, store):
    line, environment = systemd
    Watchdog(store, environment).say("READY=1")
    assert line.recv(100) == b"READY=1"


async def test_without_systemd_nothing_is_said_and_nothing_waits(store):
    watchdog = Watchdog(store, {})
    watchdog.say("READY=1")
    await watchdog.run()


async def test_the_watchdog_is_fed_again_and_again(systemd, store):
    line, environment = systemd
    task = asyncio.create_task(Watchdog(store, environment).run())
    fed = [await asyncio.get_running_loop().sock_recv(line, 100) for _ in range(3)]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert fed == [b"WATCHDOG=1"] * 3


async def test_a_database_that_does_not_answer_leaves_the_watchdog_hungry(systemd, store):
    line, environment = systemd
    started, release = threading.Event(), threading.Event()
    stuck = asyncio.create_task(store.hop(lambda: started.set() or release.wait()))
    await asyncio.to_thread(started.wait)
    with pytest.raises(TimeoutError):
        await Watchdog(store, environment).run()
    release.set()
    await stuck
    with pytest.raises(BlockingIOError):
        line.recv(100)


class Stuck:
    name = "reader"

    def __init__(self):
        self.looked_at = asyncio.Event()

    @property
    def is_stuck(self):
        self.looked_at.set()
        return True


async def test_a_line_that_is_stuck_leaves_the_watchdog_hungry(systemd, store):
    line, environment = systemd
    stuck = Stuck()
    task = asyncio.create_task(Watchdog(store, environment, [stuck]).run())
    await stuck.looked_at.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(BlockingIOError):
        line.recv(100)


FULL = "CREATE TRIGGER full BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'full'); END"


async def test_a_database_that_takes_nothing_leaves_the_watchdog_hungry(systemd, store):
    line, environment = systemd
    store.run(lambda connection: connection.exec_driver_sql(FULL))
    with pytest.raises(StoreUnavailable):
        await Watchdog(store, environment).run()
    with pytest.raises(BlockingIOError):
        line.recv(100)
