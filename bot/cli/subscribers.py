"""`zvirka subscribers`."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json, write_table
from bot.config import Configuration, load
from bot.desk.parking import Parking
from bot.desk.road import send, socket_of
from bot.records import Subscriber
from bot.store import Store, parked
from bot.store import subscribers as stored
from bot.store.parked import Parked

UnparkOption = Annotated[int | None, typer.Option("--unpark", metavar="CHAT", help="Tell that chat again.")]


def subscribers(
    unpark: UnparkOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    *,
    as_json: JsonOption = False,
) -> None:
    """List who is told, and which chats cannot be reached, since when and why; tell such a chat again."""
    configuration = load(config, with_secrets=False)
    if unpark is not None:
        words = ["unpark", str(unpark)]
        said = send(socket_of(configuration.store.path), words)
        said = asyncio.run(_alone(configuration, words)) if said is None else said
        if not as_json:
            out.print(said, markup=False, soft_wrap=True)
            return
    with Store.look_into(configuration.store.path) as store:
        known, away = store.run(stored.every), store.run(parked.every)
    if as_json:
        write_json([_json(one, away.get(one.chat_id)) for one in known])
        return
    columns = ["chat", "name", "language", "state", "since (UTC)", "why", "waiting"]
    write_table("Subscribers", columns, [_row(one, away.get(one.chat_id)) for one in known])


async def _alone(configuration: Configuration, words: list[str]) -> str:
    """Do it without a daemon: what waits is sent when one runs."""
    oldest = timedelta(hours=configuration.alerts.oldest_hours)
    with Store.open(configuration.store.path) as store:
        return await Parking(store, lambda: datetime.now(UTC), oldest).unpark(words)


def _row(one: Subscriber, away: Parked | None) -> list[str]:
    name = f"{one.name} (editor)" if one.is_editor else one.name
    why = ["", "", ""] if away is None else [f"{away.since:%Y-%m-%d %H:%M}", away.reason, str(away.waiting)]
    return [str(one.chat_id), name, one.language, one.state.value, *why]


def _json(one: Subscriber, away: Parked | None) -> dict[str, Any]:
    return {
        "chat": one.chat_id,
        "name": one.name,
        "language": one.language,
        "editor": one.is_editor,
        "state": one.state.value,
        "since": away and away.since.isoformat(),
        "reason": away and away.reason,
        "waiting": away.waiting if away else 0,
    }
