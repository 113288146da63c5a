"""The texts of all posts, for whoever reads them again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.records import PostKey
from bot.store.schema import posts, revisions


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a post as a parser wants it.

    `told_at` is the time of the post, or of the withdrawn one that it repeats. `speaks`: it is the present text;
    `unread`: it waits for a person.
    """

    key: PostKey
    number: int
    text: str
    told_at: datetime
    speaks: bool
    unread: bool


def every(connection: Connection) -> list[Text]:
    """Return every text that was ever stored, in the order of the posts."""
    known = {
        PostKey(row.source_id, row.external_id): row
        for row in connection.execute(select(posts).order_by(posts.c.posted_at, posts.c.source_id, posts.c.external_id))
    }
    found: dict[PostKey, list[Text]] = {key: [] for key in known}
    for row in connection.execute(select(revisions).order_by(revisions.c.number)):
        key = PostKey(row.source_id, row.external_id)
        post = known[key]
        first = post
        while first.repost_of:
            first = known[PostKey(key.source, first.repost_of)]
        speaks = row.number == post.revision
        found[key].append(Text(key, row.number, row.text, first.posted_at, speaks, speaks and post.unread))
    return [text for one in found.values() for text in one]
