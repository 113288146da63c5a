"""`zvirka demo`."""

import asyncio
import tempfile
from datetime import datetime
from importlib import resources
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from rich.text import Text

from bot.alerts.delivery import Delivery
from bot.cli.console import out
from bot.cli.paint import TerminalVoice
from bot.cli.repatriations import write_repatriations
from bot.cli.replay import PostClock, take_all
from bot.ingest import Ingest
from bot.records import Publication, Subscriber
from bot.sources.archive import read
from bot.store import Store, posts, subscribers
from parsers import parse
from parsers.parties import known_parties

ARCHIVE = resources.files("bot") / "archives" / "demo.jsonl"
SHOWN = 76
NEXT = """
What you saw: the posts of an archive went through the parser, the cross-check and the outbox of a SQLite database, and
the alerts came as a subscriber would get them. To go live:
  1. cp config.example.toml zvirka.toml, and edit it        2. zvirka check     says what is still wrong
  3. zvirka login     signs the reading account in          4. zvirka run       or install deploy/zvirka.service
README.md has the ten steps."""


def demo(
    language: Annotated[str, typer.Option(help="The language of the alerts: uk, en or ru.")] = "en",
    seconds: Annotated[float, typer.Option(help="How long to take; 0 is as fast as it goes.")] = 30.0,
) -> None:
    """Run the main job on an archive of sample posts, with alerts to this terminal."""
    with tempfile.TemporaryDirectory(prefix="zvirka-demo-") as folder:
        asyncio.run(_run(Path(folder), language, seconds))
    out.print(NEXT)


async def _run(folder: Path, language: str, seconds: float) -> None:
    with resources.as_file(ARCHIVE) as archive, Store.open(folder / "demo.db") as store:
        clock = PostClock()
        ingest = Ingest(store, known_parties(), parse, clock)
        delivery = Delivery(store, TerminalVoice(out), clock, Random(0))  # noqa: S311 - jitter, no secret
        pause = seconds / max(1, len(archive.read_text("utf-8").splitlines()))
        await ingest.start()

        async def show(publication: Publication) -> None:
            if pause:
                await asyncio.sleep(pause)
            out.print(_line(publication))
            await delivery.drain()

        await store.transact(subscribers.put, Subscriber(1, "newsdesk", language), _start(archive))
        await take_all(archive, ingest, clock, show)
        out.print()
        write_repatriations(list(ingest.book.picture.repatriations))
        total, unread = await store.transact(posts.count)
        out.print(f"{total} posts read, {unread} of them wait for an editor.")


def _start(archive: Path) -> datetime:
    first = next(iter(read(archive)))
    assert isinstance(first, Publication)  # noqa: S101 - the archive is ours
    return first.seen_at


def _line(publication: Publication) -> Text:
    what = "withdrawn" if publication.withdrawn else " ".join((publication.text or "").split())
    shown = what if len(what) <= SHOWN else what[: SHOWN - 1] + "…"
    edited = " (edited)" if publication.edited_at else ""
    line = Text(f"{publication.seen_at:%Y-%m-%d} ", style="dim")
    line.append(f"{publication.key.source}{edited} ", style="bold cyan")
    return line.append(shown, style="dim")
