"""What was handed over in each day, month or year, by whose figures. Pure.

Only settled handovers are added: what an editor rejected or holds and what was withdrawn is counted apart, and so are
handovers whose figure is withheld, which is not nought. Figures whose receiver is not said are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from bot.alerts.corrections import is_misreading
from bot.alerts.wording import governs, set_by_editor
from bot.records import Action, Known, Picture, Repatriation, Statement, Status, Verdict
from parsers.claim import Bound, Figure, Kind, Receiver
from parsers.parties import Side

MARKS: Final = {Bound.EXACTLY: "", Bound.ABOUT: "≈", Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤"}
"""What stands before a number for its bound."""


class Period(StrEnum):
    """What is added up."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Handover:
    """What one receiver got on one day, ready to be added up.

    `low`, `best` and `high` are None where there is no figure; `by_side` are the figures of the two sides themselves.
    `is_settled`: nothing keeps it from being added. `is_from_history`: nothing that was read speaks of it.
    `is_set`: an editor set `best`; where that is because we misread a post, `by_side` has no other figure.
    """

    kind: Kind
    to: Receiver
    day: date
    low: int | None
    best: int | None
    high: int | None
    bound: Bound = Bound.EXACTLY
    by_side: Mapping[Side, Figure] = field(default_factory=dict)
    is_settled: bool = True
    is_undisclosed: bool = False
    is_from_history: bool = False
    is_set: bool = False


class Share(NamedTuple):
    """The sum of those figures of a total that somebody gave, and over how many handovers it goes."""

    value: int | None
    handovers: int
    bound: Bound = Bound.EXACTLY


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over one period: `handovers` with a figure, and those counted apart.

    `bound` is that of `best`: at least, where one of the figures is only a lower bound. `by_side` gives the sum of each
    side's own figures. A sum over none is None. `by_others` is that of handovers for which neither side gives a figure
    of its own, `by_editor` that of figures which an editor set and neither side gives. `running` adds the
    `best` before.
    """

    period: str
    kind: Kind
    to: Receiver
    handovers: int
    low: int | None
    best: int | None
    high: int | None
    bound: Bound
    by_side: Mapping[Side, Share]
    by_others: Share
    by_editor: Share
    undisclosed: int
    unsettled: int
    running: int


def totals(handovers: Sequence[Handover], by: Period) -> list[Total]:
    """Return the sum of each period that has a handover, for each kind and receiver, in order of time."""
    found: list[Total] = []
    for kind in Kind:
        for to in Receiver:
            running = 0
            of_these = [one for one in handovers if (one.kind, one.to) == (kind, to)]
            for period, those in sorted(_by_period(of_these, by).items()):
                total = _total(period, kind, to, those, running)
                running = total.running
                found.append(total)
    return sorted(found, key=lambda one: (one.period, one.kind, list(Receiver).index(one.to)))


def handovers(picture: Picture, history: Iterable[Known] = ()) -> list[Handover]:
    """Return what each receiver got, oldest first; `history` for the handovers that the picture does not know."""
    found = [handover for one in picture.repatriations for to in Receiver for handover in _handover(one, to)]
    known = {(one.kind, one.day) for one in found}
    found += [
        Handover(row.kind, to, row.happened_on, value, value, value, is_from_history=True)
        for row in history
        if (row.kind, row.happened_on) not in known
        for to, value in row.figures.items()
    ]
    return sorted(found, key=lambda one: (one.day, one.kind, list(Receiver).index(one.to)))


def figure_of_side(verdict: Verdict, side: Side) -> Figure | None:
    """Return the figure that a side itself gives: its own post before what is relayed of it, the latest."""
    own = [said for said in verdict.standing if said.speaker.side is side and said.claim.figure]
    if not own:
        return None
    return max(own, key=_weight).claim.figure


def _weight(one: Statement) -> tuple[bool, object]:
    return one.source.id == one.speaker.id, one.stated_at


def _handover(one: Repatriation, to: Receiver) -> list[Handover]:
    verdict, ruled = one.figures.get(to), set_by_editor(one.ruling, to)
    is_settled = not (one.ruling and governs(one.ruling) and one.ruling.action in (Action.REJECT, Action.HOLD))
    if ruled is not None:
        sides = _sides(verdict)
        if one.ruling is not None and is_misreading(one.ruling):
            sides = {side: figure for side, figure in sides.items() if figure.value == ruled}
        return [Handover(one.kind, to, one.happened_on, ruled, ruled, ruled, by_side=sides, is_set=True)]
    if verdict is None:
        return []
    return [
        Handover(
            one.kind,
            to,
            one.happened_on,
            verdict.low,
            verdict.best,
            verdict.high,
            verdict.bound,
            _sides(verdict),
            is_settled and verdict.status is not Status.WITHDRAWN,
            verdict.status is Status.UNDISCLOSED,
        )
    ]


def _sides(verdict: Verdict | None) -> dict[Side, Figure]:
    if verdict is None:
        return {}
    figures = {side: figure_of_side(verdict, side) for side in (Side.UKRAINE, Side.RUSSIA)}
    return {side: figure for side, figure in figures.items() if figure is not None}


def _by_period(found: Iterable[Handover], by: Period) -> dict[str, list[Handover]]:
    length = {Period.DAY: 10, Period.MONTH: 7, Period.YEAR: 4}[by]
    periods: defaultdict[str, list[Handover]] = defaultdict(list)
    for one in found:
        periods[one.day.isoformat()[:length]].append(one)
    return periods


def _total(period: str, kind: Kind, to: Receiver, those: Sequence[Handover], before: int) -> Total:
    counted = [one for one in those if one.is_settled and one.best is not None]
    best = _sum(one.best for one in counted)
    return Total(
        period=period,
        kind=kind,
        to=to,
        handovers=len(counted),
        low=_sum(one.low for one in counted),
        best=best,
        high=_sum(one.high for one in counted),
        bound=_bound({one.bound for one in counted}),
        by_side={side: _of_side(counted, side) for side in (Side.UKRAINE, Side.RUSSIA)},
        by_others=_of_best(one for one in counted if not one.by_side and not one.is_set),
        by_editor=_of_best(one for one in counted if _is_by_editor_alone(one)),
        undisclosed=sum(one.is_undisclosed and one.is_settled for one in those),
        unsettled=sum(not one.is_settled for one in those),
        running=before + (best or 0),
    )


def _of_side(counted: Sequence[Handover], side: Side) -> Share:
    figures = [one.by_side[side] for one in counted if side in one.by_side]
    return Share(_sum(one.value for one in figures), len(figures), _bound({one.bound for one in figures}))


def _is_by_editor_alone(one: Handover) -> bool:
    return one.is_set and one.best not in {figure.value for figure in one.by_side.values()}


def _of_best(found: Iterable[Handover]) -> Share:
    those = list(found)
    return Share(_sum(one.best for one in those), len(those), _bound({one.bound for one in those}))


def _sum(figures: Iterable[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _bound(bounds: set[Bound]) -> Bound:
    """Return the bound of a sum: one kind of vagueness makes the sum vague in its way, two make it approximate."""
    vague = bounds - {Bound.EXACTLY}
    if not vague:
        return Bound.EXACTLY
    return vague.pop() if len(vague) == 1 else Bound.ABOUT
