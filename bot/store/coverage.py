"""The ledger of each channel's message ids: stretches of seen, service and absent ids; what is in none is unknown."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Update, and_, bindparam, delete, func, insert, select, update

from bot.records import Coverage, How, Mark, Sight, Stretch
from bot.store.schema import channels, coverage
from bot.store.stretches import gaps, learn, reach, stretches


def begin(connection: Connection, source: str, after: int) -> None:
    """Let the ledger of a channel begin after that id; earlier messages are not asked for."""
    connection.execute(
        update(channels)
        .where(channels.c.source_id == source, channels.c.begins_after.is_(None))
        .values(begins_after=after, cursor=after)
    )
    _advance(connection, source)


def note(connection: Connection, sight: Sight) -> None:
    """Write down what one look at a channel told, and move its cursor over all that is known without a hole."""
    if len(sight.marks) == 1 and _extend(connection, sight):
        return
    learned = stretches(sight.marks, sight.how, sight.at)
    if not learned:
        return
    known = list(_between(connection, sight.source, learned[0].first - 1, learned[-1].last + 1))
    _replace(connection, sight.source, known, learn(known, learned))
    _advance(connection, sight.source)


def checked(connection: Connection, source: str, at: datetime) -> None:
    """Note that at that time the channel was asked for all that it has."""
    connection.execute(update(channels).where(channels.c.source_id == source).values(checked_at=at))


def forget(connection: Connection, source: str) -> None:
    """Begin anew: under the same name there is another channel now."""
    connection.execute(delete(coverage).where(coverage.c.source_id == source))
    connection.execute(
        update(channels).where(channels.c.source_id == source).values(cursor=0, begins_after=None, checked_at=None)
    )


def holes(connection: Connection, source: str, last: int | None = None) -> list[tuple[int, int]]:
    """Return the unknown ids up to `last` (or up to the highest known one), as first and last id of each hole."""
    cursor = _cursor(connection, source)
    known = list(_between(connection, source, cursor + 1, last))
    end = last if last is not None else max((one.last for one in known), default=0)
    return gaps(known, cursor + 1, end)


def latest_seen(connection: Connection, source: str, limit: int) -> list[int]:
    """Return the highest ids that were seen, highest first."""
    query = (
        select(coverage)
        .where(coverage.c.source_id == source, coverage.c.mark == Mark.SEEN.value)
        .order_by(coverage.c.first_id.desc())
    )
    found: list[int] = []
    for row in connection.execute(query):
        found += range(row.last_id, max(row.first_id, row.last_id - limit + len(found) + 1) - 1, -1)
        if len(found) >= limit:
            break
    return found


def every(connection: Connection, source: str | None = None) -> list[Coverage]:
    """Return what is known of each channel that was ever found, or of one."""
    query = select(channels).where(channels.c.channel_id.is_not(None)).order_by(channels.c.source_id)
    if source is not None:
        query = query.where(channels.c.source_id == source)
    return [_coverage(connection, row) for row in connection.execute(query).all()]


def _coverage(connection: Connection, row: Row[Any]) -> Coverage:
    known = list(_between(connection, row.source_id, (row.begins_after or 0) + 1, None))
    return Coverage(
        source=row.source_id,
        begins_after=row.begins_after,
        complete_to=row.cursor,
        as_of=row.checked_at,
        counts={mark: sum(one.count for one in known if one.mark is mark) for mark in Mark},
        unknown=tuple(gaps(known, row.cursor + 1, known[-1].last if known else 0)),
        holes=tuple(one for one in known if one.is_hole),
    )


def _extend(connection: Connection, sight: Sight) -> bool:
    """Store the next post of a channel, which is what mostly happens, in two statements; say whether it was that."""
    ((ident, mark),) = sight.marks.items()
    if mark is not Mark.SEEN or sight.how is not How.READ:
        return False
    values = {"of": sight.source, "before": ident - 1, "to": ident, "now": sight.at}
    if not connection.execute(_EXTEND, values).rowcount:
        return False
    connection.execute(_ADVANCE, values)
    return True


def _between(connection: Connection, source: str, first: int, last: int | None) -> Iterator[Stretch]:
    """Yield the stretches that hold an id from `first` to `last`, in order."""
    query = (
        select(coverage)
        .where(coverage.c.source_id == source, coverage.c.first_id >= func.coalesce(_last_start(source, first), first))
        .order_by(coverage.c.first_id)
    )
    found = (_stretch(row) for row in connection.execute(query))
    inside = takewhile(lambda one: last is None or one.first <= last, found)
    return (one for one in inside if one.last >= first)


def _last_start(source: str, ident: int) -> Any:  # noqa: ANN401 - a subquery
    """Where the last stretch begins that begins at or before that id."""
    starts = select(func.max(coverage.c.first_id)).where(coverage.c.source_id == source, coverage.c.first_id <= ident)
    return starts.scalar_subquery()


def _replace(connection: Connection, source: str, old: Sequence[Stretch], new: Iterable[Stretch]) -> None:
    fresh = [one for one in new if one not in old]
    stale = [one.first for one in old if one not in set(new)]
    if stale:
        connection.execute(delete(coverage).where(coverage.c.source_id == source, coverage.c.first_id.in_(stale)))
    if fresh:
        connection.execute(insert(coverage), [_row(source, one) for one in fresh])


def _advance(connection: Connection, source: str) -> None:
    cursor = _cursor(connection, source)
    end = reach(_between(connection, source, cursor + 1, None), cursor)
    if end > cursor:
        connection.execute(_ADVANCE, {"of": source, "before": cursor, "to": end})


def _cursor(connection: Connection, source: str) -> int:
    return connection.execute(select(channels.c.cursor).where(channels.c.source_id == source)).scalar() or 0


def _row(source: str, one: Stretch) -> dict[str, Any]:
    return {
        "source_id": source,
        "first_id": one.first,
        "last_id": one.last,
        "mark": one.mark.value,
        "how": one.how.value,
        "at": one.at,
    }


def _stretch(row: Row[Any]) -> Stretch:
    return Stretch(row.first_id, row.last_id, Mark(row.mark), How(row.how), row.at)


def _is_latest() -> ColumnElement[bool]:
    """Say whether a stretch is the last of its channel."""
    latest = select(func.max(coverage.c.first_id)).where(coverage.c.source_id == bindparam("of"))
    return and_(coverage.c.source_id == bindparam("of"), coverage.c.first_id == latest.scalar_subquery())


def _extension() -> Update:
    return (
        update(coverage)
        .where(
            _is_latest(),
            coverage.c.last_id == bindparam("before"),
            coverage.c.mark == Mark.SEEN.value,
            coverage.c.how == How.READ.value,
        )
        .values(last_id=bindparam("to"), at=bindparam("now"))
    )


# Built once: a live post needs few statements.
_EXTEND = _extension()
_ADVANCE = (
    update(channels)
    .where(channels.c.source_id == bindparam("of"), channels.c.cursor == bindparam("before"))
    .values(cursor=bindparam("to"))
)
