"""Asks a channel for all that it has: what was posted, edited and deleted, and every id that we know nothing of."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from telethon import TelegramClient
from telethon.tl import types
from telethon.tl.functions.channels import GetMessagesRequest

from bot.ingest import Ingest
from bot.records import How, Publication, Sight
from bot.sources.channels import OpenChannel
from bot.sources.messages import marks, publication, withdrawal
from bot.store import Store, Transaction, albums, channels, claims, coverage, posts
from bot.telegram import call, deadline

PAGE: Final = 100
"""Telegram gives at most so many messages at once; a page is one transaction."""

RECHECK: Final = timedelta(days=14)
"""So old an announcement may be for its edits and deletions to be looked for."""

MOST_ASKED: Final = 5000
"""So many ids are asked for in one sweep at the most; the rest waits for the next."""


class Sweep:
    """Sweeps one channel after the other; what it is told is stored page by page, so that it can be cut off anywhere.

    `fill` is how far back a new channel is read, `reread_posts` how many recent posts are read again each time.
    """

    def __init__(
        self,
        client: TelegramClient,
        store: Store,
        ingest: Ingest,
        clock: Callable[[], datetime],
        name_of: Callable[[int], str | None],
        *,
        fill: timedelta,
        reread_posts: int,
    ) -> None:
        self._client = client
        self._store = store
        self._ingest = ingest
        self._clock = clock
        self._name_of = name_of
        self._fill = fill
        self._reread_posts = min(max(reread_posts, 1), PAGE)

    async def sweep(self, channel: OpenChannel, *, is_deep: bool = False) -> int:
        """Store all that the channel has and we do not; return its highest id, 0 where it has none.

        A deep sweep also reads again every announcement of the last `RECHECK`, however many posts came after it.
        """
        asked_at = self._clock()
        begins_after = await self._beginning(channel)
        page = await self._history(channel, limit=self._reread_posts)
        ids = [one.id for one in page]
        if ids:
            await self._close_holes(channel, min(ids) - 1)
        await self._compare(channel, page, begins_after, asked_at)
        await self._close_holes(channel, None)
        if is_deep:
            await self._recheck(channel)
        await self._store.transact(coverage.checked, channel.source.id, asked_at)
        return max(ids, default=0)

    async def _beginning(self, channel: OpenChannel) -> int:
        """Return the id after which the ledger begins; for a new channel, that of the last post before `fill`."""
        row = (await self._store.transact(channels.every))[channel.source.id]
        if row.begins_after is not None:
            return row.begins_after
        older = await self._history(channel, limit=1, offset_date=self._clock() - self._fill)
        after = older[0].id if older else 0
        await self._store.transact(coverage.begin, channel.source.id, after)
        return after

    async def _close_holes(self, channel: OpenChannel, last: int | None) -> None:
        """Read what lies in the unknown ids up to `last`: wide holes by their history, then each id by its number."""
        for first, end in await self._store.transact(coverage.holes, channel.source.id, last):
            if end - first >= PAGE:
                await self._read(channel, first, end)
        holes = await self._store.transact(coverage.holes, channel.source.id, last)
        unknown = [one for first, end in holes for one in range(first, end + 1)][:MOST_ASKED]
        for start in range(0, len(unknown), PAGE):
            asked_at = self._clock()
            found = await self._by_id(channel, unknown[start : start + PAGE])
            await self._take(channel, found, asked_at, How.ASKED)

    async def _read(self, channel: OpenChannel, first: int, last: int) -> None:
        """Store the history from `first` to `last`, oldest first; while a page is stored, the next is asked for."""
        asked_at, page = await self._page(channel, first - 1, last)
        while page:
            coming = asyncio.ensure_future(self._page(channel, max(one.id for one in page), last))
            try:
                await self._take(channel, page, asked_at, How.READ)
                asked_at, page = await coming
            finally:
                coming.cancel()

    async def _page(self, channel: OpenChannel, after: int, last: int) -> tuple[datetime, list[Any]]:
        """Return the first posts after an id, up to `last`, and when they were asked for."""
        asked_at = self._clock()
        if after >= last:
            return asked_at, []
        return asked_at, await self._history(channel, limit=PAGE, min_id=after, max_id=last + 1, reverse=True)

    async def _compare(self, channel: OpenChannel, page: Sequence[Any], begins_after: int, asked_at: datetime) -> None:
        """Store what differs from what we have of the latest posts: new ones, other texts, and what is gone."""
        source, ids = channel.source.id, {one.id for one in page}
        lowest = min(ids) if len(page) == self._reread_posts else 0  # a page that is not full is all that there is
        seen = await self._store.transact(coverage.latest_seen, source, 2 * PAGE)
        recent = {one for one in seen if one >= lowest}
        known = await self._store.transact(_known, source, ids | recent)
        missing = sorted(one for one in recent - ids if known.get(one) is not None)[:PAGE]
        again = await self._by_id(channel, missing) if missing else []
        wanted = [one for one in (*page, *again) if one.id > begins_after or one.id in known]
        changes = self._changes(channel, wanted, known, asked_at)
        await self._ingest.take(changes, Sight(source, marks(page, begins_after), asked_at))

    async def _recheck(self, channel: OpenChannel) -> None:
        """Store what changed in the announcements of the last `RECHECK`."""
        ids = await self._store.transact(_announcements, channel.source.id, self._clock() - RECHECK)
        for start in range(0, len(ids), PAGE):
            asked_at = self._clock()
            found = await self._by_id(channel, ids[start : start + PAGE])
            known = await self._store.transact(_known, channel.source.id, ids[start : start + PAGE])
            if changes := self._changes(channel, found, known, asked_at):
                await self._ingest.take(changes)

    def _changes(
        self, channel: OpenChannel, messages: Sequence[Any], known: Mapping[int, str | None], asked_at: datetime
    ) -> list[Publication]:
        """Return what these messages tell that is not `known`: first what is gone, for it may be there again."""
        gone = [one.id for one in messages if isinstance(one, types.MessageEmpty) and known.get(one.id) is not None]
        shown = [one for one in messages if isinstance(one, types.Message)]
        changed = [one for one in shown if known.get(one.id) != posts.digest(one.message or "")]
        return [
            *(withdrawal(channel, one, asked_at) for one in sorted(gone)),
            *(
                publication(channel, one, asked_at, self._name_of, stands=True)
                for one in sorted(changed, key=lambda one: one.id)
            ),
        ]

    async def _take(self, channel: OpenChannel, messages: Sequence[Any], asked_at: datetime, how: How) -> None:
        shown = sorted((one for one in messages if isinstance(one, types.Message)), key=lambda one: one.id)
        publications = [publication(channel, one, asked_at, self._name_of, stands=True) for one in shown]
        await self._ingest.take(publications, Sight(channel.source.id, marks(messages), asked_at, how))

    async def _history(self, channel: OpenChannel, **wanted: Any) -> list[Any]:  # noqa: ANN401 - Telethon's options
        async with deadline():
            return list(await self._client.get_messages(channel.peer, **wanted))

    async def _by_id(self, channel: OpenChannel, ids: Sequence[int]) -> list[Any]:
        """Return what Telegram says of those ids; one that it does not mention stays unknown."""
        named = [types.InputMessageID(one) for one in ids]
        answer = await call(self._client, GetMessagesRequest(channel.peer, named))
        return [one for one in answer.messages if one.id in ids]


def _announcements(connection: Transaction, source: str, since: datetime) -> list[int]:
    """Return the messages that state what counts: those with claims that were published since that time."""
    keys = claims.announcements(connection, source, since)
    single = [int(one) for one in keys if one.isdigit()]
    return sorted({*single, *albums.messages(connection, source, keys)})


def _known(connection: Transaction, source: str, ids: Collection[int]) -> dict[int, str | None]:
    """Return the hash of the text of each of those messages that is stored; None where it is gone."""
    single = posts.texts(connection, source, [str(one) for one in ids])
    of_albums = albums.texts(connection, source, ids)
    return {int(one): sha256 for one, sha256 in single.items()} | {
        one: None if caption is None else posts.digest(caption) for one, caption in of_albums.items()
    }
