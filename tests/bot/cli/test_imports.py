"""`zvirka import`."""

import json

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.errors import ArchiveInvalid
from bot.store import Store, history

HEAD = "kind,happened_on,to_ukraine,to_russia,sources\n"


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "zvirka.toml"
    path.write_text('[telegram]\napi_id = 1\n[[source]]\nid = "tass"\n', encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "reports.csv"
    path.write_text(HEAD + "bodies,2026-03-27,1000,48|52,https://a.example\nprisoners,2026-03-28,,,https://b.example\n")
    return path


def run(*arguments):
    result = CliRunner().invoke(app, ["import", *map(str, arguments)], env={"COLUMNS": "200"}, catch_exceptions=False)
    return result.stdout


def stored(config):
    with Store.look_into(config.with_name("zvirka.db")) as store:
        return len(store.run(history.every))


def test_it_adds_what_the_file_tells(config, file):
    run(file, "-c", config)
    assert stored(config) == 2


def test_it_says_what_it_has_added(config, file):
    assert "2 added, 0 as a new version, 0 known already." in run(file, "-c", config)


def test_it_shows_the_figures_on_which_reports_differ(config, file):
    assert "48 or 52" in run(file, "-c", config)


def test_the_same_file_again_adds_nothing(config, file):
    run(file, "-c", config)
    assert run(file, "-c", config).strip() == "0 added, 0 as a new version, 2 known already."


def test_a_dry_run_makes_no_database(config, file):
    run(file, "-c", config, "--dry-run")
    assert not config.with_name("zvirka.db").exists()


def test_a_dry_run_says_what_would_be_added_to_the_database(config, file):
    run(file, "-c", config)
    file.write_text(HEAD + "bodies,2026-03-27,1003,48,https://a.example\n")
    assert "0 would be added, 1 as a new version, 0 known already." in run(file, "-c", config, "--dry-run")


def test_its_json_names_each_handover(config, file):
    assert json.loads(run(file, "-c", config, "--json")) == {
        "new": [
            {"kind": "bodies", "happened_on": "2026-03-27", "figures": {"ukraine": [1000], "russia": [48, 52]}},
            {"kind": "prisoners", "happened_on": "2026-03-28", "figures": {}},
        ],
        "changed": [],
        "same": 0,
    }


def test_a_file_with_a_mistake_adds_nothing(config, file):
    file.write_text(HEAD + "bodies,2026-03-27,1003,48,https://a.example\ncats,2026-03-28,1,2,https://a.example\n")
    with pytest.raises(ArchiveInvalid):
        run(file, "-c", config)
    assert not config.with_name("zvirka.db").exists()
