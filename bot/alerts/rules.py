"""When people must be told: what changed between two pictures. Pure; says when, `wording` says how."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.alerts.corrections import Reading, correction, reading_in
from bot.alerts.policy import BARRED, reach
from bot.alerts.wording import LANGUAGES, closed, governs, is_withdrawn, message, reply, reply_closed
from bot.records import (
    Action,
    Alert,
    AlertType,
    Decision,
    FindingType,
    Picture,
    PostKey,
    Reach,
    Repatriation,
    Ruling,
    Status,
    Verdict,
)
from parsers.claim import Bound, Receiver


@dataclass(frozen=True, slots=True)
class News:
    """What kind of change it is, and whether a reader must notice it."""

    type: AlertType
    needs_reply: bool = False


OF_FIGURES: Final = frozenset({FindingType.REVISED, FindingType.UNIT_MISMATCH, FindingType.WITHDRAWN})
"""Findings that belong to the figure itself: who wants no findings reads them all the same."""

RULED: Final = {
    Action.CONFIRM: News(AlertType.CONFIRMED),
    Action.CORRECT: News(AlertType.CORRECTED, needs_reply=True),
    Action.REJECT: News(AlertType.REJECTED, needs_reply=True),
    Action.HOLD: News(AlertType.HELD, needs_reply=True),
}


def alerts(
    before: Picture, after: Picture, reading: Reading | None = None, decision: Decision | None = None
) -> tuple[Alert, ...]:
    """Return what people must be told after `before` became `after`: those that ended first, then oldest first.

    `reading` tells what we read now in a text whose figure people have; without it, only what `after` shows of it.
    `decision` is the one that made the difference, if one did.
    """
    move = decision if decision is not None and decision.action in (Action.MERGE, Action.SPLIT) else None
    old = {one.id: one for one in before.repatriations}
    new = {one.id: one for one in after.repatriations}
    present = reading or reading_in(after)
    ended = [_ended(one, after, present, move) for key, one in old.items() if key not in new]
    changed = [alert for key, one in new.items() if (alert := _alert(old.get(key), one, present, move)) is not None]
    return (*ended, *changed)


def decide(before: Repatriation | None, after: Repatriation | None) -> News | None:
    """Return what people must be told of one repatriation, or None; it is None before it is known and after it ends."""
    if after is None:
        return None if before is None else News(AlertType.WITHDRAWN, needs_reply=True)
    if before is None:
        return None if is_withdrawn(after) else _first(after)
    if _decision(before.ruling) != _decision(after.ruling) and after.ruling is not None:
        return _ruled(before.ruling, after.ruling)
    if before.ruling is not None and after.ruling is None:
        return News(AlertType.RELEASED, needs_reply=governs(before.ruling))
    return _revived(before, after) or _turned(before, after) or _lapsed(before, after) or _amended(before, after)


def _first(one: Repatriation) -> News:
    """Return the news of a repatriation that nobody was told of: there is nothing to reply to."""
    statuses = {verdict.status for verdict in one.figures.values()}
    if Status.DISPUTED in statuses:
        return News(AlertType.DISPUTED)
    return News(AlertType.CORROBORATED if Status.CORROBORATED in statuses else AlertType.REPORTED)


def _ruled(old: Ruling | None, new: Ruling) -> News:
    """Return the news of a ruling; a confirmation that lifts another ruling must be noticed too."""
    news = RULED[new.action]
    return replace(news, needs_reply=True) if old and old.action is not Action.CONFIRM else news


def _revived(before: Repatriation, after: Repatriation) -> News | None:
    """Return the news of a ruling that governs again, since the posts say again what it was made on."""
    ruling = after.ruling
    return RULED[ruling.action] if ruling and governs(ruling) and not governs(before.ruling) else None


def _lapsed(before: Repatriation, after: Repatriation) -> News | None:
    """Return the news that what readers were told to use, to leave or to wait for rests on an earlier text."""
    has_lapsed = governs(before.ruling) and not governs(after.ruling)
    return News(AlertType.CHANGED, needs_reply=True) if has_lapsed else None


def _turned(before: Repatriation, after: Repatriation) -> News | None:
    """Return the news of a figure that is no longer what readers were told."""
    found = {_turn(before.figures.get(to), after.figures.get(to)) for to in Receiver} | {_turn_unplaced(before, after)}
    for kind in (AlertType.DISPUTED, AlertType.WITHDRAWN, AlertType.CHANGED):
        if kind in found:
            return News(_why(kind, before, after), needs_reply=True)
    return None


def _turn(old: Verdict | None, new: Verdict | None) -> AlertType | None:
    """Return how the figure of one receiver turned on its readers, or None."""
    if old is None or old.status is Status.WITHDRAWN:
        return AlertType.DISPUTED if _is_disputed(new) else None
    if new is None or new.status is Status.WITHDRAWN:
        return AlertType.WITHDRAWN
    if _is_disputed(new) and (not _is_disputed(old) or _range(old) != _range(new)):
        return AlertType.DISPUTED
    if _is_disputed(old) != _is_disputed(new) or _is_weaker(old, new) or _differs(old, new):
        return AlertType.CHANGED
    return None


def _turn_unplaced(before: Repatriation, after: Repatriation) -> AlertType | None:
    """Return how the figures without a receiver turned; one whose receiver is known by now only became clearer."""
    known = _unplaced(after) | {verdict.best for verdict in after.figures.values()}
    if _unplaced(before) <= known:
        return None
    return AlertType.WITHDRAWN if is_withdrawn(after) else AlertType.CHANGED


def _unplaced(one: Repatriation) -> set[int | None]:
    figures = (said.claim.figure for said in one.unplaced)
    return {figure.value for figure in figures if figure and figure.bound is Bound.EXACTLY}


def _why(kind: AlertType, before: Repatriation, after: Repatriation) -> AlertType:
    """Return `kind`, or what lies behind a mere change: a post that was withdrawn, a dispute that was settled."""
    if kind is not AlertType.CHANGED:
        return kind
    if FindingType.WITHDRAWN in _new_findings(before, after):
        return AlertType.WITHDRAWN
    settled = any(
        _is_disputed(old) and after.figures[to].status is Status.CORROBORATED for to, old in before.figures.items()
    )
    return AlertType.CORROBORATED if settled else kind


def _amended(before: Repatriation, after: Repatriation) -> News | None:
    """Return the news of what completes or supports what readers were told: the message is amended, no more."""
    if before == after:
        return None
    gained = [after.figures[to].status for to in after.figures if _gains(before.figures.get(to), after.figures[to])]
    if Status.CORROBORATED in gained:
        return News(AlertType.CORROBORATED)
    if gained:
        return News(AlertType.REPORTED)
    return News(AlertType.FINDING if _new_findings(before, after) else AlertType.CHANGED)


def _gains(old: Verdict | None, new: Verdict) -> bool:
    return old is None or old.status is not new.status


def _is_weaker(old: Verdict, new: Verdict) -> bool:
    """Say whether support was lost, or a figure that was given is not given any more."""
    lost_support = old.status is Status.CORROBORATED and new.status is Status.REPORTED
    return lost_support or (old.best is not None and new.best is None)


def _differs(old: Verdict, new: Verdict) -> bool:
    """Say whether a number that readers took as exact is another now."""
    return old.bound is Bound.EXACTLY and None not in (old.best, new.best) and old.best != new.best


def _is_disputed(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.status is Status.DISPUTED


def _range(verdict: Verdict) -> tuple[int | None, int | None]:
    return verdict.low, verdict.high


def _new_findings(before: Repatriation, after: Repatriation) -> set[FindingType]:
    known = {finding.key for finding in before.findings}
    return {finding.type for finding in after.findings if finding.key not in known}


def _decision(ruling: Ruling | None) -> Ruling | None:
    """Return a ruling as the decision that it is: whether it is outdated is no new decision."""
    return None if ruling is None else replace(ruling, is_outdated=False)


def _alert(before: Repatriation | None, after: Repatriation, reading: Reading, move: Decision | None) -> Alert | None:
    """Return the alert of one repatriation, or None where its message would read and stand as it did."""
    news = decide(before, after)
    if news is None:
        return None
    text = _message(after)
    answer = None
    if before is not None:
        is_same = before.state == after.state and text == _message(before)
        if is_same and not news.needs_reply:
            return None
        if news.needs_reply:
            why = correction(before, after, reading, move)
            answer = {language: reply(news.type, before, after, language, why) for language in LANGUAGES}
    return Alert(news.type, after.id, after.kind, after.state, text, answer, _brief(after), _reach(before, after))


def _reach(before: Repatriation | None, after: Repatriation) -> Reach:
    """Return how far the figures are known; what changes while an editor holds them is for editors alone."""
    return replace(reach(after), is_held=before is not None and _is_held(before) and _is_held(after))


def _is_held(one: Repatriation) -> bool:
    return one.ruling is not None and one.ruling.action is Action.HOLD and governs(one.ruling)


def _message(one: Repatriation) -> dict[str, str]:
    return {language: message(one, language) for language in LANGUAGES}


def _brief(one: Repatriation) -> dict[str, str] | None:
    """Return the message without findings; None where it is the same."""
    kept = tuple(finding for finding in one.findings if finding.type in OF_FIGURES)
    return None if kept == one.findings else _message(replace(one, findings=kept))


def _ended(one: Repatriation, after: Picture, reading: Reading, move: Decision | None) -> Alert:
    successor = move.into if move is not None and move.repatriation == one.id else _successor(one, after)
    why = correction(one, None, reading, move)
    return Alert(
        AlertType.WITHDRAWN,
        one.id,
        one.kind,
        one.state,
        {language: closed(one, successor, language) for language in LANGUAGES},
        {language: reply_closed(one, successor, language, why) for language in LANGUAGES},
        reach=replace(BARRED, is_held=_is_held(one)),
    )


def _successor(one: Repatriation, after: Picture) -> str | None:
    """Return the repatriation under which the posts of one that ended count now."""
    posts = set(_posts(one))
    heirs = (other for other in after.repatriations if other.kind is one.kind)
    return next((other.id for other in heirs if not posts.isdisjoint(_posts(other))), None)


def _posts(one: Repatriation) -> Iterator[PostKey]:
    yield from (said.post for verdict in one.figures.values() for said in verdict.standing)
    yield from (said.post for said in (*one.unplaced, *one.parts))
