"""What the figures of one receiver amount to (rulings 8 to 13)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from typing import Final, NamedTuple

from bot.crosscheck.agreement import Agreement, compare
from bot.crosscheck.authority import USUAL, has_knowledge, rank
from bot.crosscheck.grouping import Group
from bot.crosscheck.units import narrower
from bot.crosscheck.voices import Voice, voices
from bot.records import Lead, Statement, Status, Verdict
from parsers.claim import Bound, Receiver, Scope
from parsers.parties import Side


class Ground(NamedTuple):
    """A status, the rule that gives it, the sides that agree, and whether they do so only when rounded."""

    status: Status
    rule: str
    agreeing: frozenset[Side] = frozenset()
    rounding: bool = False


TWO_SIDES: Final = frozenset({Side.UKRAINE, Side.RUSSIA})


def judge(group: Group, receiver: Receiver) -> Verdict | None:
    """Return the verdict on what `receiver` got, or None where nobody ever spoke of it."""
    speaking = voices(group, receiver)
    withholding = _withholding(group, receiver)
    if speaking:
        return _with_figure(group, receiver, speaking, withholding)
    if withholding:
        return _without_figure(group, receiver, Status.UNDISCLOSED, withholding)
    if any(one.claim.to is receiver for one in group.dead):
        return _without_figure(group, receiver, Status.WITHDRAWN, [])
    return None


def _with_figure(
    group: Group, receiver: Receiver, speaking: Sequence[Voice], withholding: Sequence[Statement]
) -> Verdict:
    narrow = narrower(group, speaking)
    counted = sorted((voice for voice in speaking if voice not in narrow), key=lambda one: _order(one, group, receiver))
    first = counted[0]
    low, high = min(counted, key=_value), max(counted, key=_value)
    ground = _ground(counted, narrow)
    sides = {voice.speaker.side for voice in speaking}
    return Verdict(
        to=receiver,
        status=ground.status,
        low=low.figure.value,
        best=first.figure.value,
        high=high.figure.value,
        bound=first.figure.bound,
        basis=rank(first.speaker, group.key.kind, receiver)[1],
        grounds=ground.rule,
        low_by=low.speaker.id,
        best_by=first.speaker.id,
        high_by=high.speaker.id,
        sides=tuple(sorted(sides)),
        is_across_sides=ground.agreeing >= TWO_SIDES,
        withheld_by=tuple(sorted({one.speaker.side for one in withholding} - sides)),
        silent=_silent(group, receiver, speaking, withholding),
        lead=_lead(speaking),
        rounding=ground.rounding,
        standing=_standing(speaking),
        former=_former(group, receiver),
    )


def _ground(counted: Sequence[Voice], narrow: Sequence[Voice]) -> Ground:
    """Return the status that the voices amount to, the most authoritative first, and why."""
    heads = _heads(counted)
    pairs = [compare(one.figure, other.figure) for one, other in combinations(heads, 2)]
    if Agreement.DIFFER in pairs:
        return Ground(Status.DISPUTED, "sides-differ")
    if pairs:
        sides = frozenset(voice.speaker.side for voice in heads)
        rounding = Agreement.ROUNDING in pairs
        rule = "sides-agree" if sides >= TWO_SIDES else "independents-agree"
        return Ground(Status.CORROBORATED, f"{rule}-rounded" if rounding else rule, sides, rounding)
    return Ground(Status.REPORTED, "counted-differently" if narrow else _of_one_side(counted))


def _of_one_side(counted: Sequence[Voice]) -> str:
    """Return why figures that nobody else supports are no more than reported."""
    if not has_knowledge(counted[0].speaker):
        return "outlets-only"
    if len(counted) == 1:
        return "one-origin"
    figures = [voice.figure for voice in counted]
    differ = any(compare(*pair) is Agreement.DIFFER for pair in combinations(figures, 2))
    return "one-side-differs" if differ else "one-side-agrees"


def _heads(counted: Sequence[Voice]) -> list[Voice]:
    """Return who speaks for each side. Neutral and independent parties speak for themselves alone."""
    heads: dict[str, Voice] = {}
    for voice in counted:
        side = voice.speaker.side
        if side in (Side.UKRAINE, Side.RUSSIA):
            heads.setdefault(side.value, voice)
        elif has_knowledge(voice.speaker):
            heads.setdefault(voice.speaker.id, voice)
    return list(heads.values())


def _order(voice: Voice, group: Group, receiver: Receiver) -> tuple[int, str, float, str]:
    """Sort the most authoritative first; among equals the latest."""
    return (
        *rank(voice.speaker, group.key.kind, receiver),
        -voice.statement.stated_at.timestamp(),
        voice.speaker.id,
    )


def _value(voice: Voice) -> int:
    return voice.figure.value


def _silent(
    group: Group, receiver: Receiver, speaking: Sequence[Voice], withholding: Sequence[Statement]
) -> tuple[str, ...]:
    """Return those who usually report this, and have neither given a figure nor said that they give none."""
    heard = {voice.speaker.id for voice in speaking} | {one.speaker.id for one in withholding}
    return tuple(party for party in USUAL[group.key.kind, receiver] if party not in heard)


def _lead(speaking: Sequence[Voice]) -> Lead | None:
    """Return which side gave a figure first, in a post of its own or through a relay."""
    first: dict[Side, datetime] = {}
    for voice in speaking:
        side, at = voice.speaker.side, min(one.posted_at for one in (voice.statement, *voice.relays))
        if side in TWO_SIDES:
            first[side] = min(at, first.get(side, at))
    if not first:
        return None
    (at, side), *rest = sorted((at, side) for side, at in first.items())
    return Lead(side, at, rest[0][0] - at if rest else None)


def _standing(speaking: Sequence[Voice]) -> tuple[Statement, ...]:
    found = [one for voice in speaking for one in (voice.statement, *voice.relays)]
    return tuple(sorted(found, key=lambda one: (one.posted_at, one.post, one.ordinal)))


def _withholding(group: Group, receiver: Receiver) -> list[Statement]:
    return [one for one in group.live if one.claim.scope is Scope.UNDISCLOSED and one.claim.to in (receiver, None)]


def _former(group: Group, receiver: Receiver) -> tuple[Statement, ...]:
    return tuple(one for one in (*group.superseded, *group.dead) if one.claim.to is receiver)


def _without_figure(group: Group, receiver: Receiver, status: Status, withholding: Sequence[Statement]) -> Verdict:
    return Verdict(
        to=receiver,
        status=status,
        low=None,
        best=None,
        high=None,
        bound=Bound.EXACTLY,
        basis="none",
        grounds="withheld" if status is Status.UNDISCLOSED else "withdrawn",
        withheld_by=tuple(sorted({one.speaker.side for one in withholding})),
        silent=_silent(group, receiver, [], withholding),
        standing=tuple(withholding),
        former=_former(group, receiver),
    )
