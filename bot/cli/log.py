"""`zvirka log`."""

from typing import Annotated

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, LimitOption, write_json, write_table
from bot.cli.views import decision_json
from bot.config import load
from bot.records import Decision, Entry
from bot.store import Store, decisions


def log(
    thread: Annotated[str | None, typer.Argument(metavar="ID", help="One repatriation alone.")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    limit: LimitOption = 50,
    *,
    as_json: JsonOption = False,
) -> None:
    """List what editors decided, the latest first: who, when, on what, why."""
    with Store.look_into(load(config, with_secrets=False).store.path) as store:
        entries = store.run(decisions.log, thread)[::-1][:limit]
    if as_json:
        write_json([{"number": one.number, **decision_json(one.decision), "hash": one.hash} for one in entries])
        return
    columns = ["", "when (UTC)", "editor", "decision", "on", "figures", "reason", "hash"]
    write_table("Decisions, latest first", columns, [_row(one) for one in entries])


def _row(one: Entry) -> list[str]:
    ruled = one.decision
    return [
        str(one.number),
        f"{ruled.decided_at:%Y-%m-%d %H:%M}",
        ruled.editor,
        ruled.action.value,
        ruled.repatriation + (f" into {ruled.into}" if ruled.into else ""),
        ", ".join(f"{to.value} {'none' if value is None else value}" for to, value in ruled.figures.items()),
        _why(ruled),
        one.hash[:12],
    ]


def _why(ruled: Decision) -> str:
    asked = f"asked {ruled.asked}, until {ruled.deadline:%Y-%m-%d %H:%M}" if ruled.asked and ruled.deadline else ""
    posts = ", ".join("/".join(post) for post in ruled.posts)
    return "; ".join(part for part in (ruled.reason or "", asked, posts) if part)
