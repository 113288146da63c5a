"""What texts recall of earlier handovers, against what was published then (ruling 17)."""

from collections.abc import Iterable, Iterator

from bot.crosscheck.agreement import differ
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.grouping import Group, stated
from bot.crosscheck.ledger import Assessment, Ledger
from bot.crosscheck.miscopies import published_by
from bot.crosscheck.origins import is_own
from bot.crosscheck.periods import day_of_post
from bot.crosscheck.totals import place_of
from bot.records import Finding, FindingType, Known, PostKey, Statement
from parsers.claim import Figure, Receiver, Scope


def wrong_recalls(assessment: Assessment) -> Iterator[Finding]:
    """Yield at most one finding for each post that recalls this handover wrongly.

    It is a miscopy where the text quotes whoever published the figure, or turns the direction round.
    """
    told: set[PostKey] = set()
    for one in assessment.group.recalled:
        if one.post not in told and (wrong := _wrong(one, assessment)) is not None:
            told.add(one.post)
            kind, values = wrong
            yield finding(kind, assessment.group.key.id, values, [one.post], one.claim.to)


def recalls_of_history(ledger: Ledger, unknown: Iterable[Statement]) -> Iterator[Finding]:
    """Yield what is recalled wrongly of handovers that only the reference history knows."""
    told: set[PostKey] = set()
    for one in unknown:
        key, figure, to = stated(one), one.claim.figure, one.claim.to
        known = ledger.history.get(key) if key else None
        if known is None or figure is None or to is None or one.post in told or not _differs(figure, known, to):
            continue
        told.add(one.post)
        is_turned = known.figures.get(to.other) == figure.value
        kind = FindingType.MISCOPY if is_turned else FindingType.RECALL_MISMATCH
        values = _values(one, figure, known.figures[to], "direction" if is_turned else "figure")
        yield finding(kind, place_of(ledger, one.claim.kind, day_of_post(one)), values, [one.post], to)


def _wrong(one: Statement, assessment: Assessment) -> tuple[FindingType, Told] | None:
    figure, to = one.claim.figure, one.claim.to
    if figure is None or to is None:
        return None
    group = assessment.group
    published = published_by(group, one, to) if one.speaker != one.source else _published(group, to)
    if not published or any(not differ(figure, theirs) for theirs in published):
        return None
    is_turned = any(theirs.value == figure.value for theirs in _published(group, to.other))
    is_miscopy = is_turned or one.speaker != one.source
    values = _values(one, figure, published[-1].value, "direction" if is_turned else "figure")
    return FindingType.MISCOPY if is_miscopy else FindingType.RECALL_MISMATCH, values


def _published(group: Group, to: Receiver) -> list[Figure]:
    """Return what anybody published of it."""
    return [
        theirs.claim.figure
        for theirs in (*group.superseded, *group.live)
        if theirs.claim.scope is Scope.HANDOVER and theirs.claim.to is to and theirs.claim.figure and is_own(theirs)
    ]


def _differs(figure: Figure, known: Known, to: Receiver) -> bool:
    reported = (known.figures[to], *known.others.get(to, ())) if to in known.figures else ()
    return bool(reported) and all(differ(figure, Figure(value)) for value in reported)


def _values(one: Statement, printed: Figure, published: int, mistake: str) -> Told:
    return {
        "source": one.source.id,
        "speaker": one.speaker.id,
        "printed": printed.value,
        "published": published,
        "mistake": mistake,
    }
