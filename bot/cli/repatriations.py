"""`zvirka repatriations`."""

from bot.alerts.wording import finding_text
from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, LimitOption, write_json, write_table
from bot.cli.opened import opened
from bot.cli.paint import to_text
from bot.cli.views import repatriation_json
from bot.config import load
from bot.records import Finding, Repatriation, Verdict
from bot.reports.totals import MARKS
from parsers.claim import Receiver


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
    """Write a table of repatriations, and under it what does not add up, in words."""
    columns = ["day", "kind", "to Ukraine", "to Russia", "ruling"]
    write_table("Repatriations", columns, [_row(one) for one in found])
    findings = [(one, finding) for one in found for finding in one.findings]
    if findings:
        write_table("Findings", ["day", "finding"], [_finding_row(*pair) for pair in findings])


def _row(one: Repatriation) -> list[str]:
    figures = [figure_cell(one.figures.get(receiver)) for receiver in Receiver]
    ruling = one.ruling.action.value if one.ruling else ""
    return [one.happened_on.isoformat(), one.kind.value, *figures, ruling]


def _finding_row(one: Repatriation, finding: Finding) -> list[str]:
    return [one.happened_on.isoformat(), to_text(finding_text(finding, "en")).plain]


def figure_cell(verdict: Verdict | None) -> str:
    """Return a figure and its status as a cell of a table."""
    if verdict is None:
        return "—"
    if verdict.best is None:
        return verdict.status.value
    range_ = f" ({verdict.low:,}–{verdict.high:,})" if verdict.low != verdict.high else ""
    return f"{MARKS[verdict.bound]}{verdict.best:,}{range_} {verdict.status.value}"
