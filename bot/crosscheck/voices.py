"""Who speaks of what one receiver got: one voice for each origin, its own post before any relay (rulings 8 and 11)."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.crosscheck.agreement import differ
from bot.crosscheck.authority import has_knowledge
from bot.crosscheck.grouping import Group
from bot.crosscheck.origins import is_own
from bot.crosscheck.quotations import is_quoted
from bot.records import Statement
from parsers.claim import Figure, Receiver, Scope
from parsers.parties import Party


@dataclass(frozen=True, slots=True)
class Voice:
    """What one origin says now of what one receiver got. `relays` repeat it, or try to."""

    speaker: Party
    statement: Statement
    figure: Figure
    relays: tuple[Statement, ...] = ()


def voices(group: Group, receiver: Receiver) -> list[Voice]:
    """Return the voices that give a figure, by speaker.

    Outlets that quote nobody cannot know by themselves: they count only where all others are silent.
    """
    by_speaker: dict[str, list[Statement]] = {}
    for one in group.live:
        if one.claim.scope is Scope.HANDOVER and one.claim.to is receiver and one.claim.figure:
            by_speaker.setdefault(one.speaker.id, []).append(one)
    found = [_voice(said) for _, said in sorted(by_speaker.items())]
    knowing = [one for one in found if has_knowledge(one.speaker)]
    return knowing or found


def _voice(said: list[Statement]) -> Voice:
    own = [one for one in said if is_own(one)]
    speaks = _latest(own) if own else _latest_relay(said)
    figure = speaks.claim.figure
    assert figure is not None  # noqa: S101 - only statements with figures are asked
    relays = [one for one in said if one is not speaks and (not is_own(one) or _repeats(one, figure))]
    return Voice(speaks.speaker, speaks, figure, tuple(relays))


def _latest(said: Iterable[Statement]) -> Statement:
    """Return the last word; of several figures in one text, the first, which is that of the news itself."""
    return max(said, key=lambda one: (not one.is_late, one.stated_at, one.posted_at, one.post, -one.ordinal))


def _latest_relay(said: Iterable[Statement]) -> Statement:
    """Return the last relay; of several figures in one text, that in the origin's own words."""
    return max(
        said, key=lambda one: (not one.is_late, one.stated_at, one.posted_at, one.post, is_quoted(one), -one.ordinal)
    )


def _repeats(one: Statement, figure: Figure) -> bool:
    return one.claim.figure is not None and not differ(one.claim.figure, figure)
