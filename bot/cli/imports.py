"""`zvirka import`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json, write_table
from bot.config import load
from bot.records import Known
from bot.sources.history import read_history
from bot.store import Store, history
from bot.store.history import Changes
from parsers.claim import Receiver


def import_history(
    file: Annotated[Path, typer.Argument(help="A CSV file: kind, happened_on, to_ukraine, to_russia, sources.")],
    config: ConfigOption = DEFAULT_CONFIG,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be added, and add nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add handovers known from public reports to the reference history; the daemon must not run meanwhile."""
    rows = read_history(file)
    path = load(config, with_secrets=False).store.path
    if dry_run and path.exists():
        with Store.look_into(path) as store:
            changes = store.run(history.compare, rows)
    elif dry_run:
        changes = Changes(rows, (), 0)
    else:
        with Store.open(path) as store:
            changes = store.run(history.add, rows, datetime.now(UTC))
    if as_json:
        write_json(_json(changes))
        return
    _write(changes, is_done=not dry_run)


def _write(changes: Changes, *, is_done: bool) -> None:
    rows = [_row("new", one) for one in changes.new] + [_row("changed", one) for one in changes.changed]
    if rows:
        write_table("Reference history", ["", "day", "kind", "to Ukraine", "to Russia"], rows)
    verb = "added" if is_done else "would be added"
    out.print(f"{len(changes.new)} {verb}, {len(changes.changed)} as a new version, {changes.same} known already.")


def _row(what: str, one: Known) -> list[str]:
    return [what, one.happened_on.isoformat(), one.kind.value, *(_figure(one, to) for to in Receiver)]


def _figure(one: Known, to: Receiver) -> str:
    if to not in one.figures:
        return "—"
    return " or ".join(f"{value:,}" for value in (one.figures[to], *one.others.get(to, ())))


def _json(changes: Changes) -> dict[str, Any]:
    return {
        "new": [_known_json(one) for one in changes.new],
        "changed": [_known_json(one) for one in changes.changed],
        "same": changes.same,
    }


def _known_json(one: Known) -> dict[str, Any]:
    figures = {to.value: [one.figures[to], *one.others.get(to, ())] for to in Receiver if to in one.figures}
    return {"kind": one.kind.value, "happened_on": one.happened_on.isoformat(), "figures": figures}
