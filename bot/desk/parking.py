"""Chats that could not be reached are told again, by command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import DecisionRefused
from bot.records import SubscriberState
from bot.store import Store, Transaction, parked, subscribers


@dataclass(frozen=True, slots=True)
class Parking:
    """Takes parked chats back. `oldest` bounds what is still news to them; `when_alerted` wakes the delivery."""

    store: Store
    clock: Callable[[], datetime]
    oldest: timedelta
    when_alerted: Callable[[], None] = lambda: None

    async def unpark(self, words: Sequence[str]) -> str:
        """Obey "unpark CHAT"; return what was done. Raises `DecisionRefused` where that chat is not parked."""
        _, chat_id = words
        said = await self.store.transact(_unpark, int(chat_id), self.clock(), self.oldest)
        self.when_alerted()
        return said


def _unpark(connection: Transaction, chat_id: int, now: datetime, oldest: timedelta) -> str:
    known = subscribers.find(connection, chat_id)
    if known is None:
        raise DecisionRefused(f"{chat_id}: no such chat: `zvirka subscribers` lists them")
    if known.state is not SubscriberState.UNREACHABLE:
        raise DecisionRefused(f"{chat_id}: {known.name} is not parked, but {known.state.value}")
    waiting = parked.release(connection, chat_id, now, now - oldest)
    return f"{chat_id}: {known.name} is told again; messages on their way: {waiting}"
