"""What is told at set times: what waited for the end of quiet hours, and digests."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

from bot.alerts.policy import quiet_until
from bot.alerts.wording import LANGUAGES, coverage_lines, digest_text, overdue_text, summary_text
from bot.records import Alert, AlertType, Digest, Known, Picture, Subscriber, SubscriberState, Thread, Topic
from bot.reports.pictures import chart_alert
from bot.schedule import next_digest
from bot.store import Store, Transaction, coverage, held, outbox, subscribers
from parsers.claim import Kind

ChartOn = Callable[[Kind, date], Alert | None]
"""Returns the chart of a kind as of a day; None where there is nothing to draw."""


class Rounds:
    """Looks once a minute at who is to be told what. All times are those of `clock`."""

    def __init__(
        self,
        store: Store,
        picture: Callable[[], Picture],
        clock: Callable[[], datetime],
        when_alerted: Callable[[], None] = lambda: None,
        history: Callable[[], Sequence[Known]] = tuple,
    ) -> None:
        self._store = store
        self._picture = picture
        self._clock = clock
        self._when_alerted = when_alerted
        self._history = history

    async def make(self) -> None:
        """Let go what waited long enough, and write the digests that are due."""
        await self._store.transact(make_round, self._picture(), self._clock(), self._history())
        self._when_alerted()


def make_round(connection: Transaction, picture: Picture, now: datetime, history: Sequence[Known] = ()) -> None:
    """Do all that is due at `now`. A second round at the same time finds nothing to do.

    Charts go over the picture and the reference `history`.
    """
    active = subscribers.every(connection, SubscriberState.ACTIVE)
    awake = [one for one in active if quiet_until(one.policy, now) is None]
    _release(connection, awake, {one.chat_id for one in active}, picture, now)
    _remind(connection, picture, now)
    digested_at = subscribers.digested_at(connection)
    chart_on: ChartOn = cache(partial(chart_alert, picture, history, AlertType.CHART.value))
    for one in awake:
        if _digest(connection, one, digested_at[one.chat_id], picture, now):
            _charts(connection, one, chart_on, now)


def _release(
    connection: Transaction, awake: list[Subscriber], active: set[int], picture: Picture, now: datetime
) -> None:
    waiting = held.waiting(connection)
    for chat_id in waiting.keys() - active:
        held.drop(connection, chat_id)
    for one in awake:
        if threads := waiting.get(one.chat_id):
            found = [known for known in picture.repatriations if known.id in threads]
            text = {language: summary_text(found, len(threads), language) for language in LANGUAGES}
            held.release(connection, one.chat_id, _alert(AlertType.SUMMARY, one, text, now), now)


def _remind(connection: Transaction, picture: Picture, now: datetime) -> None:
    """Tell the editors once of each question whose time is over and to which no post has come in."""
    for one in picture.repatriations:
        asked = one.asked
        if asked is None or asked.deadline is None or asked.deadline > now:
            continue
        thread = str(Thread(Topic.ASKED, f"{one.id}/{asked.at.isoformat()}"))
        if not outbox.has_thread(connection, thread):
            text = {language: overdue_text(one, asked, language) for language in LANGUAGES}
            outbox.add(connection, Alert(AlertType.NOTICE, thread, None, one.state, text), (), now)


def _digest(
    connection: Transaction, one: Subscriber, last_at: datetime | None, picture: Picture, now: datetime
) -> bool:
    """Write a digest where one is due; say whether it was."""
    policy = one.policy
    if policy.digest is Digest.OFF or last_at is None:
        begins_at = None if policy.digest is Digest.OFF else now
        if begins_at is not last_at:
            subscribers.note_digest(connection, one.chat_id, begins_at)
        return False
    if next_digest(last_at, policy.zone, weekly=policy.digest is Digest.WEEKLY) > now:
        return False
    # Only what the chat has as messages: a correction of it will reach the chat.
    threads = outbox.told_between(connection, last_at, now) & outbox.told_to(connection, one.chat_id)
    found = [known for known in picture.repatriations if known.id in threads]
    read = coverage.every(connection)
    text = {
        language: digest_text(
            found,
            (last_at, now, policy.zone),
            coverage_lines(read, language, now.date()),
            language,
        )
        for language in LANGUAGES
    }
    outbox.tell(connection, _alert(AlertType.DIGEST, one, text, now), one.chat_id, now)
    subscribers.note_digest(connection, one.chat_id, now)
    return True


def _charts(connection: Transaction, one: Subscriber, chart_on: ChartOn, now: datetime) -> None:
    """Let a chart of each kind that a chat follows come after its weekly digest."""
    if one.policy.digest is not Digest.WEEKLY:
        return
    for kind in one.kinds:
        if (drawn := chart_on(kind, now.astimezone(ZoneInfo(one.policy.zone)).date())) is not None:
            thread = f"{drawn.thread}:{one.chat_id}/{now.isoformat(timespec='minutes')}/{kind.value}"
            outbox.tell(connection, replace(drawn, thread=thread), one.chat_id, now)


def _alert(kind: AlertType, one: Subscriber, text: dict[str, str], now: datetime) -> Alert:
    thread = f"{kind.value}:{one.chat_id}/{now.isoformat(timespec='minutes')}"
    return Alert(kind, thread, None, kind.value, text)
