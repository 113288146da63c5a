"""Running totals against our own ledger, and against what others print of them (rulings 16 and 17)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.crosscheck.agreement import differ
from bot.crosscheck.declared import Declared
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.handovers import Handover
from bot.crosscheck.ledger import Ledger
from bot.crosscheck.origins import is_own
from bot.crosscheck.periods import Period
from bot.records import Finding, FindingType
from parsers.claim import Bound, Figure, Kind, Receiver
from parsers.parties import Side

SAME_NEWS: Final = timedelta(days=3)
"""What relays print within so many days of one another they print of one declaration."""

PLAUSIBLE: Final = 0.5
"""A total below this share of what is known to have come is a total of something else."""

NEAR: Final = 0.2
"""A total whose period is guessed is held against it only where it is as near to the sum as this."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one declaration amounts to: what is found, and what was declared that closes."""

    findings: tuple[Finding, ...]
    closing: tuple[Declared, ...]


class Totals:
    """Checks totals; remembers those of the last time, and checks only what is new or may come out otherwise."""

    def __init__(self) -> None:
        self._outcomes: dict[int, tuple[list[Declared], list[str], Outcome]] = {}

    def check(self, ledger: Ledger, declared: Iterable[Declared]) -> Iterator[Finding]:
        """Yield totals that do not close, totals that were copied wrongly, and pairs that differ though each closes."""
        outcomes = self._outcomes
        self._outcomes = {}
        closing: list[Declared] = []
        for told in _declarations(declared):
            places = [place_of(ledger, one.kind, one.day) for one in told]
            known = outcomes.get(id(told[0]))
            if known is None or known[:2] != (told, places) or not _is_settled(ledger, told):
                known = told, places, _outcome(ledger, told)
            self._outcomes[id(told[0])] = known
            yield from known[2].findings
            closing.extend(known[2].closing)
        yield from _differing(ledger, closing)


def place_of(ledger: Ledger, kind: Kind, day: date) -> str:
    """Return the id of the repatriation at which a text of that day speaks of others, or "" where there is none."""
    key = Handover(kind, day)
    return key.id if key in ledger.assessed else ""


def _is_settled(ledger: Ledger, told: Sequence[Declared]) -> bool:
    """Say whether all that a declaration is held against is as it was."""
    return max(one.day for one in told) < ledger.changed_from(told[0].kind, told[0].to)


def _outcome(ledger: Ledger, told: Sequence[Declared]) -> Outcome:
    found: list[Finding] = []
    closing: list[Declared] = []
    said, wrong = _spoken(ledger, told)
    found += [_miscopy(ledger, one, said) for one in wrong]
    for one in said:
        mismatch = _mismatch(ledger, one)
        if mismatch is None:
            closing.append(one)
        elif mismatch:
            place = place_of(ledger, one.kind, one.day)
            found.append(finding(FindingType.TOTAL_MISMATCH, place, mismatch, [one.said.post], one.to))
    return Outcome(tuple(found), tuple(closing))


def _mismatch(ledger: Ledger, one: Declared) -> Told | None:
    """Return None where a total closes, what is wrong where it does not, and {} where it cannot be checked."""
    series = ledger.series(one.kind, one.to, one.said.speaker.side)
    if one.period is None:
        return None if series.made_of(one.figure.value, one.day) else {}
    known = series.sum(series.within(one.period))
    if not known:
        return {}
    if not differ(one.figure, Figure(known)):
        return None
    is_least = not ledger.is_complete(series, one.period)
    if not _is_meant(one.figure.value, known, one.period) or (is_least and not _is_exceeded(one.figure, known)):
        return {}
    return {
        "declared": one.figure.value,
        "sum": known,
        "gap": one.figure.value - known,
        "speaker": one.said.speaker.id,
        "since": one.period.since.isoformat(),
        "place": _where(ledger, one, one.period, one.figure.value - known),
    }


def _is_meant(value: int, known: int, period: Period) -> bool:
    """Say whether a total can be one of its period, and not of something else or of a longer time."""
    if period.is_guessed:
        return abs(value - known) <= known * NEAR
    return value >= known * PLAUSIBLE


def _is_exceeded(figure: Figure, least: int) -> bool:
    """Say whether there were more than a total says: what we know is the least that there was."""
    return differ(figure, Figure(least, Bound.AT_LEAST))


def _declarations(declared: Iterable[Declared]) -> Iterator[list[Declared]]:
    """Yield the totals that are one declaration: one topic, within a few days."""
    found: defaultdict[str, list[Declared]] = defaultdict(list)
    for one in _wholes(declared):
        heard = found[one.topic]
        if heard and one.day - heard[-1].day > SAME_NEWS:
            yield heard
            heard = found[one.topic] = []
        heard.append(one)
    yield from found.values()


def _wholes(declared: Iterable[Declared]) -> list[Declared]:
    """Return the totals; of several in one text over one period the largest, of which the others are parts."""
    found: dict[str, Declared] = {}
    for one in declared:
        known = found.get(one.text)
        if not one.stages and (known is None or one.figure.value > known.figure.value):
            found[one.text] = one
    return list(found.values())


def _spoken(ledger: Ledger, told: Sequence[Declared]) -> tuple[list[Declared], list[Declared]]:
    """Return what the speaker declared, each figure once, and the relays that print something else.

    Where its own post is not known, relays that disagree are held against the sum, else against what most print.
    """
    own = [one for one in told if is_own(one.said)]
    trusted = own or _closing(ledger, told) or _most(told)
    said = list({one.figure: one for one in reversed(trusted)}.values())
    wrong = [one for one in told if not is_own(one.said) and all(differ(one.figure, other.figure) for other in trusted)]
    return said, wrong


def _closing(ledger: Ledger, told: Sequence[Declared]) -> list[Declared]:
    if len({one.figure for one in told}) == 1:
        return []
    return [one for one in told if _mismatch(ledger, one) is None]


def _most(told: Sequence[Declared]) -> list[Declared]:
    """Return the totals with the figure that most sources print; all where no figure leads."""
    printed = Counter(figure for figure, _ in {(one.figure, one.said.source.id) for one in told})
    first, *rest = printed.most_common(2)
    if rest and rest[0][1] == first[1]:
        return list(told)
    return [one for one in told if one.figure == first[0]]


def _miscopy(ledger: Ledger, wrong: Declared, said: Sequence[Declared]) -> Finding:
    one = wrong.said
    told: Told = {
        "source": one.source.id,
        "speaker": one.speaker.id,
        "printed": wrong.figure.value,
        "published": said[0].figure.value,
        "mistake": "total",
    }
    return finding(FindingType.MISCOPY, place_of(ledger, wrong.kind, wrong.day), told, [one.post], wrong.to)


def _where(ledger: Ledger, one: Declared, period: Period, gap: int) -> str | None:
    """Return the day at which a gap sits, where just one fits: it was left out or counted twice, or the sides part."""
    kind, side = one.kind, one.said.speaker.side
    own = _by_day(ledger, kind, one.to, side, period)
    others = [
        _by_day(ledger, kind, one.to, other, period) for other in (Side.UKRAINE, Side.RUSSIA) if other is not side
    ]
    whole = {day for day, value in own.items() if value == abs(gap)}
    parting = {day for them in others for day, value in them.items() if day in own and value - own[day] == gap}
    days = whole | parting
    return days.pop().isoformat() if len(days) == 1 else None


def _by_day(ledger: Ledger, kind: Kind, to: Receiver, side: Side, period: Period) -> Mapping[date, int]:
    series = ledger.series(kind, to, side)
    places = series.within(period)
    pairs = list(zip(series.days, series.values, strict=True))[places.start : places.end]
    return {day: value for day, value in pairs if value is not None}


def _differing(ledger: Ledger, closing: Sequence[Declared]) -> Iterator[Finding]:
    theirs: defaultdict[tuple[Kind, Receiver, date], list[Declared]] = defaultdict(list)
    for other in closing:
        if other.said.speaker.side is Side.RUSSIA:
            theirs[other.kind, other.to, other.day].append(other)
    for one in closing:
        if one.said.speaker.side is Side.UKRAINE:
            for other in theirs.get((one.kind, one.to, one.day), ()):
                if differ(one.figure, other.figure):
                    yield _totals_differ(ledger, one, other)


def _totals_differ(ledger: Ledger, one: Declared, other: Declared) -> Finding:
    kind, to, day = one.kind, one.to, one.day
    period = one.period or other.period or Period("", date.min, day)
    us = _by_day(ledger, kind, to, Side.UKRAINE, period)
    them = _by_day(ledger, kind, to, Side.RUSSIA, period)
    parting = [when for when, value in us.items() if when in them and value != them[when]]
    told: Told = {
        "ukraine": one.figure.value,
        "russia": other.figure.value,
        "gap": abs(one.figure.value - other.figure.value),
        "place": parting[0].isoformat() if len(parting) == 1 else None,
    }
    posts = [one.said.post, other.said.post]
    return finding(FindingType.TOTALS_DIFFER, place_of(ledger, kind, day), told, posts, to)
