"""Acceptance cases: posts go through the whole replay, and what comes out holds what the case expects, step by step."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app

CASES = sorted((Path(__file__).parent / "data").glob("*.json"))
CHECKED = {"miscopy", "total_mismatch", "parts_mismatch"}


def replay(posts, folder):
    """Run the posts through `zvirka replay --json`."""
    file = folder / "posts.jsonl"
    file.write_text("\n".join(json.dumps(post, ensure_ascii=False) for post in posts), encoding="utf-8")
    result = CliRunner().invoke(app, ["replay", str(file), "--json"], catch_exceptions=False)
    return json.loads(result.stdout)


def pick(got, wanted):
    """Of `got`, only what `wanted` names."""
    if isinstance(wanted, dict):
        return {key: pick((got or {}).get(key), value) for key, value in wanted.items() if key != "findings"}
    return got


def wanted_repatriations(expected):
    return [pick(one, one) for one in sorted(expected, key=place)]


def place(one):
    return one.get("happened_on", ""), one.get("kind", "")


def findings(one):
    return sorted(finding["type"] for finding in one["findings"] if finding["type"] in CHECKED)


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def test_the_repatriations_are_those_expected(case, tmp_path):
    got = sorted(replay(case["posts"], tmp_path)["repatriations"], key=place)
    expected = sorted(case["expect"]["repatriations"], key=place)
    assert len(got) == len(expected)
    assert [pick(one, wanted) for one, wanted in zip(got, expected, strict=True)] == wanted_repatriations(expected)


def test_the_findings_are_those_expected(case, tmp_path):
    got = sorted(replay(case["posts"], tmp_path)["repatriations"], key=place)
    expected = sorted(case["expect"]["repatriations"], key=place)
    pairs = [(one, wanted) for one, wanted in zip(got, expected, strict=False) if "findings" in wanted]
    assert [findings(one) for one, _ in pairs] == [findings(wanted) for _, wanted in pairs]


def test_the_posts_that_a_person_must_read_are_those_expected(case, tmp_path):
    expected = case["expect"].get("unread")
    if expected is None:
        pytest.skip("the case leaves it open")
    assert replay(case["posts"], tmp_path)["unread"] == expected


def test_every_step_holds_what_it_must(case, tmp_path):
    for step in case.get("steps", []):
        got = sorted(replay(case["posts"][: step["after"]], tmp_path)["repatriations"], key=place)
        wanted = sorted(step["repatriations"], key=place)
        assert [pick(one, like) for one, like in zip(got, wanted, strict=True)] == wanted
