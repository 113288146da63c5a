"""Which channels are read: found once, kept with their access hash, and named once where they cannot be read."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from telethon import TelegramClient, errors
from telethon.tl import types
from telethon.tl.functions.channels import GetChannelsRequest, JoinChannelRequest
from telethon.tl.functions.contacts import ResolveUsernameRequest

from bot.errors import SourceUnavailable
from bot.records import Source
from bot.store import Store, channels
from bot.store.channels import Channel
from bot.telegram import call

log = logging.getLogger(__name__)

RETRY: Final = timedelta(hours=1)
"""How long a channel that was not found is left alone: Telegram answers too many look-ups with waits of hours."""

UNREADABLE: Final = (
    errors.ChannelInvalidError,
    errors.ChannelPrivateError,
    errors.UsernameInvalidError,
    errors.UsernameNotOccupiedError,
)


@dataclass(frozen=True, slots=True)
class OpenChannel:
    """A channel that can be read."""

    source: Source
    channel_id: int
    access_hash: int
    username: str

    @property
    def peer(self) -> Any:  # noqa: ANN401 - Telethon has no types
        """How requests name it."""
        return types.InputPeerChannel(self.channel_id, self.access_hash)


class Channels:
    """Finds the channels of the configured sources."""

    def __init__(
        self, client: TelegramClient, store: Store, sources: Sequence[Source], clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._store = store
        self._sources = [source for source in sources if source.address]
        self._clock = clock
        self._retry_at: dict[str, datetime] = {}
        self._names: dict[int, str] = {}

    async def open(self) -> list[OpenChannel]:
        """Return the channels that can be read now. A failure is logged and stored once; the others go on."""
        known = await self._store.transact(channels.every)
        found: list[OpenChannel] = []
        for source in self._sources:
            if self._retry_at.get(source.id, self._clock()) > self._clock():
                continue
            present = known.get(source.id)
            try:
                found.append(await self._open(source, present))
                self._names[found[-1].channel_id] = source.id
                self._retry_at.pop(source.id, None)
            except SourceUnavailable as error:
                self._retry_at[source.id] = self._clock() + _pause(error)
                await self._say(source, present, str(error))
        return found

    def retry_seconds(self) -> float | None:
        """Return how long to wait until a channel that could not be read may be tried again, or None."""
        due_at = min(self._retry_at.values(), default=None)
        return None if due_at is None else max(0.0, (due_at - self._clock()).total_seconds())

    def name_of(self, channel_id: int) -> str | None:
        """Return the id of the source that reads a channel, if one does."""
        return self._names.get(channel_id)

    async def _open(self, source: Source, known: Channel | None) -> OpenChannel:
        try:
            entity = await self._entity(source, known)
            await self._join(source, entity)
        except UNREADABLE as error:
            raise SourceUnavailable(
                f"{source.address}: {_cause(error)}: correct `channel` of source '{source.id}' in the configuration"
            ) from error
        except errors.FloodWaitError as error:
            raise SourceUnavailable(
                f"{source.address}: Telegram asks to wait {error.seconds} s before it says", error.seconds
            ) from error
        row = Channel(source.id, source.address or "", entity.id, entity.access_hash, entity.title)
        if known is None or _identity(known) != _identity(row):
            await self._store.transact(channels.put, row, self._clock())
        return OpenChannel(source, entity.id, entity.access_hash, entity.username or _bare(source))

    async def _entity(self, source: Source, known: Channel | None) -> Any:  # noqa: ANN401
        is_known = known is not None and known.channel_id is not None and known.address == source.address
        if known is None or not is_known:
            answer = await call(self._client, ResolveUsernameRequest(_bare(source)))
            entity = next(iter(answer.chats), None)
        else:
            wanted = types.InputChannel(known.channel_id, known.access_hash)
            entity = next(iter((await call(self._client, GetChannelsRequest([wanted]))).chats), None)
        if not isinstance(entity, types.Channel):
            raise SourceUnavailable(
                f"{source.address}: is not a channel that this account can read: correct or remove source '{source.id}'"
            )
        self._warn_if_renamed(source, entity)
        return entity

    async def _join(self, source: Source, entity: Any) -> None:  # noqa: ANN401
        """Become a member, for Telegram pushes the posts of a channel to its members only."""
        if not entity.left:
            return
        try:
            await call(self._client, JoinChannelRequest(types.InputChannel(entity.id, entity.access_hash)))
        except errors.RPCError as error:
            log.warning("channel cannot be joined", extra={"source": source.id, "cause": type(error).__name__})

    def _warn_if_renamed(self, source: Source, entity: Any) -> None:  # noqa: ANN401
        names = [entity.username, *(one.username for one in entity.usernames or [])]
        if _bare(source).lower() not in [name.lower() for name in names if name]:
            log.warning(
                "channel was renamed", extra={"source": source.id, "was": source.address, "is": entity.username}
            )

    async def _say(self, source: Source, known: Channel | None, failure: str) -> None:
        if known is not None and known.failure == failure:
            return
        log.warning("source unavailable", extra={"source": source.id, "cause": failure})
        row = replace(known or Channel(source.id, source.address or ""), failure=failure)
        await self._store.transact(channels.put, row, self._clock())


def _identity(channel: Channel) -> tuple[object, ...]:
    return channel.address, channel.channel_id, channel.access_hash, channel.title, channel.failure


def _pause(error: SourceUnavailable) -> timedelta:
    return RETRY if error.retry_seconds is None else timedelta(seconds=error.retry_seconds)


def _bare(source: Source) -> str:
    return (source.address or "").removeprefix("@")


def _cause(error: Exception) -> str:
    if isinstance(error, errors.ChannelPrivateError | errors.ChannelInvalidError):
        return "the channel is private, or this account was removed from it"
    return "there is no such channel"
