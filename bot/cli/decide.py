"""`zvirka decide`."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json
from bot.config import Configuration, load
from bot.desk.decisions import Editor
from bot.desk.orders import Order, editor_named, obey
from bot.desk.road import send, socket_of, user_name
from bot.ingest import Ingest
from bot.sources.history import shipped_history
from bot.store import Store
from parsers import parse

WordsArgument = Annotated[
    list[str], typer.Argument(metavar="ACTION ID …", help="What to rule, and of which repatriation: see below.")
]
StateOption = Annotated[str, typer.Option(help="The state that you looked at: `zvirka show ID` tells it.")]
AsOption = Annotated[str | None, typer.Option("--as", help="The editor for whom you rule: name or Telegram id.")]
ReasonOption = Annotated[str, typer.Option(help="Why.")]


def decide(
    words: WordsArgument,
    state: StateOption,
    editor: AsOption = None,
    reason: ReasonOption = "",
    config: ConfigOption = DEFAULT_CONFIG,
    *,
    as_json: JsonOption = False,
) -> None:
    """Rule as an editor; the daemon takes it at once, and where none runs, it is stored for the next.

    ACTION ID is one of: confirm ID, correct ID 1003/38, reject ID, hold ID, release ID, second ID, merge ID INTO, split
    ID DAY SOURCE/POST[,SOURCE/POST], asked ID HOURS WHOM. A reason stands behind it, or in --reason.
    """
    configuration = load(config, with_secrets=False)
    whole = [*words, *reason.split()]
    said = send(socket_of(configuration.store.path), whole, state, editor)
    if said is None:
        said = asyncio.run(_alone(configuration, whole, state, editor))
    if as_json:
        write_json({"done": said.splitlines()[0], "now": said.partition("\n")[2]})
        return
    out.print(said, markup=False, soft_wrap=True)


async def _alone(configuration: Configuration, words: list[str], state: str, name: str | None) -> str:
    """Rule without a daemon: what follows waits in the outbox until one runs."""
    editor = editor_named(name, [Editor(one.id, one.name) for one in configuration.editors])
    order = Order(tuple(words), state, f"command line: {user_name(os.getuid())}")
    os.umask(0o077)
    with Store.open(configuration.store.path) as store:
        ingest = Ingest(
            store,
            configuration.parties,
            partial(parse, aliases=configuration.aliases),
            _utc_now,
            oldest=timedelta(hours=configuration.alerts.oldest_hours),
            history=shipped_history(),
            needs_second=configuration.desk.second_editor,
        )
        await ingest.start()
        return await obey(order, editor, "en", ingest, _utc_now)


def _utc_now() -> datetime:
    return datetime.now(UTC)
