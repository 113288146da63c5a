"""Stages of one exchange: which handovers belong together, and whether they make up their whole (ruling 14)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final

from bot.crosscheck.agreement import differ
from bot.crosscheck.declared import Declared
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.handovers import Handover
from bot.crosscheck.ledger import Ledger
from bot.crosscheck.periods import day_of_post
from bot.crosscheck.totals import place_of
from bot.records import Finding, FindingType, Statement
from parsers.claim import Bound, Figure, Receiver

NEXT_STAGE: Final = timedelta(days=2)
"""The longest time from one stage to the next."""

LONGEST_STAGE: Final = timedelta(days=3)
"""The longest time that a text counts for each stage of a whole."""


def stages(ledger: Ledger, declared: Iterable[Declared]) -> Iterator[Finding]:
    """Yield wholes of several stages ("500 in two days") that their stages do not make up."""
    for wholes in _by_text(declared):
        one = max(wholes, key=lambda told: told.figure.value)
        by_key = dict(zip(ledger.keys[one.kind], _values(ledger, one.said, one.to), strict=True))
        values = [value for key in _last(ledger, one) if (value := by_key[key]) is not None]
        together = Figure(sum(told.figure.value for told in wholes))
        closes = any(not differ(told, Figure(sum(values))) for told in (one.figure, together))
        if len(values) == one.stages and not closes:
            told: Told = {"whole": one.figure.value, "sum": sum(values), "speaker": one.said.speaker.id}
            place = place_of(ledger, one.kind, one.day)
            yield finding(FindingType.STAGES_MISMATCH, place, told, [one.said.post], one.to)


def ties(
    ledger: Ledger, declared: Iterable[Declared], planned: Iterable[Statement]
) -> Mapping[Handover, list[Handover]]:
    """Return the stages of each exchange that has several, by each of them."""
    runs = [_last(ledger, one) if one.stages else _in_a_row(ledger, one) for one in declared]
    runs += [_under_way(ledger, one) for one in planned]
    runs += [
        [before, key]
        for keys in ledger.keys.values()
        for before, key in pairwise(keys)
        if key in ledger.assessed and ledger.assessed[key].is_later_stage and key.day - before.day <= NEXT_STAGE
    ]
    return _joined(runs)


def _by_text(declared: Iterable[Declared]) -> Iterable[list[Declared]]:
    """Return the wholes of stages that one text names: soldiers and civilians of one exchange may stand apart."""
    found: defaultdict[str, list[Declared]] = defaultdict(list)
    for one in declared:
        if one.stages:
            found[one.text].append(one)
    return found.values()


def _last(ledger: Ledger, one: Declared) -> list[Handover]:
    """Return the last handovers up to a day, as many as there were stages, where they are all in its reach."""
    keys = ledger.keys[one.kind]
    end = bisect_right(keys, one.day, key=lambda key: key.day)
    found = keys[max(0, end - one.stages) : end]
    return found if len(found) == one.stages and one.day - found[0].day <= one.stages * LONGEST_STAGE else []


def _in_a_row(ledger: Ledger, one: Declared) -> list[Handover]:
    """Return the handovers in a row whose figures a running total is the sum of, to the last one."""
    keys = ledger.keys[one.kind]
    end = bisect_right(keys, one.day, key=lambda key: key.day)
    if end < 2 or one.figure.bound is not Bound.EXACTLY or not _follows(keys[end - 2], keys[end - 1]):
        return []
    places = ledger.series(one.kind, one.to, one.said.speaker.side).made_of(one.figure.value, one.day)
    found = keys[places.start : places.end] if places else []
    return found if all(_follows(*pair) for pair in pairwise(found)) else []


def _under_way(ledger: Ledger, one: Statement) -> list[Handover]:
    """Return the handovers around the day of a post that fit into the whole which it plans ("500 for 500")."""
    figure, to = one.claim.figure, one.claim.to
    today = Handover(one.claim.kind, day_of_post(one))
    if figure is None or to is None or today not in ledger.assessed:
        return []
    keys, values = ledger.keys[one.claim.kind], _values(ledger, one, to)
    first = last = keys.index(today)
    held = values[first] or 0
    while first and _follows(keys[first - 1], keys[first]) and held + (values[first - 1] or 0) <= figure.value:
        first -= 1
        held += values[first] or 0
    while (
        last + 1 < len(keys) and _follows(keys[last], keys[last + 1]) and held + (values[last + 1] or 0) <= figure.value
    ):
        last += 1
        held += values[last] or 0
    return keys[first : last + 1]


def _values(ledger: Ledger, one: Statement, to: Receiver) -> Sequence[int | None]:
    return ledger.series(one.claim.kind, to, one.speaker.side).values


def _follows(one: Handover, other: Handover) -> bool:
    return other.day - one.day <= NEXT_STAGE


def _joined(runs: Iterable[Sequence[Handover]]) -> Mapping[Handover, list[Handover]]:
    """Return the handovers that runs with one in common tie together."""
    found: dict[Handover, set[Handover]] = {}
    for run in runs:
        together = set(run).union(*(found.get(key, ()) for key in run))
        found.update(dict.fromkeys(together, together))
    return {key: sorted(together, key=lambda one: one.day) for key, together in found.items() if len(together) > 1}
