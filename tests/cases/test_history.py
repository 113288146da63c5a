"""What a replay knows of handovers that are not in its file."""

import json

import pytest
from typer.testing import CliRunner

from bot.cli.app import app

RECALLING = "До України повернуто 1000 тіл. Нагадаємо, 19 грудня до України повернули 1010 тіл."


@pytest.fixture
def found(tmp_path):
    path = tmp_path / "posts.jsonl"
    post = {"source": "ukrinform", "id": "1", "posted_at": "2026-01-29T12:00:00+02:00", "text": RECALLING}
    path.write_text(json.dumps(post, ensure_ascii=False), encoding="utf-8")

    def found(*options):
        result = CliRunner().invoke(app, ["replay", str(path), "--json", *options], catch_exceptions=False)
        (one,) = json.loads(result.stdout)["repatriations"]
        return [finding["type"] for finding in one["findings"]]

    return found


def test_a_replay_knows_nothing_else(found):
    assert found() == []


def test_a_replay_with_the_history_knows_what_public_reports_told(found):
    assert found("--history") == ["recall_mismatch"]
