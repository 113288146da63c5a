"""`zvirka replay`."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.console import JsonOption, errors, write_json
from bot.cli.repatriations import write_repatriations
from bot.cli.views import finding_json, repatriation_json
from bot.ingest import Ingest
from bot.records import Known, Publication
from bot.sources import archive
from bot.sources.archive import BadLine
from bot.sources.history import shipped_history
from bot.store import Store, Transaction, outbox, posts
from parsers import parse
from parsers.parties import known_parties


class PostClock:
    """A clock that stands at the time when the post in hand was seen."""

    def __init__(self) -> None:
        self.now: datetime | None = None

    def __call__(self) -> datetime:
        """Return that time."""
        assert self.now is not None  # noqa: S101 - it is asked only while a post is in hand
        return self.now


def replay(
    file: Annotated[Path, typer.Argument(help="Posts as JSON lines; the same id again is an edit.")],
    database: Annotated[Path | None, typer.Option(help="Keep what comes out in this new database.")] = None,
    *,
    history: Annotated[bool, typer.Option("--history", help="Sum totals over the reference history too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Run a file of posts through the whole pipeline, in their order, delivering nothing."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zvirka-")))
        store = stack.enter_context(Store.open(database or folder / "replay.db"))
        result, ingest = asyncio.run(_replay(file, store, shipped_history() if history else ()))
    if as_json:
        write_json(result)
        return
    write_repatriations(list(ingest.book.picture.repatriations))


async def _replay(file: Path, store: Store, history: tuple[Known, ...]) -> tuple[dict[str, Any], Ingest]:
    clock = PostClock()
    ingest = Ingest(store, known_parties(), parse, clock, history=history)
    await ingest.start()
    skipped = await take_all(file, ingest, clock)
    picture = ingest.book.picture
    result = {
        "repatriations": [repatriation_json(one) for one in picture.repatriations],
        "findings": [finding_json(one) for one in picture.findings],
        "alerts": await store.transact(_alerts),
        "unread": await store.transact(_unread),
        "skipped": skipped,
    }
    return result, ingest


async def take_all(
    file: Path, ingest: Ingest, clock: PostClock, after: Callable[[Publication], Awaitable[None]] | None = None
) -> list[dict[str, Any]]:
    """Take every post of `file` in; lines that cannot be read are named on standard error and returned."""
    skipped: list[dict[str, Any]] = []
    for found in archive.read(file):
        if isinstance(found, BadLine):
            errors.print(f"{file}:{found.number}: skipped: {found.cause}", style="yellow", markup=False)
            skipped.append({"line": found.number, "cause": found.cause})
            continue
        clock.now = found.seen_at
        await ingest.take([found])
        if after is not None:
            await after(found)
    return skipped


def _alerts(connection: Transaction) -> list[dict[str, Any]]:
    return [
        {
            "type": one.type.value,
            "repatriation": one.thread,
            "kind": one.kind and one.kind.value,
            "state": one.state,
            "text": dict(one.text),
            "reply": one.reply and dict(one.reply),
        }
        for one in outbox.every(connection)
        if one.type not in outbox.EDITORS_ONLY
    ]


def _unread(connection: Transaction) -> list[dict[str, str]]:
    return [{"source": key.source, "id": key.external_id} for key in posts.unread(connection)]
