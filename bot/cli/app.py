"""The command line as a whole: which commands there are, and how an error reaches a person."""

import sys
from typing import Annotated

import typer

from bot.cli import (
    audit,
    backup,
    chart,
    check,
    coverage,
    decide,
    demo,
    explain,
    export,
    imports,
    language,
    log,
    login,
    parse,
    posts,
    reparse,
    repatriations,
    replay,
    run,
    show,
    status,
    subscribers,
    totals,
)
from bot.cli.console import errors
from bot.errors import ZvirkaError

app = typer.Typer(
    name="zvirka",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for module in (
    run,
    login,
    check,
    parse,
    replay,
    reparse,
    explain,
    posts,
    repatriations,
    show,
    status,
    totals,
    chart,
    export,
    coverage,
    subscribers,
    decide,
    log,
    audit,
    backup,
    language,
    demo,
):
    app.command()(getattr(module, module.__name__.rpartition(".")[2]))

app.command("import")(imports.import_history)


@app.callback()
def options(
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Follow announcements of repatriations between Ukraine and Russia and compare what every party reports."""


def main() -> None:
    """Run the command; a `ZvirkaError` becomes one message on standard error and its exit code."""
    try:
        app()
    except ZvirkaError as error:
        if "--debug" in sys.argv:
            raise
        errors.print(str(error), style="bold red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
