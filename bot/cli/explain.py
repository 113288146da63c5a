"""`zvirka explain`."""

from dataclasses import asdict
from typing import Any

from bot.cli.console import JsonOption, out, write_json
from bot.cli.texts import DayOption, SourceOption, TextArgument, day_of, party_of, text_of
from parsers.claim import claim_to_json
from parsers.explain import Walk, render
from parsers.explain import explain as walk_through


def explain(
    text: TextArgument = None, source: SourceOption = "unknown", day: DayOption = None, *, as_json: JsonOption = False
) -> None:
    """Show how a text is read: its sentences, which template took which words, and what explains each number."""
    walk = walk_through(text_of(text), posted_on=day_of(day), source=party_of(source))
    if as_json:
        write_json(_walk_json(walk))
        return
    out.print(render(walk), markup=False)


def _walk_json(walk: Walk) -> dict[str, Any]:
    return {
        "sentences": [asdict(sentence) for sentence in walk.sentences],
        "claims": [claim_to_json(claim) for claim in walk.reading.claims],
        "unread": walk.reading.unread,
    }
