"""What editors ruled, in their order: which ruling is in force on each repatriation, what waits and what was asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.records import ON_FIGURES, Action, Asked, Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions that stand on one repatriation.

    `in_force` is the ruling on its figures. `pending` waits for a second editor. `before` is what a hold interrupts.
    """

    in_force: Decision | None = None
    seconded_by: str | None = None
    pending: Decision | None = None
    before: "Standing | None" = None
    asked: Asked | None = None


def standing(decisions: Iterable[Decision]) -> Mapping[str, Standing]:
    """Return what stands on each repatriation.

    The last ruling on the figures is in force; releasing a hold brings back what was in force before it. What
    `awaits_second` is in force when another editor seconds it, or confirms the same.
    """
    found: dict[str, Standing] = {}
    for one in decisions:
        found[one.repatriation] = _after(found.get(one.repatriation, Standing()), one)
    return found


def _after(known: Standing, one: Decision) -> Standing:
    if one.action is Action.ASKED and one.asked:
        return replace(known, asked=Asked(one.asked, one.decided_at, one.deadline))
    if one.action is Action.RELEASE:
        return replace(known.before, asked=known.asked) if known.before else known
    if one.action is Action.SECOND:
        return _seconded(known, one)
    if one.action not in ON_FIGURES:
        return known
    if one.awaits_second:
        return _seconded(known, one) if _confirms_too(known.pending, one) else replace(known, pending=one)
    before = known if one.action is Action.HOLD and not _is_held(known) else known.before
    return Standing(one, before=before if one.action is Action.HOLD else None, asked=known.asked)


def _seconded(known: Standing, one: Decision) -> Standing:
    pending = known.pending
    if pending is None or is_same_person(pending, one) or not _is_on_the_same(pending, one):
        return known
    return Standing(pending, seconded_by=one.editor, asked=known.asked)


def _confirms_too(pending: Decision | None, one: Decision) -> bool:
    """Say whether another editor confirms what waits as confirmed by one."""
    if pending is None or {pending.action, one.action} != {Action.CONFIRM}:
        return False
    return not is_same_person(pending, one) and _is_on_the_same(pending, one)


def _is_on_the_same(pending: Decision, one: Decision) -> bool:
    if pending.ground is None or one.ground is None:
        return pending.on_state == one.on_state
    return pending.ground.still_bears(one.ground)


def is_same_person(one: Decision, other: Decision) -> bool:
    """Say whether two decisions may be one person's: one editor, or one user of the command line under two names."""
    return one.editor_id == other.editor_id or (one.via is not None and one.via == other.via)


def _is_held(known: Standing) -> bool:
    return known.in_force is not None and known.in_force.action is Action.HOLD
