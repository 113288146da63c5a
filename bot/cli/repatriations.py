"""`zvirka repatriations`."""

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, LimitOption, write_json, write_table
from bot.cli.opened import opened
from bot.cli.views import repatriation_json
from bot.config import load
from bot.records import Repatriation, Status, Verdict
from parsers.claim import Bound, Receiver

MARKS = {Bound.EXACTLY: "", Bound.ABOUT: "≈", Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤"}


def repatriations(
    config: ConfigOption = DEFAULT_CONFIG, limit: LimitOption = 20, *, as_json: JsonOption = False
) -> None:
    """List the latest repatriations with their verdicts, newest first."""
    with opened(load(config, with_secrets=False)) as (_, book):
        found = list(reversed(book.picture.repatriations))[:limit]
    if as_json:
        write_json([repatriation_json(one) for one in found])
        return
    write_repatriations(found)


def write_repatriations(found: list[Repatriation]) -> None:
    """Write a table of repatriations."""
    columns = ["day", "kind", "to Ukraine", "", "to Russia", "", "findings", "ruling"]
    write_table("Repatriations", columns, [_row(one) for one in found])


def _row(one: Repatriation) -> list[str]:
    figures = [cell for receiver in Receiver for cell in _cells(one.figures.get(receiver))]
    findings = ", ".join(sorted({finding.type.value for finding in one.findings}))
    ruling = one.ruling.action.value if one.ruling else ""
    return [one.happened_on.isoformat(), one.kind.value, *figures, findings, ruling]


def _cells(verdict: Verdict | None) -> list[str]:
    if verdict is None:
        return ["—", ""]
    if verdict.best is None:
        return ["no figure", verdict.status.value]
    figure = f"{MARKS[verdict.bound]}{verdict.best:,}"
    if verdict.status is Status.DISPUTED:
        figure += f" ({verdict.low:,}–{verdict.high:,})"
    return [figure, verdict.status.value]
