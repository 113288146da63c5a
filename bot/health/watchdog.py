"""Says to systemd that we are alive, only while we are."""

import asyncio
import logging
import os
import socket
from collections.abc import Mapping, Sequence
from typing import Final

from bot.store import Store
from bot.telegram import Line

log = logging.getLogger(__name__)

SHARE: Final = 3
"""The watchdog is fed so many times in the interval that systemd allows."""


class Watchdog:
    """Feeds systemd's watchdog while the loop turns, the database takes what is written and no line is stuck.

    A network that is gone leaves it fed: see docs/decisions/watchdog.md. Without systemd it does nothing.
    """

    def __init__(self, store: Store, environment: Mapping[str, str] = os.environ, lines: Sequence[Line] = ()) -> None:
        self._store = store
        self.lines = lines
        self._address = environment.get("NOTIFY_SOCKET")
        self._seconds = int(environment.get("WATCHDOG_USEC", "0")) / 1_000_000 / SHARE

    def say(self, message: str) -> None:
        """Send one message of sd_notify(3), such as "READY=1"."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.sendto(message.encode(), address)

    async def run(self) -> None:
        """Feed it, for ever. A database that does not answer in time leaves it hungry, and systemd restarts us."""
        while self._seconds:
            async with asyncio.timeout(self._seconds * (SHARE - 1)):
                is_written = await self._store.ping()
            # What cannot be stored for now holds up the lines as well, and a restart would not help.
            if is_written and (stuck := [one.name for one in self.lines if one.is_stuck]):
                log.error("connection stuck", extra={"account": ", ".join(stuck)})
            else:
                self.say("WATCHDOG=1")
            await asyncio.sleep(self._seconds)
