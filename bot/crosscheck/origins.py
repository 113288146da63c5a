"""Whose word each statement of one handover is in truth: relays of relays, forwards and copied texts (ruling 8)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from bot.records import Statement
from parsers.claim import Scope
from parsers.parties import UNKNOWN, Party, Role, known_parties

LIKENESS: Final = 90
"""From this share of equal characters on two sentences are one text (docs/crosscheck.md has the measurement)."""

LONG_ENOUGH: Final = 60
"""Shorter sentences are formulas that anybody may write ("Ukraine received 1,000 bodies")."""


def traced(said: Sequence[Statement]) -> list[Statement]:
    """Return the statements, the earliest first, each with the party whose word it is in truth as its speaker."""
    sources = {one.source.id: one.source for one in said}
    forwards = [_from_where(one, sources) for one in said]
    chain = _chain(forwards)
    quoting = [_of(one, chain.get(one.speaker.id)) for one in forwards]
    return _without_copies(quoting)


def is_own(one: Statement) -> bool:
    """Say whether the speaker published it, in a post of its own and not in a forward."""
    return one.source.id == one.speaker.id and one.forwarded_from is None


def _of(one: Statement, speaker: Party | None) -> Statement:
    return one if speaker is None or speaker == one.speaker else replace(one, speaker=speaker)


def _from_where(one: Statement, sources: Mapping[str, Party]) -> Statement:
    """Return a forward as the word of the channel that it comes from; nobody knows what an unknown channel knows."""
    if one.forwarded_from is None or one.speaker != one.source:
        return one
    known = sources.get(one.forwarded_from) or known_parties().get(one.forwarded_from)
    return _of(one, known or Party(one.forwarded_from, UNKNOWN.side, UNKNOWN.role, one.forwarded_from))


def _chain(said: Iterable[Statement]) -> Mapping[str, Party]:
    """Return the origin behind each party that only relays one other: who quotes the relay quotes the origin."""
    speaks_itself: set[str] = set()
    behind: defaultdict[str, dict[str, Party]] = defaultdict(dict)
    for one in said:
        if one.speaker.id == one.source.id:
            speaks_itself.add(one.source.id)
        else:
            behind[one.source.id][one.speaker.id] = one.speaker
    steps = {
        relay: next(iter(origins.values()))
        for relay, origins in behind.items()
        if relay not in speaks_itself and len(origins) == 1
    }
    return {relay: _end(relay, steps) for relay in steps}


def _end(relay: str, steps: Mapping[str, Party]) -> Party:
    """Follow a chain to its origin; of parties that only quote each other, the one that closes the ring."""
    seen = {relay}
    party = steps[relay]
    while party.id in steps and party.id not in seen:
        seen.add(party.id)
        party = steps[party.id]
    return party


def _without_copies(said: Iterable[Statement]) -> list[Statement]:
    """Return each sentence that another source printed first, almost letter for letter, as that source's word."""
    found: list[Statement] = []
    for one in said:
        found.append(_of(one, _copied_from(one, found)))
    return found


def _copied_from(one: Statement, earlier: Iterable[Statement]) -> Party | None:
    if not is_own(one) or one.source.role is Role.OFFICIAL or one.claim.scope is not Scope.HANDOVER:
        return None
    text = plain(one.sentence)
    if len(text) < LONG_ENOUGH:
        return None
    return next((other.speaker for other in earlier if _is_original(other, one) and is_same_text(text, other)), None)


def _is_original(other: Statement, one: Statement) -> bool:
    return other.source != one.source and other.claim.scope is Scope.HANDOVER and other.claim.to is one.claim.to


def is_same_text(text: str, other: Statement) -> bool:
    """Say whether a statement stands in the same words, whatever its numbers are."""
    return fuzz.ratio(text, plain(other.sentence), score_cutoff=LIKENESS) > 0


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of a text without case, marks and numbers: a copy with another figure is a copy."""
    return " ".join(re.sub(r"\d+", "0", re.sub(r"[^\w\s]|_", " ", text.casefold())).split())
