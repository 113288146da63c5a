"""The state of a repatriation: a short hash that names what an editor ruled on."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.crosscheck.origins import is_own
from bot.records import Finding, Ground, Statement, Verdict
from parsers.claim import Context, Receiver


def state_of(
    figures: Mapping[Receiver, Verdict], found: Iterable[Finding], beside: Iterable[Statement], context: Context
) -> str:
    """Return a hash of all that an alert shows of one repatriation by itself.

    The ruling is left out, for a ruling must not outdate itself; so are other stages, which happen after a ruling.
    """
    described: list[Any] = [
        [to.value, verdict.status.value, verdict.low, verdict.best, verdict.high, verdict.bound.value, verdict.basis]
        + [_words(one) for one in verdict.standing]
        + [list(verdict.withheld_by)]
        for to, verdict in sorted(figures.items())
    ]
    described += [[finding.key] for finding in found]
    described += [_words(one) for one in beside]
    described += [[context.agreement, *context.mediators]]
    return _digest(described)


def ground_of(figures: Mapping[Receiver, Verdict], parts: Iterable[Statement], unplaced: Iterable[Statement]) -> Ground:
    """Return what a ruling rests on: figures, bounds, statuses, disputes and parts, and the posts of those who know.

    Relays are left out, and so is who else agrees: another outlet that repeats a figure takes nothing from a ruling.
    """
    beside = [*parts, *unplaced]
    described: list[Any] = [
        [to.value, verdict.status.value, verdict.low, verdict.best, verdict.high, verdict.bound.value]
        for to, verdict in sorted(figures.items())
    ]
    described += [[to.value, *verdict.withheld_by] for to, verdict in sorted(figures.items())]
    described += sorted({json.dumps(_share(one), ensure_ascii=False) for one in beside})
    standing = [one for verdict in figures.values() for one in verdict.standing]
    sources = {(one.post, one.revision) for one in (*standing, *beside) if is_own(one)}
    return Ground(_digest(described), tuple(sorted(sources)))


def _share(one: Statement) -> list[Any]:
    claim, figure = one.claim, one.claim.figure
    return [one.speaker.id, claim.scope.value, claim.to, claim.label, figure and [figure.value, figure.bound.value]]


def _digest(described: list[Any]) -> str:
    text = json.dumps(described, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _words(one: Statement) -> list[Any]:
    figure = one.claim.figure
    return [*one.post, one.revision, one.speaker.id, figure and figure.value, one.claim.quote, one.claim.hedge]
