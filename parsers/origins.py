"""Tells whose word a figure is: the authority quoted, the hedge, the agreement and the mediators named."""

from collections.abc import Sequence
from typing import Final

from parsers.claim import Context
from parsers.parties import Role, known_parties
from parsers.sentences import Sentence

NEAR_TOKENS: Final = 12
THANKED: Final = 6
LONGEST_QUOTATION: Final = 8
RANKS: Final = {Role.OFFICIAL: 0, Role.AGENCY: 1, Role.MEDIA: 2}


def quoted(sentence: Sentence, low: int = 0, high: int | None = None) -> str | None:
    """Return the id of the authority that the tokens quote: the official behind an agency behind an outlet."""
    if "authority" not in sentence.features:
        return None
    high = len(sentence.tokens) if high is None else high
    found = [(at, authority) for at in range(low, high) if (authority := _authority(sentence, at))]
    speaking = [authority for at, authority in found if _speaks(sentence, at)]
    return min(speaking, key=rank, default=None)


def voices(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Return whose words the sentences of each quotation are, by their number from 1.

    A quotation goes from an unpaired quotation mark to the next one; who says it is named beside its end or its
    beginning.
    """
    found: dict[int, str] = {}
    opened = 0
    for number, sentence in enumerate(sentences, 1):
        if sum(token.text == '"' for token in sentence.tokens) % 2 == 0:
            continue
        if not opened:
            opened = number
            continue
        speaker = quoted(sentence) or quoted(sentences[opened - 1]) or _introduced(sentences, opened)
        if speaker and number - opened <= LONGEST_QUOTATION:
            found |= dict.fromkeys(range(opened, number + 1), speaker)
        opened = 0
    return found


def is_hedged(sentence: Sentence) -> bool:
    """Return whether the sentence says whose word it is that the bodies belong to a side."""
    return bool(sentence.fits("hedge"))


def context_of(sentences: Sequence[Sentence]) -> Context:
    """Return the agreement and the mediators that a text names."""
    telling = [sentence for sentence in sentences if "mediator" in sentence.features]
    entries = {token.entry for sentence in telling for token in sentence.tokens if "mediator" in token.features}
    return Context(
        agreement="istanbul" if any("istanbul" in sentence.features for sentence in sentences) else None,
        mediators=tuple(sorted({entry.rpartition(".")[2] for entry in entries})),
    )


def rank(authority: str) -> int:
    """Return how near to the figure an authority stands: an official before an agency before an outlet."""
    party = known_parties().get(authority)
    return RANKS[party.role] if party else 0


def _authority(sentence: Sentence, at: int) -> str | None:
    token = sentence.tokens[at]
    return token.entry.split(".")[1] if "authority" in token.features else None


def _introduced(sentences: Sequence[Sentence], opened: int) -> str | None:
    """Return who is named in the sentence that ends with the colon before a quotation."""
    before = sentences[opened - 2] if opened > 1 else None
    return quoted(before) if before is not None and before.opens_list else None


def _speaks(sentence: Sentence, at: int) -> bool:
    """Return whether the authority at a token says something: a verb of saying near it, a dash or a colon beside it."""
    low, high = max(0, at - NEAR_TOKENS), at + NEAR_TOKENS + 1
    near = sentence.tokens[low:high]
    before = sentence.tokens[max(0, at - THANKED) : at]
    quotes = [place for place, token in enumerate(before) if token.text == '"']
    if any("thanks" in token.features for token in before[max(quotes, default=0) :]):
        return False
    if any({"says", "according"} & token.features for token in near):
        return True
    sign = sentence.tokens[at - 1].text if at else ""
    after = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
    if sign == ":" and at > 1 and "named-source" in sentence.tokens[at - 2].features:
        return True
    is_last = at + 1 == len(sentence.tokens)
    return sign == "–" or (after in {":", "–"} and at == 0) or (is_last and sign in {",", "|", "("})
