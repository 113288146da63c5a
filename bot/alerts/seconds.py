"""What editors alone are told: that a ruling awaits another of them, and that it does no more. Pure."""

from bot.alerts.wording import LANGUAGES, second_text
from bot.records import Alert, AlertType, Picture, Repatriation

THREAD = "second:"
"""What the thread of such a call begins with; the id of the repatriation follows."""


def seconds(before: Picture, after: Picture) -> list[Alert]:
    """Return the calls for a second editor that `after` makes necessary, and the ends of those that it settles.

    `kind` is that of the repatriation where a second editor is awaited, and None where nobody is any more.
    """
    old = {one.id: one for one in before.repatriations}
    return [_call(one) for one in after.repatriations if _waits(one) != _waits(old.get(one.id))]


def _waits(one: Repatriation | None) -> object:
    pending = one.pending if one is not None else None
    return pending and (pending.decided_at, pending.is_outdated)


def _call(one: Repatriation) -> Alert:
    is_awaited = one.pending is not None and not one.pending.is_outdated
    return Alert(
        type=AlertType.NOTICE,
        thread=THREAD + one.id,
        kind=one.kind if is_awaited else None,
        state=one.state,
        text={language: second_text(one, language) for language in LANGUAGES},
    )
