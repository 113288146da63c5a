"""A post that breaks what comes after its parsing is kept for a person, and the others go on."""

from dataclasses import replace

import pytest

from bot.records import PostKey
from bot.store import Store, coverage, posts
from parsers import parse
from parsers.claim import Bound, Figure
from tests.bot.newsroom import newsroom

POISON = "До України повернуто 666 тіл полеглих."


FAULT = "OverflowError: Python int too large to convert to SQLite INTEGER"


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


def misread(text, **setting):
    """Read as ever, but one text yields a figure that no database takes."""
    found = parse(text, **setting)
    if text != POISON:
        return found
    figure = Figure(10**30, Bound.EXACTLY, 1)
    return replace(found, claims=tuple(replace(one, figure=figure) for one in found.claims))


def stored(room):
    with Store.look_into(room.configuration.store.path) as store:
        return store.run(posts.find, PostKey("coordination-hq", "1"))


async def test_a_pushed_post_that_cannot_be_judged_is_kept_with_its_fault(room):
    async with room.open(parse=misread):
        room.headquarters.post(POISON, at=room.clock())
        await room.until_stored(POISON)
    assert (stored(room).unread, stored(room).fault) == (True, FAULT)


async def test_the_editors_are_called_to_it(room):
    async with room.open(parse=misread):
        room.headquarters.post(POISON, at=room.clock())
        await room.message(room.editor, 0, "666", "OverflowError")


async def test_the_others_of_its_page_are_judged(room):
    room.headquarters.post(POISON, at=room.clock())
    room.headquarters.post("До України повернуто 1000 тіл полеглих.", at=room.clock())
    async with room.open(parse=misread):
        await room.message(room.subscriber, 0, "1,000")


async def test_the_ledger_goes_on_behind_it(room):
    async with room.open(parse=misread) as service:
        room.headquarters.post(POISON, at=room.clock())
        room.headquarters.post("без новин")
        await room.sweep(service)
    with Store.look_into(room.configuration.store.path) as store:
        (found,) = store.run(coverage.every, "coordination-hq")
    assert (found.complete_to, found.unknown) == (2, ())
