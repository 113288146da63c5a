"""Which statements speak of the same repatriation (ruling 7). All at once, so their order of arrival cannot matter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from bot.crosscheck.handovers import DAY, Handover
from bot.crosscheck.origins import traced
from bot.records import PostKey, Statement
from parsers.claim import DayBasis, Scope

MAKES: Final = frozenset({Scope.HANDOVER, Scope.PART, Scope.UNDISCLOSED})
"""The scopes that make or change a repatriation."""


class Name(NamedTuple):
    """What names a statement: its post, the revision, its place there."""

    post: PostKey
    revision: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class Group:
    """What is said of one handover.

    `live` speaks now, each with the party whose word it is in truth as its speaker; `dead` was withdrawn; `superseded`
    was said by earlier texts, `recalled` by texts about a later handover.
    """

    key: Handover
    live: tuple[Statement, ...]
    dead: tuple[Statement, ...]
    superseded: tuple[Statement, ...]
    recalled: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Heap:
    """The statements about a run of days, in any order: no other statement can join one of theirs.

    `gone` are the places of those among them that are the last words of a post that says nothing any more.
    """

    statements: tuple[Statement, ...]
    gone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a heap amounts to: its groups, oldest first, and what recalls a handover that no group is of."""

    heap: Heap
    groups: tuple[Group, ...]
    unknown: tuple[Statement, ...]


class Grouping:
    """Groups statements; remembers the runs of days of the last time, and sorts those that are not as they were."""

    def __init__(self) -> None:
        self._sorted: dict[date, Sorted] = {}

    def group(self, statements: Iterable[Statement]) -> list[Sorted]:
        """Return the groups, run of days by run of days, the oldest first."""
        heaps = _heaps(statements)
        self._sorted = {day: self._sort(day, heap) for day, heap in heaps}
        return list(self._sorted.values())

    def _sort(self, day: date, heap: Heap) -> Sorted:
        known = self._sorted.get(day)
        return known if known is not None and known.heap == heap else _sort(heap)


def _heaps(statements: Iterable[Statement]) -> list[tuple[date, Heap]]:
    """Return the runs of days by their first day. Claims join at most a day away: a day without any parts two runs."""
    by_day: defaultdict[date, list[Statement]] = defaultdict(list)
    speaking: set[PostKey] = set()
    silent: list[Statement] = []
    for one in statements:
        claim = one.claim
        if one.is_standing:
            speaking.add(one.post)
        else:
            silent.append(one)
        if claim.happened_on is not None and claim.scope is not Scope.TOTAL and claim.scope is not Scope.PLAN:
            by_day[claim.happened_on].append(one)
    gone = _gone(silent, speaking)
    runs: list[list[date]] = []
    for day in sorted(by_day):
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [(run[0], _heap([one for day in run for one in by_day[day]], gone)) for run in runs]


def _heap(found: Sequence[Statement], gone: set[Name]) -> Heap:
    if not gone:
        return Heap(tuple(found), ())
    return Heap(tuple(found), tuple(place for place, one in enumerate(found) if name_of(one) in gone))


def _gone(silent: Iterable[Statement], speaking: set[PostKey]) -> set[Name]:
    """Return the last words of posts that say nothing any more: their repatriation stays, its figure withdrawn."""
    mute = [one for one in silent if one.post not in speaking]
    last: dict[PostKey, int] = {}
    for one in mute:
        last[one.post] = max(one.revision, last.get(one.post, 0))
    return {name_of(one) for one in mute if one.revision == last[one.post] and one.claim.scope in MAKES}


def _sort(heap: Heap) -> Sorted:
    gone = {name_of(heap.statements[place]) for place in heap.gone}
    ordered = sorted(heap.statements, key=lambda one: (one.posted_at, one.post, one.revision, one.ordinal))
    live = [one for one in ordered if one.is_standing]
    dead = [one for one in ordered if name_of(one) in gone]
    former = [one for one in ordered if not one.is_standing and name_of(one) not in gone and one.claim.scope in MAKES]
    days = _days([one for one in (*live, *dead) if one.claim.scope in MAKES])
    recalling = [one for one in live if one.claim.scope is Scope.PREVIOUS]
    speaking = _by_handover(
        [*live, *_given_later(live, recalling, days)], lambda one: days.get(name_of(one)) or _late(one)
    )
    withdrawn = _by_handover(dead, lambda one: days.get(name_of(one)))
    superseded = _by_handover(former, stated)
    recalled = _by_handover(recalling, stated)
    keys = sorted(set(days.values()), key=lambda key: (key.day, key.kind))
    groups = (
        Group(key, *(tuple(said) for said in (traced(speaking[key]), withdrawn[key], superseded[key], recalled[key])))
        for key in keys
    )
    return Sorted(heap, tuple(groups), tuple(one for one in recalling if stated(one) not in days.values()))


def _by_handover(
    statements: Iterable[Statement], key_of: Callable[[Statement], Handover | None]
) -> defaultdict[Handover, list[Statement]]:
    found: defaultdict[Handover, list[Statement]] = defaultdict(list)
    for one in statements:
        key = key_of(one)
        if key is not None:
            found[key].append(one)
    return found


def name_of(one: Statement) -> Name:
    """Return what names a statement, whoever is its speaker in truth."""
    return Name(one.post, one.revision, one.ordinal)


def stated(one: Statement) -> Handover | None:
    """Return the handover of the day that a claim has, or None where it has none."""
    return None if one.claim.happened_on is None else Handover(one.claim.kind, one.claim.happened_on)


def _days(makers: Sequence[Statement]) -> dict[Name, Handover]:
    """Return the handover of each statement: stated days first, then those that only have the day of their post."""
    found: dict[Name, Handover] = {}
    told: defaultdict[tuple[Handover, str], set[PostKey]] = defaultdict(set)
    merely_posted: list[tuple[Statement, Handover]] = []
    for one in makers:
        key = stated(one)
        assert key is not None  # noqa: S101 - a heap holds only what has a day
        if one.claim.happened_on_basis is DayBasis.STATED:
            found[name_of(one)] = key
            told[key, one.speaker.id].add(one.post)
        else:
            merely_posted.append((one, key))
    candidates = set(found.values())
    for one, key in merely_posted:
        found[name_of(one)] = _nearest(one, key, candidates, told)
    return found


def _nearest(
    one: Statement, key: Handover, candidates: set[Handover], told: dict[tuple[Handover, str], set[PostKey]]
) -> Handover:
    """Return the handover of that day, else the one candidate a day away.

    An origin that posts on two days speaks of two handovers: what it says today is not what it told of yesterday.
    """
    if key in candidates:
        return key
    near = [other for other in (key.moved(-DAY), key.moved(DAY)) if other in candidates]
    if len(near) != 1 or told.get((near[0], one.speaker.id), set()) - {one.post}:
        return key
    return near[0]


def _given_later(
    live: Sequence[Statement], recalling: Sequence[Statement], days: dict[Name, Handover]
) -> list[Statement]:
    """Return what recalls a known handover whose figure nobody gave before (ruling 2), as statements of it."""
    given = {
        (days[name_of(one)], one.claim.to)
        for one in live
        if name_of(one) in days and one.claim.scope is Scope.HANDOVER and one.claim.figure
    }
    known = set(days.values())
    return [
        replace(one, claim=replace(one.claim, scope=Scope.HANDOVER), is_late=True)
        for one in recalling
        if (key := stated(one)) in known and one.claim.to and one.claim.figure and (key, one.claim.to) not in given
    ]


def _late(one: Statement) -> Handover | None:
    return stated(one) if one.is_late else None
