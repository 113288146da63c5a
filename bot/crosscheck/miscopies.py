"""Outlets that quote an authority and print something else than the authority published (ruling 17)."""

from collections.abc import Iterable, Iterator, Mapping

from bot.crosscheck.agreement import differ
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.grouping import Group, Handover
from bot.crosscheck.voices import is_own
from bot.records import Finding, FindingType, PostKey, Statement
from parsers.claim import Receiver, Scope


def miscopies(group: Group, others: Mapping[Handover, Group], recalling: Iterable[Statement]) -> Iterator[Finding]:
    """Yield at most one finding for each post that copied wrongly what belongs to this repatriation.

    `recalling` are the standing statements that recall an earlier handover; those that recall this one are checked too.
    """
    told: set[PostKey] = set()
    for one in (*_relays(group), *_recalled(group, recalling)):
        if one.post in told or (wrong := _mistake(one, group, others)) is None:
            continue
        told.add(one.post)
        yield finding(FindingType.MISCOPY, group.key.id, wrong, [one.post], one.claim.to)


def _relays(group: Group) -> list[Statement]:
    return [one for one in group.live if not is_own(one) and one.claim.scope is Scope.HANDOVER and not one.is_late]


def _recalled(group: Group, recalling: Iterable[Statement]) -> list[Statement]:
    return [
        one
        for one in recalling
        if one.claim.happened_on is not None and Handover(one.claim.kind, one.claim.happened_on) == group.key
    ]


def _mistake(one: Statement, group: Group, others: Mapping[Handover, Group]) -> Told | None:
    """Return what is wrong in a copy, or None: what the speaker itself never gave cannot be copied wrongly."""
    figure, receiver = one.claim.figure, one.claim.to
    if figure is None or receiver is None:
        return None
    published = _published(group, one, receiver)
    if not published or any(theirs.claim.figure and not differ(figure, theirs.claim.figure) for theirs in published):
        return None
    right = published[-1].claim.figure
    return {
        "source": one.source.id,
        "speaker": one.speaker.id,
        "printed": figure.value,
        "published": right.value if right else None,
        "mistake": _name(one, group, others),
    }


def _published(group: Group, one: Statement, receiver: Receiver) -> list[Statement]:
    """Return what the speaker itself said; where a text recalls a handover without a speaker, what anybody said."""
    own = [
        theirs
        for theirs in (*group.superseded, *group.live)
        if theirs.claim.scope is Scope.HANDOVER and theirs.claim.to is receiver and is_own(theirs)
    ]
    if one.claim.scope is Scope.PREVIOUS and one.speaker == one.source:
        return own
    return [theirs for theirs in own if theirs.speaker == one.speaker]


def _name(one: Statement, group: Group, others: Mapping[Handover, Group]) -> str:
    """Return what kind of mistake it is: direction, unit, stale, or just the figure."""
    value = one.claim.figure.value if one.claim.figure else None
    said = [theirs for theirs in group.live if is_own(theirs) and theirs.claim.figure]

    def has(scope: Scope, to: Receiver | None) -> bool:
        return any(
            theirs.claim.scope is scope
            and theirs.claim.to is to
            and theirs.claim.figure is not None
            and theirs.claim.figure.value == value
            for theirs in said
        )

    if one.claim.to and has(Scope.HANDOVER, one.claim.to.other):
        return "direction"
    if has(Scope.PART, one.claim.to) or has(Scope.PART, None):
        return "unit"
    return "stale" if _is_stale(one, group, others) else "figure"


def _is_stale(one: Statement, group: Group, others: Mapping[Handover, Group]) -> bool:
    """Say whether the figure is that of the handover before this one."""
    before = [key for key in others if key.kind is group.key.kind and key.day < group.key.day]
    if not before:
        return False
    previous = others[max(before, key=lambda key: key.day)]
    return any(
        theirs.claim.to is one.claim.to
        and theirs.claim.figure
        and one.claim.figure
        and theirs.claim.figure.value == one.claim.figure.value
        for theirs in previous.live
    )
