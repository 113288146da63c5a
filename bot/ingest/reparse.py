"""What another version of the parsers makes of the texts that are stored, and of all that follows from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.alerts import rules
from bot.alerts.policy import judge
from bot.alerts.seconds import seconds
from bot.ingest.book import Book, load
from bot.records import Action, Alert, Known, Picture, PostKey, open_rulings
from bot.store import Transaction, claims, outbox, pictures, posts, texts
from bot.store.texts import Text
from parsers.claim import Claim, Reading
from parsers.parties import Party
from parsers.version import version

Read = Callable[[str, Party, date], Reading]
"""Reads a text of a source, posted on a day."""


@dataclass(frozen=True, slots=True)
class Reread:
    """One text that is read otherwise now."""

    post: PostKey
    revision: int
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would change. `unread` are posts that a person must read now, `read` those that nobody must any more.

    `alerts` are the corrections for those who were told of what changed.
    """

    texts: int
    rereads: tuple[Reread, ...]
    unread: tuple[PostKey, ...]
    read: tuple[PostKey, ...]
    before: Picture
    after: Picture
    alerts: tuple[Alert, ...]


def reparse(connection: Transaction, parties: Mapping[str, Party], read: Read, history: tuple[Known, ...]) -> Outcome:
    """Read every stored text again; return what would change. Writes nothing."""
    before = load(connection, parties, history)
    every = texts.every(connection)
    readings = {(one.key, one.number): _read_again(one, parties, read) for one in every}
    rereads = tuple(
        Reread(one.key, one.number, known, now)
        for one in every
        if (known := _known(before, one)) != (now := readings[one.key, one.number].claims)
    )
    changed = {one.post for one in rereads}
    found: dict[PostKey, dict[int, tuple[Claim, ...]]] = {key: {} for key in changed}
    for one in (one for one in every if one.key in changed):
        found[one.key][one.number] = readings[one.key, one.number].claims
    after = before.with_claims(
        {key: tuple(claims.in_setting(connection, parties, key, now)) for key, now in found.items()}
    )
    speaking = [one for one in every if one.speaks and one.key in changed]
    wants_person = {one.key: readings[one.key, one.number].unread for one in speaking}
    return Outcome(
        texts=len(every),
        rereads=rereads,
        unread=tuple(one.key for one in speaking if wants_person[one.key] and not one.unread),
        read=tuple(one.key for one in speaking if one.unread and not wants_person[one.key]),
        before=before.picture,
        after=after.picture,
        alerts=_corrections(connection, before, after),
    )


def apply(connection: Transaction, outcome: Outcome, now: datetime, *, tell: bool) -> None:
    """Make it so, in the transaction of the caller; those who were told are corrected where `tell`.

    Editors are told in any case where a ruling awaits a second editor in vain now.
    """
    for one in outcome.rereads:
        claims.replace(connection, one.post, one.revision, one.after)
    for keys, unread in ((outcome.unread, True), (outcome.read, False)):
        for key in keys:
            posts.mark(connection, key, unread=unread, fault=None)
    pictures.replace(connection, outcome.before, outcome.after, now)
    claims.note_parser(connection, version())
    after = {one.id: one for one in outcome.after.repatriations}
    for alert in outcome.alerts if tell else ():
        outbox.add(connection, alert, open_rulings(after.get(alert.thread)), now, judge)
    for call in seconds(outcome.before, outcome.after):
        outbox.add(connection, call, (Action.SECOND,) if call.kind else (), now)


def _read_again(one: Text, parties: Mapping[str, Party], read: Read) -> Reading:
    source = claims.party(parties, one.key.source)
    try:
        return read(one.text, source, one.told_at.astimezone(ZoneInfo(source.zone)).date())
    except Exception:  # noqa: BLE001 - a text that the parsers fail on is one that a person must read
        return Reading(unread=True)


def _known(book: Book, text: Text) -> tuple[Claim, ...]:
    return tuple(said.claim for said in book.claims.get(text.key, ()) if said.revision == text.number)


def _corrections(connection: Transaction, before: Book, after: Book) -> tuple[Alert, ...]:
    """Return the alerts of what people were told of; what nobody was told of is no news by now."""
    every = rules.alerts(before.picture, after.picture, after.reading)
    return tuple(one for one in every if outbox.has_thread(connection, one.thread))
