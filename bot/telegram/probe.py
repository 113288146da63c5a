"""Looks after a connection that seems to be up: Telethon takes minutes to notice that it is not, or never does.

Telethon tells nobody of its update loop, its queue, its idea of the server's time, nor of what it could not read: this
is the one place that looks at them inside.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from telethon import TelegramClient, errors
from telethon.tl.functions.updates import GetStateRequest

from bot.telegram.client import deadline

log = logging.getLogger(__name__)

CLOCK_SLACK_SECONDS: Final = 5.0
"""Wall clock and monotonic clock may drift apart by so much between two probes."""

CROWDED: Final = 1000
"""So many updates that wait to be handled are worth a warning."""

LONG_AGO_SECONDS: Final = -24 * 3600
"""A message that is dated so far back makes the server tell its time."""


class LineSuspect(ConnectionError):
    """The connection is up and cannot be trusted: it must be renewed. The text says why."""


class ClockDiffers(LineSuspect):
    """Our clock or the server's has moved: Telethon may drop all that it is told."""


class UpdatesUnreadable(LineSuspect):
    """Telegram sent something that this Telethon cannot read: what was lost with it comes with the sweep."""


class UpdatesEnded(LineSuspect):
    """Telethon's update loop gave up, and would again on the same state."""


class DifferenceUnreadable(UpdatesEnded, UpdatesUnreadable):
    """It gave up since what was missed cannot be read."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a line is probed and how long it may take, in seconds. Both together bound how long it can be dead."""

    probe: float = 15.0
    answer: float = 10.0
    open: float = 30.0


class Probe:
    """Checks one connection again and again. `wall` and `monotonic` are clocks, in seconds.

    `seconds` is how long the last answer took.
    """

    def __init__(
        self,
        client: TelegramClient,
        pace: Pace,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._pace = pace
        self._wall = wall
        self._monotonic = monotonic
        self._unreadable = _Unreadable(client)
        self._is_crowded = False
        self.seconds: float | None = None
        self._lead = 0.0
        self._offset = 0

    def begin(self) -> None:
        """Remember how things stand on a new connection."""
        self._lead = self._wall() - self._monotonic()
        self._offset = self._client._sender._state.time_offset
        self._unreadable.found.clear()

    async def check(self) -> None:
        """Return where all is well; raise `LineSuspect`, `UpdatesUnreadable`, `TimeoutError` or what Telegram says."""
        self._check_clock()
        asked = self._monotonic()
        async with deadline(self._pace.answer):
            await self._client(GetStateRequest())
        self.seconds = self._monotonic() - asked
        if self._client._sender._state.time_offset != self._offset:
            raise ClockDiffers("the server's clock moved against ours")
        if self._unreadable.found:
            raise UpdatesUnreadable(f"unknown constructor {self._unreadable.found[-1]:#010x}")
        if self._client._updates_handle.done():
            raise LineSuspect("the update loop ended")
        self._look_at_queue()

    @property
    def waiting(self) -> int:
        """How many updates wait to be handled."""
        return int(self._client._updates_queue.qsize())

    def _check_clock(self) -> None:
        jump = self._wall() - self._monotonic() - self._lead
        if abs(jump) > CLOCK_SLACK_SECONDS:
            log.warning("clock jumped", extra={"seconds": round(jump, 1)})
            raise ClockDiffers("our clock jumped")

    def _look_at_queue(self) -> None:
        is_crowded = self.waiting > CROWDED
        if is_crowded and not self._is_crowded:
            log.warning("updates pile up", extra={"waiting": self.waiting})
        self._is_crowded = is_crowded


def end_of_updates(client: TelegramClient) -> Exception | None:
    """Return why Telethon's update loop gave up, if it did."""
    error = client._updates_error
    if isinstance(error, errors.TypeNotFoundError):
        return DifferenceUnreadable(f"unknown constructor {error.invalid_constructor_id:#010x}")
    if error is None or isinstance(error, errors.RPCError | OSError):
        return error
    return UpdatesEnded(f"the update loop ended: {error!r}")


def begin_anew(client: TelegramClient, *, asks_for_time: bool) -> None:
    """Let the next connection be a session of its own, with our own time, or one that asks for the server's.

    Where our clock is 30 to 300 s behind, Telethon drops every answer as too new and the server finds nothing amiss;
    it corrects only what is further off (https://core.telegram.org/mtproto/service_messages_about_messages).
    """
    client._sender._state.reset()
    client._sender._state.time_offset = LONG_AGO_SECONDS if asks_for_time else 0


def forget_updates(client: TelegramClient) -> None:
    """Let a closed client begin its updates anew: a difference that cannot be read would end it again each time."""
    client.session._execute("delete from update_state")
    client.session.save()
    client.session.close()


class _Unreadable(logging.Filter):
    """Hears from Telethon's log what it could not read: it drops such messages with a line at the level INFO."""

    def __init__(self, client: TelegramClient) -> None:
        super().__init__()
        self.found: list[int] = []
        logger = client._log["telethon.network.mtprotosender"]
        logger.setLevel(logging.INFO)
        logger.filters = [self]  # the logger outlives its clients

    def filter(self, record: logging.LogRecord) -> bool:
        """Note the number of the constructor, and let nothing pass: connections are told of by `Line`."""
        if str(record.msg).startswith("Type %08x not found") and isinstance(record.args, tuple):
            self.found.append(int(str(record.args[0])))
        return record.levelno >= logging.CRITICAL
