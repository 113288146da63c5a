"""Reads Telegram channels: follows what is pushed, and sweeps.

What Telegram pushes is only a wake-up (Telethon can drop posts without an error): what is complete is decided by the
ledger in the database and by sweeps over the channel's history.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Final

from telethon import TelegramClient, errors, events
from telethon.tl import types

from bot.errors import ZvirkaError
from bot.ingest import Ingest
from bot.records import Sight
from bot.sources.channels import UNREADABLE, Channels, OpenChannel
from bot.sources.messages import marks, publication, withdrawal
from bot.sources.sweep import Sweep
from bot.telegram import LOST, REFUSED, refusal
from parsers.parties import Role

log = logging.getLogger(__name__)

RETRY_SECONDS: Final = 5.0
"""How long a channel rests after a sweep that Telegram answered with an error."""

UPDATES: Final = (
    types.UpdateDeleteChannelMessages,
    types.UpdateEditChannelMessage,
    types.UpdateNewChannelMessage,
)


class ChannelReader:
    """Reads the channels of the configured sources into `ingest`."""

    def __init__(
        self,
        client: TelegramClient,
        ingest: Ingest,
        channels: Channels,
        sweep: Sweep,
        clock: Callable[[], datetime],
        *,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._retry_seconds = retry_seconds
        self._ingest = ingest
        self._channels = channels
        self._sweep = sweep
        self._clock = clock
        self._open: dict[int, OpenChannel] = {}
        self._tops: dict[int, int] = {}
        self._due: set[int] = set()
        self._deep: set[int] = set()
        # One channel whose call makes the server hang up must not starve those behind it: the next sweep turns back.
        self._turns_back = False
        self._resting: set[int] = set()
        self._has_lost = False
        self._retry: asyncio.TimerHandle | None = None
        self._wanted = asyncio.Event()
        client.add_event_handler(self._on_update, events.Raw(UPDATES))
        client.when_missed = self.want_sweep

    def want_sweep(self, channel_id: int | None = None) -> None:
        """Ask for a sweep soon, of one channel or of all; asking twice is asking once."""
        self._due |= set(self._open) if channel_id is None else {channel_id}
        self._wanted.set()

    def want_sweep_of(self, roles: Collection[Role]) -> None:
        """Ask for a sweep soon of the channels of sources of these roles."""
        self._due |= {ident for ident, one in self._open.items() if one.source.role in roles}
        self._wanted.set()

    def want_channels(self) -> None:
        """Ask for another look for channels that could not be read."""
        self._has_lost = True
        self._wanted.set()

    async def when_up(self) -> None:
        """Find the channels, fill what was posted while the line was down, and look for what was changed."""
        await self.find_channels()
        self._deep |= set(self._open)
        self.want_sweep()

    async def find_channels(self) -> None:
        """Look again for channels that could not be read, and once more when they may be asked for."""
        self._open |= {one.channel_id: one for one in await self._channels.open()}
        if self._retry is not None:
            self._retry.cancel()
        if (seconds := self._channels.retry_seconds()) is not None:
            self._retry = asyncio.get_running_loop().call_later(seconds, self.want_channels)

    async def run(self, is_up: asyncio.Event) -> None:
        """Sweep whenever it is wanted and the line is up, for ever."""
        while True:
            await self._wanted.wait()
            await is_up.wait()
            self._wanted.clear()
            if self._has_lost:
                await self._find_safely()
            due, self._due = self._due, set()
            ready = due & set(self._open) - self._resting
            channels = [self._open[one] for one in sorted(ready, reverse=self._turns_back)]
            self._turns_back ^= not all([await self._sweep_safely(one) for one in channels])

    async def _find_safely(self) -> None:
        self._has_lost = False
        try:
            await self.when_up()
        except REFUSED as error:
            raise refusal("reader", error) from error
        except (errors.RPCError, *LOST) as error:
            log.info("channels not found", extra={"cause": repr(error)})
            self._retry = asyncio.get_running_loop().call_later(self._retry_seconds, self.want_channels)

    async def _sweep_safely(self, channel: OpenChannel) -> bool:
        """Sweep a channel; return False where the line was lost meanwhile."""
        try:
            top = await self._sweep.sweep(channel, is_deep=channel.channel_id in self._deep)
            self._deep.discard(channel.channel_id)
            self._tops[channel.channel_id] = max(top, self._tops.get(channel.channel_id, 0))
        except errors.FloodWaitError as error:
            log.warning("flood wait", extra={"source": channel.source.id, "seconds": error.seconds})
            self._rest(channel.channel_id, error.seconds)
        except UNREADABLE:
            del self._open[channel.channel_id]
            self.want_channels()  # which names it, once
        except REFUSED as error:
            raise refusal("reader", error) from error
        except LOST as error:  # the line comes back with a sweep
            log.info("sweep interrupted", extra={"source": channel.source.id, "cause": repr(error)})
            return False
        except ZvirkaError:
            raise
        except Exception as error:  # noqa: BLE001 - one channel must not end the reading of all
            log.warning("sweep failed", extra={"source": channel.source.id, "cause": repr(error)})
            self._rest(channel.channel_id, self._retry_seconds)
        return True

    def _rest(self, channel_id: int, seconds: float) -> None:
        """Leave a channel alone for so long, and sweep it then."""
        self._resting.add(channel_id)
        asyncio.get_running_loop().call_later(seconds, self._wake, channel_id)

    def _wake(self, channel_id: int) -> None:
        self._resting.discard(channel_id)
        self.want_sweep(channel_id)

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
        if isinstance(update, types.UpdateDeleteChannelMessages):
            now = self._clock()
            await self._ingest.take([withdrawal(channel, one, now) for one in update.messages])
        elif isinstance(update, types.UpdateEditChannelMessage):
            await self._take(channel, update.message)
        else:
            await self._take(channel, update.message)
            self._look_for_gap(channel.channel_id, update.message.id)

    async def _take(self, channel: OpenChannel, message: Any) -> None:  # noqa: ANN401
        now = self._clock()
        is_post = isinstance(message, types.Message)
        posts = [publication(channel, message, now, self._channels.name_of)] if is_post else []
        await self._ingest.take(posts, Sight(channel.source.id, marks([message]), now))

    def _look_for_gap(self, channel_id: int, message_id: int) -> None:
        """Ask for a sweep where ids were left out before this one."""
        top = self._tops.get(channel_id, 0)
        self._tops[channel_id] = max(top, message_id)
        if message_id > top + 1:
            self.want_sweep(channel_id)


def _channel_id(update: Any) -> int:  # noqa: ANN401
    if hasattr(update, "channel_id"):
        return int(update.channel_id)
    peer = update.message.peer_id
    return int(peer.channel_id) if isinstance(peer, types.PeerChannel) else 0
