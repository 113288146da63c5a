"""Time that runs faster: pauses, deadlines and intervals shrink, and nothing else changes."""

import asyncio
import selectors
import time
from datetime import UTC, datetime

HASTE = 10.0
"""So many seconds pass in one."""


class Clock:
    """The time of day of the daemon and of its data centre, which began to run faster at `epoch`, in Unix seconds."""

    def __init__(self, epoch):
        self.epoch = epoch

    def __call__(self):
        return datetime.fromtimestamp(self.epoch + (time.time() - self.epoch) * HASTE, UTC)


class HastySelector(selectors.DefaultSelector):
    """Waits for the network as long as the hasty loop means."""

    def select(self, timeout=None):
        return super().select(timeout and timeout / HASTE)


class HastyLoop(asyncio.SelectorEventLoop):
    """An event loop on whose clock so many seconds pass in one."""

    def __init__(self):
        super().__init__(HastySelector())

    def time(self):
        return super().time() * HASTE
