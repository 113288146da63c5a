"""Waiting for something to become true, woken by every change instead of a clock."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """Wakes everybody who waits whenever something changes."""

    def __init__(self) -> None:
        self._sleepers: set[asyncio.Future[None]] = set()

    def announce(self) -> None:
        """Something changed."""
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)

    async def until(self, condition: Callable[[], T], within: float) -> T:
        """Return the condition's value once it is true. Raise `TimeoutError` after that many seconds."""
        async with asyncio.timeout(within):
            while not (value := condition()):
                sleeper = asyncio.get_running_loop().create_future()
                self._sleepers.add(sleeper)
                try:
                    await sleeper
                finally:
                    self._sleepers.discard(sleeper)
        return value
