"""Reads a text: which templates take which words, and what they state."""

from datetime import date

from parsers.claim import Reading
from parsers.parties import UNKNOWN, Party


def parse(text: str, *, posted_on: date, source: Party = UNKNOWN, lang: str | None = None) -> Reading:
    """Return what `text` claims, published by `source` on the day `posted_on` in the zone of that source."""
    del text, posted_on, source, lang
    return Reading()
