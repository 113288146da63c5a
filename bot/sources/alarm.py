"""Tells the editors what needs the operator: what Telegram sent that we cannot read, an account refused, no backup."""

from collections.abc import Callable
from datetime import datetime

from bot.alerts.wording import LANGUAGES, no_backup_text, refused_text, unreadable_text
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
        text = {language: unreadable_text(cause, language) for language in LANGUAGES}
        await self._tell(Alert(AlertType.NOTICE, f"unreadable:{cause}", None, "unreadable", text))

    async def refused(self, cause: str) -> None:
        """Tell that Telegram refuses the reader's account, once a day; `cause` says what to do."""
        text = {language: refused_text(cause, language) for language in LANGUAGES}
        await self._tell(Alert(AlertType.NOTICE, f"refused:{self._clock():%Y-%m-%d}", None, "refused", text))

    async def no_backup(self, cause: str) -> None:
        """Tell that no backup was made, once a day; `cause` says why."""
        text = {language: no_backup_text(cause, language) for language in LANGUAGES}
        await self._tell(Alert(AlertType.NOTICE, f"backup:{self._clock():%Y-%m-%d}", None, "failed", text))

    async def _tell(self, alert: Alert) -> None:
        await self._store.transact(_tell_once, alert, self._clock())
        self._when_alerted()


def _tell_once(connection: Transaction, alert: Alert, now: datetime) -> None:
    if not outbox.has_thread(connection, alert.thread):
        outbox.add(connection, alert, (), now)
