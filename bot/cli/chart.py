"""`zvirka chart`."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, out
from bot.cli.demo import Language
from bot.cli.opened import opened
from bot.cli.totals import HistoryOption
from bot.config import load
from bot.errors import ExportFailed
from bot.reports.chart import chart as compose
from bot.reports.chart import speakers
from bot.reports.draw import Image, draw
from bot.reports.totals import Period, handovers
from parsers.claim import Kind


def chart(
    to: Annotated[Path, typer.Option("--to", help="The file to write: its name ends in .png or .svg.")],
    config: ConfigOption = DEFAULT_CONFIG,
    kind: Annotated[Kind, typer.Option(help="What was handed over.")] = Kind.BODIES,
    by: Annotated[Period, typer.Option(help="What a group of bars is; the latest twelve are drawn.")] = Period.MONTH,
    language: Annotated[Language, typer.Option(help="The language of the chart.")] = Language.EN,
    *,
    history: HistoryOption = False,
) -> None:
    """Draw what was handed over, by both sides' figures, as PNG or SVG."""
    image = next((one for one in Image if to.suffix == f".{one.value}"), None)
    if image is None:
        raise ExportFailed(f"{to}: no kind of image: let the name end in .png or .svg")
    with opened(load(config, with_secrets=False)) as (_, book):
        found = handovers(book.picture, book.history if history else ())
        names = speakers(book.picture, kind)
    drawn = compose(found, names, kind, datetime.now(UTC).date(), language.value, by)
    if drawn is None:
        out.print(f"no {kind.value} were handed over in what is known: nothing is drawn")
        return
    try:
        to.write_bytes(draw(asdict(drawn), image))
    except OSError as error:
        raise ExportFailed(f"{to}: cannot be written: {error.strerror}") from error
    out.print(drawn.description, markup=False)
