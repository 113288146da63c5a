"""The reference history that was imported: each handover as it was last told, earlier versions kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from bot.records import Known
from bot.store.schema import history
from parsers.claim import Kind, Receiver


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import adds: handovers not known before, those told otherwise than before, and how many are the same."""

    new: tuple[Known, ...]
    changed: tuple[Known, ...]
    same: int


def every(connection: Connection) -> list[Known]:
    """Return each handover by its last version, oldest first."""
    return [known for _, known in _latest(connection).values()]


def compare(connection: Connection, rows: Sequence[Known]) -> Changes:
    """Return what an import of `rows` would add."""
    stored = {key: known for key, (_, known) in _latest(connection).items()}
    new = [one for one in rows if (one.kind, one.happened_on) not in stored]
    changed = [one for one in rows if stored.get((one.kind, one.happened_on), one) != one]
    return Changes(tuple(new), tuple(changed), len(rows) - len(new) - len(changed))


def add(connection: Connection, rows: Sequence[Known], now: datetime) -> Changes:
    """Append what is new in `rows`, and a new version of what is told otherwise; the same again adds nothing."""
    versions = {key: version for key, (version, _) in _latest(connection).items()}
    changes = compare(connection, rows)
    added = [
        _row(one, versions.get((one.kind, one.happened_on), 0) + 1, now) for one in (*changes.new, *changes.changed)
    ]
    if added:
        connection.execute(insert(history), added)
    return changes


def _latest(connection: Connection) -> dict[tuple[Kind, Any], tuple[int, Known]]:
    rows: Iterable[Row[Any]] = connection.execute(select(history).order_by(history.c.happened_on, history.c.version))
    return {(Kind(row.kind), row.happened_on): (row.version, _known(row)) for row in rows}


def _row(one: Known, version: int, now: datetime) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "happened_on": one.happened_on,
        "version": version,
        "figures": {to.value: [value, *one.others.get(to, ())] for to, value in one.figures.items()},
        "sources": list(one.sources),
        "imported_at": now,
    }


def _known(row: Row[Any]) -> Known:
    figures = {Receiver(to): values for to, values in row.figures.items()}
    return Known(
        Kind(row.kind),
        row.happened_on,
        {to: values[0] for to, values in figures.items()},
        {to: tuple(values[1:]) for to, values in figures.items() if len(values) > 1},
        tuple(row.sources),
    )
