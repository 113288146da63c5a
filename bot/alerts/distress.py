"""Tells the editors, past the outbox, that the database cannot be written, and that it can again."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from bot.alerts.delivery import Voice
from bot.alerts.wording import blocked_text
from bot.errors import ChatUnreachable, DeliveryFailed, StoreBlocked
from bot.records import Subscriber
from bot.store.outbox import Part, random_id
from bot.store.parcels import Parcel

log = logging.getLogger(__name__)

SHORT_SECONDS: Final = 20.0
"""What is over sooner is no news: another program took the lock, say."""

RETRY_SECONDS: Final = 30.0


class Distress:
    """Looks on while transactions fail, and speaks to the editors itself, for the outbox is in the database too.

    `say` tells systemd. A daemon that dies meanwhile has forgotten that it told; it says so again when it has begun.
    """

    def __init__(
        self,
        voice: Voice,
        editors: Sequence[Subscriber],
        clock: Callable[[], datetime],
        say: Callable[[str], None],
        *,
        short_seconds: float = SHORT_SECONDS,
    ) -> None:
        self._voice = voice
        self._editors = editors
        self._clock = clock
        self._say = say
        self._short_seconds = short_seconds
        self._cause = ""
        self._is_blocked = asyncio.Event()
        self._is_free = asyncio.Event()

    def blocked(self, error: StoreBlocked) -> None:
        """Hear that a transaction failed and is tried again."""
        if not self._is_blocked.is_set():
            self._cause = str(error)
            log.error("database blocked", extra={"cause": self._cause})
            self._say(f"STATUS={self._cause}")
            self._is_free.clear()
            self._is_blocked.set()

    def freed(self) -> None:
        """Hear that a transaction went through."""
        if self._is_blocked.is_set():
            log.warning("database free again")
            self._say("STATUS=reading")
            self._is_blocked.clear()
            self._is_free.set()

    async def run(self) -> None:
        """Tell the editors of what lasts, once when it has begun and once when it is over; for ever."""
        while True:
            await self._is_blocked.wait()
            since, cause = self._clock(), self._cause
            if not await self._is_short():
                await self._tell(since, cause, is_over=False)
                await self._is_free.wait()
                await self._tell(since, cause, is_over=True)

    async def _is_short(self) -> bool:
        try:
            async with asyncio.timeout(self._short_seconds):
                return await self._is_free.wait()
        except TimeoutError:
            return False

    async def _tell(self, since: datetime, cause: str, *, is_over: bool) -> None:
        waiting = list(self._editors)
        while waiting:
            waiting = [one for one in waiting if not await self._reaches(one, since, cause, is_over=is_over)]
            if waiting:
                await asyncio.sleep(RETRY_SECONDS)

    async def _reaches(self, editor: Subscriber, since: datetime, cause: str, *, is_over: bool) -> bool:
        """Return whether the editor was told, or cannot be."""
        parcel = Parcel(
            number=0,
            chat_id=editor.chat_id,
            part=Part.MAIN,
            language=editor.language,
            text=blocked_text(cause, since, editor.language, is_over=is_over),
            random_id=random_id("distress", since.isoformat(), editor.chat_id, is_over),
            attempts=0,
            message_id=None,
            reply_to=None,
            buttons={},
        )
        try:
            await self._voice.send(parcel)
        except ChatUnreachable:
            return True
        except DeliveryFailed as error:
            log.info("distress not told", extra={"chat": editor.chat_id, "cause": str(error)})
            return False
        return True
