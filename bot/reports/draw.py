"""Draws a chart as PNG or SVG.

Matplotlib takes more memory than the whole daemon, so the daemon has a child process draw: this module, with the chart
as JSON on standard input. Colours differ in brightness and for every kind of colour blindness; hatching and values tell
the same without them.
"""

import asyncio
import io
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from bot.errors import ChartFailed

DRAWING_SECONDS: Final = 60.0
MOST_KEPT: Final = 6
WIDTH, HEIGHT, DPI = 10.0, 7.2, 160
BAR: Final = 0.42
SLOT: Final = 0.9
"""How much of a period's room its bars take."""

FEWEST: Final = 6
"""So many periods have room; fewer stand in the middle, with bars no wider."""

LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "ukraine": {"facecolor": "#0072B2", "hatch": ""},
    "russia": {"facecolor": "#F2C14E", "hatch": "///"},
    "other": {"facecolor": "#FFFFFF", "hatch": "..."},
    "editor": {"facecolor": "#8C8C8C", "hatch": "xx"},
}
"""Blue and amber of the Okabe-Ito kind, white and grey: they differ in brightness too, for those who print in grey."""

INK: Final = "#222222"

CENTRED: Final[Mapping[str, Any]] = {"textcoords": "offset points", "ha": "center", "fontsize": 8, "color": INK}
"""How what is written at a bar stands, rimmed in white, for a higher bar may stand behind it."""

WITHHELD: Final = "✕"
"""Stands under a period in which a figure was withheld."""


class Image(StrEnum):
    """How a chart is written."""

    PNG = "png"
    SVG = "svg"


class Drawings:
    """Draws as PNG, one chart at a time, and keeps the latest: on a Monday morning many chats get the same."""

    def __init__(self, draw_one: Callable[[Mapping[str, Any]], Awaitable[bytes]] | None = None) -> None:
        self._draw_one = draw_one or draw_apart
        self._drawing = asyncio.Lock()
        self._kept: dict[str, bytes] = {}

    async def draw(self, chart: Mapping[str, Any]) -> bytes:
        """Return the picture of a chart, given as JSON has it; raises `ChartFailed`."""
        key = json.dumps(chart, sort_keys=True)
        async with self._drawing:
            if key not in self._kept:
                self._kept[key] = await self._draw_one(chart)
                while len(self._kept) > MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
            return self._kept[key]


async def draw_apart(chart: Mapping[str, Any], image: Image = Image.PNG, seconds: float = DRAWING_SECONDS) -> bytes:
    """Return the picture of a chart, given as JSON has it, drawn in a process of its own; raises `ChartFailed`."""
    with tempfile.TemporaryDirectory(prefix="zvirka-chart-") as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.reports.draw", image.value),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_surroundings(folder),
        )
        try:
            async with asyncio.timeout(seconds):
                picture, said = await process.communicate(json.dumps(chart).encode())
        except TimeoutError:
            raise ChartFailed(f"the chart was not drawn within {seconds:.0f} s") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode:
        last_line = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise ChartFailed(f"the chart was not drawn: {last_line}")
    return picture


def _surroundings(folder: str) -> dict[str, str]:
    """Return what the child knows: where our code is and where matplotlib may write; nothing secret."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZVIRKA_")}
    return kept | {"MPLCONFIGDIR": folder, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def draw(chart: Mapping[str, Any], image: Image) -> bytes:
    """Return the picture of a chart, given as JSON has it."""
    from matplotlib import rc_context  # noqa: PLC0415 - slow to load, and large
    from matplotlib.figure import Figure  # noqa: PLC0415

    # A salt of its own, and no date below: the same chart gives the same bytes.
    with rc_context(
        {"font.family": "DejaVu Sans", "svg.hashsalt": "zvirka", "svg.fonttype": "path", "hatch.color": INK}
    ):
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white")
        panels = figure.subplots(len(chart["panels"]), 1, sharex=True)
        for axes, panel in zip(panels, chart["panels"], strict=True):
            _draw_panel(axes, panel, len(chart["periods"]))
        panels[-1].set_xticks(range(len(chart["periods"])), chart["periods"], fontsize=9, color=INK)
        figure.suptitle(chart["title"], x=0.06, y=0.975, ha="left", fontsize=15, fontweight="bold", color=INK)
        _draw_legend(figure, chart)
        figure.text(0.06, 0.015, "\n".join(chart["foot"]), fontsize=8, color="#444444", va="bottom", linespacing=1.4)
        figure.subplots_adjust(
            left=0.06, right=0.985, top=0.83, bottom=0.06 + 0.028 * (len(chart["foot"]) + 1), hspace=0.22
        )
        return _written(figure, chart, image)


def _draw_panel(axes: Any, panel: Mapping[str, Any], periods: int) -> None:  # noqa: ANN401 - matplotlib's
    axes.set_title(panel["title"], loc="left", fontsize=11, color=INK)
    width = min(BAR, SLOT / max(1, len(panel["series"])))
    highest = max((value for one in panel["series"] for value in one["values"] if value), default=1)
    for x in range(periods):
        given = [(one["key"], one["values"][x], one["labels"][x]) for one in panel["series"] if one["labels"][x]]
        _draw_group(axes, x, given, width)
        if count := panel["withheld"][x]:
            axes.annotate(f"{WITHHELD} {count}", (x, 0), (0, -4), **CENTRED, va="top")
    axes.set_ylim(0, highest * 1.18)
    margin = max(0.1, (FEWEST - periods) / 2)
    axes.set_xlim(-0.5 - margin, periods - 0.5 + margin)
    axes.set_yticks([])
    axes.tick_params(length=0, pad=16 if any(panel["withheld"]) else 4)
    for edge in ("top", "right", "left"):
        axes.spines[edge].set_visible(False)


def _draw_group(axes: Any, x: int, given: Sequence[tuple[str, int, str]], width: float) -> None:  # noqa: ANN401
    """Draw the bars of one period side by side, with their values: once over bars that are equal, else over each."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415

    is_one = len({label for _, _, label in given}) == 1
    rim = [withStroke(linewidth=2.5, foreground="white")]
    for place, (key, value, label) in enumerate(given):
        aside = place - (len(given) - 1) / 2
        axes.bar([x + aside * width], [value], width, edgecolor=INK, linewidth=0.8, **LOOKS[key])
        if not is_one:
            axes.annotate(label, (x + aside * width, value), (aside * 12, 3), **CENTRED, path_effects=rim)
    if is_one:
        axes.annotate(given[0][2], (x, given[0][1]), (0, 2), **CENTRED)


def _draw_legend(figure: Any, chart: Mapping[str, Any]) -> None:  # noqa: ANN401
    from matplotlib.lines import Line2D  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415

    names = {one["key"]: one["name"] for panel in chart["panels"] for one in panel["series"]}
    marks: list[Any] = [Patch(edgecolor=INK, label=names[key], **look) for key, look in LOOKS.items() if key in names]
    if any(count for panel in chart["panels"] for count in panel["withheld"]):
        mark: dict[str, Any] = {"marker": f"${WITHHELD}$", "linestyle": "", "color": INK}
        marks.append(Line2D([], [], markersize=8, label=chart["withheld_name"], **mark))
    figure.legend(
        handles=marks, loc="upper left", bbox_to_anchor=(0.05, 0.94), ncols=2, frameon=False, fontsize=9, labelcolor=INK
    )


def _written(figure: Any, chart: Mapping[str, Any], image: Image) -> bytes:  # noqa: ANN401
    told = {"Title": chart["title"], "Description": chart["description"]}
    file = io.BytesIO()
    figure.savefig(file, format=image.value, metadata=told | ({"Date": None} if image is Image.SVG else {}))
    return file.getvalue()


def main() -> None:
    """Draw what standard input describes, onto standard output."""
    chart = json.load(sys.stdin)
    sys.stdout.buffer.write(draw(chart, Image(sys.argv[1])))


if __name__ == "__main__":
    main()
