"""What the commands show of the records, as JSON."""

from typing import Any

from bot.alerts.seconds import state_to_second
from bot.alerts.wording import finding_text
from bot.records import Decision, Finding, Lead, Post, Repatriation, Revision, Statement, Verdict
from parsers.claim import Receiver


def repatriation_json(one: Repatriation) -> dict[str, Any]:
    """Return a repatriation as `zvirka replay --json` and `zvirka repatriations --json` give it."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "happened_on": one.happened_on.isoformat(),
        "state": one.state,
        "figures": {receiver.value: _figure_json(one.figures.get(receiver)) for receiver in Receiver},
        "findings": [finding_json(finding) for finding in one.findings],
        "stages": list(one.stages),
        "ruling": None if one.ruling is None else one.ruling.action.value,
    }


def open_json(one: Repatriation) -> dict[str, Any]:
    """Return what somebody should see to: a ruling whose ground changed, one that awaits another editor, a question."""
    waits, asked = one.pending, one.asked
    return {
        "is_outdated": one.ruling is not None and one.ruling.is_outdated,
        "pending": waits
        and {
            "action": waits.action.value,
            "editor": waits.editor,
            "figures": {to.value: value for to, value in waits.figures.items()},
            "is_outdated": waits.is_outdated,
            "state": state_to_second(one),
        },
        "asked": asked and {"whom": asked.whom, "deadline": asked.deadline and asked.deadline.isoformat()},
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding with its sentence in English."""
    return {
        "type": finding.type.value,
        "text": finding_text(finding, "en"),
        "to": finding.to and finding.to.value,
        "posts": [{"source": key.source, "id": key.external_id} for key in finding.posts],
        "values": dict(finding.values),
    }


def statement_json(one: Statement) -> dict[str, Any]:
    """Return a statement: who says what, where, in which words."""
    figure = one.claim.figure
    return {
        "source": one.source.id,
        "id": one.post.external_id,
        "speaker": one.speaker.id,
        "scope": one.claim.scope.value,
        "value": figure and figure.value,
        "bound": figure and figure.bound.value,
        "hedge": one.claim.hedge,
        "label": one.claim.label,
        "quote": one.claim.quote,
        "posted_at": one.posted_at.isoformat(),
        "link": one.link,
        "standing": one.is_standing,
    }


def post_json(post: Post, text: str) -> dict[str, Any]:
    """Return a post with the text that speaks for it."""
    return {
        "source": post.key.source,
        "id": post.key.external_id,
        "posted_at": post.posted_at.isoformat(),
        "link": post.link,
        "forwarded_from": post.forwarded_from,
        "withdrawn_at": post.withdrawn_at and post.withdrawn_at.isoformat(),
        "unread": post.unread,
        "fault": post.fault,
        "text": text,
    }


def revision_json(revision: Revision) -> dict[str, Any]:
    """Return one text that a post had."""
    return {
        "source": revision.key.source,
        "id": revision.key.external_id,
        "number": revision.number,
        "seen_at": revision.seen_at.isoformat(),
        "edited_at": revision.edited_at and revision.edited_at.isoformat(),
        "sha256": revision.sha256,
        "text": revision.text,
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """Return what an editor ruled."""
    return {
        "action": decision.action.value,
        "editor": decision.editor,
        "editor_id": decision.editor_id,
        "decided_at": decision.decided_at.isoformat(),
        "on_state": decision.on_state,
        "figures": {receiver.value: value for receiver, value in decision.figures.items()},
        "reason": decision.reason,
        "into": decision.into,
        "posts": ["/".join(post) for post in decision.posts],
        "asked": decision.asked,
        "deadline": decision.deadline and decision.deadline.isoformat(),
    }


def _lead_json(lead: Lead) -> dict[str, Any]:
    minutes = None if lead.followed_after is None else int(lead.followed_after.total_seconds() // 60)
    return {"side": lead.side.value, "at": lead.at.isoformat(), "followed_after_minutes": minutes}


def _figure_json(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "status": verdict.status.value,
        "low": verdict.low,
        "best": verdict.best,
        "high": verdict.high,
        "bound": verdict.bound.value,
        "basis": verdict.basis,
        "low_by": verdict.low_by,
        "best_by": verdict.best_by,
        "high_by": verdict.high_by,
        "grounds": verdict.grounds,
        "silent": list(verdict.silent),
        "lead": verdict.lead and _lead_json(verdict.lead),
        "across_sides": verdict.is_across_sides,
        "sides": [side.value for side in verdict.sides],
        "claims": [statement_json(one) for one in (*verdict.standing, *verdict.former)],
    }
