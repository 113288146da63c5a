"""Writes what is known as files for analysts: CSV, JSON or Parquet."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from bot.reports.codebook import TABLES, VERSION
from bot.reports.tables import Contents, Table, Value

Row = Mapping[str, Value]

VERSION_COLUMN: Final = "codebook_version"
"""The last column of every table."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula. Posts are written by strangers."""


class Format(StrEnum):
    """How the files are written."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def export(contents: Contents, form: Format, folder: Path) -> list[Path]:
    """Write one file a table into `folder`, each whole or not at all; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for table in TABLES.values():
        path = folder / f"{table.name}.{form.value}"
        unfinished = path.with_name(f".{path.name}.part")
        try:
            _WRITERS[form](table, contents, unfinished)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        paths.append(path)
    return paths


def rows(table: Table, contents: Contents) -> Iterator[Row]:
    """Yield the rows of a table, by the names of its columns."""
    for row in table.rows(contents):
        yield {one.name: one.value(row) for one in table.columns} | {VERSION_COLUMN: VERSION}


def safe_cell(value: Value) -> str:
    """Return a value as a cell of CSV; text that a spreadsheet could run gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return str(value).lower() if isinstance(value, bool) else str(_plain(value))


def _write_csv(table: Table, contents: Contents, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([*(one.name for one in table.columns), VERSION_COLUMN])
        lines.writerows([safe_cell(value) for value in row.values()] for row in rows(table, contents))


def _write_json(table: Table, contents: Contents, path: Path) -> None:
    found = [{name: _plain(value) for name, value in row.items()} for row in rows(table, contents)]
    document = {VERSION_COLUMN: VERSION, "table": table.name, "rows": found}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_parquet(table: Table, contents: Contents, path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - slow to load, and only this format needs it
    from pyarrow import parquet  # noqa: PLC0415

    types = {
        str: pa.string(),
        int: pa.int64(),
        bool: pa.bool_(),
        date: pa.date32(),
        datetime: pa.timestamp("us", "UTC"),
    }
    fields = [pa.field(one.name, types[one.of], metadata={"says": one.says}) for one in table.columns]
    schema = pa.schema([*fields, pa.field(VERSION_COLUMN, pa.string())], metadata={VERSION_COLUMN: VERSION})
    parquet.write_table(pa.Table.from_pylist([dict(row) for row in rows(table, contents)], schema=schema), path)


def _plain(value: Value) -> Any:  # noqa: ANN401 - any JSON
    return value.isoformat() if isinstance(value, date) else value


_WRITERS: Final[Mapping[Format, Callable[[Table, Contents, Path], None]]] = {
    Format.CSV: _write_csv,
    Format.JSON: _write_json,
    Format.PARQUET: _write_parquet,
}
