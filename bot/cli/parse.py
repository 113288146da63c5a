"""`zvirka parse`."""

import sys
from typing import Annotated

import typer

from bot.cli.console import JsonOption, out, write_json, write_table
from bot.cli.texts import DayOption, SourceOption, TextArgument, day_of, party_of, text_of
from parsers import Claim
from parsers import parse as read
from parsers.claim import claim_to_json
from parsers.stream import parse_lines


def parse(
    text: TextArgument = None,
    source: SourceOption = "unknown",
    day: DayOption = None,
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read posts as JSON lines, and write what they claim as JSON lines.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what a text claims. With --jsonl, works as a stream and never stops at a bad line."""
    if jsonl:
        _stream()
        return
    reading = read(text_of(text), posted_on=day_of(day), source=party_of(source))
    if as_json:
        claims = [claim_to_json(claim) for claim in reading.claims]
        write_json({"relevant": reading.relevant, "unread": reading.unread, "claims": claims})
        return
    columns = ["figure", "to", "what", "day", "whose word", "words"]
    write_table("Claims", columns, [_row(claim) for claim in reading.claims])
    if reading.unread:
        out.print("unread: it speaks of our subject beside a number that nothing explains; a person must read it")


def _stream() -> None:
    # What is not UTF-8 spoils its own line and no other.
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a text stream has it
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in parse_lines(sys.stdin):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _row(claim: Claim) -> list[str]:
    return [
        f"{claim.figure.value:,} {claim.figure.bound.value}" if claim.figure else "no figure",
        claim.to.value if claim.to else "?",
        f"{claim.kind.value}: {claim.scope.value}",
        claim.happened_on.isoformat() if claim.happened_on else "",
        claim.origin or "the source's own",
        claim.quote,
    ]
