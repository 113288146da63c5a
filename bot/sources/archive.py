"""Reads posts from a file of JSON lines, such as `zvirka replay` takes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bot.errors import ArchiveInvalid
from bot.records import PostKey, Publication

TEXTS: Final = ("source", "id", "posted_at", "text", "edited_at", "seen_at", "link")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be read, and why."""

    number: int
    cause: str


def read(path: Path) -> Iterator[Publication | BadLine]:
    """Yield every post of the file in its order. Raises `ArchiveInvalid` where the file cannot be opened."""
    try:
        with path.open(encoding="utf-8", errors="surrogateescape") as lines:
            yield from read_lines(lines)
    except OSError as error:
        raise ArchiveInvalid(f"{path}: cannot be read: {error.strerror}: name a file of JSON lines") from error


def read_lines(lines: Iterable[str]) -> Iterator[Publication | BadLine]:
    """Yield every post of `lines`; what cannot be read is a `BadLine`, and empty lines are nothing."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _publication(json.loads(line))
        except RecursionError:
            yield BadLine(number, "is nested too deeply")
        except ValueError as error:
            yield BadLine(number, str(error))


def _publication(row: Any) -> Publication:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(row, dict):
        raise ValueError("is not a JSON object")
    for name in TEXTS:
        if not isinstance(row.get(name, ""), str):
            raise ValueError(f"'{name}' must be a string")
    withdrawn = row.get("deleted", False) is True
    if missing := [name for name in ("source", "id", "posted_at") if not row.get(name)]:
        raise ValueError(f"'{missing[0]}' is missing")
    if "text" not in row and not withdrawn:
        raise ValueError("'text' is missing")
    posted_at = _time(row, "posted_at")
    edited_at = _time(row, "edited_at") if "edited_at" in row else None
    return Publication(
        key=PostKey(row["source"], row["id"]),
        posted_at=posted_at,
        text=row.get("text"),
        seen_at=_time(row, "seen_at") if "seen_at" in row else edited_at or posted_at,
        edited_at=edited_at,
        withdrawn=withdrawn,
        link=row.get("link"),
    )


def _time(row: dict[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(row[name])
    except ValueError:
        raise ValueError(f"'{name}' is not an ISO 8601 time: {row[name]!r}") from None
    if found.tzinfo is None:
        raise ValueError(f"'{name}' has no offset from UTC: {row[name]!r}: write it like 2026-01-29T12:40:00+02:00")
    return found.astimezone(UTC)
