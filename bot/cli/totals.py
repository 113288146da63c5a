"""`zvirka totals`."""

from typing import Annotated, Any

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, write_json, write_table
from bot.cli.opened import opened
from bot.config import load
from bot.reports.totals import MARKS, Period, Share, Total, handovers
from bot.reports.totals import totals as add_up
from parsers.parties import Side

HistoryOption = Annotated[bool, typer.Option("--history", help="Add the reference history for what was not read.")]


def totals(
    config: ConfigOption = DEFAULT_CONFIG,
    by: Annotated[Period, typer.Option(help="What is added up.")] = Period.MONTH,
    *,
    history: HistoryOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add up what was handed over, by both sides' figures; what is not settled or has no figure is counted apart."""
    with opened(load(config, with_secrets=False)) as (_, book):
        found = add_up(handovers(book.picture, book.history if history else ()), by)
    if as_json:
        write_json([total_json(one) for one in found])
        return
    columns = [by.value, "what", "of", "best", "by Ukraine", "by Russia", "not added", "running"]
    write_table("Totals (of: handovers added up)", columns, [_row(one) for one in found])


def total_json(one: Total) -> dict[str, Any]:
    """Return one sum as JSON."""
    return {
        "period": one.period,
        "kind": one.kind.value,
        "to": one.to.value,
        "handovers": one.handovers,
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "bound": one.bound.value,
        **{f"by_{side.value}": _share_json(share) for side, share in one.by_side.items()},
        "undisclosed": one.undisclosed,
        "unsettled": one.unsettled,
        "running": one.running,
    }


def _share_json(share: Share) -> dict[str, Any]:
    return {"sum": share.value, "handovers": share.handovers, "bound": share.bound.value}


def _row(one: Total) -> list[str]:
    apart = {"no figure": one.undisclosed, "open": one.unsettled}
    return [
        one.period,
        f"{one.kind.value} to {one.to.value.capitalize()}",
        str(one.handovers),
        _best(one),
        *(_of_side(one, side) for side in (Side.UKRAINE, Side.RUSSIA)),
        ", ".join(f"{count} {what}" for what, count in apart.items() if count),
        f"{one.running:,}",
    ]


def _best(one: Total) -> str:
    if one.best is None:
        return "—"
    return f"{MARKS[one.bound]}{one.best:,}" + (f" ({one.low:,}–{one.high:,})" if one.low != one.high else "")


def _of_side(one: Total, side: Side) -> str:
    value, count, bound = one.by_side[side]
    if value is None:
        return "—"
    sum_ = f"{MARKS[bound]}{value:,}"
    return sum_ if count == one.handovers else f"{sum_} ({count} of {one.handovers})"
