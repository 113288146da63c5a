"""What an export holds: its tables, their columns, and what each means. The only place that says so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.alerts.wording import set_by_editor
from bot.records import PostKey, Repatriation, Statement, Verdict
from bot.reports.tables import Column, Contents, Table, Value
from bot.reports.totals import Period, Share, Total, figure_of_side, handovers, totals
from parsers.claim import Receiver
from parsers.parties import Side

VERSION: Final = "2"
"""Counts up whenever a column is added, goes, or means something else."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one receiver got in one repatriation; `to` is None for figures whose receiver is not said."""

    of: Repatriation
    to: Receiver | None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on it, if anybody spoke of it."""
        return None if self.to is None else self.of.figures.get(self.to)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, and the repatriation for which it counts."""

    one: Statement
    repatriation: str | None


def _figures(contents: Contents) -> Iterable[Figure]:
    for one in contents.picture.repatriations:
        yield from (Figure(one, to) for to in Receiver)
        if one.unplaced:
            yield Figure(one, None)


def _claims(contents: Contents) -> Iterable[Said]:
    counts = {_place(said): one.id for one in contents.picture.repatriations for said in _statements(one)}
    return (Said(one, counts.get(_place(one))) for one in contents.claims)


def _statements(one: Repatriation) -> Iterable[Statement]:
    for verdict in one.figures.values():
        yield from (*verdict.standing, *verdict.former)
    yield from (*one.parts, *one.unplaced)


def _place(one: Statement) -> tuple[PostKey, int, int]:
    return one.post, one.revision, one.ordinal


def _totals(contents: Contents) -> Iterable[Total]:
    return totals(handovers(contents.picture), Period.MONTH)


def _value(name: str) -> Callable[[Figure], Value]:
    """Return what gives the figure `name` ("low", "best", "high") of the sources."""

    def find(figure: Figure) -> Value:
        if figure.to is None:
            values = [said.claim.figure.value for said in figure.of.unplaced if said.claim.figure]
            return {"low": min(values, default=None), "best": None, "high": max(values, default=None)}[name]
        found: int | None = getattr(figure.verdict, name) if figure.verdict else None
        return found

    return find


def _side(side: Side) -> Callable[[Figure], Value]:
    def find(figure: Figure) -> Value:
        given = figure_of_side(figure.verdict, side) if figure.verdict else None
        return None if given is None else given.value

    return find


def _bound_of(side: Side) -> Callable[[Figure], Value]:
    def find(figure: Figure) -> Value:
        given = figure_of_side(figure.verdict, side) if figure.verdict else None
        return None if given is None else given.bound.value

    return find


def _listed(values: Iterable[str]) -> str | None:
    return " ".join(sorted(set(values))) or None


def _name(post: PostKey) -> str:
    return f"{post.source}/{post.external_id}"


def _ruled(figure: Figure) -> Value:
    return None if figure.to is None else set_by_editor(figure.of.ruling, figure.to)


def _bound(share: Share) -> Value:
    return None if share.value is None else share.bound.value


REPATRIATIONS: Final = Table(
    "repatriations",
    "One row for each receiver of each repatriation; also where nobody gave a figure, which is not nought.",
    _figures,
    (
        Column("repatriation", str, "id of the repatriation", lambda row: row.of.id),
        Column("kind", str, "what was handed over: bodies, prisoners", lambda row: row.of.kind.value),
        Column("happened_on", date, "the day of the handover", lambda row: row.of.happened_on),
        Column(
            "to", str, "who received: ukraine, russia; empty: the texts do not say", lambda row: row.to and row.to.value
        ),
        Column(
            "status",
            str,
            "reported (one origin or side), corroborated (independent origins agree), disputed (they differ), "
            "undisclosed (said to be withheld), withdrawn; empty: nobody spoke of this receiver",
            lambda row: row.verdict and row.verdict.status.value,
        ),
        Column(
            "low",
            int,
            "lowest figure that a source stands by: the range of claims, no confidence interval",
            _value("low"),
        ),
        Column("best", int, "figure of the authority that `basis` names; never an average", _value("best")),
        Column("high", int, "highest figure that a source stands by", _value("high")),
        Column(
            "bound",
            str,
            "bound of `best`: exactly, about, at_least, at_most",
            lambda row: row.verdict and row.verdict.bound.value,
        ),
        Column("basis", str, "rule by which `best` was chosen", lambda row: row.verdict and row.verdict.basis),
        Column("by_ukraine", int, "figure that the Ukrainian side itself gives", _side(Side.UKRAINE)),
        Column("by_ukraine_bound", str, "bound of `by_ukraine`", _bound_of(Side.UKRAINE)),
        Column("by_russia", int, "figure that the Russian side itself gives", _side(Side.RUSSIA)),
        Column("by_russia_bound", str, "bound of `by_russia`", _bound_of(Side.RUSSIA)),
        Column(
            "across_sides", bool, "whether the two sides agree", lambda row: row.verdict and row.verdict.is_across_sides
        ),
        Column(
            "withheld_by",
            str,
            "sides that said that they give no figure, separated by spaces",
            lambda row: _listed(side.value for side in row.verdict.withheld_by) if row.verdict else None,
        ),
        Column(
            "ruling",
            str,
            "what an editor ruled last: confirm, correct, reject, hold, …",
            lambda row: row.of.ruling and row.of.ruling.action.value,
        ),
        Column(
            "ruling_is_outdated",
            bool,
            "whether the posts have changed since the ruling",
            lambda row: row.of.ruling and row.of.ruling.is_outdated,
        ),
        Column("set_by_editor", int, "figure that a correction in force sets", _ruled),
        Column(
            "findings",
            str,
            "what does not add up, by type, separated by spaces",
            lambda row: _listed(found.type.value for found in row.of.findings if found.to in (None, row.to)),
        ),
        Column(
            "agreement", str, "agreement that the posts name, such as istanbul", lambda row: row.of.context.agreement
        ),
        Column(
            "mediators",
            str,
            "mediators that the posts name, separated by spaces",
            lambda row: _listed(row.of.context.mediators),
        ),
        Column(
            "state",
            str,
            "short hash of all that is known of it: equal states are equal facts",
            lambda row: row.of.state,
        ),
    ),
)

CLAIMS: Final = Table(
    "claims",
    "One row for each figure that a text states, also in texts that no longer speak for their post.",
    _claims,
    (
        Column("source", str, "id of who published it", lambda row: row.one.source.id),
        Column("post", str, "id of the post at its source", lambda row: row.one.post.external_id),
        Column("revision", int, "which text of the post, from 1", lambda row: row.one.revision),
        Column("ordinal", int, "place of the claim in its text, from 0", lambda row: row.one.ordinal),
        Column("repatriation", str, "id of the repatriation for which it counts, if any", lambda row: row.repatriation),
        Column("kind", str, "bodies, prisoners", lambda row: row.one.claim.kind.value),
        Column(
            "scope", str, "handover, part, total, previous, plan, undisclosed", lambda row: row.one.claim.scope.value
        ),
        Column(
            "to",
            str,
            "who received; empty: the text does not say",
            lambda row: row.one.claim.to and row.one.claim.to.value,
        ),
        Column(
            "value",
            int,
            "the number; empty: not disclosed",
            lambda row: row.one.claim.figure and row.one.claim.figure.value,
        ),
        Column(
            "bound",
            str,
            "exactly, about, at_least, at_most",
            lambda row: row.one.claim.figure and row.one.claim.figure.bound.value,
        ),
        Column("happened_on", date, "the day that it speaks of", lambda row: row.one.claim.happened_on),
        Column(
            "happened_on_basis",
            str,
            "stated, or day_of_post",
            lambda row: row.one.claim.happened_on_basis and row.one.claim.happened_on_basis.value,
        ),
        Column(
            "speaker", str, "id of whose word it is: who is quoted, else the source", lambda row: row.one.speaker.id
        ),
        Column("speaker_side", str, "ukraine, russia, neutral, independent", lambda row: row.one.speaker.side.value),
        Column(
            "hedge",
            bool,
            "whether the text says on whose word it rests whose bodies they are",
            lambda row: row.one.claim.hedge,
        ),
        Column("label", str, "of a part: which", lambda row: row.one.claim.label),
        Column("quote", str, "the words that it stands on", lambda row: row.one.claim.quote),
        Column("posted_at", datetime, "when the post was published (UTC)", lambda row: row.one.posted_at),
        Column("stated_at", datetime, "when this text of it appeared (UTC)", lambda row: row.one.stated_at),
        Column("link", str, "where the post stands", lambda row: row.one.link),
        Column(
            "standing",
            bool,
            "whether this text still speaks for its post, and the post still stands",
            lambda row: row.one.is_standing,
        ),
        Column("language", str, "language of the text", lambda row: row.one.claim.lang),
        Column("template", str, "id of the template that took it", lambda row: row.one.claim.template),
    ),
)

_RULED_ON: Final = "id of the repatriation ruled on, or post:SOURCE/ID of a post that was seen"

DECISIONS: Final = Table(
    "decisions",
    "One row for each ruling of an editor, in the order in which they were made.",
    lambda contents: contents.decisions,
    (
        Column("repatriation", str, _RULED_ON, lambda row: row.repatriation),
        Column("action", str, "confirm, correct, reject, hold, …", lambda row: row.action.value),
        Column("editor", str, "name of who ruled", lambda row: row.editor),
        Column("decided_at", datetime, "when (UTC)", lambda row: row.decided_at),
        Column("on_state", str, "state of the repatriation that was ruled on", lambda row: row.on_state),
        Column("to_ukraine", int, "figure confirmed or set for Ukraine", lambda row: row.figures.get(Receiver.UKRAINE)),
        Column("to_russia", int, "figure confirmed or set for Russia", lambda row: row.figures.get(Receiver.RUSSIA)),
        Column("reason", str, "why, in the editor's words", lambda row: row.reason),
        Column("into", str, "of a merge or split: id of the repatriation that takes posts in", lambda row: row.into),
        Column("posts", str, "of a split: the posts taken out, source/id", lambda row: _listed(map(_name, row.posts))),
        Column("asked", str, "the source that was asked", lambda row: row.asked),
        Column("deadline", datetime, "until when it was asked to answer (UTC)", lambda row: row.deadline),
    ),
)

TOTALS: Final = Table(
    "totals",
    "One row for each month, kind and receiver with a handover. What is rejected, held or withdrawn is not added.",
    _totals,
    (
        Column("month", str, "year and month", lambda row: row.period),
        Column("kind", str, "bodies, prisoners", lambda row: row.kind.value),
        Column("to", str, "who received", lambda row: row.to.value),
        Column("handovers", int, "handovers with a figure that are added up here", lambda row: row.handovers),
        Column("low", int, "sum of the lowest figures", lambda row: row.low),
        Column("best", int, "sum of the best figures", lambda row: row.best),
        Column("high", int, "sum of the highest figures", lambda row: row.high),
        Column("bound", str, "bound of the sum of the best figures", lambda row: row.bound.value),
        Column(
            "by_ukraine",
            int,
            "sum of the figures that the Ukrainian side itself gives, without our misreadings",
            lambda row: row.by_side[Side.UKRAINE].value,
        ),
        Column("by_ukraine_of", int, "for how many of the handovers", lambda row: row.by_side[Side.UKRAINE].handovers),
        Column("by_ukraine_bound", str, "bound of `by_ukraine`", lambda row: _bound(row.by_side[Side.UKRAINE])),
        Column(
            "by_russia",
            int,
            "sum of the figures that the Russian side itself gives, without our misreadings",
            lambda row: row.by_side[Side.RUSSIA].value,
        ),
        Column("by_russia_of", int, "for how many of the handovers", lambda row: row.by_side[Side.RUSSIA].handovers),
        Column("by_russia_bound", str, "bound of `by_russia`", lambda row: _bound(row.by_side[Side.RUSSIA])),
        Column("undisclosed", int, "handovers whose figure is withheld: not added", lambda row: row.undisclosed),
        Column(
            "unsettled", int, "handovers that are rejected, held or withdrawn: not added", lambda row: row.unsettled
        ),
        Column("running", int, "sum of `best` with all months before", lambda row: row.running),
    ),
)

TABLES: Final[Mapping[str, Table]] = {one.name: one for one in (REPATRIATIONS, CLAIMS, DECISIONS, TOTALS)}

TYPES: Final[Mapping[type, str]] = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    date: "day, ISO 8601",
    datetime: "time, ISO 8601, UTC",
}


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    blocks = [f"Codebook version {VERSION}."]
    for table in TABLES.values():
        lines = [f"## {table.name}", "", table.says, "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{one.name}` | {TYPES[one.of]} | {one.says} |" for one in table.columns]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"
