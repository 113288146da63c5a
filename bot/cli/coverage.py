"""`zvirka coverage`."""

from typing import Annotated, Any

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, LimitOption, write_json, write_table
from bot.config import load
from bot.records import Coverage, Mark, Stretch
from bot.store import Store
from bot.store import coverage as stored


def coverage(
    source: Annotated[str | None, typer.Argument(metavar="SOURCE", help="One source, with its holes.")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    limit: LimitOption = 20,
    *,
    as_json: JsonOption = False,
) -> None:
    """Say up to where each channel is complete, and how each hole was closed."""
    with Store.look_into(load(config, with_secrets=False).store.path) as store:
        found = store.run(stored.every, source)
    if as_json:
        write_json([_json(one) for one in found])
        return
    columns = ["source", "complete to", "as of (UTC)", "begins after", *(mark.value for mark in Mark), "unknown"]
    write_table("Coverage", columns, [_row(one) for one in found])
    for one in found if source else ():
        rows = [_hole_row(hole) for hole in reversed(one.holes[-limit:])]
        write_table("Holes and how they were closed, latest first", ["ids", "as", "how", "when (UTC)"], rows)


def _row(one: Coverage) -> list[str]:
    counts = [str(one.counts[mark]) for mark in Mark]
    unknown = ", ".join(_ids(first, last) for first, last in one.unknown)
    begins = "" if one.begins_after is None else str(one.begins_after)
    as_of = "never" if one.as_of is None else f"{one.as_of:%Y-%m-%d %H:%M}"
    return [one.source, str(one.complete_to), as_of, begins, *counts, unknown]


def _hole_row(hole: Stretch) -> list[str]:
    return [_ids(hole.first, hole.last), hole.mark.value, hole.how.value, f"{hole.at:%Y-%m-%d %H:%M}"]


def _ids(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _json(one: Coverage) -> dict[str, Any]:
    return {
        "source": one.source,
        "begins_after": one.begins_after,
        "complete_to": one.complete_to,
        "as_of": one.as_of and one.as_of.isoformat(),
        **{mark.value: one.counts[mark] for mark in Mark},
        "unknown": [{"from": first, "to": last} for first, last in one.unknown],
        "holes": [
            {
                "from": hole.first,
                "to": hole.last,
                "as": hole.mark.value,
                "how": hole.how.value,
                "at": hole.at.isoformat(),
            }
            for hole in one.holes
        ],
    }
