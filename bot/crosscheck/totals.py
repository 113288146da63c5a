"""Running totals against our own ledger (ruling 16), stages against their whole (ruling 14)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.crosscheck.agreement import differ
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.grouping import Group, Handover
from bot.crosscheck.voices import is_own, voices
from bot.records import Finding, FindingType, Known, Statement, Verdict
from parsers.claim import Figure, Kind, Receiver
from parsers.parties import Side

PERIODS: Final = {"istanbul": date(2025, 6, 1)}
"""Since when a total "under an agreement" counts."""

KNOWN_FROM: Final = timedelta(days=30)
"""A ledger that starts later than this after the period did cannot be held against its total."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What happened, as far as it is known: groups and verdicts by handover, and a history for the rest."""

    groups: Mapping[Handover, Group]
    figures: Mapping[Handover, Mapping[Receiver, Verdict]]
    history: Mapping[Handover, Known]

    def series(self, kind: Kind, to: Receiver, side: Side, until: date) -> list[tuple[date, int]]:
        """Return the figures of one side for one receiver, gaps filled with the best of all, then with the history."""
        keys = sorted({key for key in (*self.groups, *self.history) if key.kind is kind and key.day <= until})
        figures = [(key.day, self._figure(key, to, side)) for key in keys]
        return [(day, value) for day, value in figures if value is not None]

    def _figure(self, key: Handover, to: Receiver, side: Side) -> int | None:
        value = self._of_side(key, to, side) if key in self.groups else None
        if value is None and key in self.history:
            return self.history[key].figures.get(to)
        return value

    def _of_side(self, key: Handover, to: Receiver, side: Side) -> int | None:
        own = [voice for voice in voices(self.groups[key], to) if voice.speaker.side is side]
        if own:
            return max(own, key=lambda voice: (is_own(voice.statement), voice.statement.stated_at)).figure.value
        verdict = self.figures[key].get(to)
        return verdict.best if verdict else None


def totals(ledger: Ledger, declared: Sequence[Statement]) -> Iterator[Finding]:
    """Yield totals that do not close, and pairs of totals that differ though each closes."""
    closing: list[Statement] = []
    for one in declared:
        if one.claim.to is None or one.claim.figure is None:
            continue
        check = _check(ledger, one)
        if check is None:
            closing.append(one)
        elif check:
            yield finding(FindingType.TOTAL_MISMATCH, _place(ledger, one), check, [one.post], one.claim.to)
    yield from _differing(ledger, closing)


def _day(one: Statement) -> date:
    return one.claim.happened_on or one.posted_at.date()


def _place(ledger: Ledger, one: Statement) -> str:
    """Return the id of the repatriation at which the total was declared, or "" where there is none that day."""
    key = Handover(one.claim.kind, _day(one))
    return key.id if key in ledger.groups else ""


def _check(ledger: Ledger, one: Statement) -> Told | None:
    """Return None where a total closes, what is wrong where it does not, and {} where it cannot be checked."""
    figure, to = one.claim.figure, one.claim.to
    assert figure is not None  # noqa: S101 - asked only of totals with a figure
    assert to is not None  # noqa: S101 - and with a receiver
    series = ledger.series(one.claim.kind, to, one.speaker.side, _day(one))
    start = PERIODS.get(one.claim.context.agreement or "")
    if start is None:
        return None if _is_suffix(series, figure) else {}
    counted = [(day, value) for day, value in series if day >= start]
    if not counted or counted[0][0] > start + KNOWN_FROM:
        return {}
    total = sum(value for _, value in counted)
    if not differ(figure, Figure(total)):
        return None
    return {
        "declared": figure.value,
        "sum": total,
        "gap": figure.value - total,
        "speaker": one.speaker.id,
        "since": start.isoformat(),
        "place": _where(counted, figure.value - total),
    }


def _is_suffix(series: Sequence[tuple[date, int]], figure: Figure) -> bool:
    total = 0
    for count, (_, value) in enumerate(reversed(series), start=1):
        total += value
        if count > 1 and total == figure.value:
            return True
    return False


def _where(counted: Sequence[tuple[date, int]], gap: int) -> str | None:
    """Return the day whose figure is exactly the gap, where there is just one: it was left out, or counted twice."""
    days = [day for day, value in counted if value == abs(gap)]
    return days[0].isoformat() if len(days) == 1 else None


def _differing(ledger: Ledger, closing: Sequence[Statement]) -> Iterator[Finding]:
    ours = [one for one in closing if one.speaker.side is Side.UKRAINE]
    theirs = [one for one in closing if one.speaker.side is Side.RUSSIA]
    for one in ours:
        for other in theirs:
            same = (one.claim.kind, one.claim.to, _day(one)) == (other.claim.kind, other.claim.to, _day(other))
            if same and one.claim.figure and other.claim.figure and differ(one.claim.figure, other.claim.figure):
                yield _totals_differ(ledger, one, other)


def _totals_differ(ledger: Ledger, one: Statement, other: Statement) -> Finding:
    to, mine, yours = one.claim.to, one.claim.figure, other.claim.figure
    assert to is not None  # noqa: S101 - only such totals are compared
    assert mine is not None  # noqa: S101
    assert yours is not None  # noqa: S101
    us = dict(ledger.series(one.claim.kind, to, Side.UKRAINE, _day(one)))
    them = dict(ledger.series(one.claim.kind, to, Side.RUSSIA, _day(one)))
    parting = [day for day in us if day in them and us[day] != them[day]]
    told: Told = {
        "ukraine": mine.value,
        "russia": yours.value,
        "gap": abs(mine.value - yours.value),
        "place": parting[0].isoformat() if len(parting) == 1 else None,
    }
    return finding(FindingType.TOTALS_DIFFER, _place(ledger, one), told, [one.post, other.post], to)


def stages(ledger: Ledger, declared: Sequence[Statement]) -> Iterator[Finding]:
    """Yield wholes of several days' stages that their stages do not make up (ruling 14)."""
    for one in declared:
        figure, to, label = one.claim.figure, one.claim.to, one.claim.label
        if label != "stages" or figure is None or to is None:
            continue
        series = ledger.series(one.claim.kind, to, one.speaker.side, _day(one))
        recent = [value for day, value in series if _day(one) - day <= timedelta(days=3)]
        if len(recent) > 1 and not _is_suffix(series, figure) and differ(figure, Figure(sum(recent))):
            told: Told = {"whole": figure.value, "sum": sum(recent), "speaker": one.speaker.id}
            yield finding(FindingType.STAGES_MISMATCH, _place(ledger, one), told, [one.post], to)
