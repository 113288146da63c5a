"""The documents say what the code does."""

import re
from pathlib import Path

import pytest

from bot import errors
from bot.cli.app import app
from bot.desk.wishes import USAGE
from bot.sources.archive import BadLine, read_lines

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CODE = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("parsers/**/*.py")])


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_names_every_command_and_no_other():
    rows = re.findall(r"^\| (`zvirka .*?) \|", read("README.md"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`zvirka (\w+)", row)}
    assert named == {command.name or command.callback.__name__ for command in app.registered_commands}


def test_the_page_on_rulings_writes_each_as_the_desk_reads_it():
    words = re.findall(r"^\| `(.+?)` \|", read("docs/rulings.md"), re.MULTILINE)
    assert sorted(words) == sorted(USAGE.values())


def test_the_four_words_are_targets_of_the_makefile():
    assert set(re.findall(r"`make (\w+)`", read("CONTRIBUTING.md"))) - {"lock"} <= set(
        re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE)
    )


def test_the_posts_of_the_sources_page_can_be_replayed():
    (block,) = re.findall(r"```json\n(.*?)```", read("docs/sources.md"), re.DOTALL)
    found = list(read_lines(block.splitlines()))
    assert (len(found), [one for one in found if isinstance(one, BadLine)]) == (3, [])


def test_every_exit_code_of_an_error_is_explained():
    codes = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type)}
    explained = {int(code) for code in re.findall(r"^\| (\d+) \|", read("docs/operations.md"), re.MULTILINE)}
    assert codes <= explained


def test_every_event_of_the_log_that_warns_is_explained():
    warned = {event for path in CODE for event in re.findall(r'log\.warning\(\s*"([^"]+)"', path.read_text("utf-8"))}
    explained = {
        event
        for cell in re.findall(r"^\| (`.+?`) \| (?:INFO|WARNING)", read("docs/operations.md"), re.MULTILINE)
        for event in re.findall(r"`([^`]+)`", cell)
    }
    assert warned - explained == set()


def test_every_error_stands_in_the_tree_at_the_top_of_its_file():
    classes = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert classes == set(re.findall(r"\w+", errors.__doc__)) & classes


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_everything_with_a_hash_and_names_no_host(lock):
    text = read(lock)
    pinned = re.findall(r"^[a-z0-9._-]+==[^\\]+\\\n    --hash=sha256:", text, re.MULTILINE | re.IGNORECASE)
    assert (len(pinned), re.findall(r"https?://|index-url", text)) == (
        len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)),
        [],
    )


def test_every_decision_is_listed():
    listed = set(re.findall(r"\]\((\S+)\.md\)", read("docs/decisions/README.md")))
    assert listed == {path.stem for path in (ROOT / "docs/decisions").glob("*.md")} - {"README"}


def test_the_alert_of_the_readme_is_the_one_that_the_wording_renders():
    shown = re.search(r"<!-- alert -->\n(.*?)\n\n<!-- /alert -->", read("README.md"), re.DOTALL)
    assert shown[1] in read("docs/alerts.md")  # which its own test renders


def test_every_test_that_the_reliability_page_names_is_there():
    files = {
        "T": "sources/test_telethon",
        "L": "telegram/test_line",
        "C": "sources/test_coverage",
        "F": "test_faults",
        "D": "alerts/test_delivery",
        "V": "alerts/test_telegram_voice",
        "O": "store/test_outbox",
        "P": "store/test_parked",
        "I": "ingest/test_one_transaction",
        "M": "store/test_migrations",
        "H": "alerts/test_hostile",
        "G": "alerts/test_reading",
    }
    cells = re.findall(r"^\| \d+ \|.*\| (.*?) \|$", read("docs/reliability.md"), re.MULTILINE)
    named = [
        (letter, name)
        for cell in cells
        for letter, names in re.findall(r"\b([A-Z]) ((?:`[^`]+`(?:, )?)+)", cell)
        for name in re.findall(r"`([^`]+)`", names)
    ]
    missing = [
        (letter, name)
        for letter, name in named
        if not re.search(
            r"def test_" + ".*".join(map(re.escape, name.split("…"))), read(f"tests/bot/{files[letter]}.py")
        )
    ]
    assert (len(named) > 70, missing) == (True, [])
