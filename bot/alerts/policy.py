"""Who is told of an alert, and whether now: what its figures reach against what a subscriber wants. Pure."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.alerts.wording import confirmed, governs, is_withdrawn, set_by_editor
from bot.records import (
    Action,
    Alert,
    AlertType,
    Level,
    Policy,
    Reach,
    Repatriation,
    Status,
    Subscriber,
    Telling,
    Verdict,
)
from parsers.claim import Receiver

BARRED: Final = Reach(is_barred=True)
"""The reach of a repatriation that is no more."""


def reach(one: Repatriation) -> Reach:
    """Return how far the figures of a repatriation are known."""
    levels = {to: level for to in Receiver if (level := _level(one, to)) is not None}
    is_kept_back = one.ruling is not None and governs(one.ruling) and one.ruling.action in (Action.REJECT, Action.HOLD)
    return Reach(levels, bool(one.unplaced), is_kept_back or is_withdrawn(one))


def judge(alert: Alert, subscriber: Subscriber, was_told: bool, now: datetime) -> Telling:
    """Return whether a subscriber is told of an alert now, when the quiet hours are over, or not at all.

    Who `was_told` of its thread before is told in any case: the message is amended at once, which makes no sound, and
    only a reply waits. Of what an editor holds, editors alone are told, who are told of everything. What is not about a
    repatriation is not judged here.
    """
    if alert.reach is None:
        return Telling.NOW
    if alert.reach.is_held and not subscriber.is_editor:
        return Telling.SKIP
    is_only_a_finding = alert.type is AlertType.FINDING and not subscriber.policy.findings
    if not was_told and (is_only_a_finding or not _wants(alert.reach, subscriber)):
        return Telling.SKIP
    return Telling.NOW if quiet_until(subscriber.policy, now) is None else Telling.HOLD


def _wants(reached: Reach, subscriber: Subscriber) -> bool:
    """Say whether figures that are known so far are news for a subscriber who was not told of them."""
    if subscriber.is_editor:
        return True
    policy = subscriber.policy
    if reached.is_barred:
        return False
    if reached.is_unplaced and policy.lowest is Level.REPORTED:
        return True
    return any(level.reaches(policy.lowest) for to, level in reached.levels.items() if to in policy.received)


def quiet_until(policy: Policy, now: datetime) -> datetime | None:
    """Return when the quiet hours that hold `now` end, in UTC; None where it is not quiet."""
    if policy.quiet is None:
        return None
    zone = ZoneInfo(policy.zone)
    today = now.astimezone(zone).date()
    spans_midnight = policy.quiet.ends < policy.quiet.begins
    for day in (today - timedelta(days=1), today):
        begins = datetime.combine(day, policy.quiet.begins, zone).astimezone(UTC)
        last_day = day + timedelta(days=spans_midnight)
        ends = datetime.combine(last_day, policy.quiet.ends, zone).astimezone(UTC)
        if begins <= now < ends:
            return ends
    return None


def _level(one: Repatriation, to: Receiver) -> Level | None:
    """Return how far the figure of one receiver is known; None where nobody speaks of it."""
    if set_by_editor(one.ruling, to) is not None or to in confirmed(one):
        return Level.CONFIRMED
    verdict = one.figures.get(to)
    return None if verdict is None else _by_sources(verdict)


def _by_sources(verdict: Verdict) -> Level | None:
    if verdict.status is Status.WITHDRAWN:
        return None
    return Level.CORROBORATED if verdict.status is Status.CORROBORATED else Level.REPORTED
