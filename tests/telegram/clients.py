"""Unmodified Telethon, pointed at a loopback data centre."""

import asyncio
import os

from telethon import TelegramClient
from telethon.crypto import AuthKey, rsa
from telethon.events.common import EventBuilder, EventCommon
from telethon.sessions import MemorySession, Session

from tests.telegram.actors import Person
from tests.telegram.data_centre import DataCentre
from tests.telegram.state import KeyRecord

PATIENCE = 10


def client_of(dc: DataCentre, session: Session | None = None, **settings: object) -> TelegramClient:
    """A client that is not connected yet. It gives up after one try unless told otherwise."""
    rsa.add_key(dc.public_key, old=False)
    session = session or MemorySession()
    session.set_dc(dc.number, dc.host, dc.port)
    settings = {"connection_retries": 1, "retry_delay": 0, "flood_sleep_threshold": 0, **settings}
    return TelegramClient(session, 1, "a hash", **settings)


def signed_in(dc: DataCentre, person: Person, session: Session | None = None) -> Session:
    """A session that the person or bot signed in with earlier: as if the key exchange and the code were long past."""
    session = session or MemorySession()
    key = AuthKey(os.urandom(256))
    dc.state.keys[key.key_id] = KeyRecord(key.key, salt=0, account=person.id)
    session.set_dc(dc.number, dc.host, dc.port)
    session.auth_key = key
    session.save()
    return session


class Clients:
    """The clients of one test."""

    def __init__(self, dc: DataCentre) -> None:
        self._dc = dc
        self._clients: list[TelegramClient] = []

    async def connect(self, session: Session | None = None, **settings: object) -> TelegramClient:
        """Connect a client, which is signed in only if its session is."""
        client = client_of(self._dc, session, **settings)
        self._clients.append(client)
        await client.connect()
        return client

    async def sign_in(self, person: Person, session: Session | None = None, **settings: object) -> TelegramClient:
        """Connect a client that is signed in as that person or bot."""
        return await self.connect(signed_in(self._dc, person, session), **settings)

    async def leave(self, client: TelegramClient) -> None:
        """Disconnect one before the test ends. Reads the error that ended its line, of which Telethon leaves a copy."""
        self._clients.remove(client)
        await client.disconnect()
        await asyncio.gather(client.disconnected, return_exceptions=True)

    async def close(self) -> None:
        """Disconnect them all. One that was disconnected before would open its session file again."""
        while self._clients:
            await self.leave(self._clients[-1])


class Heard:
    """What the handlers of a client were told, in order."""

    def __init__(self, client: TelegramClient, *kinds: type[EventBuilder]) -> None:
        self._queue: asyncio.Queue[EventCommon] = asyncio.Queue()
        for kind in kinds:
            client.add_event_handler(self._queue.put, kind)

    async def next(self) -> EventCommon:
        """The next event, once it comes."""
        return await asyncio.wait_for(self._queue.get(), PATIENCE)

    @property
    def is_silent(self) -> bool:
        """Whether nothing waits to be taken."""
        return self._queue.empty()
