"""What a live post costs: few statements, and one transaction."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from bot.ingest import Ingest
from bot.records import Mark, PostKey, Publication, Sight
from bot.store import Store, channels, coverage
from bot.store.channels import Channel
from parsers import parse
from parsers.parties import known_parties

NOON = datetime(2026, 1, 29, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as opened:
        opened.run(channels.put, Channel("tass", "@tass_agency", 7, 8, "TASS"), NOON)
        opened.run(coverage.begin, "tass", 0)
        yield opened


async def test_the_next_post_that_says_nothing_is_six_statements(store):
    ingest = Ingest(store, known_parties(), parse, lambda: NOON)

    async def take(ident):
        post = Publication(PostKey("tass", str(ident)), NOON, "Погода на завтра.", NOON)
        await ingest.take([post], Sight("tass", {ident: Mark.SEEN}, NOON))

    await take(1)
    said = []
    event.listen(store._engine, "before_cursor_execute", lambda *call: said.append(call[2].split()[0]))
    await take(2)
    assert said == ["BEGIN", "SELECT", "SELECT", "INSERT", "INSERT", "UPDATE", "UPDATE"]
