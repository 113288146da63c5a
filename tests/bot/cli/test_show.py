"""`zvirka show`: the rules behind each figure, who was first, who is silent."""

import json

import pytest
from typer.testing import CliRunner

from bot.cli.app import app

FIRST_DAY = (
    "Начался обмен по формуле 500 на 500. Сегодня домой вернулись 200 наших ребят, Украине переданы 200 военнопленных."
)
SECOND_DAY = "Сегодня возвращены 300 российских военнослужащих. Взамен переданы 300 военнопленных ВСУ."
PEOPLE = [
    ("medinsky", "2026-03-05T13:00:00+03:00", FIRST_DAY),
    ("russian-mod", "2026-03-06T13:00:00+03:00", SECOND_DAY),
    ("coordination-hq", "2026-03-06T15:00:00+02:00", "Сьогодні з полону повернулися 302 українці."),
]


@pytest.fixture
def show(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")
    posts = [
        {"source": source, "id": str(number), "posted_at": posted_at, "text": text}
        for number, (source, posted_at, text) in enumerate(PEOPLE)
    ]
    archive, config = tmp_path / "posts.jsonl", tmp_path / "zvirka.toml"
    archive.write_text("\n".join(json.dumps(post, ensure_ascii=False) for post in posts), encoding="utf-8")
    config.write_text('[telegram]\napi_id = 1\n[[source]]\nid = "coordination-hq"\n', encoding="utf-8")

    def run(*arguments):
        result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
        return " ".join(result.stdout.split())

    run("replay", archive, "--database", tmp_path / "zvirka.db")
    return lambda number, *more: run("show", f"prisoners-2026-03-0{number}", "-c", config, *more)


def test_each_bound_is_shown_with_who_gives_it(show):
    assert "low 300 (russian-mod); best 302 (coordination-hq); high 302 (coordination-hq)" in show(6)


def test_the_rules_behind_the_verdict_are_named(show):
    assert "sides-differ, receiver-authority" in show(6)


def test_the_side_that_was_first_is_shown_with_the_time_that_the_other_took(show):
    assert "russia; the other side 180 min later" in show(6)


def test_a_side_that_nobody_has_answered_yet_is_shown_as_such(show):
    assert "russia; no other side yet" in show(5)


def test_those_who_usually_report_and_have_not_are_named(show):
    assert "coordination-hq, russian-mod" in show(5)


def test_the_stages_of_one_exchange_are_named(show):
    assert "Stages of one exchange: prisoners-2026-03-05, prisoners-2026-03-06" in show(5)


def test_its_json_holds_the_same(show):
    shown = json.loads(show(5, "--json"))
    figure = shown["figures"]["ukraine"]
    assert (figure["grounds"], figure["silent"], figure["lead"]["side"], shown["stages"]) == (
        "one-origin",
        ["coordination-hq", "russian-mod"],
        "russia",
        ["prisoners-2026-03-05", "prisoners-2026-03-06"],
    )
