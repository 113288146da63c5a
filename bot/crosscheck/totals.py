"""Running totals against our own ledger, and against what others print of them (rulings 16 and 17)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from bot.crosscheck.agreement import differ
from bot.crosscheck.authority import has_knowledge
from bot.crosscheck.findings import Told, finding
from bot.crosscheck.handovers import Handover
from bot.crosscheck.ledger import Ledger
from bot.crosscheck.origins import is_own
from bot.crosscheck.periods import Period, declared_on, period_of
from bot.records import Finding, FindingType, PostKey, Statement
from parsers.claim import Bound, Figure, Kind, Receiver
from parsers.parties import Side

SAME_NEWS: Final = timedelta(days=3)
"""What relays print within so many days of one another they print of one declaration."""

PLAUSIBLE: Final = 0.5
"""A total below this share of what is known to have come is a total of something else."""

Declared = tuple[Statement, Figure, Receiver, Period | None]
"""A total that has a figure and a receiver, and the period that it names."""


def totals(ledger: Ledger, declared: Sequence[Statement]) -> Iterator[Finding]:
    """Yield totals that do not close, totals that were copied wrongly, and pairs that differ though each closes."""
    closing: list[Declared] = []
    for told in _by_declaration(declared):
        said, wrong = _spoken(ledger, told)
        yield from (_miscopy(ledger, one, said) for one in wrong)
        for one in said:
            mismatch = check(ledger, one)
            if mismatch is None:
                closing.append(one)
            elif mismatch:
                yield finding(
                    FindingType.TOTAL_MISMATCH,
                    place_of(ledger, one[0].claim.kind, declared_on(one[0])),
                    mismatch,
                    [one[0].post],
                    one[2],
                )
    yield from _differing(ledger, closing)


def place_of(ledger: Ledger, kind: Kind, day: date) -> str:
    """Return the id of the repatriation at which a text of that day speaks of others, or "" where there is none."""
    key = Handover(kind, day)
    return key.id if key in ledger.assessed else ""


def check(ledger: Ledger, one: Declared) -> Told | None:
    """Return None where a total closes, what is wrong where it does not, and {} where it cannot be checked."""
    said, figure, to, period = one
    series = ledger.series(said.claim.kind, to, said.speaker.side)
    if period is None:
        return None if series.closes(figure.value, declared_on(said)) else {}
    counted = series.within(period)
    known = series.sum(counted)
    if not known:
        return {}
    if not differ(figure, Figure(known)):
        return None
    is_least = not ledger.is_complete(series, period)
    if figure.value < known * PLAUSIBLE or (is_least and not _is_exceeded(figure, known)):
        return {}
    return {
        "declared": figure.value,
        "sum": known,
        "gap": figure.value - known,
        "speaker": said.speaker.id,
        "since": period.since.isoformat(),
        "place": _where(ledger, said, to, period, figure.value - known),
    }


def _is_exceeded(figure: Figure, least: int) -> bool:
    """Say whether there were more than a total says: what we know is the least that there was."""
    return differ(figure, Figure(least, Bound.AT_LEAST))


def _by_declaration(declared: Iterable[Statement]) -> Iterator[list[Declared]]:
    """Yield the totals that are one declaration: one speaker, receiver and period, within a few days.

    Outlets that quote nobody have it from somebody whom they do not name: they are taken together.
    """
    found: defaultdict[tuple[str, Kind, Receiver, str], list[Declared]] = defaultdict(list)
    for told in _wholes(declared):
        one, _, to, period = told
        speaker = one.speaker.id if has_knowledge(one.speaker) else ""
        heard = found[speaker, one.claim.kind, to, period.name if period else ""]
        if heard and declared_on(one) - declared_on(heard[-1][0]) > SAME_NEWS:
            yield list(heard)
            heard.clear()
        heard.append(told)
    yield from (heard for heard in found.values())


def _wholes(declared: Iterable[Statement]) -> list[Declared]:
    """Return the totals; of several in one text over one period the largest, of which the others are parts."""
    found: dict[tuple[PostKey, Kind, Receiver, Period | None], Declared] = {}
    for one in declared:
        period, figure, to = period_of(one), one.claim.figure, one.claim.to
        if to is None or figure is None or (period and period.stages):
            continue
        known = found.get((one.post, one.claim.kind, to, period))
        if known is None or figure.value > known[1].value:
            found[one.post, one.claim.kind, to, period] = one, figure, to, period
    return list(found.values())


def _spoken(ledger: Ledger, told: Sequence[Declared]) -> tuple[list[Declared], list[Declared]]:
    """Return what the speaker declared, each figure once, and the relays that print something else.

    Where its own post is not known, relays that disagree are held against the sum, else against what most print.
    """
    own = [one for one in told if is_own(one[0])]
    trusted = own or _closing(ledger, told) or _most(told)
    said = list({one[1]: one for one in reversed(trusted)}.values())
    wrong = [one for one in told if not is_own(one[0]) and all(differ(one[1], other[1]) for other in trusted)]
    return said, wrong


def _closing(ledger: Ledger, told: Sequence[Declared]) -> list[Declared]:
    if len({one[1] for one in told}) == 1:
        return []
    return [one for one in told if check(ledger, one) is None]


def _most(told: Sequence[Declared]) -> list[Declared]:
    """Return the totals with the figure that most sources print; all where no figure leads."""
    printed = Counter(figure for figure, _ in {(one[1], one[0].source.id) for one in told})
    first, *rest = printed.most_common(2)
    if rest and rest[0][1] == first[1]:
        return list(told)
    return [one for one in told if one[1] == first[0]]


def _miscopy(ledger: Ledger, wrong: Declared, said: Sequence[Declared]) -> Finding:
    one, figure, to, _ = wrong
    told: Told = {
        "source": one.source.id,
        "speaker": one.speaker.id,
        "printed": figure.value,
        "published": said[0][1].value,
        "mistake": "total",
    }
    return finding(FindingType.MISCOPY, place_of(ledger, one.claim.kind, declared_on(one)), told, [one.post], to)


def _where(ledger: Ledger, one: Statement, to: Receiver, period: Period, gap: int) -> str | None:
    """Return the day at which a gap sits, where just one fits: it was left out or counted twice, or the sides part."""
    side = one.speaker.side
    own = _by_day(ledger, one.claim.kind, to, side, period)
    others = [
        _by_day(ledger, one.claim.kind, to, other, period) for other in (Side.UKRAINE, Side.RUSSIA) if other is not side
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
        if other[0].speaker.side is Side.RUSSIA:
            theirs[other[0].claim.kind, other[2], declared_on(other[0])].append(other)
    for one in closing:
        if one[0].speaker.side is Side.UKRAINE:
            for other in theirs.get((one[0].claim.kind, one[2], declared_on(one[0])), ()):
                if differ(one[1], other[1]):
                    yield _totals_differ(ledger, one, other)


def _totals_differ(ledger: Ledger, one: Declared, other: Declared) -> Finding:
    kind, to, day = one[0].claim.kind, one[2], declared_on(one[0])
    period = one[3] or other[3] or Period("", date.min, day)
    us = _by_day(ledger, kind, to, Side.UKRAINE, period)
    them = _by_day(ledger, kind, to, Side.RUSSIA, period)
    parting = [when for when, value in us.items() if when in them and value != them[when]]
    told: Told = {
        "ukraine": one[1].value,
        "russia": other[1].value,
        "gap": abs(one[1].value - other[1].value),
        "place": parting[0].isoformat() if len(parting) == 1 else None,
    }
    return finding(
        FindingType.TOTALS_DIFFER,
        place_of(ledger, one[0].claim.kind, declared_on(one[0])),
        told,
        [one[0].post, other[0].post],
        to,
    )
