"""What an editor's answer means. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.alerts.seconds import state_to_second
from bot.errors import DecisionRefused
from bot.records import Action, Decision, Repatriation, Ruling
from parsers.claim import Receiver

LARGEST: Final = 1_000_000
"""A larger figure is a slip of the hand."""

NEEDS_REASON: Final = frozenset({Action.CORRECT, Action.REJECT})

_FIGURE: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Editor:
    """Who rules, known by the numeric Telegram id."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The figures that an editor sets, and why. A receiver that is absent keeps its figure."""

    figures: Mapping[Receiver, int]
    reason: str


def rule(
    repatriation: Repatriation, action: Action, editor: Editor, now: datetime, answer: str | None = None
) -> Decision:
    """Return the decision that `action` with `answer` makes on the present state of `repatriation`.

    Raises `DecisionRefused` where a reason or a figure is wanting; its text is a key of the desk's phrases.
    """
    figures: Mapping[Receiver, int | None] = {}
    reason = (answer or "").strip() or None
    if action is Action.CONFIRM:
        figures = {receiver: verdict.best for receiver, verdict in repatriation.figures.items()}
    if action is Action.SECOND:
        figures = _to_second(repatriation, editor).figures
    if action is Action.RELEASE and (repatriation.ruling is None or repatriation.ruling.action is not Action.HOLD):
        raise DecisionRefused("not-held")
    if action is Action.CORRECT:
        correction = read_correction(answer or "")
        figures, reason = correction.figures, correction.reason
    if action in NEEDS_REASON and reason is None:
        raise DecisionRefused("reason-missing")
    return Decision(repatriation.id, action, editor.id, editor.name, now, repatriation.state, figures, reason)


def lock(repatriation: Repatriation, action: Action) -> str:
    """Return the state that an editor must name for `action`: the one that he was shown."""
    return state_to_second(repatriation) if action is Action.SECOND else repatriation.state


def done(decision: Decision, now: Repatriation | None) -> str:
    """Return the key of the phrase that says what a decision brought about: some wait for a second editor."""
    pending = None if now is None else now.pending
    waits = pending is not None and (pending.decided_at, pending.editor_id) == (decision.decided_at, decision.editor_id)
    return "done-waits" if waits else f"done-{decision.action.value}"


def _to_second(repatriation: Repatriation, editor: Editor) -> Ruling:
    if repatriation.pending is None or repatriation.pending.is_outdated:
        raise DecisionRefused("nothing-to-second")
    if repatriation.pending.editor_id == editor.id:
        raise DecisionRefused("second-self")
    return repatriation.pending


def read_correction(answer: str) -> Correction:
    """Read "1003 reason", "1003/38 reason" or "-/38 reason": to Ukraine, then to Russia; "-" keeps a figure.

    Raises `DecisionRefused` with the key of a phrase that says what is wrong.
    """
    figures_text, _, reason = answer.strip().partition(" ")
    parts = figures_text.split("/")
    if len(parts) > 2:
        raise DecisionRefused("figure-unreadable")
    figures = {receiver: _read_figure(part) for receiver, part in zip(Receiver, parts, strict=False) if part != "-"}
    if not figures:
        raise DecisionRefused("figure-unreadable")
    if not reason.strip():
        raise DecisionRefused("reason-missing")
    return Correction(figures, reason.strip())


def _read_figure(text: str) -> int:
    if not _FIGURE.fullmatch(text) or int(text) > LARGEST:
        raise DecisionRefused("figure-unreadable")
    return int(text)
