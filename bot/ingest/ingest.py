"""The one way by which facts enter: what is published, and what editors rule."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.alerts import rules
from bot.alerts.policy import judge
from bot.alerts.seconds import seconds, state_to_second
from bot.alerts.wording import LANGUAGES, unread_text
from bot.errors import DecisionRefused, StateOutdated, ZvirkaError
from bot.ingest.book import Book, load
from bot.records import (
    SECONDED,
    Action,
    Alert,
    AlertType,
    Decision,
    Known,
    PostKey,
    Publication,
    Repatriation,
    Sight,
    Statement,
    open_rulings,
    thread_of_post,
)
from bot.store import Store, Transaction, albums, buttons, claims, coverage, decisions, outbox, pictures, posts
from parsers.claim import Reading
from parsers.parties import Party
from parsers.version import version

log = logging.getLogger(__name__)


class Reader(Protocol):
    """What reads a text; `parsers.parse` is one."""

    def __call__(self, text: str, *, source: Party, posted_on: date) -> Reading:
        """Return what `text` claims."""


class Ingest:
    """Takes facts in; keeps the book of what follows from them, which is always that of the last transaction.

    `needs_second`: what one editor confirms or corrects waits for another. `oldest` bounds what is news: nobody is
    alerted of a repatriation whose posts are all older (an edit makes no post younger), unless they were told of it
    before; None alerts of everything. `when_alerted` is called when the outbox has something new, and not for the
    many posts of which nobody is told.
    """

    def __init__(
        self,
        store: Store,
        parties: Mapping[str, Party],
        read: Reader,
        clock: Callable[[], datetime],
        *,
        oldest: timedelta | None = None,
        history: tuple[Known, ...] = (),
        needs_second: bool = False,
        when_alerted: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._parties = parties
        self._parse = read
        self._clock = clock
        self._oldest = oldest
        self._history = history
        self._needs_second = needs_second
        self._when_alerted = when_alerted
        self._has_alerted = False
        self.book = Book()

    async def start(self) -> None:
        """Read the book from the database."""
        self.book = await self._store.transact(load, self._parties, self._history)
        await self._store.transact(_look_at_parsers)

    async def take(self, publications: Sequence[Publication], sight: Sight | None = None) -> None:
        """Store publications, what `sight` told of their channel, and all that follows, in one transaction."""
        try:
            await self._store.hop(self._commit, partial(self._take, publications=publications, sight=sight))
        except ZvirkaError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever one post does to us, it is kept, and the others go on
            await self._take_apart(publications, sight, error)
        self._wake_delivery()

    async def _take_apart(self, publications: Sequence[Publication], sight: Sight | None, error: Exception) -> None:
        """Take one by one what cannot be taken together; the one that fails is kept unjudged, for a person."""
        if len(publications) != 1:
            for publication in publications:
                await self.take([publication])
            await self.take([], sight)
            return
        (publication,) = publications
        log.warning("post quarantined", extra={"post": "/".join(publication.key), "cause": repr(error)})
        fault = f"{type(error).__name__}: {error}"
        await self._store.hop(
            self._commit, partial(self._quarantine, publication=publication, sight=sight, fault=fault)
        )

    async def decide(self, decision: Decision) -> Repatriation:
        """Store a ruling and all that follows; return the repatriation as ruled.

        Raises `StateOutdated` where it is no longer in the state that was ruled on, `DecisionRefused` where it is gone.
        """
        await self._store.hop(self._commit, partial(self._decide, decision=decision))
        self._wake_delivery()
        place = decision.into if decision.action is Action.MERGE and decision.into else decision.repatriation
        found = self.book.find(place)
        if found is None:
            raise DecisionRefused("no-such", id=place)
        return found

    def _wake_delivery(self) -> None:
        """Say so where an alert was written; one that another task writes just now wakes for both."""
        if self._has_alerted:
            self._has_alerted = False
            self._when_alerted()

    def _alert(
        self, connection: Transaction, alert: Alert, actions: Sequence[str], judge: outbox.Judge = outbox.tell_all
    ) -> None:
        outbox.add(connection, alert, actions, self._clock(), judge)
        self._has_alerted = True

    def _commit(self, work: Callable[[Transaction], Book]) -> None:
        """Run in the store's thread: the book changes when the transaction has, and before the next one begins."""
        self.book = self._store.run(work)

    def _take(self, connection: Transaction, publications: Sequence[Publication], sight: Sight | None) -> Book:
        changed: dict[PostKey, tuple[Statement, ...]] = {}
        whole = albums.wholes(connection, publications)
        for publication, stored in zip(whole, posts.put_all(connection, whole), strict=True):
            if self._judge(connection, publication, stored):
                changed[publication.key] = tuple(claims.statements(connection, self._parties, publication.key))
        if sight is not None:
            coverage.note(connection, sight)
        return self._conclude(connection, self.book.with_claims(changed))

    def _quarantine(self, connection: Transaction, publication: Publication, sight: Sight | None, fault: str) -> Book:
        for one in albums.wholes(connection, [publication]):
            stored = posts.put(connection, one)
            posts.mark(connection, one.key, unread=True, fault=fault)
            if stored.is_new_text:
                self._call_a_person(connection, one, fault, is_repost=stored.is_repost)
        if sight is not None:
            coverage.note(connection, sight)
        return self.book

    def _judge(self, connection: Transaction, publication: Publication, stored: posts.Stored) -> bool:
        """Read what is new; say whether the claims of the post may have changed."""
        has_claims = publication.key in self.book.claims
        if stored.is_new_text and publication.text:
            reading, fault = self._read(publication, stored.told_at or publication.posted_at)
            claims.put(connection, publication.key, stored.revision, reading.claims)
            has_claims |= bool(reading.claims)
            if reading.unread:
                posts.mark(connection, publication.key, unread=True, fault=fault)
                self._call_a_person(connection, publication, fault, is_repost=stored.is_repost)
        return has_claims and (stored.is_changed or stored.is_new_text)

    def _call_a_person(
        self, connection: Transaction, publication: Publication, fault: str | None, *, is_repost: bool
    ) -> None:
        if self._is_recent(publication.posted_at) and not is_repost:
            self._alert(connection, _call_for_reading(publication, fault), ("seen",))

    def _read(self, publication: Publication, told_at: datetime) -> tuple[Reading, str | None]:
        source = claims.party(self._parties, publication.key.source)
        posted_on = told_at.astimezone(ZoneInfo(source.zone)).date()
        try:
            return self._parse(publication.text or "", source=source, posted_on=posted_on), None
        except Exception as error:  # noqa: BLE001 - whatever a parser raises, the post is kept and a person reads it
            log.warning("parser failed", extra={"post": "/".join(publication.key), "cause": repr(error)})
            return Reading(unread=True), f"{type(error).__name__}: {error}"

    def _decide(self, connection: Transaction, decision: Decision) -> Book:
        present = self.book.find(decision.repatriation)
        if present is None:
            raise DecisionRefused("no-such", id=decision.repatriation)
        _look_again(decision, present)
        entry = decisions.add(connection, self._as_taken(decision, present))
        after = self.book.with_decision(entry.decision)
        ruled = after.find(decision.repatriation)
        if decision.action is Action.SECOND and (ruled is None or ruled.pending is not None):
            raise DecisionRefused("second-self")
        log.info("decision", extra={"entry": entry.number, "of": decision.repatriation, "head": entry.hash})
        # Where nothing else is in force now, the message stays as it is, and so do its buttons.
        if ruled is None or ruled.ruling != present.ruling:
            buttons.use(connection, decision.repatriation, decision.on_state, decision.decided_at)
        return self._conclude(connection, after)

    def _as_taken(self, decision: Decision, present: Repatriation) -> Decision:
        """Return a decision with what it rests on, and whether it waits for another editor by the rules of today."""
        awaits_second = self._needs_second and decision.action in SECONDED
        return replace(decision, ground=present.ground, awaits_second=awaits_second)

    def _conclude(self, connection: Transaction, after: Book) -> Book:
        before = self.book
        if after is before:
            return before
        pictures.replace(connection, before.picture, after.picture, self._clock())
        ruled = after.decisions[-1] if len(after.decisions) > len(before.decisions) else None
        for alert in self._news(connection, rules.alerts(before.picture, after.picture, after.reading, ruled), after):
            self._alert(connection, alert, open_rulings(after.find(alert.thread)), judge)
        for call in seconds(before.picture, after.picture):
            self._alert(connection, call, ("second",) if call.kind else ())
        return after

    def _news(self, connection: Transaction, alerts: Iterable[Alert], after: Book) -> list[Alert]:
        return [
            alert
            for alert in alerts
            if self._is_news(after.find(alert.thread)) or outbox.has_thread(connection, alert.thread)
        ]

    def _is_news(self, repatriation: Repatriation | None) -> bool:
        if repatriation is None:
            return False
        if self._oldest is None:
            return True
        verdicts = repatriation.figures.values()
        return any(self._is_recent(one.posted_at) for verdict in verdicts for one in verdict.standing)

    def _is_recent(self, posted_at: datetime) -> bool:
        return self._oldest is None or posted_at >= self._clock() - self._oldest


def _look_again(decision: Decision, present: Repatriation) -> None:
    """Refuse a decision that was made on something else than what is there now."""
    if present.state != decision.on_state:
        raise StateOutdated("changed-since", id=decision.repatriation, state=present.state)
    if decision.action is not Action.SECOND:
        return
    if present.pending is None or present.pending.figures != decision.figures:
        raise StateOutdated("changed-since", id=decision.repatriation, state=state_to_second(present))


def _look_at_parsers(connection: Transaction) -> None:
    """Say where what is stored was read by other parsers: a person decides whether to read it again."""
    if posts.count(connection)[0] == 0:
        claims.note_parser(connection, version())
    elif claims.parser_of(connection) != version():
        log.warning("parsers changed", extra={"read_by": claims.parser_of(connection), "now": version()})


def _call_for_reading(publication: Publication, fault: str | None) -> Alert:
    return Alert(
        type=AlertType.UNREAD,
        thread=thread_of_post(publication.key),
        kind=None,
        state=posts.digest(publication.text or "")[:12],
        text={language: unread_text(publication, fault, language) for language in LANGUAGES},
    )
