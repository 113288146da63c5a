"""Which statements speak of the same repatriation (ruling 7). All at once, so their order of arrival cannot matter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.records import PostKey, Statement
from parsers.claim import DayBasis, Kind, Scope

MAKES: Final = frozenset({Scope.HANDOVER, Scope.PART, Scope.UNDISCLOSED})
"""The scopes that make or change a repatriation."""

DAY: Final = timedelta(days=1)

Name = tuple[PostKey, int, int]
"""What names a statement: its post, the revision, its place there."""


class Handover(NamedTuple):
    """One handover of one kind on one day: the natural key of a repatriation."""

    kind: Kind
    day: date

    @property
    def id(self) -> str:
        """The id of the repatriation, the same in every recomputation."""
        return f"{self.kind.value}-{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Group:
    """What is said of one handover. `live` speaks now, `dead` was withdrawn, `superseded` was said by earlier texts."""

    key: Handover
    live: tuple[Statement, ...]
    dead: tuple[Statement, ...]
    superseded: tuple[Statement, ...]


def group(statements: Sequence[Statement]) -> list[Group]:
    """Return the groups, oldest first."""
    ordered = sorted(statements, key=lambda one: (one.posted_at, one.post, one.revision, one.ordinal))
    live = [one for one in ordered if one.is_standing]
    dead = _withdrawn(ordered)
    days = _days([one for one in (*live, *dead) if one.claim.scope in MAKES])
    gone = {_name(one) for one in dead}
    superseded = [one for one in ordered if not one.is_standing and _name(one) not in gone and one.claim.scope in MAKES]
    speaking = _sorted_out([*live, *_given_later(live, days)], lambda one: days.get(_name(one)) or _recalled(one))
    withdrawn = _sorted_out(dead, lambda one: days.get(_name(one)))
    former = _sorted_out(superseded, _stated)
    return [
        Group(key, tuple(speaking[key]), tuple(withdrawn[key]), tuple(former[key]))
        for key in sorted(set(days.values()), key=lambda key: (key.day, key.kind))
    ]


def _sorted_out(
    statements: Iterable[Statement], key_of: Callable[[Statement], Handover | None]
) -> defaultdict[Handover, list[Statement]]:
    found: defaultdict[Handover, list[Statement]] = defaultdict(list)
    for one in statements:
        key = key_of(one)
        if key is not None:
            found[key].append(one)
    return found


def _name(one: Statement) -> Name:
    return one.post, one.revision, one.ordinal


def _stated(one: Statement) -> Handover | None:
    return None if one.claim.happened_on is None else Handover(one.claim.kind, one.claim.happened_on)


def _withdrawn(ordered: Iterable[Statement]) -> list[Statement]:
    """Return the last words of posts that say nothing any more: their repatriation stays, its figure withdrawn."""
    speaks: set[PostKey] = set()
    last: dict[PostKey, int] = {}
    every = list(ordered)
    for one in every:
        last[one.post] = max(one.revision, last.get(one.post, 0))
        if one.is_standing:
            speaks.add(one.post)
    return [
        one for one in every if one.post not in speaks and one.revision == last[one.post] and one.claim.scope in MAKES
    ]


def _days(makers: Sequence[Statement]) -> dict[Name, Handover]:
    """Return the handover of each statement: stated days first, then those that only have the day of their post."""
    found: dict[Name, Handover] = {}
    told: set[tuple[Handover, str, PostKey]] = set()
    for one in makers:
        key = _stated(one)
        if key is not None and one.claim.happened_on_basis is DayBasis.STATED:
            found[_name(one)] = key
            told.add((key, one.speaker.id, one.post))
    candidates = set(found.values())
    for one in makers:
        key = _stated(one)
        if key is not None and _name(one) not in found:
            told_before = {day for day, speaker, post in told if speaker == one.speaker.id and post != one.post}
            found[_name(one)] = _nearest(key, candidates, told_before)
    return found


def _nearest(key: Handover, candidates: set[Handover], told_before: set[Handover]) -> Handover:
    """Return the handover of that day, else the one candidate a day away.

    An origin that posts on two days speaks of two handovers: what it says today is not what it told of yesterday.
    """
    if key in candidates:
        return key
    near = [one for one in (key._replace(day=key.day - DAY), key._replace(day=key.day + DAY)) if one in candidates]
    return near[0] if len(near) == 1 and near[0] not in told_before else key


def _given_later(live: Sequence[Statement], days: dict[Name, Handover]) -> list[Statement]:
    """Return what recalls a known handover whose figure nobody gave before (ruling 2), as statements of it."""
    given = {
        (days[_name(one)], one.claim.to)
        for one in live
        if _name(one) in days and one.claim.scope is Scope.HANDOVER and one.claim.figure
    }
    known = set(days.values())
    return [
        replace(one, claim=replace(one.claim, scope=Scope.HANDOVER), is_late=True)
        for one in live
        if (key := _recall_key(one)) in known and one.claim.to and one.claim.figure and (key, one.claim.to) not in given
    ]


def _recall_key(one: Statement) -> Handover | None:
    return _stated(one) if one.claim.scope is Scope.PREVIOUS else None


def _recalled(one: Statement) -> Handover | None:
    return _stated(one) if one.is_late else None
