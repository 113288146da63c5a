"""The handovers known from public reports: posts in our own words go through the whole replay."""

import re
from pathlib import Path

import pytest

from tests.cases.acceptance import EXPECTED, FOLDER, got, table

PAGE = Path(__file__).parents[2] / "docs" / "crosscheck.md"


@pytest.fixture(scope="module")
def found():
    return {name: got(name) for name in EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_case_gives_what_it_is_there_for_and_nothing_else(name, found):
    assert found[name] == EXPECTED[name]


def test_every_file_is_a_case():
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(EXPECTED)


def test_the_page_holds_the_table(found):
    (shown,) = re.findall(r"<!-- acceptance -->\n(.*?)\n<!-- /acceptance -->", PAGE.read_text("utf-8"), re.DOTALL)
    assert shown == table(found)
