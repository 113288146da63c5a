"""What the figures of one receiver amount to (rulings 8 to 13)."""

from collections.abc import Sequence
from itertools import combinations

from bot.crosscheck.agreement import Agreement, compare
from bot.crosscheck.authority import has_knowledge, rank
from bot.crosscheck.grouping import Group
from bot.crosscheck.units import narrower
from bot.crosscheck.voices import Voice, voices
from bot.records import Statement, Status, Verdict
from parsers.claim import Bound, Receiver, Scope
from parsers.parties import Side


def judge(group: Group, receiver: Receiver) -> Verdict | None:
    """Return the verdict on what `receiver` got, or None where nobody ever spoke of it."""
    speaking = voices(group, receiver)
    silent = _withholding(group, receiver)
    if speaking:
        return _with_figure(group, receiver, speaking, silent)
    former = _former(group, receiver)
    if silent:
        return _without_figure(receiver, Status.UNDISCLOSED, silent, former)
    if former and any(one in group.dead for one in former):
        return _without_figure(receiver, Status.WITHDRAWN, [], former)
    return None


def _with_figure(group: Group, receiver: Receiver, speaking: Sequence[Voice], silent: Sequence[Statement]) -> Verdict:
    narrow = narrower(group, speaking)
    counted = [voice for voice in speaking if voice not in narrow]
    first = min(counted, key=lambda voice: (*_order(voice, group, receiver), _newest_first(voice)))
    status, agreeing, rounding = _status(counted, group, receiver)
    values = [voice.figure.value for voice in counted]
    sides = {voice.speaker.side for voice in speaking}
    return Verdict(
        to=receiver,
        status=status,
        low=min(values),
        best=first.figure.value,
        high=max(values),
        bound=first.figure.bound,
        basis=rank(first.speaker, group.key.kind, receiver)[1],
        sides=tuple(sorted(sides)),
        is_across_sides={Side.UKRAINE, Side.RUSSIA} <= agreeing,
        withheld_by=tuple(sorted({one.speaker.side for one in silent} - sides)),
        rounding=rounding,
        standing=_standing(speaking),
        former=_former(group, receiver),
    )


def _status(counted: Sequence[Voice], group: Group, receiver: Receiver) -> tuple[Status, set[Side], bool]:
    """Return the status, the sides that agree, and whether they do so only when rounded."""
    heads = _heads(counted, group, receiver)
    pairs = [compare(one.figure, other.figure) for one, other in combinations(heads, 2)]
    if Agreement.DIFFER in pairs:
        return Status.DISPUTED, set(), False
    if pairs:
        return Status.CORROBORATED, {voice.speaker.side for voice in heads}, Agreement.ROUNDING in pairs
    return Status.REPORTED, set(), False


def _heads(counted: Sequence[Voice], group: Group, receiver: Receiver) -> list[Voice]:
    """Return who speaks for each side. Neutral and independent parties speak for themselves alone."""
    heads: dict[str, Voice] = {}
    for voice in sorted(counted, key=lambda one: (*_order(one, group, receiver), _newest_first(one))):
        side = voice.speaker.side
        if side in (Side.UKRAINE, Side.RUSSIA):
            heads.setdefault(side.value, voice)
        elif has_knowledge(voice.speaker):
            heads.setdefault(voice.speaker.id, voice)
    return list(heads.values())


def _order(voice: Voice, group: Group, receiver: Receiver) -> tuple[int, str]:
    return rank(voice.speaker, group.key.kind, receiver)


def _newest_first(voice: Voice) -> tuple[float, str]:
    return -voice.statement.stated_at.timestamp(), voice.speaker.id


def _standing(speaking: Sequence[Voice]) -> tuple[Statement, ...]:
    found = [one for voice in speaking for one in (voice.statement, *voice.relays)]
    return tuple(sorted(found, key=lambda one: (one.posted_at, one.post, one.ordinal)))


def _withholding(group: Group, receiver: Receiver) -> list[Statement]:
    return [one for one in group.live if one.claim.scope is Scope.UNDISCLOSED and one.claim.to in (receiver, None)]


def _former(group: Group, receiver: Receiver) -> tuple[Statement, ...]:
    return tuple(one for one in (*group.superseded, *group.dead) if one.claim.to is receiver)


def _without_figure(
    receiver: Receiver, status: Status, standing: Sequence[Statement], former: tuple[Statement, ...]
) -> Verdict:
    return Verdict(
        to=receiver,
        status=status,
        low=None,
        best=None,
        high=None,
        bound=Bound.EXACTLY,
        basis="none",
        withheld_by=tuple(sorted({one.speaker.side for one in standing})),
        standing=tuple(standing),
        former=former,
    )
