"""Which posts belong together by what editors ruled: merges and splits, on top of what the claims say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.crosscheck.grouping import Group, Name, name_of
from bot.crosscheck.handovers import DAY, Handover
from bot.records import Action, Decision, Statement
from parsers.claim import DayBasis, Kind


def moved(
    statements: Sequence[Statement], groups: Iterable[Group], decisions: Iterable[Decision]
) -> Sequence[Statement] | None:
    """Return the statements with the day of the repatriation that editors put them into; None where they moved none.

    A merge moves all that would be grouped there, also what is said later; a split moves what certain posts say.
    """
    moves = [one for one in decisions if one.action in (Action.MERGE, Action.SPLIT) and one.into]
    if not moves:
        return None
    known = {
        name_of(said): group.key
        for group in groups
        for said in (*group.live, *group.dead, *group.superseded, *group.recalled)
    }
    new = dict(known)
    for one in moves:
        _move(new, one)
    changed = {name: key for name, key in new.items() if key != known[name]}
    beside = {key.moved(by) for key in changed.values() for by in (-DAY, DAY)}
    # What stays must not be drawn to a day that the moved made stated.
    changed |= {name: key for name, key in new.items() if changed and key in beside}
    return [_put(said, changed.get(name_of(said))) for said in statements] if changed else None


def handover_of(repatriation: str) -> Handover:
    """Return the handover that an id names. Raises `ValueError` where it names none."""
    kind, _, day = repatriation.partition("-")
    return Handover(Kind(kind), date.fromisoformat(day))


def _move(days: dict[Name, Handover], one: Decision) -> None:
    into = handover_of(one.into or "")
    for name, key in days.items():
        is_named = one.action is Action.MERGE or name.post in one.posts
        if key.id == one.repatriation and is_named and key.kind is into.kind:
            days[name] = into


def _put(said: Statement, key: Handover | None) -> Statement:
    if key is None:
        return said
    return replace(said, claim=replace(said.claim, happened_on=key.day, happened_on_basis=DayBasis.STATED))
