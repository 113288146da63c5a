"""Where the commands write to, and the options that many of them share."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer


class Terminal:
    """Prints as rich does, which it loads with the first line: the daemon prints none, and it takes memory."""

    def __init__(self, *, is_for_errors: bool = False) -> None:
        self._is_for_errors = is_for_errors

    def print(self, *objects: Any, **settings: Any) -> None:  # noqa: ANN401 - whatever rich prints
        """Print a line."""
        from rich.console import Console  # noqa: PLC0415 - see above

        Console(stderr=self._is_for_errors, highlight=False).print(*objects, **settings)


out = Terminal()
errors = Terminal(is_for_errors=True)

ConfigOption = Annotated[Path, typer.Option("--config", "-c", help="The configuration file.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at the most.")]

DEFAULT_CONFIG = Path("zvirka.toml")


def write_json(value: Any) -> None:  # noqa: ANN401 - any JSON
    """Write one JSON document, readable, on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write_table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    """Write a table; its cells are plain text."""
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", expand=False)
    for place, column in enumerate(columns):
        table.add_column(column, no_wrap=place == 0)
    for row in rows:
        table.add_row(*(cell.replace("[", r"\[") for cell in row))
    out.print(table)
