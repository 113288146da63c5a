"""Posts and their revisions."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, select, update

from bot.records import Post, PostKey, Publication, Revision
from bot.store.schema import posts, revisions

REPOST_WITHIN: Final = timedelta(hours=6)
"""So soon after its withdrawal, the same text is the same post published again."""

REPOST_OF_AGE: Final = timedelta(hours=24)
"""An older post is not repeated: on the next day the same words tell of another handover."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a publication did. `revision` holds its text; `is_new_text` says that it must be parsed.

    `told_at` is the time of the post, or of the withdrawn one that it repeats (`is_repost`).
    """

    is_changed: bool
    revision: int
    is_new_text: bool
    told_at: datetime | None = None
    is_repost: bool = False


def put(connection: Connection, publication: Publication) -> Stored:
    """Store `publication`; the same again changes nothing."""
    key = publication.key
    row = connection.execute(_ONE_POST, _key(key)).one_or_none()
    if row is None and publication.withdrawn and publication.text is None:
        return Stored(is_changed=False, revision=0, is_new_text=False)  # it was gone before we saw it
    if row is None:
        original = _originals(connection, [publication]).get(key)
        connection.execute(_INSERT_POST, _post_row(publication, original))
        connection.execute(_INSERT_REVISION, _revision_row(publication, 1))
        return _added(connection, publication, original)
    if publication.withdrawn:
        return _withdraw(connection, publication, row)
    return _revise(connection, publication, row)


def put_all(connection: Connection, publications: Sequence[Publication]) -> list[Stored]:
    """Store a page of publications; most of a page is new, and is stored in few statements."""
    fresh = _fresh(connection, publications)
    # What is gone comes first, so that a new post is known as a repost of it.
    stored = {place: put(connection, one) for place, one in enumerate(publications) if one.key not in fresh}
    originals = _originals(connection, list(fresh.values()))
    if fresh:
        connection.execute(_INSERT_POST, [_post_row(one, originals.get(key)) for key, one in fresh.items()])
        connection.execute(_INSERT_REVISION, [_revision_row(one, 1) for one in fresh.values()])
    return [
        stored[place] if place in stored else _added(connection, one, originals.get(one.key))
        for place, one in enumerate(publications)
    ]


def mark(connection: Connection, key: PostKey, *, unread: bool, fault: str | None) -> None:
    """Say whether a person must read the post, and what went wrong in reading it."""
    connection.execute(update(posts).where(*_is(key)).values(unread=unread, fault=fault))


def find(connection: Connection, key: PostKey) -> Post | None:
    """Return one post, or None."""
    row = connection.execute(_ONE_POST, _key(key)).one_or_none()
    return None if row is None else _post(row)


def latest(connection: Connection, *, limit: int, unread_only: bool = False) -> list[tuple[Post, str]]:
    """Return the latest posts with the texts that speak for them, newest first."""
    query = (
        select(posts, revisions.c.text)
        .join(revisions, _speaks())
        .order_by(posts.c.posted_at.desc(), posts.c.source_id, posts.c.external_id)
        .limit(limit)
    )
    if unread_only:
        query = query.where(posts.c.unread)
    return [(_post(row), row.text) for row in connection.execute(query)]


def revisions_of(connection: Connection, keys: Iterable[PostKey]) -> list[Revision]:
    """Return every text that those posts ever had, in order."""
    found: list[Revision] = []
    for key in keys:
        query = (
            select(revisions)
            .where(revisions.c.source_id == key.source, revisions.c.external_id == key.external_id)
            .order_by(revisions.c.number)
        )
        found += [
            Revision(key, row.number, row.text, row.sha256, row.seen_at, row.edited_at)
            for row in connection.execute(query)
        ]
    return found


def count(connection: Connection) -> tuple[int, int]:
    """Return how many posts are stored, and how many of them wait for a person."""
    query = select(func.count(), func.coalesce(func.sum(posts.c.unread), 0)).select_from(posts)
    total, unread = connection.execute(query).one()
    return int(total), int(unread)


def unread(connection: Connection) -> list[PostKey]:
    """Return the posts that a person must read, oldest first."""
    query = (
        select(posts.c.source_id, posts.c.external_id)
        .where(posts.c.unread)
        .order_by(posts.c.posted_at, posts.c.source_id, posts.c.external_id)
    )
    return [PostKey(*row) for row in connection.execute(query)]


def times(connection: Connection, since: datetime) -> dict[str, list[datetime]]:
    """Return when each source posted since that time."""
    found: dict[str, list[datetime]] = {}
    for source, posted_at in connection.execute(
        select(posts.c.source_id, posts.c.posted_at).where(posts.c.posted_at >= since)
    ):
        found.setdefault(source, []).append(posted_at)
    return found


def texts(connection: Connection, source: str, ids: Iterable[str]) -> dict[str, str | None]:
    """Return the hash of the text that speaks for each of those posts that are stored; None where it was withdrawn."""
    query = (
        select(posts.c.external_id, posts.c.withdrawn_at, revisions.c.sha256)
        .join(revisions, _speaks())
        .where(posts.c.source_id == source, posts.c.external_id.in_(list(ids)))
    )
    return {row.external_id: None if row.withdrawn_at else row.sha256 for row in connection.execute(query)}


def _speaks() -> ColumnElement[bool]:
    """Say which revision speaks for a post."""
    return (
        (revisions.c.source_id == posts.c.source_id)
        & (revisions.c.external_id == posts.c.external_id)
        & (revisions.c.number == posts.c.revision)
    )


def _is(key: PostKey) -> tuple[Any, Any]:
    return posts.c.source_id == key.source, posts.c.external_id == key.external_id


def _key(key: PostKey) -> dict[str, str]:
    return {"source_id": key.source, "external_id": key.external_id}


def _fresh(connection: Connection, publications: Sequence[Publication]) -> dict[PostKey, Publication]:
    """Return those that are new and come once; of a single one that is not asked."""
    if len(publications) < 2:
        return {}
    times = Counter(one.key for one in publications)
    known = {
        PostKey(source, found)
        for source in {key.source for key in times}
        for found in texts(connection, source, [key.external_id for key in times if key.source == source])
    }
    return {
        one.key: one
        for one in publications
        if one.text is not None and not one.withdrawn and times[one.key] == 1 and one.key not in known
    }


def _added(connection: Connection, publication: Publication, original: str | None) -> Stored:
    return Stored(
        is_changed=True,
        revision=1,
        is_new_text=publication.text is not None,
        told_at=_told_at(connection, publication.key) if original else publication.posted_at,
        is_repost=original is not None,
    )


def _originals(connection: Connection, fresh: Sequence[Publication]) -> dict[PostKey, str]:
    """Return for each post the one of the same text that its source withdrew shortly before, if there is one."""
    found: dict[PostKey, str] = {}
    for source in {one.key.source for one in fresh}:
        since = min(one.seen_at for one in fresh if one.key.source == source) - REPOST_WITHIN
        gone = connection.execute(_WITHDRAWN, {"source_id": source, "since": since}).all()
        repeats = [(one, row) for one in fresh if one.text for row in gone if _is_original(row, one)]
        found |= {one.key: row.external_id for one, row in repeats}
    return found


def _is_original(row: Row[Any], publication: Publication) -> bool:
    is_late = row.withdrawn_at < publication.seen_at - REPOST_WITHIN
    is_old = row.posted_at < publication.posted_at - REPOST_OF_AGE
    if is_late or is_old or row.posted_at > publication.posted_at or row.source_id != publication.key.source:
        return False
    return bool(row.sha256 == digest(publication.text or ""))


def _told_at(connection: Connection, key: PostKey) -> datetime:
    """Return when a post was first published, however often it was withdrawn and published again."""
    row = connection.execute(_ONE_POST, _key(key)).one()
    return _told_at(connection, PostKey(key.source, row.repost_of)) if row.repost_of else row.posted_at


def _post_row(publication: Publication, repost_of: str | None) -> dict[str, Any]:
    return {
        **_key(publication.key),
        "posted_at": publication.posted_at,
        "seen_at": publication.seen_at,
        "link": publication.link,
        "forwarded_from": publication.forwarded_from,
        "withdrawn_at": publication.seen_at if publication.withdrawn else None,
        "edited_at": publication.edited_at,
        "revision": 1,
        "unread": False,
        "repost_of": repost_of,
    }


def _revision_row(publication: Publication, number: int) -> dict[str, Any]:
    text = publication.text or ""
    return {
        **_key(publication.key),
        "number": number,
        "text": text,
        "sha256": digest(text),
        "seen_at": publication.seen_at,
        "edited_at": publication.edited_at,
    }


def _withdraw(connection: Connection, publication: Publication, row: Row[Any]) -> Stored:
    if row.withdrawn_at is None:
        connection.execute(update(posts).where(*_is(publication.key)).values(withdrawn_at=publication.seen_at))
    return Stored(is_changed=row.withdrawn_at is None, revision=row.revision, is_new_text=False)


def _revise(connection: Connection, publication: Publication, row: Row[Any]) -> Stored:
    key, text = publication.key, publication.text or ""
    sha256 = digest(text)
    query = select(revisions.c.sha256, revisions.c.number, revisions.c.seen_at).where(
        revisions.c.source_id == key.source, revisions.c.external_id == key.external_id
    )
    rows = connection.execute(query).all()
    known = {one.sha256: one.number for one in rows}
    is_new_text = sha256 not in known
    told_at = _told_at(connection, key) if is_new_text else None
    number = known.get(sha256, len(known) + 1)
    if is_new_text:
        connection.execute(_INSERT_REVISION, _revision_row(publication, number))
    if number == row.revision and publication.stands and row.withdrawn_at and publication.seen_at > row.withdrawn_at:
        connection.execute(update(posts).where(*_is(key)).values(withdrawn_at=None))
        return Stored(is_changed=True, revision=number, is_new_text=False)
    spoken_at = next(one.seen_at for one in rows if one.number == row.revision)
    is_stale = publication.stands and publication.seen_at < spoken_at
    if number == row.revision or is_stale or _is_older(publication.edited_at, row.edited_at):
        return Stored(is_changed=False, revision=number, is_new_text=is_new_text, told_at=told_at)
    speaks_now = {"revision": number, "edited_at": publication.edited_at, "withdrawn_at": None}
    if is_new_text:
        speaks_now |= {"unread": False, "fault": None}
    connection.execute(update(posts).where(*_is(key)).values(speaks_now))
    return Stored(is_changed=True, revision=number, is_new_text=is_new_text, told_at=told_at)


def _is_older(edited_at: datetime | None, present: datetime | None) -> bool:
    """Say whether an update that came late would put an earlier text before a later one."""
    return present is not None and (edited_at is None or edited_at < present)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# Built once: to build a statement costs more than to run it.
_ONE_POST = select(posts).where(
    posts.c.source_id == bindparam("source_id"), posts.c.external_id == bindparam("external_id")
)
_WITHDRAWN = (
    select(posts.c.source_id, posts.c.external_id, posts.c.posted_at, posts.c.withdrawn_at, revisions.c.sha256)
    .join(revisions, _speaks())
    .where(posts.c.source_id == bindparam("source_id"), posts.c.withdrawn_at >= bindparam("since"))
    .order_by(posts.c.withdrawn_at)
)
_INSERT_POST = insert(posts)
_INSERT_REVISION = insert(revisions)


def _post(row: Row[Any]) -> Post:
    return Post(
        PostKey(row.source_id, row.external_id),
        row.posted_at,
        row.link,
        row.forwarded_from,
        row.withdrawn_at,
        row.unread,
        row.fault,
    )
