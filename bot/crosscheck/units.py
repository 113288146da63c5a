"""Soldiers against soldiers, civilians against civilians (ruling 13)."""

from collections.abc import Sequence

from bot.crosscheck.agreement import differ
from bot.crosscheck.grouping import Group
from bot.crosscheck.voices import Voice
from bot.records import Statement
from parsers.claim import Scope


def parts_of(group: Group, whole: Statement) -> list[Statement]:
    """Return the parts that the same text names beside `whole`, for the same receiver or for none."""
    return [
        one
        for one in group.live
        if one.claim.scope is Scope.PART
        and (one.post, one.revision) == (whole.post, whole.revision)
        and one.claim.to in (whole.claim.to, None)
    ]


def narrower(group: Group, speaking: Sequence[Voice]) -> list[Voice]:
    """Return the voices that count only some of the people whom another voice counts: no dispute, another unit."""
    return [
        voice
        for voice in speaking
        if any(_counts_more(group, other, voice) for other in speaking if differ(voice.figure, other.figure))
    ]


def _counts_more(group: Group, wide: Voice, narrow: Voice) -> bool:
    if wide.figure.value <= narrow.figure.value:
        return False
    shares = [one.claim.figure.value for one in parts_of(group, wide.statement) if one.claim.figure]
    beside = [one.claim.figure.value for one in parts_of(group, narrow.statement) if one.claim.figure]
    rest = wide.figure.value - narrow.figure.value
    return narrow.figure.value in shares or rest in beside
