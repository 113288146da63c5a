"""Reads Telegram channels: fills what was missed after our own cursor, then follows live.

What Telegram pushes is only a wake-up (Telethon can drop posts without an error): what is complete is decided by the
cursor in the database and by sweeps over the channel's history.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from telethon import TelegramClient, errors, events, utils
from telethon.tl import types

from bot.ingest import Ingest
from bot.records import PostKey, Publication
from bot.sources.channels import UNREADABLE, Channels, OpenChannel
from bot.store import Store, channels, posts
from bot.telegram import LOST, REFUSED, deadline, refusal

log = logging.getLogger(__name__)

PAGE: Final = 100
"""Telegram gives at most so many messages at once; a page is one transaction."""

UPDATES: Final = (
    types.UpdateChannelTooLong,
    types.UpdateDeleteChannelMessages,
    types.UpdateEditChannelMessage,
    types.UpdateNewChannelMessage,
)


class ChannelReader:
    """Reads the channels of the configured sources into `ingest`."""

    def __init__(
        self,
        client: TelegramClient,
        store: Store,
        ingest: Ingest,
        channels: Channels,
        clock: Callable[[], datetime],
        *,
        fill_days: int,
        reread_posts: int,
    ) -> None:
        self._client = client
        self._store = store
        self._ingest = ingest
        self._channels = channels
        self._clock = clock
        self._fill = timedelta(days=fill_days)
        self._reread_posts = max(reread_posts, 1)
        self._open: dict[int, OpenChannel] = {}
        self._cursors: dict[int, int] = {}
        self._due: set[int] = set()
        self._resting: set[int] = set()
        self._wanted = asyncio.Event()
        client.add_event_handler(self._on_update, events.Raw(UPDATES))

    def want_sweep(self, channel_id: int | None = None) -> None:
        """Ask for a sweep soon, of one channel or of all; asking twice is asking once."""
        self._due |= set(self._open) if channel_id is None else {channel_id}
        self._wanted.set()

    async def when_up(self) -> None:
        """Find the channels and fill what was posted while the line was down."""
        await self.find_channels()
        self.want_sweep()

    async def find_channels(self) -> None:
        """Look again for channels that could not be read."""
        self._open |= {one.channel_id: one for one in await self._channels.open()}

    async def run(self, is_up: asyncio.Event) -> None:
        """Sweep whenever it is wanted and the line is up, for ever."""
        while True:
            await self._wanted.wait()
            await is_up.wait()
            self._wanted.clear()
            due, self._due = self._due, set()
            for channel in [self._open[one] for one in sorted(due & set(self._open) - self._resting)]:
                await self._sweep_safely(channel)

    async def sweep(self, channel: OpenChannel) -> None:
        """Store what was posted after the cursor, and what was edited or deleted among the latest posts."""
        cursor = await self._cursor(channel)
        async with deadline():
            page = list(await self._client.get_messages(channel.peer, limit=self._reread_posts))
        if not page:
            self._cursors[channel.channel_id] = cursor
            return
        if min(message.id for message in page) > cursor + 1:
            cursor = await self._catch_up(channel, cursor)
        known = await self._store.transact(posts.newest_ids, channel.source.id, self._reread_posts)
        await self._take_page(channel, page, cursor, {int(one) for one in known})

    async def _sweep_safely(self, channel: OpenChannel) -> None:
        try:
            await self.sweep(channel)
        except errors.FloodWaitError as error:
            log.warning("flood wait", extra={"source": channel.source.id, "seconds": error.seconds})
            self._rest(channel.channel_id, error.seconds)
        except UNREADABLE:
            del self._open[channel.channel_id]
            await self.find_channels()  # which names it, once
        except REFUSED as error:
            raise refusal("reader", error) from error
        except (errors.RPCError, *LOST) as error:
            log.info("sweep interrupted", extra={"source": channel.source.id, "cause": repr(error)})

    def _rest(self, channel_id: int, seconds: float) -> None:
        """Leave a channel alone for as long as Telegram asks, and sweep it then."""
        self._resting.add(channel_id)
        asyncio.get_running_loop().call_later(seconds, self._wake, channel_id)

    def _wake(self, channel_id: int) -> None:
        self._resting.discard(channel_id)
        self.want_sweep(channel_id)

    async def _cursor(self, channel: OpenChannel) -> int:
        """Return the id after which posts are wanted; for a new channel, that of the last post before `fill_days`."""
        if channel.channel_id in self._cursors:
            return self._cursors[channel.channel_id]
        row = (await self._store.transact(channels.every))[channel.source.id]
        if row.cursor:
            return row.cursor
        horizon = self._clock() - self._fill
        async with deadline():
            older = await self._client.get_messages(channel.peer, limit=1, offset_date=horizon)
        return older[0].id if older else 0

    async def _catch_up(self, channel: OpenChannel, cursor: int) -> int:
        while True:
            async with deadline():
                page = list(await self._client.get_messages(channel.peer, limit=PAGE, min_id=cursor, reverse=True))
            if not page:
                return cursor
            cursor = await self._take(channel, page)

    async def _take_page(self, channel: OpenChannel, page: Sequence[Any], cursor: int, known: set[int]) -> None:
        ids = {message.id for message in page}
        wanted = [message for message in reversed(page) if message.id > cursor or message.id in known]
        deleted = sorted(one for one in known if min(ids) <= one <= max(ids) and one not in ids)
        gone = [self._withdrawal(channel, one) for one in deleted]
        await self._take(channel, wanted, gone, max(ids))

    async def _take(
        self, channel: OpenChannel, page: Sequence[Any], gone: Iterable[Publication] = (), cursor: int = 0
    ) -> int:
        cursor = cursor or max(message.id for message in page)
        publications = [self._publication(channel, one) for one in page if isinstance(one, types.Message)]
        await self._ingest.take([*publications, *gone], source_id=channel.source.id, cursor=cursor)
        self._cursors[channel.channel_id] = max(cursor, self._cursors.get(channel.channel_id, 0))
        return cursor

    async def _on_update(self, update: Any) -> None:  # noqa: ANN401 - Telethon has no types
        try:
            await self._follow(update)
        except Exception as error:  # noqa: BLE001 - Telethon would log and forget it; the sweep does not forget
            log.warning("live post failed", extra={"cause": repr(error)})
            self.want_sweep()

    async def _follow(self, update: Any) -> None:  # noqa: ANN401
        channel = self._open.get(_channel_id(update))
        if channel is None:
            return
        if isinstance(update, types.UpdateChannelTooLong):
            self.want_sweep(channel.channel_id)
        elif isinstance(update, types.UpdateDeleteChannelMessages):
            await self._ingest.take([self._withdrawal(channel, one) for one in update.messages])
        elif isinstance(update, types.UpdateEditChannelMessage):
            if isinstance(update.message, types.Message):
                await self._ingest.take([self._publication(channel, update.message)])
        else:
            await self._follow_new(channel, update.message)

    async def _follow_new(self, channel: OpenChannel, message: Any) -> None:  # noqa: ANN401
        """Store a new message; the cursor moves with it only where nothing is missing between."""
        if self._cursors.get(channel.channel_id) == message.id - 1:
            await self._take(channel, [message])
            return
        if isinstance(message, types.Message):
            await self._ingest.take([self._publication(channel, message)])
        self.want_sweep(channel.channel_id)

    def _publication(self, channel: OpenChannel, message: Any) -> Publication:  # noqa: ANN401
        return Publication(
            key=PostKey(channel.source.id, str(message.id)),
            posted_at=message.date,
            text=message.message or "",
            seen_at=self._clock(),
            edited_at=message.edit_date,
            link=f"https://t.me/{channel.username}/{message.id}",
            forwarded_from=self._origin(message.fwd_from),
        )

    def _withdrawal(self, channel: OpenChannel, message_id: int) -> Publication:
        now = self._clock()
        key = PostKey(channel.source.id, str(message_id))
        return Publication(key=key, posted_at=now, text=None, seen_at=now, withdrawn=True)

    def _origin(self, forward: Any) -> str | None:  # noqa: ANN401
        if forward is None:
            return None
        if isinstance(forward.from_id, types.PeerChannel):
            known = self._open.get(forward.from_id.channel_id)
            return known.source.id if known else f"channel:{forward.from_id.channel_id}"
        return forward.from_name or (f"peer:{utils.get_peer_id(forward.from_id)}" if forward.from_id else "unknown")


def _channel_id(update: Any) -> int:  # noqa: ANN401
    if hasattr(update, "channel_id"):
        return int(update.channel_id)
    peer = update.message.peer_id
    return int(peer.channel_id) if isinstance(peer, types.PeerChannel) else 0
