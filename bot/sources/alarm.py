"""Tells the editors what Telegram sent that we cannot read: each kind of it once."""

from collections.abc import Callable
from datetime import datetime

from bot.alerts.wording import LANGUAGES, unreadable_text
from bot.records import Alert, AlertType
from bot.store import Store, Transaction, outbox


class Alarm:
    """Writes to the outbox; `when_alerted` is called when there is something new."""

    def __init__(self, store: Store, clock: Callable[[], datetime], when_alerted: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._when_alerted = when_alerted

    async def unreadable(self, cause: str) -> None:
        """Tell that something came which cannot be read; `cause` names it."""
        await self._store.transact(_tell, cause, self._clock())
        self._when_alerted()


def _tell(connection: Transaction, cause: str, now: datetime) -> None:
    thread = f"unreadable:{cause}"
    if not outbox.has_thread(connection, thread):
        text = {language: unreadable_text(cause, language) for language in LANGUAGES}
        outbox.add(connection, Alert(AlertType.NOTICE, thread, None, "unreadable", text), (), now)
