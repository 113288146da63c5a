"""Gives each figure its origin: the authority whose word it is."""

from parsers.claim import Kind
from parsers.parties import UNLISTED, Side, voice
from parsers.story import NEWS, Draft, Story


def attribute(drafts: list[Draft], story: Story) -> None:
    """Give each news figure the authority nearest to it; other figures only what their own sentence quotes."""
    voices = {number: origin for number, origin in story.origins.items() if not _counts_else(number, drafts, story)}
    for draft in drafts:
        own = draft.origin or story.origins.get(draft.sentence) or story.voices.get(draft.sentence)
        if draft.scope in NEWS:
            own = own or _nearest(draft, voices, story)
            draft.hedge = bool({draft.sentence, draft.sentence + 1} & story.hedges)
        draft.origin = None if own == story.source.id or own in UNLISTED else own


def _counts_else(number: int, drafts: list[Draft], story: Story) -> bool:
    """Return whether a sentence quotes somebody for other numbers alone: a total, or the missing."""
    own = [draft.scope in NEWS for draft in drafts if draft.sentence == number]
    return (bool(own) or number in story.busy) and not any(own)


def _nearest(draft: Draft, voices: dict[int, str], story: Story) -> str | None:
    """Return the authority of "this was reported by" in the next sentence, else the last one before, else a later one.

    A side is not presumed to count the people whom the other received, unless its own sentence does or the one before,
    or they are told as what went "in return" and nobody else is quoted;
    and an authority that comes later speaks for what was told before it only where nobody else is quoted.
    """
    if draft.sentence + 1 in story.reports:
        return story.origins.get(draft.sentence + 1)
    if not draft.is_directed and draft.sentence - 1 in voices and draft.sentence - 1 in story.busy:
        return voices[draft.sentence - 1]
    speaking = {number: origin for number, origin in voices.items() if _may_tell(origin, draft)}
    before = [number for number in speaking if number < draft.sentence]
    if before:
        return speaking[max(before)]
    if draft.answers and len(set(voices.values())) == 1:
        return next(iter(voices.values()))
    return next(iter(speaking.values()), None) if len(set(voices.values())) == 1 else None


def _may_tell(origin: str, draft: Draft) -> bool:
    party = voice(origin)
    sided = party is not None and party.side in {Side.UKRAINE, Side.RUSSIA} and draft.kind is Kind.PRISONERS
    return not sided or draft.to is None or party is None or party.side.value == draft.to.value
