"""`zvirka coverage`."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.records import How, Mark, Sight
from bot.store import Store, channels, coverage
from bot.store.channels import Channel

NOON = datetime(2026, 1, 29, 12, 5, tzinfo=UTC)


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "zvirka.toml"
    path.write_text('[telegram]\napi_id = 1\n[[source]]\nid = "tass"\n', encoding="utf-8")
    with Store.open(tmp_path / "zvirka.db") as store:
        store.run(channels.put, Channel("tass", "@tass_agency", 7, 8, "TASS"), NOON)
        store.run(channels.put, Channel("ria", "@rian_ru", failure="there is no such channel"), NOON)
        store.run(coverage.begin, "tass", 100)
        store.run(coverage.note, Sight("tass", {101: Mark.SEEN, 103: Mark.SEEN, 105: Mark.SEEN}, NOON))
        store.run(coverage.note, Sight("tass", {102: Mark.ABSENT}, NOON, How.ASKED))
        store.run(coverage.checked, "tass", NOON)
    return path


def run(*arguments):
    result = CliRunner().invoke(app, ["coverage", *map(str, arguments)], env={"COLUMNS": "200"}, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_lists_each_channel_that_was_found(config):
    (row,) = [line.split() for line in run("-c", config).splitlines() if "tass" in line or "ria" in line]
    assert [cell for cell in row if cell != "│"] == ["tass", "103", "2026-01-29", "12:05", "100", "3", "0", "1", "104"]


def test_it_tells_how_the_holes_of_one_source_were_closed(config):
    assert "│ 102 │ absent │ asked │ 2026-01-29 12:05 │" in run("tass", "-c", config)


def test_it_tells_the_same_in_json(config):
    assert json.loads(run("--json", "-c", config)) == [
        {
            "source": "tass",
            "begins_after": 100,
            "complete_to": 103,
            "as_of": "2026-01-29T12:05:00+00:00",
            "seen": 3,
            "service": 0,
            "absent": 1,
            "unknown": [{"from": 104, "to": 104}],
            "holes": [{"from": 102, "to": 102, "as": "absent", "how": "asked", "at": "2026-01-29T12:05:00+00:00"}],
        }
    ]
