"""Outlets that quote an authority and print something else than the authority published (ruling 17)."""

from collections.abc import Iterator, Mapping

from bot.crosscheck.agreement import differ
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.grouping import Group
from bot.crosscheck.origins import is_own
from bot.crosscheck.quotations import is_quoted
from bot.records import Finding, FindingType, PostKey, Statement
from parsers.claim import Figure, Receiver, Scope

Figures = Mapping[Receiver, int]
"""What was known of a handover."""


def miscopies(group: Group, before: Figures) -> Iterator[Finding]:
    """Yield at most one finding for each post that copied wrongly; `before` are the figures of the handover before."""
    told: set[PostKey] = set()
    for one in group.live:
        is_relay = one.claim.scope is Scope.HANDOVER and not is_own(one) and not one.is_late
        if not is_relay or one.post in told or (wrong := _mistake(one, group, before)) is None:
            continue
        told.add(one.post)
        yield finding(FindingType.MISCOPY, group.key.id, wrong, [one.post], one.claim.to)


def _mistake(one: Statement, group: Group, before: Figures) -> Told | None:
    """Return what is wrong in a copy, or None: what the speaker itself never gave cannot be copied wrongly."""
    figure, receiver = one.claim.figure, one.claim.to
    if figure is None or receiver is None:
        return None
    quotation = _own_words(one, group)
    published = [quotation] if quotation else published_by(group, one, receiver)
    if not published or any(not differ(figure, theirs) for theirs in published):
        return None
    return {
        "source": one.source.id,
        "speaker": one.speaker.id,
        "printed": figure.value,
        "published": published[-1].value,
        "mistake": "lead" if quotation else _name(one, figure, group, before),
    }


def _own_words(one: Statement, group: Group) -> Figure | None:
    """Return what the same text quotes word for word, where that is another figure than the text gives itself."""
    if is_quoted(one):
        return None
    return next(
        (
            other.claim.figure
            for other in group.live
            if (other.post, other.revision, other.speaker) == (one.post, one.revision, one.speaker)
            and other.claim.scope is Scope.HANDOVER
            and other.claim.to is one.claim.to
            and other.claim.figure
            and is_quoted(other)
        ),
        None,
    )


def published_by(group: Group, one: Statement, receiver: Receiver) -> list[Figure]:
    """Return the figures that the speaker of a statement published itself, the latest last."""
    return [
        theirs.claim.figure
        for theirs in (*group.superseded, *group.live)
        if theirs.claim.scope is Scope.HANDOVER
        and theirs.claim.to is receiver
        and theirs.claim.figure
        and is_own(theirs)
        and theirs.speaker == one.speaker
    ]


def _name(one: Statement, figure: Figure, group: Group, before: Figures) -> str:
    """Return what kind of mistake it is: direction, unit, stale, or just the figure."""
    same = [theirs.claim for theirs in group.live if is_own(theirs) and _has(theirs, figure.value)]
    if any(claim.scope is Scope.HANDOVER and claim.to is not one.claim.to for claim in same):
        return "direction"
    if any(claim.scope is Scope.PART and claim.to in (one.claim.to, None) for claim in same):
        return "unit"
    is_stale = one.claim.to is not None and before.get(one.claim.to) == figure.value
    return "stale" if is_stale else "figure"


def _has(one: Statement, value: int) -> bool:
    return one.claim.figure is not None and one.claim.figure.value == value
