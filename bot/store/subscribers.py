"""Who is told: people who asked, chats of the configuration, editors."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.records import Digest, Level, Policy, Quiet, Subscriber, SubscriberState
from bot.store.schema import subscribers
from parsers.claim import Kind, Receiver


def put(connection: Connection, subscriber: Subscriber, now: datetime) -> None:
    """Store a subscriber, in place of what was known under the chat's id."""
    values = {
        "name": subscriber.name,
        **_wishes(subscriber),
        "is_editor": subscriber.is_editor,
        "state": subscriber.state.value,
        "changed_at": now,
    }
    changed = connection.execute(update(subscribers).where(subscribers.c.chat_id == subscriber.chat_id).values(values))
    if not changed.rowcount:
        connection.execute(insert(subscribers).values(chat_id=subscriber.chat_id, **values))


def find(connection: Connection, chat_id: int) -> Subscriber | None:
    """Return the subscriber of that chat, or None."""
    row = connection.execute(select(subscribers).where(subscribers.c.chat_id == chat_id)).one_or_none()
    return None if row is None else _subscriber(row)


def every(connection: Connection, state: SubscriberState | None = None) -> list[Subscriber]:
    """Return all subscribers by chat id; only those of `state` where it is given."""
    query = select(subscribers).order_by(subscribers.c.chat_id)
    if state is not None:
        query = query.where(subscribers.c.state == state.value)
    return [_subscriber(row) for row in connection.execute(query)]


def configure(connection: Connection, wanted: list[Subscriber], now: datetime) -> None:
    """Enrol the chats and editors of the configuration.

    What a chat chose itself is kept until the configuration says something else than at the start before. An editor who
    is no longer in the configuration becomes an ordinary subscriber: rights come from the file alone.
    """
    named = {one.chat_id for one in wanted}
    for known in every(connection):
        if known.is_editor and known.chat_id not in named:
            put(connection, replace(known, is_editor=False), now)
    for one in wanted:
        present = find(connection, one.chat_id)
        configured = _configured(connection, one.chat_id)
        if present is None:
            put(connection, one, now)
        elif configured not in (None, _wishes(one)):
            put(connection, replace(one, state=present.state), now)
        elif (present.is_editor, present.name) != (one.is_editor, one.name):
            put(connection, replace(present, is_editor=one.is_editor, name=one.name), now)
        _set(connection, one.chat_id, configured=_wishes(one))


def digested_at(connection: Connection) -> Mapping[int, datetime | None]:
    """Return up to when each chat has had its digest; None where it never had one."""
    return {row.chat_id: row.digested_at for row in connection.execute(select(subscribers))}


def note_digest(connection: Connection, chat_id: int, at: datetime | None) -> None:
    """Note up to when a chat has had its digest."""
    _set(connection, chat_id, digested_at=at)


def read_policy(wishes: Mapping[str, Any]) -> Policy:
    """Return a policy as it is kept; what is not named is as it is by default."""
    default = Policy()
    return Policy(
        lowest=Level(wishes.get("lowest", default.lowest)),
        received=tuple(Receiver(one) for one in wishes.get("received", default.received)),
        quiet=Quiet.read(wishes.get("quiet") or ""),
        zone=wishes.get("zone", default.zone),
        digest=Digest(wishes.get("digest", default.digest)),
        findings=wishes.get("findings", default.findings),
    )


def _wishes(subscriber: Subscriber) -> dict[str, Any]:
    """Return what a chat can choose itself, as it is kept."""
    policy = subscriber.policy
    return {
        "language": subscriber.language,
        "kinds": [kind.value for kind in subscriber.kinds],
        "policy": {
            "lowest": policy.lowest.value,
            "received": [to.value for to in policy.received],
            "quiet": policy.quiet and str(policy.quiet),
            "zone": policy.zone,
            "digest": policy.digest.value,
            "findings": policy.findings,
        },
    }


def _configured(connection: Connection, chat_id: int) -> Any:  # noqa: ANN401 - JSON
    return connection.execute(select(subscribers.c.configured).where(subscribers.c.chat_id == chat_id)).scalar()


def _set(connection: Connection, chat_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of one row
    connection.execute(update(subscribers).where(subscribers.c.chat_id == chat_id).values(**values))


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        chat_id=row.chat_id,
        name=row.name,
        language=row.language,
        kinds=tuple(Kind(kind) for kind in row.kinds),
        is_editor=row.is_editor,
        state=SubscriberState(row.state),
        policy=read_policy(row.policy),
    )
