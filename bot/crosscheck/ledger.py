"""Our own ledger: what each side received, day by day, as far as it is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from bot.crosscheck.grouping import Group
from bot.crosscheck.handovers import Handover
from bot.crosscheck.origins import is_own
from bot.crosscheck.periods import Period
from bot.crosscheck.voices import voices
from bot.records import Finding, Known, Verdict
from parsers.claim import Kind, Receiver
from parsers.parties import Side

KNOWN_FROM: Final = timedelta(days=30)
"""A ledger that starts later than this after a period did does not hold all of it."""

LONGEST_PAUSE: Final = timedelta(days=60)
"""A ledger that is silent for longer than this may lack handovers."""


class Assessment:
    """What one group amounts to, by itself: verdicts, findings, and the figure of each side for each receiver."""

    def __init__(
        self, group: Group, figures: Mapping[Receiver, Verdict], findings: tuple[Finding, ...], *, is_later_stage: bool
    ) -> None:
        self.group = group
        self.figures = figures
        self.findings = findings
        self.is_later_stage = is_later_stage
        self._of_sides: dict[tuple[Receiver, Side], int | None] = {}

    def figure(self, to: Receiver, side: Side) -> int | None:
        """Return the figure of one side, or the best of all where it gives none (ruling 16)."""
        if (to, side) not in self._of_sides:
            self._of_sides[to, side] = self._figure(to, side)
        return self._of_sides[to, side]

    def _figure(self, to: Receiver, side: Side) -> int | None:
        own = [voice for voice in voices(self.group, to) if voice.speaker.side is side]
        if own:
            return max(own, key=lambda voice: (is_own(voice.statement), voice.statement.stated_at)).figure.value
        verdict = self.figures.get(to)
        return verdict.best if verdict else None


class Places(NamedTuple):
    """Places in a series, `end` excluded."""

    start: int
    end: int


@dataclass(frozen=True)
class Series:
    """The handovers of one kind to one receiver by the figures of one side, oldest first; None is "not known"."""

    days: tuple[date, ...]
    values: tuple[int | None, ...]

    @cached_property
    def _sums(self) -> list[int]:
        return [0, *accumulate(value or 0 for value in self.values)]

    @cached_property
    def _known(self) -> list[int]:
        return [0, *accumulate(value is not None for value in self.values)]

    def within(self, period: Period) -> Places:
        """Return the places of the handovers of a period."""
        return Places(bisect_left(self.days, period.since), bisect_right(self.days, period.until))

    def sum(self, places: Places) -> int:
        """Return the sum of what is known."""
        return self._sums[places.end] - self._sums[places.start]

    def is_known(self, places: Places) -> bool:
        """Say whether every figure is known."""
        return self._known[places.end] - self._known[places.start] == places.end - places.start

    def made_of(self, total: int, until: date) -> Places | None:
        """Return the places of the last two handovers up to a day, or more of them, that make up a total."""
        end = bisect_right(self.days, until)
        before = self._sums[end] - total
        start = bisect_left(self._sums, before, hi=end)
        is_exact = self._sums[start] == before and self._known[end] - self._known[start] > 1
        return Places(start, end) if is_exact else None


@dataclass(frozen=True)
class Ledger:
    """What happened, as far as it is known: assessments by handover, and a history for the rest.

    `before` is the ledger of the computation before.
    """

    assessed: Mapping[Handover, Assessment]
    history: Mapping[Handover, Known]
    before: "Ledger | None" = None
    _series: dict[tuple[Kind, Receiver, Side], Series] = field(default_factory=dict)
    _changed_from: dict[tuple[Kind, Receiver], date] = field(default_factory=dict)

    @cached_property
    def keys(self) -> Mapping[Kind, list[Handover]]:
        """All handovers of each kind, oldest first."""
        every = self.assessed.keys() | self.history.keys()
        ordered = sorted(every, key=lambda key: key.day)
        return {kind: [key for key in ordered if key.kind is kind] for kind in Kind}

    def series(self, kind: Kind, to: Receiver, side: Side) -> Series:
        """Return the figures of one side for one receiver, gaps filled with the best of all, then with the history."""
        known = self._series.get((kind, to, side))
        if known is None:
            keys = self.keys[kind]
            values = tuple(self._figure(key, to, side) for key in keys)
            known = self._series[kind, to, side] = Series(tuple(key.day for key in keys), values)
        return known

    def changed_from(self, kind: Kind, to: Receiver) -> date:
        """Return the first day whose figure is another than in the ledger before."""
        if self._is_first:
            return date.min
        if (kind, to) not in self._changed_from:
            others = (key.day for key in self._renewed if key.kind is kind and self._is_other(key, to))
            self._changed_from[kind, to] = min(others, default=date.max)
        return self._changed_from[kind, to]

    @cached_property
    def _is_first(self) -> bool:
        """Whether nothing of the ledger before holds."""
        return self.before is None or self.before.history != self.history

    @cached_property
    def _renewed(self) -> list[Handover]:
        """The handovers that were assessed anew, or are known no more."""
        before = self.before.assessed if self.before else {}
        gone = before.keys() - self.assessed.keys()
        return [*gone, *(key for key, one in self.assessed.items() if before.get(key) is not one)]

    def _is_other(self, key: Handover, to: Receiver) -> bool:
        before = self.before.assessed.get(key) if self.before else None
        after = self.assessed.get(key)
        if before is None or after is None:
            return True
        return any(before.figure(to, side) != after.figure(to, side) for side in Side)

    def is_complete(self, series: Series, period: Period) -> bool:
        """Say whether it holds every handover of a period, each with its figure; else its sum is a least number."""
        places = series.within(period)
        days = [*series.days[places.start : places.end], period.until]
        if len(days) == 1 or days[0] > period.since + KNOWN_FROM or not series.is_known(places):
            return False
        return all(after - before <= LONGEST_PAUSE for before, after in pairwise(days))

    def _figure(self, key: Handover, to: Receiver, side: Side) -> int | None:
        assessment = self.assessed.get(key)
        value = None if assessment is None else assessment.figure(to, side)
        if value is None and key in self.history:
            return self.history[key].figures.get(to)
        return value
