"""Charts as pictures: looked at as files, for what is on them was looked at by people."""

import itertools
import struct
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from xml.etree import ElementTree as ET

import pytest

from bot.errors import ChartFailed
from bot.records import Known, Status
from bot.reports.chart import chart
from bot.reports.draw import LOOKS, MOST_KEPT, Drawings, Image, draw, draw_apart
from bot.reports.totals import handovers
from parsers.claim import Kind
from tests.bot.alerts.build import RUSSIA, UKRAINE, picture, repatriation, said, verdict

HISTORY = [Known(Kind.BODIES, date(2025, 12, 19), {UKRAINE: 1003, RUSSIA: 26})]
HANDOVERS = picture(
    repatriation(verdict(standing=(said(1000), said(1003, source="tass", post="9")))),
    repatriation(verdict(status=Status.UNDISCLOSED, best=None, standing=()), day=date(2025, 11, 2)),
)


@pytest.fixture
def chart_of_three():
    return chart(handovers(HANDOVERS, HISTORY), ["coordination-hq"], Kind.BODIES, date(2026, 2, 1), "uk")


def test_a_png_is_wide_enough_to_read(chart_of_three):
    drawn = draw(asdict(chart_of_three), Image.PNG)
    assert (drawn[:8], struct.unpack(">II", drawn[16:24])) == (b"\x89PNG\r\n\x1a\n", (1600, 1152))


def test_an_svg_says_in_words_what_it_shows(chart_of_three):
    root = ET.fromstring(draw(asdict(chart_of_three), Image.SVG))
    said_in_words = [one.text for one in root.iter() if one.tag.endswith("}description")]
    assert said_in_words == [chart_of_three.description]


@pytest.mark.parametrize("image", list(Image))
def test_the_same_chart_gives_the_same_bytes(chart_of_three, image):
    assert draw(asdict(chart_of_three), image) == draw(asdict(chart_of_three), image)


def test_each_series_has_a_hatch_of_its_own():
    assert len({look["hatch"] for look in LOOKS.values()}) == 4


def test_the_colours_differ_in_brightness():
    brightness = sorted(
        sum(int(look["facecolor"][at : at + 2], 16) * weight for at, weight in ((1, 0.299), (3, 0.587), (5, 0.114)))
        for look in LOOKS.values()
    )
    assert all(lower + 50 < higher for lower, higher in itertools.pairwise(brightness))


async def test_a_chart_is_drawn_in_a_process_of_its_own(chart_of_three):
    assert (await draw_apart(asdict(chart_of_three)))[:8] == b"\x89PNG\r\n\x1a\n"


async def test_what_cannot_be_drawn_is_said_in_one_line(chart_of_three):
    with pytest.raises(ChartFailed, match="the chart was not drawn: ValueError"):
        await draw_apart(asdict(replace(chart_of_three, panels=())))


async def test_a_chart_that_takes_too_long_is_given_up(chart_of_three):
    with pytest.raises(ChartFailed, match="not drawn within 0 s"):
        await draw_apart(asdict(chart_of_three), seconds=0)


def test_commands_and_daemon_start_without_matplotlib():
    loaded = "import sys, bot.cli.app, bot.service; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


async def test_the_same_chart_is_drawn_once():
    drawn = []
    drawings = Drawings(partial(keep, drawn))
    assert (await drawings.draw({"title": "a"}), await drawings.draw({"title": "a"}), drawn) == (b"a", b"a", ["a"])


async def test_charts_that_were_not_asked_for_lately_are_drawn_anew():
    drawn = []
    drawings = Drawings(partial(keep, drawn))
    for title in ["first", *map(str, range(MOST_KEPT)), "first"]:
        await drawings.draw({"title": title})
    assert drawn.count("first") == 2


async def keep(drawn, chart):
    drawn.append(chart["title"])
    return chart["title"].encode()
