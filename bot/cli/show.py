"""`zvirka show`."""

from typing import Annotated

import typer

from bot.alerts.seconds import state_to_second
from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json, write_table
from bot.cli.opened import opened
from bot.cli.repatriations import write_repatriations
from bot.cli.views import decision_json, open_json, repatriation_json, revision_json, statement_json
from bot.config import load
from bot.errors import ZvirkaError
from bot.records import Decision, Repatriation, Revision, Statement, Verdict
from bot.store import decisions, posts


def show(
    repatriation: Annotated[str, typer.Argument(metavar="ID", help="The id, such as bodies-2026-01-29.")],
    config: ConfigOption = DEFAULT_CONFIG,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show one repatriation: the claims of every source side by side, all revisions, the decisions."""
    with opened(load(config, with_secrets=False)) as (store, book):
        found = book.find(repatriation)
        if found is None:
            raise ZvirkaError(f"{repatriation}: no such repatriation: `zvirka repatriations` lists their ids")
        statements = _statements(found)
        keys = sorted({one.post for one in statements})
        revisions = store.run(posts.revisions_of, keys)
        ruled = store.run(decisions.every, repatriation)
    if as_json:
        details = {
            "statements": [statement_json(one) for one in statements],
            "revisions": [revision_json(one) for one in revisions],
            "decisions": [decision_json(one) for one in ruled],
        }
        write_json(repatriation_json(found) | open_json(found) | details)
        return
    _write(found, statements, revisions, ruled)


def _statements(found: Repatriation) -> list[Statement]:
    of_verdicts = [one for verdict in found.figures.values() for one in (*verdict.standing, *verdict.former)]
    return sorted({*of_verdicts, *found.parts}, key=lambda one: (one.posted_at, one.post, one.revision, one.ordinal))


def _write(found: Repatriation, statements: list[Statement], revisions: list[Revision], ruled: list[Decision]) -> None:
    from rich.markup import escape  # noqa: PLC0415 - the daemon needs no rich

    write_repatriations([found])
    out.print(f"state {found.state}: what `zvirka decide … --state` wants", markup=False)
    for line in _open_lines(found):
        out.print(line, markup=False, soft_wrap=True)
    write_table("Verdicts", ["", "status", "because", "figures", "first", "silent"], _verdict_rows(found))
    if found.stages:
        out.print(f"Stages of one exchange: {', '.join(found.stages)}")
    columns = ["posted (UTC)", "source", "whose word", "to", "figure", "quote", ""]
    write_table("Claims", columns, [_claim_row(one) for one in statements])
    for revision in revisions:
        out.print(
            f"\n[bold]{escape('/'.join(revision.key))}[/] revision {revision.number}, sha256 {revision.sha256[:12]}"
        )
        out.print(revision.text, markup=False)
    rows = [
        [f"{one.decided_at:%Y-%m-%d %H:%M}", one.action.value, one.editor, one.on_state, one.reason or ""]
        for one in ruled
    ]
    if rows:
        write_table("Decisions (times are UTC)", ["when", "what", "who", "on state", "why"], rows)


def _open_lines(found: Repatriation) -> list[str]:
    """Return what somebody should see to: a ruling whose ground changed, a second editor, an answer."""
    lines = []
    if found.ruling is not None and found.ruling.is_outdated:
        lines.append(f"{found.ruling.action.value} by {found.ruling.editor} rests on an earlier text")
    if (waits := found.pending) is not None:
        figures = ", ".join(f"to {to.value} {'no figure' if one is None else one}" for to, one in waits.figures.items())
        lapsed = ", made on an earlier state" if waits.is_outdated else ""
        lines.append(
            f"awaits a second editor: {waits.action.value} by {waits.editor}, {figures}{lapsed}; "
            f"`zvirka decide second {found.id} --state {state_to_second(found)}`"
        )
    if (asked := found.asked) is not None:
        until = "" if asked.deadline is None else f", awaited until {asked.deadline:%Y-%m-%d %H:%M} UTC"
        lines.append(f"asked: {asked.whom}{until}")
    return lines


def _verdict_rows(found: Repatriation) -> list[list[str]]:
    return [
        [
            f"to {to.value}",
            one.status.value,
            f"{one.grounds}, {one.basis}",
            _bounds(one),
            _first(one),
            ", ".join(one.silent),
        ]
        for to, one in found.figures.items()
    ]


def _bounds(one: Verdict) -> str:
    """Return low, best and high, each with the party that gives it."""
    named = (("low", one.low, one.low_by), ("best", one.best, one.best_by), ("high", one.high, one.high_by))
    return "; ".join(f"{name} {value:,} ({by})" for name, value, by in named if value is not None)


def _first(one: Verdict) -> str:
    if one.lead is None:
        return ""
    if one.lead.followed_after is None:
        return f"{one.lead.side.value}; no other side yet"
    return f"{one.lead.side.value}; the other side {int(one.lead.followed_after.total_seconds() // 60)} min later"


def _claim_row(one: Statement) -> list[str]:
    claim = one.claim
    figure = "no figure" if claim.figure is None else f"{claim.figure.value:,} {claim.figure.bound.value}"
    return [
        f"{one.posted_at:%Y-%m-%d %H:%M}",
        "/".join(one.post),
        one.speaker.id,
        claim.to.value if claim.to else "?",
        f"{claim.scope.value}: {figure}",
        claim.quote,
        "" if one.is_standing else "no longer standing",
    ]
