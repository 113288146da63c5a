"""Stages of one exchange: which handovers belong together, and whether they make up their whole (ruling 14)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final

from bot.crosscheck.agreement import differ
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.handovers import Handover
from bot.crosscheck.ledger import Ledger
from bot.crosscheck.periods import Period, day_of_post, declared_on, period_of
from bot.crosscheck.totals import place_of
from bot.records import Finding, FindingType, PostKey, Statement
from parsers.claim import Figure, Kind, Receiver

NEXT_STAGE: Final = timedelta(days=2)
"""The longest time from one stage to the next."""

Whole = tuple[Statement, Figure, Period]
"""A whole of several stages, as a text declares it."""


def stages(ledger: Ledger, declared: Sequence[Statement]) -> Iterator[Finding]:
    """Yield wholes of several stages ("500 in two days") that their stages do not make up."""
    for (_, kind, to), wholes in _by_text(declared).items():
        one, whole, period = max(wholes, key=lambda told: told[1].value)
        by_key = dict(zip(ledger.keys[kind], _values(ledger, one, to), strict=True))
        values = [value for key in _last(ledger, one, period) if (value := by_key[key]) is not None]
        together = Figure(sum(figure.value for _, figure, _ in wholes))
        if len(values) != period.stages or any(not differ(told, Figure(sum(values))) for told in (whole, together)):
            continue
        told: Told = {"whole": whole.value, "sum": sum(values), "speaker": one.speaker.id}
        yield finding(FindingType.STAGES_MISMATCH, place_of(ledger, kind, declared_on(one)), told, [one.post], to)


def ties(
    ledger: Ledger, declared: Iterable[Statement], planned: Iterable[Statement]
) -> Mapping[Handover, list[Handover]]:
    """Return the stages of each exchange that has several, by each of them."""
    runs = [_last(ledger, one, period) for one in declared if (period := period_of(one)) and period.stages]
    runs += [_under_way(ledger, one) for one in planned]
    runs += [
        [before, key]
        for keys in ledger.keys.values()
        for before, key in pairwise(keys)
        if key in ledger.assessed and ledger.assessed[key].is_later_stage and key.day - before.day <= NEXT_STAGE
    ]
    return _joined(runs)


def _by_text(declared: Iterable[Statement]) -> Mapping[tuple[PostKey, Kind, Receiver], list[Whole]]:
    """Return the wholes of stages that one text names: soldiers and civilians of one exchange may stand apart."""
    found: dict[tuple[PostKey, Kind, Receiver], list[Whole]] = {}
    for one in declared:
        period = period_of(one)
        if one.claim.figure and one.claim.to and period and period.stages:
            found.setdefault((one.post, one.claim.kind, one.claim.to), []).append((one, one.claim.figure, period))
    return found


def _last(ledger: Ledger, one: Statement, period: Period) -> list[Handover]:
    """Return the last handovers up to a day, as many as there were stages, where they are all in its reach."""
    keys = ledger.keys[one.claim.kind]
    end = bisect_right(keys, declared_on(one), key=lambda key: key.day)
    found = keys[max(0, end - period.stages) : end]
    return found if len(found) == period.stages and found[0].day >= period.since else []


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
