"""`zvirka audit`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json
from bot.config import load
from bot.errors import LogBroken
from bot.store import Store, chain, decisions


def audit(
    config: ConfigOption = DEFAULT_CONFIG,
    database: Annotated[Path | None, typer.Option("--database", help="This database, such as a backup.")] = None,
    head: Annotated[str | None, typer.Option("--head", help="The hash of the last entry, as noted elsewhere.")] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Verify the log of decisions: that nobody changed, removed or put in an entry. Exit code 1 where it breaks."""
    with Store.look_into(database or load(config, with_secrets=False).store.path) as store:
        entries = store.run(decisions.log)
    broken = chain.breaks(entries, head)
    last = entries[-1].hash if entries else chain.FIRST
    if as_json:
        write_json({"entries": len(entries), "head": last, "broken": broken})
    elif not broken:
        out.print(f"{len(entries)} decisions, each chained to the one before it: in order", markup=False)
        out.print(f"head {last}: note it elsewhere, and give it with --head next time", markup=False, soft_wrap=True)
    if broken:
        raise LogBroken("the log of decisions was tampered with: " + "; ".join(broken) + ": compare with a backup")
