"""What a table of an export is: its columns, and how a value is found for each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.records import Decision, Picture, Statement

Value = str | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What is exported. `claims` are all statements, also those that no longer stand."""

    picture: Picture
    claims: Sequence[Statement]
    decisions: Sequence[Decision]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `of` is the type that its values have where there is one."""

    name: str
    of: type
    says: str
    value: Callable[[Any], Value]


@dataclass(frozen=True, slots=True)
class Table:
    """One file of an export; a row is what `rows` yields."""

    name: str
    says: str
    rows: Callable[[Contents], Iterable[Any]]
    columns: tuple[Column, ...]
