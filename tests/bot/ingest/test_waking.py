"""When the delivery is woken: for what somebody is to be told, and for nothing else."""

from datetime import UTC, datetime

import pytest

from bot.ingest import Ingest
from bot.records import Action, Decision, PostKey, Publication
from bot.store import Store
from parsers import parse
from parsers.parties import known_parties

NOON = datetime(2026, 1, 29, 12, tzinfo=UTC)
HANDOVER = "Сьогодні до України повернуто 1000 тіл загиблих захисників."
WEATHER = "Погода на завтра."


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as opened:
        yield opened


@pytest.fixture
def woken():
    return []


@pytest.fixture
def ingest(store, woken):
    return Ingest(store, known_parties(), parse, lambda: NOON, when_alerted=lambda: woken.append("woken"))


def post(text, ident="1"):
    return Publication(PostKey("coordination-hq", ident), NOON, text, NOON)


def broken(_text, **_about):
    raise ValueError("a hole in the parser")


async def test_a_post_of_which_nobody_is_told_wakes_nobody(ingest, woken):
    await ingest.take([post(WEATHER)])
    assert woken == []


async def test_an_announcement_wakes_the_delivery_once(ingest, woken):
    await ingest.take([post(WEATHER), post(HANDOVER, "2")])
    assert woken == ["woken"]


async def test_the_same_announcement_again_wakes_nobody(ingest, woken):
    await ingest.take([post(HANDOVER)])
    await ingest.take([post(HANDOVER)])
    assert woken == ["woken"]


async def test_a_post_that_a_person_must_read_wakes_the_delivery(store, woken):
    ingest = Ingest(store, known_parties(), broken, lambda: NOON, when_alerted=lambda: woken.append("woken"))
    await ingest.take([post(HANDOVER)])
    assert woken == ["woken"]


async def test_a_ruling_wakes_the_delivery(ingest, woken):
    await ingest.take([post(HANDOVER)])
    (found,) = ingest.book.picture.repatriations
    await ingest.decide(Decision(found.id, Action.CONFIRM, 7, "Olena", NOON, found.state))
    assert woken == ["woken", "woken"]
