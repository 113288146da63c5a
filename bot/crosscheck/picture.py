"""The picture: all repatriations that follow from all statements and decisions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.crosscheck.declared import Declarations
from bot.crosscheck.findings import findings
from bot.crosscheck.grouping import Group, Grouping
from bot.crosscheck.handovers import Handover
from bot.crosscheck.ledger import Assessment, Ledger
from bot.crosscheck.miscopies import Figures, miscopies
from bot.crosscheck.moves import moved
from bot.crosscheck.periods import is_later_stage
from bot.crosscheck.recalls import recalls_of_history, wrong_recalls
from bot.crosscheck.rulings import Standing, standing
from bot.crosscheck.stages import stages, ties
from bot.crosscheck.state import ground_of, state_of
from bot.crosscheck.totals import Totals
from bot.crosscheck.verdicts import judge
from bot.records import (
    Action,
    Asked,
    Decision,
    Finding,
    FindingType,
    Known,
    Picture,
    PostKey,
    Repatriation,
    Ruling,
    Statement,
)
from parsers.claim import Context, Kind, Receiver, Scope


@dataclass(frozen=True, slots=True)
class Assembled:
    """A repatriation and all that it was made of."""

    assessment: Assessment
    before: Assessment | Known | None
    across: tuple[Finding, ...]
    stages: tuple[str, ...]
    inside: tuple[Finding, ...]
    repatriation: Repatriation


class Memory:
    """What followed last time. It saves work and changes nothing: what is made of the same amounts to the same."""

    def __init__(self) -> None:
        self.grouping = Grouping()
        self.regrouping = Grouping()
        self.ledger = Ledger({}, {})
        self.declarations = Declarations()
        self.totals = Totals()
        self.assembled: dict[Handover, Assembled] = {}


def crosscheck(
    statements: Sequence[Statement],
    *,
    decisions: Sequence[Decision] = (),
    history: Sequence[Known] = (),
    memory: Memory | None = None,
) -> Picture:
    """Return what follows from all statements, whatever their order, and from what editors ruled, in their order.

    Totals and recollections are held against what the statements make up, and against `history` for handovers that they
    do not know. `memory` of the computation before makes this one fast where few statements are new.
    """
    memory = memory or Memory()
    heaps = memory.grouping.group(statements)
    rearranged = moved(statements, [group for heap in heaps for group in heap.groups], decisions)
    if rearranged is not None:
        statements, heaps = rearranged, memory.regrouping.group(rearranged)
    before = memory.ledger
    assessed = {group.key: _assess(group, before.assessed) for heap in heaps for group in heap.groups}
    ledger = Ledger(assessed, {Handover(one.kind, one.happened_on): one for one in history}, before)
    declared = memory.declarations.read(_standing(statements, Scope.TOTAL))
    planned = _standing(statements, Scope.PLAN)
    recalled = recalls_of_history(ledger, [one for heap in heaps for one in heap.unknown])
    across = _by_place(chain(memory.totals.check(ledger, declared), stages(ledger, declared), recalled))
    memory.assembled = _assemble(ledger, across, ties(ledger, declared, planned), memory.assembled)
    memory.ledger = replace(ledger, before=None)
    stand = standing(decisions)
    return Picture(
        tuple(_ruled(one.repatriation, stand.get(one.repatriation.id)) for one in memory.assembled.values()),
        tuple(replace(one, repatriation=None) for one in across.get("", ())),
    )


def _by_place(found: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Return what several handovers together show, by the repatriation at which it was said."""
    by_place: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in found:
        by_place[one.repatriation or ""].append(one)
    return {place: tuple(findings) for place, findings in by_place.items()}


def _standing(statements: Iterable[Statement], scope: Scope) -> list[Statement]:
    found = (one for one in statements if one.claim.scope is scope and one.is_standing)
    return sorted(found, key=lambda one: (one.posted_at, one.post, one.ordinal))


def _assess(group: Group, before: Mapping[Handover, Assessment]) -> Assessment:
    known = before.get(group.key)
    if known is not None and known.group == group:
        return known
    judged = {receiver: judge(group, receiver) for receiver in Receiver}
    figures = {receiver: verdict for receiver, verdict in judged.items() if verdict is not None}
    is_later = any(is_later_stage(one) for one in group.live)
    return Assessment(group, figures, tuple(findings(group, figures)), is_later_stage=is_later)


def _assemble(
    ledger: Ledger,
    across: Mapping[str, tuple[Finding, ...]],
    tied: Mapping[Handover, Sequence[Handover]],
    known: Mapping[Handover, Assembled],
) -> dict[Handover, Assembled]:
    """Make the repatriations, oldest first; those that are made of the same as last time are taken over."""
    before: dict[Kind, Assessment | Known | None] = {}
    assembled: dict[Handover, Assembled] = {}
    for key in sorted(ledger.assessed.keys() | ledger.history.keys(), key=lambda key: (key.day, key.kind)):
        assessment = ledger.assessed.get(key)
        if assessment is not None:
            stages = tuple(one.id for one in tied.get(key, ()))
            made_of = assessment, before.get(key.kind), across.get(key.id, ()), stages
            assembled[key] = _assembled(known.get(key), *made_of)
        before[key.kind] = assessment or ledger.history[key]
    return assembled


def _assembled(
    known: Assembled | None,
    assessment: Assessment,
    before: Assessment | Known | None,
    across: tuple[Finding, ...],
    stages: tuple[str, ...],
) -> Assembled:
    is_same = known is not None and known.assessment is assessment and known.before is before
    if known is not None and is_same and (known.across, known.stages) == (across, stages):
        return known
    inside = known.inside if known is not None and is_same else _inside(assessment, before)
    repatriation = _repatriation(assessment, (*inside, *across), stages)
    return Assembled(assessment, before, across, stages, inside, repatriation)


def _inside(assessment: Assessment, before: Assessment | Known | None) -> tuple[Finding, ...]:
    copied = miscopies(assessment.group, _figures(before))
    return (*assessment.findings, *copied, *wrong_recalls(assessment))


def _figures(before: Assessment | Known | None) -> Figures:
    if before is None:
        return {}
    if isinstance(before, Assessment):
        return {to: verdict.best for to, verdict in before.figures.items() if verdict.best is not None}
    return before.figures


def _repatriation(assessment: Assessment, found: Iterable[Finding], stages: tuple[str, ...]) -> Repatriation:
    group = assessment.group
    known = _each_once(found)
    unplaced = tuple(said for said in group.live if said.claim.scope is Scope.HANDOVER and said.claim.to is None)
    parts = tuple(said for said in group.live if said.claim.scope is Scope.PART)
    context = _context(group.live)
    return Repatriation(
        id=group.key.id,
        kind=group.key.kind,
        happened_on=group.key.day,
        figures=assessment.figures,
        findings=known,
        parts=parts,
        context=context,
        state=state_of(assessment.figures, known, (*unplaced, *parts), context),
        ground=ground_of(assessment.figures, parts, unplaced),
        unplaced=unplaced,
        stages=stages,
    )


def _each_once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by their keys, and one miscopy for each post (ruling 17)."""
    every: dict[str, Finding] = {}
    copied: set[tuple[PostKey, ...]] = set()
    for one in found:
        if one.type is FindingType.MISCOPY:
            if one.posts in copied:
                continue
            copied.add(one.posts)
        every[one.key] = one
    return tuple(one for _, one in sorted(every.items()))


def _context(said: Iterable[Statement]) -> Context:
    contexts = [one.claim.context for one in said]
    agreements = sorted({one.agreement for one in contexts if one.agreement})
    mediators = sorted({name for one in contexts for name in one.mediators})
    return Context(agreements[0] if agreements else None, tuple(mediators))


def _ruled(one: Repatriation, stands: Standing | None) -> Repatriation:
    if stands is None:
        return one
    return replace(
        one,
        ruling=_ruling(stands.in_force, one, stands.seconded_by),
        pending=_ruling(stands.pending, one, None),
        asked=_unanswered(stands.asked, one),
    )


def _ruling(decision: Decision | None, one: Repatriation, seconded_by: str | None) -> Ruling | None:
    if decision is None:
        return None
    return Ruling(
        action=decision.action,
        editor_id=decision.editor_id,
        editor=decision.editor if seconded_by is None else f"{decision.editor}, {seconded_by}",
        decided_at=decision.decided_at,
        reason=decision.reason,
        figures=decision.figures,
        is_outdated=_is_outdated(decision, one),
    )


def _is_outdated(decision: Decision, one: Repatriation) -> bool:
    """Say whether the ground moved under a ruling; a hold rests on none, and stands until it is released."""
    if decision.action is Action.HOLD:
        return False
    return decision.on_state != one.state if decision.ground is None else not decision.ground.still_bears(one.ground)


def _unanswered(asked: Asked | None, one: Repatriation) -> Asked | None:
    """Return what was asked, as long as nobody has said anything since, in a new post or an edited one."""
    of_figures = chain.from_iterable(verdict.standing for verdict in one.figures.values())
    said = chain(of_figures, one.unplaced, one.parts)
    return asked if asked and all(each.stated_at <= asked.at for each in said) else None
