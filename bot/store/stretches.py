"""Joins what was learned of ids with what was known: pure, so that it can be held against a plain set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from bot.records import How, Mark, Stretch

STRENGTH: Final = {Mark.ABSENT: 1, Mark.SERVICE: 2, Mark.SEEN: 3}
"""What was seen stays seen, whatever is learned later; what was absent can still turn up."""


def stretches(marks: Mapping[int, Mark], how: How, at: datetime) -> list[Stretch]:
    """Return marked ids as stretches, in order."""
    return _joined(Stretch(one, one, marks[one], how, at) for one in sorted(marks))


def learn(known: Sequence[Stretch], learned: Sequence[Stretch]) -> list[Stretch]:
    """Return what is known after `learned`: for each id the stronger mark, of equal ones the earlier. Both in order."""
    cuts = sorted({cut for one in (*known, *learned) for cut in (one.first, one.last + 1)})
    pieces: list[Stretch] = []
    for first, after in pairwise(cuts):
        old, known = _at(first, known)
        new, learned = _at(first, learned)
        if best := _stronger(old, new):
            pieces.append(Stretch(first, after - 1, best.mark, best.how, best.at))
    return _joined(pieces)


def gaps(known: Iterable[Stretch], first: int, last: int) -> list[tuple[int, int]]:
    """Return the ids from `first` to `last` that nothing is known of, as first and last id of each hole."""
    found: list[tuple[int, int]] = []
    for one in known:
        if one.first > last:
            break
        if one.first > first:
            found.append((first, one.first - 1))
        first = max(first, one.last + 1)
    return [*found, (first, last)] if first <= last else found


def reach(known: Iterable[Stretch], cursor: int) -> int:
    """Return the id up to which everything after `cursor` is known without a hole. `known` is in order."""
    for one in known:
        if one.first > cursor + 1:
            break
        cursor = max(cursor, one.last)
    return cursor


def _at(point: int, rows: Sequence[Stretch]) -> tuple[Stretch | None, Sequence[Stretch]]:
    """Return the stretch that holds `point`, and those that may hold later ones."""
    while rows and rows[0].last < point:
        rows = rows[1:]
    return (rows[0] if rows and rows[0].first <= point else None), rows


def _stronger(old: Stretch | None, new: Stretch | None) -> Stretch | None:
    if old is None or new is None:
        return old or new
    return new if STRENGTH[new.mark] > STRENGTH[old.mark] else old


def _joined(pieces: Iterable[Stretch]) -> list[Stretch]:
    return list(_join(iter(pieces)))


def _join(pieces: Iterator[Stretch]) -> Iterator[Stretch]:
    last = next(pieces, None)
    if last is None:
        return
    for one in pieces:
        if _is_one(last, one):
            last = Stretch(last.first, one.last, one.mark, one.how, max(last.at, one.at))
        else:
            yield last
            last = one
    yield last


def _is_one(one: Stretch, other: Stretch) -> bool:
    """Say whether two neighbours make one stretch: of holes, only those that were closed at the same time."""
    is_alike = (one.last + 1, one.mark, one.how) == (other.first, other.mark, other.how)
    return is_alike and (not other.is_hole or one.at == other.at)
