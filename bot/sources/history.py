"""Reads a reference history: handovers known from public reports, each row with its sources."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final

from bot.errors import ArchiveInvalid
from bot.records import Known
from parsers.claim import Kind, Receiver

SHIPPED: Final = resources.files("bot") / "archives" / "history.csv"
"""The history that comes with the project."""

COLUMNS: Final = ("kind", "happened_on", "to_ukraine", "to_russia", "sources")
"""What every row has; other columns are for people. A figure may be empty; "48|52" is one that reports differ on."""

MOST_MISTAKES: Final = 20
FIGURE: Final = re.compile(r"\d{1,6}(?:\|\d{1,6})*")


def shipped_history() -> tuple[Known, ...]:
    """Return the history that comes with the project."""
    with resources.as_file(SHIPPED) as path:
        return read_history(path)


def read_history(path: Path) -> tuple[Known, ...]:
    """Return the rows of a history; raises `ArchiveInvalid` with line, column and remedy of every mistake."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise ArchiveInvalid(f"{path}:1: the column {missing[0]} is missing: the first line names {_names()}")
            found = [(rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ArchiveInvalid(f"{path}: cannot be read: {cause}: name a CSV file with the columns {_names()}") from error
    mistakes = [f"{path}:{number}: {mistake}" for number, row in found for mistake in _mistakes(row)]
    mistakes += [f"{path}:{number}: the handover stands there twice: keep one row" for number in _repeated(found)]
    if mistakes:
        more = len(mistakes) - MOST_MISTAKES
        raise ArchiveInvalid("\n".join([*mistakes[:MOST_MISTAKES], *([f"and {more} more"] if more > 0 else [])]))
    return tuple(_known(row) for _, row in found)


def _mistakes(row: Mapping[str, str | None]) -> Iterator[str]:
    if (row["kind"] or "") not in {kind.value for kind in Kind}:
        yield f"kind: {row['kind']!r} is not known: write bodies or prisoners"
    if not _is_day(row["happened_on"] or ""):
        yield f"happened_on: {row['happened_on']!r} is no day: write it like 2026-01-29"
    for receiver in Receiver:
        value = row[f"to_{receiver.value}"] or ""
        if value and not FIGURE.fullmatch(value):
            yield f"to_{receiver.value}: {value!r} is no figure: write digits, 48|52 where reports differ, or nothing"
    if not (row["sources"] or "").split():
        yield "sources: is empty: name the address of at least one report"


def _repeated(found: Iterable[tuple[int, Mapping[str, str | None]]]) -> Iterator[int]:
    seen: set[tuple[str | None, str | None]] = set()
    for number, row in found:
        key = row["kind"], row["happened_on"]
        if key in seen:
            yield number
        seen.add(key)


def _known(row: Mapping[str, str | None]) -> Known:
    figures = {
        receiver: [int(value) for value in told.split("|")]
        for receiver in Receiver
        if (told := row[f"to_{receiver.value}"])
    }
    return Known(
        Kind(row["kind"] or ""),
        date.fromisoformat(row["happened_on"] or ""),
        {to: values[0] for to, values in figures.items()},
        {to: tuple(values[1:]) for to, values in figures.items() if len(values) > 1},
        tuple((row["sources"] or "").split()),
    )


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _names() -> str:
    return ", ".join(COLUMNS)
