"""`zvirka language`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import out
from parsers.scaffold import LanguageExists, make_language
from parsers.templates import LANGUAGES


def language(
    code: Annotated[str, typer.Argument(help="Two or three small letters, such as pl.")],
    folder: Annotated[Path, typer.Option("--in", help="Where the packs are.")] = LANGUAGES,
) -> None:
    """Make the pack of a new language: a folder of words, numerals and grammar to fill in; no code is needed."""
    try:
        made = make_language(code, folder)
    except (LanguageExists, ValueError) as error:
        raise typer.BadParameter(str(error)) from error
    except OSError as error:
        raise typer.BadParameter(
            f"{folder}: cannot be written to: {error.strerror}: name another folder with --in"
        ) from error
    out.print(f"{made}", markup=False, soft_wrap=True)
    out.print("Fill in words.toml first; docs/templates.md says what the features mean. Then: pytest tests/parsers")
