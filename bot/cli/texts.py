"""A text that a person gives to a command, and its setting."""

import sys
from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.errors import ArchiveInvalid
from parsers.parties import UNKNOWN, Party, known_parties

TextArgument = Annotated[str | None, typer.Argument(help="The text; standard input where it is absent.")]
SourceOption = Annotated[str, typer.Option(help="The id of the source: it tells who “we” is.")]
DayOption = Annotated[str | None, typer.Option(help="The day of the post, as 2026-01-29; today where it is absent.")]


def text_of(given: str | None) -> str:
    """Return the text that was given, or all of standard input."""
    return sys.stdin.read() if given is None else given


def day_of(given: str | None) -> date:
    """Return the day that was given, or today in Kyiv."""
    if given is None:
        return datetime.now(UTC).astimezone(ZoneInfo("Europe/Kyiv")).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ArchiveInvalid(f"--day {given}: is not a day: write it like 2026-01-29") from None


def party_of(given: str) -> Party:
    """Return the party of that id; an unknown one is nobody in particular."""
    return known_parties().get(given, UNKNOWN)
