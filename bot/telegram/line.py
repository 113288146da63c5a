"""Keeps the connection of one account up."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from telethon import TelegramClient, errors

from bot.telegram.client import LOST, REFUSED, deadline, refusal

log = logging.getLogger(__name__)

CLOSE_SECONDS: Final = 2.0
"""How long we wait for a polite goodbye."""

LONGEST_PAUSE_SECONDS: Final = 60.0


class Line:
    """The connection of one account, up as long as the network and Telegram allow."""

    def __init__(
        self,
        name: str,
        client: TelegramClient,
        sign_in: Callable[[TelegramClient], Awaitable[None]],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name
        self.client = client
        self.is_up = asyncio.Event()
        self._sign_in = sign_in
        self._pause = pause

    async def hold(self, when_up: Callable[[], Awaitable[None]]) -> None:
        """Connect, run `when_up`, wait for the line to be lost, and start over; for ever.

        Raises `AccountUnusable` where Telegram refuses the account: no restart helps.
        """
        failures = 0
        while True:
            try:
                await self._open()
                failures = self._say_up(failures)
                await when_up()
                await self._until_lost()
            except errors.FloodWaitError as error:
                log.warning("flood wait", extra={"account": self.name, "seconds": error.seconds})
                await self._pause(error.seconds)
            except REFUSED as error:
                raise refusal(self.name, error) from error
            except (errors.RPCError, *LOST) as error:
                failures = self._say_lost(failures, error)
            finally:
                self.is_up.clear()
                await self.close()
            await self._pause(min(LONGEST_PAUSE_SECONDS, 0.5 * 2**failures))

    async def close(self) -> None:
        """Hang up and save the session."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.client.disconnect()

    async def _open(self) -> None:
        async with deadline():
            await self.client.connect()
            await self._sign_in(self.client)
        self.is_up.set()

    async def _until_lost(self) -> None:
        async with deadline(None):
            await self.client.disconnected
        raise ConnectionError("the server hung up")

    def _say_up(self, failures: int) -> int:
        log.info("connected" if not failures else "connection is back", extra={"account": self.name})
        return 0

    def _say_lost(self, failures: int, error: BaseException) -> int:
        if not failures:
            log.warning("connection lost", extra={"account": self.name, "cause": str(error) or type(error).__name__})
        return failures + 1
