"""The daemon as the simulation starts it: the real service, in haste, which can die at a chosen point.

`python -m tests.simulation.daemon` loads everything once. For each order, a JSON line on standard input, it forks a
daemon, prints its process id, and once it has ended prints its exit status (negative: the signal). An order:

    {"config": path, "epoch": seconds, "log": path, "die_at": n or null, "without": ["sweep", "steady ids"]}

The points at which it can die are counted from 1: before and after each commit that wrote something, before and after
each message that is sent or amended. `without` leaves out what the proof must show to be needed.
"""

import asyncio
import inspect
import json
import os
import secrets
import signal
import sys
from functools import wraps
from pathlib import Path

from bot import service
from bot.alerts.telegram import TelegramVoice
from bot.cli import logs
from bot.config import load
from bot.sources.telegram import ChannelReader
from bot.store import Store, outbox, parcels
from parsers import parse
from parsers.parties import known_parties
from tests.simulation.haste import HASTE, Clock, HastyLoop


class Points:
    """Counts the points at which the daemon may die, and kills it at the chosen one."""

    def __init__(self, die_at):
        self._die_at = die_at
        self._passed = 0

    def __call__(self, name):
        self._passed += 1
        if self._passed == self._die_at:
            print(f"killed at point {self._passed}, {name}", file=sys.stderr, flush=True)  # noqa: T201
            os.kill(os.getpid(), signal.SIGKILL)


def follow_commits(point):
    """Pass a point before and after each commit of something written."""
    run = Store.run

    @wraps(run)
    def followed(store, work, *arguments, **named):
        wrote = False

        def watched(connection, *rest, **more):
            nonlocal wrote
            driver = connection.connection.driver_connection
            before = driver.total_changes
            result = work(connection, *rest, **more)
            wrote = driver.total_changes != before
            if wrote:
                point("before a commit")
            return result

        result = run(store, watched, *arguments, **named)
        if wrote:
            point("after a commit")
        return result

    Store.run = followed


def follow_sends(point):
    """Pass a point before and after whatever the bot says to a chat."""
    for name, method in list(vars(TelegramVoice).items()):
        if not name.startswith("_") and inspect.iscoroutinefunction(method):
            setattr(TelegramVoice, name, _followed(method, name, point))


def _followed(method, name, point):
    @wraps(method)
    async def followed(*arguments, **named):
        point(f"before {name}")
        result = await method(*arguments, **named)
        point(f"after {name}")
        return result

    return followed


def leave_out(parts):
    """Switch off what keeps posts from being lost, or alerts from being shown twice."""
    if "sweep" in parts:
        ChannelReader.want_sweep = lambda *_: None
        ChannelReader.want_sweep_of = lambda *_: None
    if "steady ids" in parts:
        parcels._random_id = lambda row: secrets.randbits(63)
        outbox.random_id = lambda *key: secrets.randbits(63)


def hasten():
    """Let what recurs do so in haste too: the scheduler asks the clock of the machine."""
    every = service.every
    service.every = lambda scheduler, seconds, job: every(scheduler, seconds / HASTE, job)


def serve(order):
    """Be the daemon, until told to stop."""
    out = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(0)
    point = Points(order.get("die_at"))
    follow_commits(point)
    follow_sends(point)
    leave_out(order.get("without", ()))
    hasten()
    logs.set_up()
    configuration = load(Path(order["config"]))
    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(service.Service(configuration, Clock(order["epoch"])).run())


def main():
    """Fork a daemon for every order, one at a time."""
    parse("", source=known_parties()["tass"], posted_on=Clock(0)().date())
    for line in sys.stdin:
        if (process := os.fork()) == 0:
            _live(json.loads(line))
        print(process, flush=True)  # noqa: T201  whoever ordered it reads it here
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)  # noqa: T201


def _live(order):
    status = 1
    try:
        serve(order)
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        raise
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
