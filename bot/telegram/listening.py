"""A client that says where something was missed: Telethon drops posts, and whole channels, without a word.

It adds ears to Telethon and changes nothing in what it does.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, Final

from telethon import TelegramClient, errors, utils
from telethon.tl import types

EVERYTHING: Final = None
"""Instead of a channel's id: something was missed, and nobody knows where."""


class ListeningClient(TelegramClient):  # type: ignore[misc]  # Telethon has no types
    """Tells what was missed, and how long Telegram asks to wait.

    `when_flooded` gets the name of the method, the marked id of the chat (None: no particular one) and the seconds.
    `when_missed` gets the id of a channel whose posts, edits or deletions were missed, or `EVERYTHING`:

    - A channel's difference that is too long is thrown away, messages and all; of any other, edits and deletions are.
    - An account's difference that is too long is thrown away too.
    - A push that a channel went on for too long is not even handed to raw handlers.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401 - Telethon's settings
        super().__init__(*args, **settings)
        self.when_missed: Callable[[int | None], None] = _nobody
        self.when_flooded: Callable[[str, int | None, float], Awaitable[None]] = _nobody_waits
        self._updates_queue = self._sender._updates_queue = _Listening(self._tell)  # noqa: SLF001 - no other way in

    async def __call__(self, request: Any, *args: Any, **settings: Any) -> Any:  # noqa: ANN401 - each has its answer
        """Send a request and return its answer."""
        try:
            answer = await super().__call__(request, *args, **settings)
        except errors.FloodWaitError as error:
            await self.when_flooded(method_of(request), place_of(request), error.seconds)
            raise
        self._tell(missed(request, answer))
        return answer

    def _tell(self, places: Iterable[int | None]) -> None:
        for place in places:
            self.when_missed(place)


def method_of(request: object) -> str:
    """Return how Telegram calls what was asked, such as "messages.getHistory"."""
    kind = type(request)
    name = kind.__name__.removesuffix("Request")
    return f"{kind.__module__.rpartition('.')[2]}.{name[:1].lower()}{name[1:]}"


def place_of(request: object) -> int | None:
    """Return the marked id of the chat that a request speaks of, if it speaks of one."""
    peer = getattr(request, "peer", None) or getattr(request, "channel", None)
    try:
        return None if peer is None else int(utils.get_peer_id(peer))
    except TypeError:  # ourselves, or somebody by a name
        return None


def missed(request: object, answer: object) -> Iterator[int | None]:
    """Yield where an answer shows that something was missed."""
    if isinstance(answer, types.updates.ChannelDifference | types.updates.ChannelDifferenceTooLong):
        yield request.channel.channel_id  # type: ignore[attr-defined]  # it was a GetChannelDifferenceRequest
    elif isinstance(answer, types.updates.DifferenceTooLong):
        yield EVERYTHING
    elif isinstance(answer, types.updates.Difference | types.updates.DifferenceSlice):
        yield from went_on(answer.other_updates)


def went_on(updates: Iterable[object]) -> Iterator[int]:
    """Yield the channels that went on for too long to be told."""
    yield from (one.channel_id for one in updates if isinstance(one, types.UpdateChannelTooLong))


class _Listening(asyncio.Queue[Any]):
    """The queue of updates, as Telethon uses it."""

    def __init__(self, tell: Callable[[Iterable[int | None]], None]) -> None:
        super().__init__()
        self._tell = tell

    def put_nowait(self, item: Any) -> None:  # noqa: ANN401 - any update
        """Hear an update, and queue it."""
        single = [item.update] if isinstance(item, types.UpdateShort) else []
        self._tell(went_on(getattr(item, "updates", None) or single))
        super().put_nowait(item)


def _nobody(_place: int | None) -> None:
    """Nobody listens yet."""


async def _nobody_waits(_method: str, _place: int | None, _seconds: float) -> None:
    """Nobody listens yet."""
