"""Carries what is due from the outbox to the chats: in order within a chat, and no chat waits for another."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Final, Protocol

from bot.alerts.wording import LANGUAGES, parked_text
from bot.errors import ChatUnreachable, DeliveryFailed
from bot.records import Alert, AlertType, Thread, Topic
from bot.store import Store, Transaction, outbox, parcels, parked, subscribers
from bot.store.parcels import Parcel

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS: Final = 600.0


class Voice(Protocol):
    """What can say something in a chat. Both raise `DeliveryFailed`, or `ChatUnreachable` where no retry helps."""

    async def send(self, parcel: Parcel) -> int | None:
        """Send a new message; return its id, or None where it had been sent before and its id is not known."""

    async def amend(self, parcel: Parcel) -> None:
        """Put the text in place of that of `parcel.message_id`."""


class Delivery:
    """The task that empties the outbox."""

    def __init__(self, store: Store, voice: Voice, clock: Callable[[], datetime], chance: Random) -> None:
        self._store = store
        self._voice = voice
        self._clock = clock
        self._chance = chance
        self._busy: set[int] = set()
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Say that the outbox may have something new."""
        self._awake.set()

    async def run(self, is_up: asyncio.Event) -> None:
        """Deliver while the voice `is_up`, for ever."""
        async with asyncio.TaskGroup() as carriers:
            while True:
                await is_up.wait()
                self._awake.clear()
                waiting = await self._store.transact(parcels.claim, self._clock(), frozenset(self._busy))
                for parcel in waiting:
                    self._busy.add(parcel.chat_id)
                    carriers.create_task(self._carry(parcel))
                await self._until_due(is_idle=not waiting)

    async def drain(self) -> None:
        """Deliver all that is due now, chat by chat and in order, and return."""
        while waiting := await self._store.transact(parcels.claim, self._clock()):
            for parcel in waiting:
                await self._carry(parcel)

    async def _until_due(self, *, is_idle: bool) -> None:
        """Wait to be woken, which every carrier does that is done; when idle, no longer than to the next due time."""
        due_at = await self._store.transact(parcels.next_due_at, frozenset(self._busy)) if is_idle else None
        seconds = None if due_at is None else max(0.0, (due_at - self._clock()).total_seconds())
        try:
            async with asyncio.timeout(seconds):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _carry(self, parcel: Parcel) -> None:
        try:
            message_id = await self._say(parcel)
            await self._store.transact(parcels.sent, parcel.number, message_id, self._clock())
        except ChatUnreachable as error:
            log.warning("chat unreachable", extra={"chat": parcel.chat_id, "cause": str(error)})
            await self._store.transact(_park, parcel.number, str(error), self._clock())
        except DeliveryFailed as error:
            due_at = self._clock() + timedelta(seconds=self._pause_seconds(parcel, error))
            if parcel.attempts == 0:
                log.warning("delivery postponed", extra={"chat": parcel.chat_id, "cause": str(error)})
            await self._store.transact(parcels.postpone, parcel.number, due_at, str(error))
        finally:
            self._busy.discard(parcel.chat_id)
            self.wake()

    async def _say(self, parcel: Parcel) -> int | None:
        if parcel.message_id is None:
            return await self._voice.send(parcel)
        await self._voice.amend(parcel)
        return parcel.message_id

    def _pause_seconds(self, parcel: Parcel, error: DeliveryFailed) -> float:
        if error.retry_seconds is not None:
            return error.retry_seconds
        return min(LONGEST_PAUSE_SECONDS, 2.0 ** min(parcel.attempts, 10)) * self._chance.uniform(0.8, 1.2)


def _park(connection: Transaction, number: int, cause: str, now: datetime) -> None:
    """Give up a chat, and tell the editors whom they can still reach: once, for nothing is sent there any more."""
    subscriber = subscribers.find(connection, parked.park(connection, number, cause, now))
    if subscriber is None:
        return
    thread = str(Thread(Topic.PARKED, f"{subscriber.chat_id}/{now.isoformat()}"))
    text = {language: parked_text(subscriber, cause, language) for language in LANGUAGES}
    outbox.add(connection, Alert(AlertType.NOTICE, thread, None, "parked", text), (), now)
