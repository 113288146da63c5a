"""The state of a repatriation: a short hash that names what an editor ruled on."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.records import Finding, Statement, Verdict
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
    text = json.dumps(described, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _words(one: Statement) -> list[Any]:
    figure = one.claim.figure
    return [*one.post, one.revision, one.speaker.id, figure and figure.value, one.claim.quote, one.claim.hedge]
