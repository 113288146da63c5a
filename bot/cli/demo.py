"""`zvirka demo`."""

import asyncio
import tempfile
from datetime import datetime
from enum import StrEnum
from importlib import resources
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Annotated

import typer

from bot.alerts.delivery import Delivery
from bot.cli.console import out
from bot.cli.paint import TerminalVoice
from bot.cli.repatriations import write_repatriations
from bot.cli.replay import PostClock, take_all
from bot.desk.decisions import Editor, rule
from bot.ingest import Ingest
from bot.records import Action, Publication, Subscriber
from bot.sources.archive import read
from bot.store import Store, posts, subscribers
from parsers import Receiver, parse
from parsers.parties import known_parties

if TYPE_CHECKING:
    from rich.text import Text


class Language(StrEnum):
    """The languages of alerts."""

    UK = "uk"
    EN = "en"
    RU = "ru"


ARCHIVE = resources.files("bot") / "archives" / "demo.jsonl"
SHOWN = 300
CONFIRMED = "bodies-2026-01-29"
"""The repatriation that the editor of the demo confirms, as soon as both sides have spoken of it."""

NEXT = """
The posts of an archive went through the parser, the cross-check and the outbox
of a SQLite database; the alerts came as a subscriber would get them. Go live:

  1. cp config.example.toml zvirka.toml, and edit it
  2. zvirka check      says what is still wrong
  3. zvirka login      signs the reading account in
  4. zvirka run        or install deploy/zvirka.service

README.md has the ten steps. The command is in .venv/bin."""


def demo(
    language: Annotated[Language, typer.Option(help="The language of the alerts.")] = Language.EN,
    seconds: Annotated[float, typer.Option(help="How long to take; 0 is as fast as it goes.")] = 30.0,
) -> None:
    """Run the main job on an archive of sample posts, with alerts to this terminal."""
    with tempfile.TemporaryDirectory(prefix="zvirka-demo-") as folder:
        asyncio.run(_run(Path(folder), language.value, seconds))
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
            out.print(_line(publication), no_wrap=True, overflow="ellipsis")
            await delivery.drain()
            await _confirm(ingest, clock)
            await delivery.drain()

        await store.transact(subscribers.put, Subscriber(1, "newsdesk", language), _start(archive))
        await take_all(archive, ingest, clock, show)
        out.print()
        write_repatriations(list(ingest.book.picture.repatriations))
        total, unread = await store.transact(posts.count)
        out.print(f"{total} posts read, {unread} of them wait for an editor.")


async def _confirm(ingest: Ingest, clock: PostClock) -> None:
    """Press the editor's button once, where there is something to confirm."""
    found = ingest.book.find(CONFIRMED)
    if found is None or found.ruling is not None or len(found.figures) < len(Receiver):
        return
    out.print("an editor presses Confirm", style="bold magenta")
    await ingest.decide(rule(found, Action.CONFIRM, Editor(1, "Olena"), clock()))


def _start(archive: Path) -> datetime:
    first = next(iter(read(archive)))
    assert isinstance(first, Publication)  # noqa: S101 - the archive is ours
    return first.seen_at


def _line(publication: Publication) -> "Text":
    from rich.text import Text  # noqa: PLC0415 - the daemon needs no rich

    what = "withdrawn" if publication.withdrawn else " ".join((publication.text or "").split())
    shown = what if len(what) <= SHOWN else what[: SHOWN - 1] + "…"
    edited = " (edited)" if publication.edited_at else ""
    line = Text(f"{publication.seen_at:%Y-%m-%d} ", style="dim")
    line.append(f"{publication.key.source}{edited} ", style="bold cyan")
    return line.append(shown, style="dim")
