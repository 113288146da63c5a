"""What editors alone are told: that a ruling awaits another of them, and that it does no more. Pure."""

import hashlib

from bot.alerts.wording import LANGUAGES, second_text
from bot.records import Alert, AlertType, Picture, Repatriation, Thread, Topic


def seconds(before: Picture, after: Picture) -> list[Alert]:
    """Return the calls for a second editor that `after` makes necessary, and the ends of those that it settles.

    `kind` is that of the repatriation where a second editor is awaited, and None where nobody is any more.
    """
    old = {one.id: one for one in before.repatriations}
    return [_call(one) for one in after.repatriations if _waits(one) != _waits(old.get(one.id))]


def state_to_second(one: Repatriation) -> str:
    """Return the state that who seconds must name: what waits is part of it, so nobody seconds what he never saw."""
    if one.pending is None:
        return one.state
    waits = f"{one.state} {one.pending.editor_id} {one.pending.decided_at.isoformat()}"
    return hashlib.sha256(waits.encode()).hexdigest()[:12]


def _waits(one: Repatriation | None) -> object:
    pending = one.pending if one is not None else None
    return pending and (pending.decided_at, pending.is_outdated)


def _call(one: Repatriation) -> Alert:
    is_awaited = one.pending is not None and not one.pending.is_outdated
    return Alert(
        type=AlertType.NOTICE,
        thread=str(Thread(Topic.SECOND, one.id)),
        kind=one.kind if is_awaited else None,
        state=state_to_second(one),
        text={language: second_text(one, language) for language in LANGUAGES},
    )
