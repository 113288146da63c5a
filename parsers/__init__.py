"""Reads announcements in Ukrainian, Russian and English: text in, claims out. Usable without the bot."""

from parsers.claim import (
    Bound,
    Claim,
    Context,
    DayBasis,
    Figure,
    Kind,
    Reading,
    Receiver,
    Scope,
    claim_to_json,
)
from parsers.match import parse
from parsers.parties import UNKNOWN, Party, Role, Side, known_parties
from parsers.stream import parse_lines

__all__ = [
    "UNKNOWN",
    "Bound",
    "Claim",
    "Context",
    "DayBasis",
    "Figure",
    "Kind",
    "Party",
    "Reading",
    "Receiver",
    "Role",
    "Scope",
    "Side",
    "claim_to_json",
    "known_parties",
    "parse",
    "parse_lines",
]
