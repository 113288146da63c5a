"""Notices a source that is silent for longer than its habit, and tells the editors once; and once when it is back."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from bot.alerts.wording import LANGUAGES, silence_text
from bot.records import Alert, AlertType, Thread, Topic
from bot.store import Store, Transaction, channels, outbox, posts
from bot.store.channels import Channel

log = logging.getLogger(__name__)

WINDOW: Final = timedelta(days=30)
"""The habit of a source is that of so many days."""

USUAL: Final = 0.98
"""Such a share of a source's gaps is shorter than its longest usual gap; the others are holidays and accidents."""


class Silence:
    """Checks every source that is read. `floor`: a shorter silence is never flagged."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        floor: timedelta,
        *,
        when_alerted: Callable[[], None],
        want_sweep: Callable[[int], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._floor = floor
        self._when_alerted = when_alerted
        self._want_sweep = want_sweep

    async def check(self) -> None:
        """Tell of every source that fell silent or is back since the last check."""
        for channel, is_silent in await self._store.transact(_turns, self._clock(), self._floor):
            if is_silent:
                log.warning("source silent", extra={"source": channel.source_id, "since": channel.silent_since})
            else:
                log.info("source is back", extra={"source": channel.source_id})
            self._when_alerted()
            if channel.channel_id is not None:
                self._want_sweep(channel.channel_id)


def patience(times: Sequence[datetime], floor: timedelta) -> timedelta:
    """Return how long a source may be silent that posted at these times: twice its longest usual gap, or `floor`."""
    gaps = sorted(later - earlier for earlier, later in pairwise(sorted(times)))
    if not gaps:
        return floor
    return max(floor, 2 * gaps[int(USUAL * (len(gaps) - 1))])


def _turns(connection: Transaction, now: datetime, floor: timedelta) -> list[tuple[Channel, bool]]:
    """Note and return the sources that fell silent (True) or are back (False)."""
    times = posts.times(connection, now - WINDOW)
    found = [_turn(connection, one, times, now, floor) for one in channels.every(connection).values()]
    return [one for one in found if one is not None]


def _turn(
    connection: Transaction, one: Channel, times: Mapping[str, Sequence[datetime]], now: datetime, floor: timedelta
) -> tuple[Channel, bool] | None:
    """Judge by the time at which the channel was last asked: what we did not ask for may be there."""
    posted = times.get(one.source_id, ())
    last = max(posted, default=None)
    if one.failure is not None or one.checked_at is None or last is None:
        return None
    if one.silent_since is not None:
        return _note(connection, one, None, now) if last > one.silent_since else None
    is_silent = one.checked_at - last > patience(posted, floor)
    return _note(connection, one, last, now) if is_silent else None


def _note(connection: Transaction, one: Channel, since: datetime | None, now: datetime) -> tuple[Channel, bool]:
    changed = channels.silence(connection, one, since)
    outbox.add(connection, _alert(changed, one.silent_since or now), (), now)
    return changed, since is not None


def _alert(one: Channel, before: datetime) -> Alert:
    since, is_silent = one.silent_since or before, one.silent_since is not None
    text = {language: silence_text(one.source_id, since, language, is_silent=is_silent) for language in LANGUAGES}
    state = f"{'silent' if is_silent else 'back'} {since.isoformat()}"
    return Alert(AlertType.NOTICE, str(Thread(Topic.SOURCE, one.source_id)), None, state, text, reply=text)
