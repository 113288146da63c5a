"""Says elsewhere that all is well, so that its silence is noticed: to a URL of the operator's, to a chat, or both."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from bot.alerts.wording import LANGUAGES, heartbeat_text
from bot.config import HeartbeatSection
from bot.health.vitals import Vitals
from bot.records import Alert, AlertType
from bot.store import Store, Transaction, outbox, standing
from bot.store.standing import Vital

log = logging.getLogger(__name__)

SUCCESS: Final = 2
"""The first digit of what a server answers where all went well."""

STORE_SECONDS: Final = 10.0
"""A database that takes longer is not well."""


class Heartbeat:
    """Beats where nothing vital is wrong. `judge` names what is wrong with what is stored."""

    def __init__(
        self,
        settings: HeartbeatSection,
        store: Store,
        vitals: Vitals,
        judge: Callable[[Vital, datetime], list[str]],
        clock: Callable[[], datetime],
        when_alerted: Callable[[], None],
        *,
        store_seconds: float = STORE_SECONDS,
    ) -> None:
        self._settings = settings
        self._store = store
        self._vitals = vitals
        self._judge = judge
        self._clock = clock
        self._when_alerted = when_alerted
        self._store_seconds = store_seconds
        self._is_withheld = False
        self._is_unheard = False

    async def beat(self) -> None:
        """Beat once, or say why not: once, and once when all is well again."""
        wrong = await self._wrong()
        if wrong and not self._is_withheld:
            log.warning("heartbeat withheld", extra={"cause": "; ".join(wrong)})
        if self._is_withheld and not wrong:
            log.info("heartbeat is back")
        self._is_withheld = bool(wrong)
        self._vitals.withheld = wrong
        if not wrong:
            await self._to_url()
            await self._to_chat()

    async def _wrong(self) -> list[str]:
        """Return what is wrong. A wedged database is found by writing, a wedged reading by its age."""
        down = [f"{one.account}: no connection" for one in self._vitals.connections if not one.is_up]
        try:
            async with asyncio.timeout(self._store_seconds):
                if not await self._store.ping():
                    return [*down, "the database cannot be written"]
                vital = await self._store.transact(standing.vital)
        except TimeoutError:
            return [*down, "the database does not answer"]
        return [*down, *self._judge(vital, self._clock())]

    async def _to_url(self) -> None:
        url = self._settings.url
        if url is None:
            return
        failure = await _call(self._settings.method, url.get_secret_value(), self._settings.answer_seconds)
        if failure is None:
            self._vitals.beaten_at = self._clock()
        elif not self._is_unheard:
            # The path is the secret of such services: only the host is named.
            host = urlsplit(url.get_secret_value()).hostname
            log.warning("heartbeat not delivered", extra={"host": host, "cause": failure})
        self._is_unheard = failure is not None

    async def _to_chat(self) -> None:
        chat = self._settings.chat
        if chat is None:
            return
        every = timedelta(hours=self._settings.chat_hours)
        if await self._store.transact(partial(_write, chat=chat, now=self._clock(), every=every)):
            self._vitals.beaten_at = self._clock()
            self._when_alerted()


async def _call(method: str, url: str, seconds: float) -> str | None:
    """Call a URL; return what went wrong, without the URL. A redirect leads elsewhere and is not followed."""
    import httpcore  # noqa: PLC0415 - most daemons have no URL to call; httpx above it would take four times the memory

    failed = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)
    try:
        async with (
            asyncio.timeout(seconds),
            httpcore.AsyncConnectionPool() as client,
            client.stream(method, url, content=b"") as answer,
        ):
            return None if answer.status // 100 == SUCCESS else f"status {answer.status}"
    except (*failed, OSError) as error:  # a timeout of ours is an OSError
        return type(error).__name__


def _write(connection: Transaction, *, chat: int, now: datetime, every: timedelta) -> bool:
    """Put a beat into the outbox if it is time; the message of the beat before is amended."""
    thread = f"heartbeat:{chat}"
    last = outbox.written_at(connection, thread)
    if last is not None and now - last < every:
        return False
    text = {language: heartbeat_text(now, now + every, language) for language in LANGUAGES}
    outbox.tell(connection, Alert(AlertType.NOTICE, thread, None, now.isoformat(), text), chat, now)
    return True
