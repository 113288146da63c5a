"""A real SQLite store in a folder of its own."""

from datetime import UTC, datetime

import pytest

from bot.records import PostKey, Publication
from bot.store import Store

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "zvirka.db"


@pytest.fixture
def store(path):
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def publication():
    return Publication(
        key=PostKey("coordination-hq", "4101"),
        posted_at=NOON,
        text="До України повернуто 1000 тіл.",
        seen_at=NOON,
        link="https://t.me/Koord_shtab/4101",
    )
