"""Whether a figure stands between quotation marks: in the words of whoever is quoted, not in those of the outlet."""

import re
from typing import Final

from bot.records import Statement

OPENING: Final = "«„“"
CLOSING: Final = "»”"
MARKS: Final = re.compile(r"[«»„“”\"]")
NUMBERS: Final = re.compile(r"\d+(?:[\s.,'’]\d{3})*")


def is_quoted(one: Statement) -> bool:
    """Say whether the figure of a statement stands in a quotation; its sentence may hold only one end of it."""
    start = one.sentence.find(one.claim.quote)
    if start < 0:
        return False
    place = start + _place(one)
    before = MARKS.findall(one.sentence, 0, place)
    after = MARKS.findall(one.sentence, place)
    if '"' in (*before, *after):
        return len(before) % 2 == 1 or (not before and len(after) % 2 == 1)
    # A low mark opens what a high one closes („…“), which opens elsewhere (“…”).
    opened = bool(before) and before[-1] in OPENING and not (before[-1] == "“" and "„" in before)
    return opened or (not before and bool(after) and after[0] not in "«„")


def _place(one: Statement) -> int:
    """Return where in its quote the figure stands: its digits, else the first word."""
    value = str(one.claim.figure.value) if one.claim.figure else ""
    digits = (found.start() for found in NUMBERS.finditer(one.claim.quote) if re.sub(r"\D", "", found[0]) == value)
    return next(digits, 0)
