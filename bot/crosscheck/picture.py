"""The picture: all repatriations that follow from all statements and decisions."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.crosscheck.findings import findings
from bot.crosscheck.grouping import Group, Handover, group
from bot.crosscheck.miscopies import miscopies
from bot.crosscheck.totals import Ledger, stages, totals
from bot.crosscheck.verdicts import judge
from bot.records import Decision, Finding, Known, Picture, Repatriation, Ruling, Statement, Verdict
from parsers.claim import Context, Receiver, Scope


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one group amounts to, by itself."""

    group: Group
    figures: Mapping[Receiver, Verdict]
    findings: tuple[Finding, ...]


class Memory:
    """What was assessed last time. It saves work and changes nothing: a group that is the same amounts to the same."""

    def __init__(self) -> None:
        self.assessed: dict[Handover, Assessment] = {}
        self.assembled: dict[Handover, tuple[Assessment, tuple[Finding, ...], Repatriation]] = {}


def crosscheck(
    statements: Sequence[Statement],
    *,
    decisions: Sequence[Decision] = (),
    history: Sequence[Known] = (),
    memory: Memory | None = None,
) -> Picture:
    """Return what follows from all statements, whatever their order, and from what editors ruled, in their order.

    Totals are held against what the statements make up, and against `history` for handovers that they do not know.
    `memory` of the computation before makes this one fast where few statements are new.
    """
    memory = memory or Memory()
    memory.assessed = {one.key: _assess(one, memory) for one in group(statements)}
    groups = {key: one.group for key, one in memory.assessed.items()}
    standing = [one for one in statements if one.is_standing]
    recalling = _in_order(one for one in standing if one.claim.scope is Scope.PREVIOUS)
    declared = _in_order(one for one in standing if one.claim.scope is Scope.TOTAL)
    known = {Handover(one.kind, one.happened_on): one for one in history}
    ledger = Ledger(groups, {key: one.figures for key, one in memory.assessed.items()}, known)
    across = [*totals(ledger, declared), *stages(ledger, declared)]
    memory.assembled = {
        key: _assemble(one, (*miscopies(one.group, groups, recalling), *across), memory)
        for key, one in memory.assessed.items()
    }
    rulings = {one.repatriation: one for one in decisions}
    return Picture(
        tuple(_ruled(one, rulings.get(one.id)) for _, _, one in memory.assembled.values()),
        tuple(replace(one, repatriation=None) for one in across if not one.repatriation),
    )


def _in_order(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: (one.posted_at, one.post, one.ordinal))


def _assess(one: Group, memory: Memory) -> Assessment:
    known = memory.assessed.get(one.key)
    if known is not None and known.group == one:
        return known
    figures = _figures(one)
    return Assessment(one, figures, tuple(findings(one, figures)))


def _assemble(
    one: Assessment, others: Iterable[Finding], memory: Memory
) -> tuple[Assessment, tuple[Finding, ...], Repatriation]:
    beside = tuple(finding for finding in others if finding.repatriation == one.group.key.id)
    known = memory.assembled.get(one.group.key)
    if known is not None and known[0] is one and known[1] == beside:
        return known
    return one, beside, _repatriation(one.group, one.figures, (*one.findings, *beside))


def _figures(one: Group) -> Mapping[Receiver, Verdict]:
    judged = {receiver: judge(one, receiver) for receiver in Receiver}
    return {receiver: verdict for receiver, verdict in judged.items() if verdict is not None}


def _repatriation(one: Group, figures: Mapping[Receiver, Verdict], found: Iterable[Finding]) -> Repatriation:
    every = {finding.key: finding for finding in found}
    known = tuple(finding for _, finding in sorted(every.items()))
    unplaced = tuple(said for said in one.live if said.claim.scope is Scope.HANDOVER and said.claim.to is None)
    parts = tuple(said for said in one.live if said.claim.scope is Scope.PART)
    context = _context(one.live)
    return Repatriation(
        id=one.key.id,
        kind=one.key.kind,
        happened_on=one.key.day,
        figures=figures,
        findings=known,
        parts=parts,
        context=context,
        state=_state(figures, known, (*unplaced, *parts), context),
        unplaced=unplaced,
    )


def _context(said: Iterable[Statement]) -> Context:
    contexts = [one.claim.context for one in said]
    agreements = sorted({one.agreement for one in contexts if one.agreement})
    mediators = sorted({name for one in contexts for name in one.mediators})
    return Context(agreements[0] if agreements else None, tuple(mediators))


def _state(
    figures: Mapping[Receiver, Verdict], found: Iterable[Finding], beside: Iterable[Statement], context: Context
) -> str:
    """Return a short hash of all that an alert shows, the ruling left out: a ruling must not outdate itself."""
    described: list[Any] = [
        [to.value, verdict.status.value, verdict.low, verdict.best, verdict.high, verdict.bound.value, verdict.basis]
        + [_words(one) for one in verdict.standing]
        + [list(verdict.withheld_by)]
        for to, verdict in sorted(figures.items())
    ]
    described += [[finding.key] for finding in found]
    described += [_words(one) for one in beside]
    described += [[context.agreement, *context.mediators]]
    text = json.dumps(described, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _words(one: Statement) -> list[Any]:
    figure = one.claim.figure
    return [*one.post, one.revision, one.speaker.id, figure and figure.value, one.claim.quote, one.claim.hedge]


def _ruled(one: Repatriation, decision: Decision | None) -> Repatriation:
    if decision is None:
        return one
    ruling = Ruling(
        action=decision.action,
        editor_id=decision.editor_id,
        editor=decision.editor,
        decided_at=decision.decided_at,
        reason=decision.reason,
        figures=decision.figures,
        is_outdated=decision.on_state != one.state,
    )
    return replace(one, ruling=ruling)
