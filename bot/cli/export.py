"""`zvirka export`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, out
from bot.cli.opened import opened
from bot.config import load
from bot.errors import ExportFailed
from bot.reports.codebook import VERSION
from bot.reports.export import Format
from bot.reports.export import export as write
from bot.reports.tables import Contents


def export(
    to: Annotated[Path, typer.Option("--to", help="The folder to write into; older files of the same names go.")],
    config: ConfigOption = DEFAULT_CONFIG,
    form: Annotated[Format, typer.Option("--format", help="How the files are written.")] = Format.CSV,
) -> None:
    """Write repatriations, claims, decisions and totals as files; docs/data-dictionary.md explains each column."""
    with opened(load(config, with_secrets=False)) as (_, book):
        claims = [statement for post in book.claims.values() for statement in post]
        contents = Contents(book.picture, claims, book.decisions)
    try:
        paths = write(contents, form, to)
    except OSError as error:
        raise ExportFailed(f"{error.filename or to}: cannot be written: {error.strerror}") from error
    for path in paths:
        out.print(str(path), markup=False)
    out.print(f"codebook version {VERSION}: docs/data-dictionary.md")
