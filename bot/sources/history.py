"""Reads the reference history: handovers known from public reports, each row with its sources."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final

from bot.errors import ArchiveInvalid
from bot.records import Known
from parsers.claim import Kind, Receiver

SHIPPED: Final = resources.files("bot") / "archives" / "history.csv"
"""The history that comes with the project: kind, day, figure for each receiver, addresses of the reports."""


def shipped_history() -> tuple[Known, ...]:
    """Return the history that comes with the project."""
    with resources.as_file(SHIPPED) as path:
        return tuple(read_history(path))


def read_history(path: Path) -> Iterator[Known]:
    """Yield the rows of a history; raises `ArchiveInvalid` with the line that cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                yield _known(row, f"{path}:{number}")
    except OSError as error:
        raise ArchiveInvalid(f"{path}: cannot be read: {error.strerror}") from error


def _known(row: Mapping[str, str | None], place: str) -> Known:
    try:
        figures = {receiver: int(value) for receiver in Receiver if (value := row[f"to_{receiver.value}"])}
        return Known(Kind(row["kind"] or ""), date.fromisoformat(row["happened_on"] or ""), figures)
    except (KeyError, ValueError) as error:
        raise ArchiveInvalid(f"{place}: is no row of a history: {error}") from error
