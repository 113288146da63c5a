"""The commands, on a real database and on real files."""

import json

import pytest
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.cli.app import app
from bot.errors import (
    ArchiveInvalid,
    BackupFailed,
    ConfigurationInvalid,
    ExportFailed,
    LogBroken,
    StoreUnavailable,
    ZvirkaError,
)

POSTS = [
    {
        "source": "coordination-hq",
        "id": "1",
        "posted_at": "2026-01-29T12:40:00+02:00",
        "text": "Сьогодні до України повернуто 1000 тіл полеглих.",
    },
    {
        "source": "medinsky",
        "id": "2",
        "posted_at": "2026-01-29T14:00:00+03:00",
        "text": "Украине передано 1000 тел погибших. Нам вернули 38 тел.",
    },
    {
        "source": "coordination-hq",
        "id": "1",
        "posted_at": "2026-01-29T12:40:00+02:00",
        "edited_at": "2026-01-29T16:00:00+02:00",
        "text": "Сьогодні до України повернуто 1003 тіла полеглих.",
    },
]


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments, given=None):
    """Run a command; return what it wrote."""
    result = CliRunner().invoke(app, [str(one) for one in arguments], input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_text("\n".join(json.dumps(post, ensure_ascii=False) for post in POSTS), encoding="utf-8")
    return path


@pytest.fixture
def config(tmp_path, archive):
    """A configuration whose database holds the posts."""
    path = tmp_path / "zvirka.toml"
    path.write_text('[telegram]\napi_id = 1\n[[source]]\nid = "coordination-hq"\n', encoding="utf-8")
    run("replay", archive, "--database", tmp_path / "zvirka.db")
    return path


def test_a_replay_gives_repatriations_alerts_and_unread_posts(archive):
    assert set(json.loads(run("replay", archive, "--json"))) == {
        "repatriations",
        "findings",
        "alerts",
        "unread",
        "skipped",
    }


def test_a_replay_judges_the_figures(archive):
    (one,) = json.loads(run("replay", archive, "--json"))["repatriations"]
    figures = {
        to: {key: found[key] for key in ("status", "low", "best", "high")} for to, found in one["figures"].items()
    }
    assert (one["kind"], one["happened_on"], figures) == (
        "bodies",
        "2026-01-29",
        {
            "ukraine": {"status": "disputed", "low": 1000, "best": 1003, "high": 1003},
            "russia": {"status": "reported", "low": 38, "best": 38, "high": 38},
        },
    )


def test_a_replay_tells_the_alerts_in_their_order_and_in_every_language(archive):
    alerts = json.loads(run("replay", archive, "--json"))["alerts"]
    assert [(one["type"], one["repatriation"], sorted(one["text"])) for one in alerts] == [
        ("reported", "bodies-2026-01-29", ["en", "ru", "uk"]),
        ("corroborated", "bodies-2026-01-29", ["en", "ru", "uk"]),
        ("disputed", "bodies-2026-01-29", ["en", "ru", "uk"]),
    ]


def test_a_replay_skips_what_it_cannot_read_and_says_so(archive):
    archive.write_text("nonsense\n" + archive.read_text("utf-8"), encoding="utf-8")
    result = CliRunner().invoke(app, ["replay", str(archive), "--json"])
    found = json.loads(result.stdout)
    assert (found["skipped"][0]["line"], len(found["repatriations"])) == (1, 1)


def test_a_replay_without_json_is_a_table(archive):
    assert "2026-01-29 │ bodies │ 1,003 (1,000–1,003) disputed │ 38 reported" in " ".join(
        run("replay", archive).split()
    )


def test_a_replay_of_no_file_is_an_error_with_a_remedy(tmp_path):
    with pytest.raises(ArchiveInvalid, match="name a file of JSON lines"):
        run("replay", tmp_path / "absent.jsonl")


def test_posts_are_listed_newest_first(config):
    found = json.loads(run("posts", "-c", config, "--json"))
    assert [(one["source"], one["text"]) for one in found] == [
        ("medinsky", "Украине передано 1000 тел погибших. Нам вернули 38 тел."),
        ("coordination-hq", "Сьогодні до України повернуто 1003 тіла полеглих."),
    ]


def test_a_table_of_posts_shows_the_text_that_speaks(config):
    assert "Сьогодні до України повернуто 1003 тіла полеглих." in " ".join(run("posts", "-c", config).split())


def test_posts_can_be_bounded(config):
    assert len(json.loads(run("posts", "-c", config, "-n", "1", "--json"))) == 1


def test_unread_posts_can_be_asked_for(config):
    assert json.loads(run("posts", "-c", config, "--unread", "--json")) == []


def test_repatriations_are_listed(config):
    assert [one["id"] for one in json.loads(run("repatriations", "-c", config, "--json"))] == ["bodies-2026-01-29"]


def test_one_repatriation_is_shown_with_claims_revisions_and_decisions(config):
    shown = json.loads(run("show", "bodies-2026-01-29", "-c", config, "--json"))
    assert (len(shown["statements"]), len(shown["revisions"]), shown["decisions"]) == (4, 3, [])


def test_the_table_of_one_repatriation_names_what_no_longer_stands(config):
    assert "no longer standing" in " ".join(run("show", "bodies-2026-01-29", "-c", config).split())


def test_a_repatriation_that_does_not_exist_says_where_to_look(config):
    with pytest.raises(ZvirkaError, match="`zvirka repatriations` lists their ids"):
        run("show", "bodies-1999-01-01", "-c", config)


def test_commands_on_no_database_say_what_to_start(tmp_path, config):
    (tmp_path / "zvirka.db").unlink()
    with pytest.raises(StoreUnavailable, match="start `zvirka run`"):
        run("posts", "-c", config)


def test_check_is_content_with_a_good_configuration(config, monkeypatch):
    monkeypatch.setenv("ZVIRKA_API_HASH", "x")
    monkeypatch.setenv("ZVIRKA_BOT_TOKEN", "y")
    assert json.loads(run("check", "-c", config, "--json"))["mistakes"] == []


def test_check_reports_mistakes_as_json_too(config, monkeypatch):
    monkeypatch.delenv("ZVIRKA_API_HASH", raising=False)
    monkeypatch.delenv("ZVIRKA_BOT_TOKEN", raising=False)
    result = CliRunner().invoke(app, ["check", "-c", str(config), "--json"])
    assert (len(json.loads(result.stdout)["mistakes"]), type(result.exception)) == (2, ConfigurationInvalid)


def test_check_says_what_is_there(config, monkeypatch):
    monkeypatch.setenv("ZVIRKA_API_HASH", "x")
    monkeypatch.setenv("ZVIRKA_BOT_TOKEN", "y")
    said = " ".join(run("check", "-c", config).split())
    assert "in order: 0 channels, 0 editors, 0 chats" in said


def test_an_error_becomes_one_message_and_its_exit_code(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["zvirka", "posts", "--config", str(tmp_path / "absent.toml")])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert (ended.value.code, "copy config.example.toml there and edit it" in capsys.readouterr().err) == (2, True)


def test_debug_shows_the_traceback(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["zvirka", "--debug", "posts", "--config", str(tmp_path / "absent.toml")])
    with pytest.raises(ConfigurationInvalid):
        command_line.main()


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
def test_the_demo_runs_to_its_end(language):
    said = run("demo", "--seconds", "0", "--language", language)
    assert ("an editor presses Confirm" in said, "README.md has the ten steps." in said) == (True, True)


def test_a_stream_of_posts_answers_each_line_and_never_stops_at_a_bad_one():
    lines = [json.dumps(POSTS[0], ensure_ascii=False), "nonsense", "[" * 100_000, json.dumps(POSTS[1])]
    answers = [json.loads(line) for line in run("parse", "--jsonl", given="\n".join(lines)).splitlines()]
    assert [(one["id"], "error" in one) for one in answers] == [("1", False), (None, True), (None, True), ("2", False)]


def test_a_claim_of_the_stream_has_the_stable_shape():
    (answer,) = [json.loads(line) for line in run("parse", "--jsonl", given=json.dumps(POSTS[0])).splitlines()]
    (claim,) = answer["claims"]
    stable = {"kind", "scope", "to", "value", "bound", "happened_on", "happened_on_basis", "origin", "hedge"}
    stable |= {"label", "quote", "span", "lang", "template", "context"}
    assert (stable - set(claim), answer["relevant"], claim["value"]) == (set(), True, 1000)


def test_what_is_not_utf8_spoils_no_other_line():
    lines = b'{"id": "\xff"}\n' + json.dumps(POSTS[0]).encode()
    result = CliRunner().invoke(app, ["parse", "--jsonl"], input=lines)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["\N{REPLACEMENT CHARACTER}", "1"]


def test_a_text_is_parsed_into_a_table():
    said = " ".join(run("parse", POSTS[0]["text"], "--source", "coordination-hq", "--day", "2026-01-29").split())
    assert "1,000 exactly │ ukraine │ bodies: handover │ 2026-01-29 │ the source's own" in said


def test_a_text_may_come_from_standard_input():
    assert json.loads(run("parse", "--json", given=POSTS[0]["text"]))["relevant"] is True


def test_a_day_that_is_none_is_refused():
    with pytest.raises(ArchiveInvalid, match="write it like 2026-01-29"):
        run("parse", "x", "--day", "Thursday")


def test_explain_names_the_template_that_took_the_words():
    (claim,) = json.loads(run("explain", POSTS[0]["text"], "--json"))["claims"]
    assert claim["template"] in run("explain", POSTS[0]["text"])


def test_a_replay_can_sum_totals_over_the_reference_history(tmp_path):
    post = POSTS[1] | {"text": POSTS[1]["text"] + " Всего в рамках стамбульских договоренностей передано 77777 тел."}
    path = tmp_path / "posts.jsonl"
    path.write_text(json.dumps(post, ensure_ascii=False), encoding="utf-8")

    def types(*options):
        found = json.loads(run("replay", path, "--json", *options))["repatriations"]
        return [finding["type"] for one in found for finding in one["findings"]]

    assert (types(), types("--history")) == ([], ["total_mismatch"])


def test_a_new_language_is_a_folder_to_fill_in(tmp_path):
    said = run("language", "pl", "--in", tmp_path)
    assert said.splitlines()[0] == str(tmp_path / "pl")
    assert sorted(path.name for path in (tmp_path / "pl").iterdir()) == ["grammar.toml", "numerals.toml", "words.toml"]


@pytest.mark.parametrize(("code", "says"), [("Polish", "two or three small letters"), ("uk", "exists already")])
def test_a_language_that_cannot_be_made_is_refused_in_words(code, says, tmp_path):
    (tmp_path / "uk").mkdir()
    result = CliRunner().invoke(app, ["language", code, "--in", str(tmp_path)])
    assert (result.exit_code, says in result.stderr) == (2, True)


def test_totals_are_listed_by_month(config):
    assert "2026-01" in run("totals", "--config", config)


def test_totals_are_given_as_json(config):
    (to_ukraine, to_russia) = json.loads(run("totals", "--config", config, "--by", "year", "--json"))
    assert (to_ukraine["by_russia"], to_russia["best"]) == ({"sum": 1000, "handovers": 1, "bound": "exactly"}, 38)


def test_totals_can_go_over_the_reference_history(config):
    assert json.loads(run("totals", "--config", config, "--history", "--json"))[0]["period"] == "2022-06"


@pytest.mark.parametrize("name", ["chart.png", "chart.svg"])
def test_a_chart_is_drawn_and_said_in_words(config, tmp_path, name):
    said = run("chart", "--config", config, "--to", str(tmp_path / name))
    assert (said.splitlines()[0], (tmp_path / name).exists()) == ("Bodies handed over, month by month", True)


def test_nothing_is_drawn_of_what_was_not_handed_over(config, tmp_path):
    said = run("chart", "--config", config, "--kind", "prisoners", "--to", str(tmp_path / "chart.png"))
    assert ("nothing is drawn" in said, (tmp_path / "chart.png").exists()) == (True, False)


@pytest.mark.parametrize(("name", "why"), [("chart.gif", "no kind of image"), ("none/chart.png", "cannot be written")])
def test_a_chart_that_cannot_be_written_is_told(config, tmp_path, name, why):
    with pytest.raises(ExportFailed, match=why):
        run("chart", "--config", config, "--to", str(tmp_path / name))


def test_an_export_names_its_files_and_its_codebook(config, tmp_path):
    said = run("export", "--config", config, "--to", tmp_path / "out").splitlines()
    assert (len(said), said[-1]) == (5, "codebook version 2: docs/data-dictionary.md")


def test_an_export_that_cannot_be_written_says_where(config, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ExportFailed, match="out: cannot be written"):
        run("export", "--config", config, "--to", tmp_path / "out")


def test_a_backup_goes_into_a_folder_under_a_name_of_its_own(config, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    said = run("backup", folder, "--config", config)
    (made,) = folder.iterdir()
    assert said.startswith(f"{made}: 2 posts, whole")


def test_a_backup_without_a_place_says_how_to_name_one(config):
    with pytest.raises(BackupFailed, match=r"name a file or folder, or set \[backup\] folder"):
        run("backup", "--config", config)


def test_a_backup_of_no_database_says_so(config, tmp_path):
    (tmp_path / "zvirka.db").unlink()
    with pytest.raises(StoreUnavailable, match="start `zvirka run`"):
        run("backup", tmp_path / "copy.db", "--config", config)


def test_the_audit_says_that_a_log_is_in_order(config):
    said = run("audit", "--config", config)
    assert said.startswith("0 decisions, each chained to the one before it: in order")


def test_the_audit_fails_where_the_noted_head_is_gone(config):
    with pytest.raises(LogBroken, match="no entry has the hash abc"):
        run("audit", "--config", config, "--head", "abc")


def test_the_log_of_decisions_is_listed(config):
    assert json.loads(run("log", "--config", config, "--json")) == []
