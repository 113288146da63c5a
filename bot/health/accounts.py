"""Keeps what Telegram does not let our accounts do, so that it is known after a restart and to other commands."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store import Store, accounts
from bot.store.accounts import Wait
from bot.telegram import Line


@dataclass(frozen=True, slots=True)
class Accounts:
    """Writes it down as it happens."""

    store: Store
    clock: Callable[[], datetime]

    async def hold(self, line: Line, when_up: Callable[[], Awaitable[None]]) -> None:
        """Hold the line of an account, and note each time that Telegram serves it."""

        async def served() -> None:
            await self.store.transact(accounts.lift, line.name)
            await when_up()

        await line.hold(served)

    async def flooded(self, account: str, method: str, place: int | None, seconds: float) -> None:
        """Note that an account may not call a method for so long; `place` is the chat that it was called for."""
        now = self.clock()
        wait = Wait(account, method, place, now + timedelta(seconds=seconds))
        await self.store.transact(accounts.note_wait, wait, now)

    async def refused(self, account: str, cause: str) -> None:
        """Note that Telegram refuses an account."""
        await self.store.transact(accounts.note_refusal, account, cause, self.clock())
