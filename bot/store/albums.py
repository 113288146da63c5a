"""Albums: several messages that are one post, whose text is their captions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from bot.records import PostKey, Publication
from bot.store.schema import album_messages

PREFIX: Final = "album-"
"""What the id of a post begins with that is an album; the number that its messages share follows."""


def wholes(connection: Connection, publications: Iterable[Publication]) -> list[Publication]:
    """Return the posts that these messages are, as they are now: an album once, with all its captions.

    Messages of albums are stored. An album is gone when all of its messages are.
    """
    posts: list[Publication] = []
    places: dict[int, int] = {}
    for publication in publications:
        album = publication.album or _album_of(connection, publication)
        if album is None:
            posts.append(publication)
            continue
        _put(connection, publication, album)
        if album not in places:
            places[album] = len(posts)
            posts.append(publication)
        key = PostKey(publication.key.source, f"{PREFIX}{album}")
        posts[places[album]] = replace(publication, key=key, album=album)
    return [one if one.album is None else _whole(connection, one) for one in posts]


def texts(connection: Connection, source: str, ids: Iterable[int]) -> dict[int, str | None]:
    """Return the caption of each of those messages that is of an album; None where it is gone."""
    query = select(album_messages).where(
        album_messages.c.source_id == source, album_messages.c.message_id.in_(list(ids))
    )
    return {row.message_id: None if row.withdrawn_at else row.text for row in connection.execute(query)}


def messages(connection: Connection, source: str, keys: Iterable[str]) -> list[int]:
    """Return the messages of those posts that are albums, as far as they stand."""
    numbers = [int(key.removeprefix(PREFIX)) for key in keys if key.startswith(PREFIX)]
    query = select(album_messages.c.message_id).where(
        album_messages.c.source_id == source,
        album_messages.c.album.in_(numbers),
        album_messages.c.withdrawn_at.is_(None),
    )
    return list(connection.execute(query).scalars())


def _whole(connection: Connection, publication: Publication) -> Publication:
    rows = _messages(connection, publication.key.source, publication.album)
    standing = [row for row in rows if row.withdrawn_at is None]
    return replace(
        publication,
        text="\n\n".join(row.text for row in standing if row.text) if standing else None,
        edited_at=max((row.edited_at for row in rows if row.edited_at), default=None),
        withdrawn=not standing,
    )


def _album_of(connection: Connection, publication: Publication) -> int | None:
    """Return the album of a message that is gone: nobody tells it then."""
    if not publication.withdrawn or not publication.key.external_id.isdigit():
        return None
    query = select(album_messages.c.album).where(*_is(publication))
    return connection.execute(query).scalar_one_or_none()


def _put(connection: Connection, publication: Publication, album: int) -> None:
    row = connection.execute(select(album_messages).where(*_is(publication))).one_or_none()
    if row is None:
        connection.execute(insert(album_messages).values(**_new(publication, album)))
    elif changed := _changes(publication, row):
        connection.execute(update(album_messages).where(*_is(publication)).values(changed))


def _changes(publication: Publication, row: Row[Any]) -> dict[str, Any]:
    if publication.withdrawn:
        return {} if row.withdrawn_at else {"withdrawn_at": publication.seen_at}
    changed: dict[str, Any] = {}
    if publication.stands and row.withdrawn_at and publication.seen_at > row.withdrawn_at:
        changed = {"withdrawn_at": None}
    is_older = row.edited_at is not None and (publication.edited_at is None or publication.edited_at < row.edited_at)
    if not is_older and publication.text != row.text:
        changed |= {"text": publication.text or "", "edited_at": publication.edited_at}
    return changed


def _new(publication: Publication, album: int) -> dict[str, Any]:
    return {
        "source_id": publication.key.source,
        "message_id": int(publication.key.external_id),
        "album": album,
        "text": publication.text or "",
        "edited_at": publication.edited_at,
        "withdrawn_at": publication.seen_at if publication.withdrawn else None,
    }


def _messages(connection: Connection, source: str, album: int | None) -> Sequence[Row[Any]]:
    query = select(album_messages).where(album_messages.c.source_id == source, album_messages.c.album == album)
    return connection.execute(query.order_by(album_messages.c.message_id)).all()


def _is(publication: Publication) -> tuple[Any, Any]:
    key = publication.key
    return album_messages.c.source_id == key.source, album_messages.c.message_id == int(key.external_id)
