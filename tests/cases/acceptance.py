"""The acceptance table: what the cross-check must make of the handovers known from public reports, and what it makes.

`python -m tests.cases.acceptance` prints it; docs/crosscheck.md holds it.
"""

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from bot.cli.app import app

FOLDER = Path(__file__).parent / "real"

AGREED = "ukraine corroborated 1000"

EXPECTED = {
    "2024-01-26-remains-in-brackets": ["bodies-2024-01-26: ukraine reported 77"],
    "2024-01-31-disputed-exchange": ["prisoners-2024-01-31: ukraine disputed 195–207, best 207; russia reported 195"],
    "2024-03-29-three-fronts": ["bodies-2024-03-29: ukraine reported 121"],
    "2024-04-26-five-fronts-and-a-recollection": [
        "bodies-2024-04-12: ukraine reported 99",
        "bodies-2024-04-26: ukraine reported 140",
    ],
    "2024-05-31-two-kinds-two-directions": [
        "bodies-2024-05-31: ukraine corroborated 212; russia reported 45",
        "prisoners-2024-05-31: ukraine corroborated 75; russia reported 75",
    ],
    "2024-11-08-parts-and-morgues": ["bodies-2024-11-08: ukraine reported 563"],
    "2024-11-29-four-parts": ["bodies-2024-11-29: ukraine reported 502"],
    "2025-03-28-fronts-without-figures": ["bodies-2025-03-28: ukraine reported 909; russia reported 43"],
    "2025-06-09-undisclosed": [
        "prisoners-2025-06-09: ukraine undisclosed; russia undisclosed; a stage of 2",
        "prisoners-2025-06-10: ukraine undisclosed; russia undisclosed; a stage of 2",
    ],
    "2025-06-11-first-stage": ["bodies-2025-06-11: ukraine corroborated 1212; russia reported 27"],
    "2025-06-15-equal-figures-in-a-row": [
        "bodies-2025-06-13: ukraine corroborated 1200",
        "bodies-2025-06-14: ukraine corroborated 1200; russia reported 0",
        "bodies-2025-06-15: ukraine corroborated 1200",
    ],
    "2025-06-16-totals-of-the-series": [
        "bodies-2025-06-11: ukraine corroborated 1212; russia reported 27; a stage of 5",
        "bodies-2025-06-13: ukraine corroborated 1200; a stage of 5",
        "bodies-2025-06-14: ukraine corroborated 1200; russia reported 0; a stage of 5",
        "bodies-2025-06-15: ukraine corroborated 1200; a stage of 5",
        (
            "bodies-2025-06-16: ukraine disputed 1245–1248, best 1245; russia reported 51; "
            "totals_differ by 3, in the handover of 2025-06-16; a stage of 5"
        ),
    ],
    "2025-06-20-an-offer": [],
    "2025-07-17-both-sides-agree": [f"bodies-2025-07-17: {AGREED}; russia reported 19"],
    "2025-08-19-both-sides-agree": [f"bodies-2025-08-19: {AGREED}; russia reported 19"],
    "2025-09-18-both-sides-agree": [f"bodies-2025-09-18: {AGREED}; russia reported 24"],
    "2025-10-02-soldiers-and-civilians": [
        "prisoners-2025-10-02: ukraine reported 205; russia reported 185; unit_mismatch: 205 against 185"
    ],
    "2025-10-23-a-project-confirms": [f"bodies-2025-10-23: {AGREED}; russia corroborated 31"],
    "2025-11-20-both-sides-agree": [f"bodies-2025-11-20: {AGREED}; russia reported 30"],
    "2025-12-19-a-total-in-three-outlets": ["of no handover: miscopy (total): 207 for 201"],
    "2025-12-19-lead-against-quotation": [
        "bodies-2025-12-19: ukraine corroborated 1003; russia reported 26; miscopy (lead): 29 for 26"
    ],
    "2025-12-19-relays-disagree": [
        "bodies-2025-12-19: ukraine corroborated 1003; russia reported 26; miscopy (figure): 1030 for 1003"
    ],
    "2026-01-29-a-reversed-recollection": [
        "bodies-2025-12-19: ukraine corroborated 1003; russia reported 26; miscopy (direction): 26 for 1003",
        "bodies-2026-01-29: ukraine reported 1000",
    ],
    "2026-01-29-founding-case": [f"bodies-2026-01-29: {AGREED}; russia reported 38"],
    "2026-02-05-one-for-one": ["prisoners-2026-02-05: ukraine corroborated 157; russia reported 157"],
    "2026-02-26-rounded-totals": [f"bodies-2026-02-26: {AGREED}; russia reported 35"],
    "2026-03-05-two-stages": [
        "prisoners-2026-03-05: ukraine reported 200; russia reported 200; a stage of 2",
        "prisoners-2026-03-06: ukraine reported 300; russia reported 300; a stage of 2",
    ],
}
"""What each case must come to: figures, findings and stages, and nothing else."""


def main() -> None:
    """Print the table."""
    typer.echo(table({name: got(name) for name in EXPECTED}))


def table(found: dict[str, list[str]]) -> str:
    """Return the table in Markdown."""
    rows = [f"| {name} | {_cell(EXPECTED[name])} | {_cell(lines)} |" for name, lines in found.items()]
    return "\n".join(["| case | expected | got |", "|---|---|---|", *rows])


def got(name: str) -> list[str]:
    """Return what a replay makes of a case."""
    file = FOLDER / f"{name}.jsonl"
    result = json.loads(CliRunner().invoke(app, ["replay", str(file), "--json"], catch_exceptions=False).stdout)
    lines = [f"{one['id']}: {'; '.join(_told(one))}" for one in result["repatriations"]]
    return [*lines, *(f"of no handover: {_finding(one)}" for one in result["findings"])]


def _told(one):
    yield from (f"{to} {_figure(figure)}" for to, figure in one["figures"].items() if figure)
    yield from (_finding(finding) for finding in one["findings"])
    if one["stages"]:
        yield f"a stage of {len(one['stages'])}"


def _figure(figure):
    if figure["best"] is None:
        return figure["status"]
    if figure["low"] == figure["high"]:
        return f"{figure['status']} {figure['best']}"
    return f"{figure['status']} {figure['low']}–{figure['high']}, best {figure['best']}"


def _finding(finding):
    values = finding["values"]
    if finding["type"] == "miscopy":
        return f"miscopy ({values['mistake']}): {values['printed']} for {values['published']}"
    if finding["type"] == "unit_mismatch":
        return f"unit_mismatch: {values['wide']} against {values['narrow']}"
    if finding["type"] == "totals_differ":
        return f"totals_differ by {values['gap']}, in the handover of {values['place']}"
    return finding["type"]


def _cell(lines):
    return "<br>".join(lines) or "nothing"


if __name__ == "__main__":
    main()
