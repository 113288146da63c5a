"""Repatriations, verdicts and findings as tables, for whoever asks the database; the truth is the claims."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert

from bot.records import Finding, Picture, Repatriation
from bot.store.schema import findings, repatriations, verdicts


def replace(connection: Connection, before: Picture, after: Picture, now: datetime) -> None:
    """Write what differs between two pictures."""
    old = {one.id: one.state for one in before.repatriations}
    new = {one.id: one.state for one in after.repatriations}
    gone = [key for key, state in old.items() if new.get(key) != state]
    if gone:
        connection.execute(delete(verdicts).where(verdicts.c.repatriation_id.in_(gone)))
        connection.execute(delete(repatriations).where(repatriations.c.id.in_(gone)))
    fresh = [one for one in after.repatriations if old.get(one.id) != one.state]
    if fresh:
        connection.execute(insert(repatriations), [_repatriation_row(one, now) for one in fresh])
    if rows := [row for one in fresh for row in _verdict_rows(one)]:
        connection.execute(insert(verdicts), rows)
    _replace_findings(connection, _findings(before), _findings(after))


def _findings(picture: Picture) -> dict[str, Finding]:
    of_repatriations = [finding for one in picture.repatriations for finding in one.findings]
    return {finding.key: finding for finding in (*of_repatriations, *picture.findings)}


def _replace_findings(connection: Connection, old: dict[str, Finding], new: dict[str, Finding]) -> None:
    gone = [key for key, finding in old.items() if new.get(key) != finding]
    if gone:
        connection.execute(delete(findings).where(findings.c.key.in_(gone)))
    fresh = [finding for key, finding in new.items() if old.get(key) != finding]
    if fresh:
        connection.execute(insert(findings), list(_finding_rows(fresh)))


def _repatriation_row(one: Repatriation, now: datetime) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "happened_on": one.happened_on,
        "state": one.state,
        "changed_at": now,
    }


def _verdict_rows(one: Repatriation) -> Iterable[dict[str, Any]]:
    for receiver, verdict in one.figures.items():
        yield {
            "repatriation_id": one.id,
            "receiver": receiver.value,
            "status": verdict.status.value,
            "low": verdict.low,
            "best": verdict.best,
            "high": verdict.high,
            "bound": verdict.bound.value,
            "basis": verdict.basis,
            "grounds": verdict.grounds,
            "low_by": verdict.low_by,
            "best_by": verdict.best_by,
            "high_by": verdict.high_by,
        }


def _finding_rows(found: Iterable[Finding]) -> Iterable[dict[str, Any]]:
    for finding in found:
        yield {
            "key": finding.key,
            "type": finding.type.value,
            "repatriation_id": finding.repatriation,
            "receiver": finding.to and finding.to.value,
            "told": dict(finding.values),
        }
