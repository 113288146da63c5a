"""A client of one account, and what Telegram's and the network's refusals mean."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from telethon import TelegramClient, errors
from telethon.crypto import rsa
from telethon.sessions import SQLiteSession
from telethon.tl.tlobject import TLRequest

from bot.config import Server, Telegram
from bot.errors import AccountUnusable
from bot.telegram.listening import ListeningClient

CALL_SECONDS: Final = 30.0
"""No call may take longer: a half-open connection answers nothing for minutes."""

LOST: Final = (
    OSError,
    asyncio.IncompleteReadError,
    errors.InvalidBufferError,
    errors.InvalidChecksumError,
    errors.SecurityError,
    errors.TypeNotFoundError,
)
"""What a cut or garbled line looks like (`ConnectionError` and `TimeoutError` are OSErrors); all may be done again."""

REFUSED: Final = (
    errors.AuthKeyDuplicatedError,
    errors.AuthKeyNotFound,
    errors.AuthKeyUnregisteredError,
    errors.SessionExpiredError,
    errors.SessionRevokedError,
    errors.UserDeactivatedError,
    errors.UserDeactivatedBanError,
)
"""What Telegram answers to an account or a session that it will not serve again."""


def make_client(settings: Telegram, session: Path, api_hash: str) -> TelegramClient:
    """Return a client that is not connected yet. Retries, flood waits and reconnections are left to us."""
    storage = SQLiteSession(str(session))
    session.chmod(0o600)  # whoever can read it has the account
    if settings.server is not None:
        _direct_to(storage, settings.server, session.parent)
    name = f"telethon.{session.stem}"  # each account's own: the probe listens to it
    # We reconnect ourselves and say so once; Telethon says so for each try.
    logging.getLogger(f"{name}.network").setLevel(logging.CRITICAL)
    return ListeningClient(
        storage,
        settings.api_id,
        api_hash,
        auto_reconnect=False,
        base_logger=name,
        catch_up=True,
        connection_retries=0,
        flood_sleep_threshold=0,
        raise_last_call_error=True,
        request_retries=1,
        sequential_updates=True,
        device_model="zvirka",
    )


async def call(client: TelegramClient, request: TLRequest) -> Any:  # noqa: ANN401 - each request has its own answer
    """Send one request and return its answer; raises `TimeoutError` after `CALL_SECONDS`."""
    async with deadline():
        return await client(request)


@asynccontextmanager
async def deadline(seconds: float | None = CALL_SECONDS) -> AsyncIterator[None]:
    """Bound what waits for Telegram inside; raises `TimeoutError`, or `ConnectionError` where the line is closed.

    Telethon cancels the futures of pending requests when it hangs up; to us that would look like our own cancellation.
    """
    task = asyncio.current_task()
    try:
        async with asyncio.timeout(seconds):
            yield
    except asyncio.CancelledError:
        if task is None or task.cancelling():
            raise
        raise ConnectionError("the line was closed") from None


def refusal(name: str, error: Exception) -> AccountUnusable:
    """Return what to tell the operator where Telegram refuses the account `name` ("reader" or "bot")."""
    remedy = "run `zvirka login`" if name == "reader" else "get a new token from @BotFather and put it in its file"
    return AccountUnusable(f"Telegram refuses the {name} account ({type(error).__name__}): {remedy}, then start again")


def _direct_to(storage: SQLiteSession, server: Server, folder: Path) -> None:
    pem = server.public_key if "BEGIN" in server.public_key else (folder / server.public_key).read_text("ascii")
    rsa.add_key(pem, old=False)
    if (storage.server_address, storage.port) != (server.host, server.port):
        storage.set_dc(server.dc, server.host, server.port)
        storage.save()
