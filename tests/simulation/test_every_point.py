"""The founding case, killed at each commit and at each message in turn: the end is that of the uninterrupted run."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from bot.store.schema import revisions, verdicts
from tests.simulation.house import house, nursery
from tests.simulation.simulation import arrived
from tests.simulation.world import World
from tests.telegram.faults import Repeat

MORNING = datetime(2026, 1, 29, 10, 40, tzinfo=UTC)
HEADQUARTERS = "До України повернуто 1000 тіл полеглих."
EDITED = "До України повернуто 1003 тіла полеглих."
TASS = "Россия передала Украине тела 1000 погибших военнослужащих, взамен получены тела 38 российских бойцов."


SOURCES = (("coordination-hq", "uk"), ("tass", "ru"))


class Case:
    """29 January 2026: the headquarters, TASS half an hour later, and the edit that disagrees."""

    def __init__(self, place):
        self.house = place
        self.now = MORNING
        self.world = World(Random(0), place.channels)
        place.dc.cloud.now = lambda: self.now

    async def play(self):
        first = await self._post("coordination-hq", "uk", HEADQUARTERS)
        await self._post("tass", "ru", TASS)
        self._channel("coordination-hq", "uk").edit(first, EDITED)
        self.world.note(("coordination-hq", "uk"), self._channel("coordination-hq", "uk"), first)
        await arrived(self.house, self.world, {})

    def end(self):
        """What is stored, and what each chat shows: texts, and the place of the message that each answers."""
        facts = self.house.ask(lambda connection: [tuple(row) for row in connection.execute(FACTS)])
        figures = self.house.ask(lambda connection: [tuple(row) for row in connection.execute(FIGURES)])
        return facts, figures, {language: self._chat(person) for language, person in self.house.people.items()}

    async def _post(self, source, lang, text):
        stage = self._channel(source, lang)
        ident = stage.post(text, at=self.now)
        self.world.note((source, lang), stage, ident)
        await arrived(self.house, self.world, {})
        self.now += timedelta(minutes=30)
        return ident

    def _channel(self, source, lang):
        return self.house.channels[source, lang]

    def _chat(self, person):
        shown = [one for one in self.house.dc.chat(person, self.house.bot) if one.sender == self.house.bot.username]
        places = {one.id: place for place, one in enumerate(shown)}
        return [(one.text, places.get(one.reply_to), one.buttons) for one in shown]


FACTS = select(revisions.c.source_id, revisions.c.external_id, revisions.c.number, revisions.c.text).order_by(
    revisions.c.source_id, revisions.c.external_id, revisions.c.number
)
FIGURES = select(verdicts).order_by(verdicts.c.repatriation_id, verdicts.c.receiver)


async def play(folder, born_in, die_at, repeat):
    """Play the case in a folder of its own; return how it ended and how often the daemon was killed."""
    folder.mkdir()
    async with house(folder, born_in, sources=SOURCES, languages=("uk", "en")) as place:
        place.dc.faults.repeat = repeat
        await place.start(die_at)
        case = Case(place)
        await case.play()
        return case.end(), place.kills


async def play_all(folder, repeat, points, expected):
    """The points at which the end differs from what it must be; stops after the last point that there is."""
    wrong = {}
    async with nursery() as born_in:
        for point in points:
            found, kills = await play(folder / str(point), born_in, point, repeat)
            if not kills:
                return wrong
            if found != expected:
                wrong[point] = found
    raise AssertionError("there is no end to the points")


@pytest.mark.parametrize("repeat", [Repeat.ORIGINAL, Repeat.DUPLICATE_ERROR])
async def test_killed_at_every_commit_and_every_message_the_end_is_the_same(tmp_path, repeat):
    async with nursery() as born_in:
        expected, _ = await play(tmp_path / "0", born_in, None, repeat)
    odd, even = await asyncio.gather(*(play_all(tmp_path, repeat, range(first, 1000, 2), expected) for first in (1, 2)))
    assert odd | even == {}
