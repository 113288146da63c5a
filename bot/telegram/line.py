"""Keeps the connection of one account up."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from telethon import TelegramClient, errors

from bot.telegram.client import LOST, REFUSED, deadline, refusal
from bot.telegram.probe import (
    ClockDiffers,
    Pace,
    Probe,
    UpdatesEnded,
    UpdatesUnreadable,
    begin_anew,
    end_of_updates,
    forget_updates,
)

log = logging.getLogger(__name__)

CLOSE_SECONDS: Final = 2.0
"""How long we wait for a polite goodbye."""

LONGEST_PAUSE_SECONDS: Final = 60.0

PATIENCE_SECONDS: Final = 300.0
"""So long a line may take from one step to the next: to open, to find every channel, to be probed, or to try again."""


class Line:
    """The connection of one account, up as long as the network and Telegram allow.

    It is renewed wherever a probe finds that it cannot be trusted; every renewal lets Telethon catch up and calls
    `when_up`.
    """

    def __init__(
        self,
        name: str,
        client: TelegramClient,
        sign_in: Callable[[TelegramClient], Awaitable[None]],
        pace: Pace = Pace(),  # noqa: B008 - frozen
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        when_unreadable: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        self.name = name
        self.client = client
        self.is_up = asyncio.Event()
        self._sign_in = sign_in
        self._pace = pace
        self._pause = pause
        self._when_unreadable = when_unreadable
        self._monotonic = monotonic
        self._probe = Probe(client, pace, wall)
        self._failures = 0
        self._is_lost = False
        self._asks_for_time = False
        self._due_at: float | None = None
        self.renewals = 0

    @property
    def is_stuck(self) -> bool:
        """Say whether the line neither got on nor failed for longer than it may take: a fault of ours."""
        return self._due_at is not None and self._monotonic() > self._due_at

    @property
    def probe_seconds(self) -> float | None:
        """How long Telegram took to answer the last probe."""
        return self._probe.seconds

    @property
    def waiting(self) -> int:
        """How many updates wait to be handled."""
        return self._probe.waiting

    async def hold(self, when_up: Callable[[], Awaitable[None]]) -> None:
        """Connect, run `when_up`, wait for the line to be lost, and start over; for ever.

        Raises `AccountUnusable` where Telegram refuses the account: no restart helps.
        """
        try:
            while True:
                await self._hold_once(when_up)
        finally:
            self._due_at = None  # nobody holds it any more

    async def _hold_once(self, when_up: Callable[[], Awaitable[None]]) -> None:
        lost: BaseException | None = None
        try:
            self._get_on()
            await self._open()
            self._say_up()
            self._get_on()
            await when_up()
            await self._until_lost()
        except errors.FloodWaitError as error:
            log.warning("flood wait", extra={"account": self.name, "seconds": error.seconds})
            await self._rest(error.seconds)
        except REFUSED as error:
            raise refusal(self.name, error) from error
        except (errors.RPCError, *LOST) as error:
            self._say_lost(error)
            lost = error
        finally:
            self.is_up.clear()
            await self.close()
        await self._mend(lost)
        await self._rest(min(LONGEST_PAUSE_SECONDS, 0.5 * 2 ** min(self._failures, 8)))

    async def _rest(self, seconds: float) -> None:
        self._get_on(seconds)
        await self._pause(seconds)

    def _get_on(self, pause_seconds: float = 0.0) -> None:
        """Note that the line got on, and by when it has to get on again."""
        self._due_at = self._monotonic() + pause_seconds + PATIENCE_SECONDS

    async def close(self) -> None:
        """Hang up and save the session."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.client.disconnect()

    async def _open(self) -> None:
        async with deadline(self._pace.open):
            await self.client.connect()
            await self._sign_in(self.client)
        self._probe.begin()
        self.is_up.set()

    async def _until_lost(self) -> None:
        """Probe the line until it is lost; raise what ended it."""
        lost = asyncio.ensure_future(self.client.disconnected)
        try:
            while not (await asyncio.wait({lost}, timeout=self._pace.probe))[0]:
                await self._probe.check()
                self._get_on()
                self._failures = 0
        finally:
            lost.cancel()
        async with deadline(None):
            await lost
        raise end_of_updates(self.client) or ConnectionError("the server hung up")

    async def _mend(self, lost: BaseException | None) -> None:
        """Do before the next try what this loss calls for."""
        if isinstance(lost, UpdatesUnreadable):
            log.warning("update unreadable", extra={"account": self.name, "cause": str(lost)})
            if self._when_unreadable is not None:
                await self._when_unreadable(str(lost))
        if isinstance(lost, UpdatesEnded):
            forget_updates(self.client)
        # A server whose clock is ahead of ours looks like one that does not answer; asking twice in a row is no use.
        self._asks_for_time = isinstance(lost, TimeoutError | ClockDiffers) and not self._asks_for_time
        begin_anew(self.client, asks_for_time=self._asks_for_time)

    def _say_up(self) -> None:
        log.info("connection is back" if self._is_lost else "connected", extra={"account": self.name})
        self.renewals += self._is_lost
        self._is_lost = False

    def _say_lost(self, error: BaseException) -> None:
        if not self._is_lost:
            log.warning("connection lost", extra={"account": self.name, "cause": str(error) or type(error).__name__})
        self._is_lost = True
        self._failures += 1
