"""The answer under a message that a reader must not overlook: what it says now, and what it said before."""

from bot.alerts.wording.corrections import Correction, correction_lines
from bot.alerts.wording.figures import (
    figure_line,
    set_by_editor,
    status_of,
    unplaced_line,
    unplaced_names,
    unplaced_value,
    value_of,
)
from bot.alerts.wording.language import Language, language
from bot.alerts.wording.rulings import governs, ruling_line
from bot.records import AlertType, Repatriation, Status
from parsers.claim import Receiver


def reply(
    kind: AlertType, before: Repatriation, after: Repatriation, language_code: str, correction: Correction | None = None
) -> str:
    """Return what changed between two states of a repatriation, and which `correction` it is, if it is one."""
    words = language(language_code)
    return words.page(
        "reply",
        title=_title(_what(kind, before, after), after, words),
        correction=correction_lines(correction, before, after, words),
        changes=_changes(before, after, words),
        ruling=ruling_line(after, words),
        notes=[],
        id=after.id,
    )


def reply_closed(
    one: Repatriation, successor: str | None, language_code: str, correction: Correction | None = None
) -> str:
    """Return that a repatriation is no more, and where its posts count now."""
    words = language(language_code)
    note = words.say("banner.gone" if successor is None else "banner.merged", successor=successor)
    title = _title(AlertType.WITHDRAWN.value if successor is None else "moved", one, words)
    lines = correction_lines(correction, one, None, words)
    return words.page("reply", title=title, correction=lines, changes=[], ruling=None, notes=[note], id=one.id)


def _what(kind: AlertType, before: Repatriation, after: Repatriation) -> str:
    """Return which title fits: a ruling that the posts have overtaken is more than a changed figure."""
    has_lapsed = governs(before.ruling) and not governs(after.ruling)
    return "lapsed" if kind is AlertType.CHANGED and after.ruling and has_lapsed else kind.value


def _title(what: str, one: Repatriation, words: Language) -> str:
    return words.say(
        "reply.title",
        what=words.say(f"reply.{what}"),
        kind=words.say(f"kinds.{one.kind.value}"),
        day=words.day(one.happened_on),
    )


def _changes(before: Repatriation, after: Repatriation, words: Language) -> list[dict[str, str]]:
    changes = [_change(before, after, to, words) for to in Receiver if _shows_change(before, after, to, words)]
    value = unplaced_value(before, words)
    if before.unplaced and value != unplaced_value(after, words):
        status = words.say("status.several", names=unplaced_names(before, words))
        was = words.say("reply.before", value=value, status=status)
        changes.append({"now": unplaced_line(after, words), "before": was})
    return changes


def _shows_change(before: Repatriation, after: Repatriation, to: Receiver, words: Language) -> bool:
    """Say whether the figure or its status changed; other words for the same are no news."""
    return _told(before, to, words) != _told(after, to, words)


def _told(one: Repatriation, to: Receiver, words: Language) -> tuple[str | None, Status | None, int | None]:
    verdict = one.figures.get(to)
    return value_of(one, to, words), None if verdict is None else verdict.status, set_by_editor(one.ruling, to)


def _change(before: Repatriation, after: Repatriation, to: Receiver, words: Language) -> dict[str, str]:
    return {"now": figure_line(after, to, words), "before": _before(before, to, words)}


def _before(before: Repatriation, to: Receiver, words: Language) -> str:
    status = status_of(before, to, words)
    if status is None:
        return words.say("reply.before_none")
    value = value_of(before, to, words)
    return words.say("reply.before", value=value or words.say("ruling.nothing"), status=status)
