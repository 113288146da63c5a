"""The run: rounds of posts, faults and kills; after each so many, calm, and everything must have arrived."""

import asyncio
import time
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.simulation import proof
from tests.simulation.house import house, nursery
from tests.simulation.world import RECENT, World
from tests.telegram.faults import Repeat
from tests.telegram.weather import Weather

ROUNDS = 4
"""So many rounds go by between two calms."""

PATIENCE = 60.0
LOOK_SECONDS = 0.05


class ProofFailed(AssertionError):
    """Something was lost, or shown twice."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: a seed, how many posts, how likely a kill is in each round, and what to leave out."""

    seed: int
    posts: int
    kills: float = 0.5
    announces: float = 0.15
    without: tuple[str, ...] = ()
    patience: float = PATIENCE
    is_calm: bool = False


@dataclass(slots=True)
class Figures:
    """What a run went through."""

    posts: int = 0
    kills: int = 0
    restarts: int = 0
    calms: int = 0
    messages: int = 0
    calls: int = 0
    seconds: float = 0
    faults: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


class Simulation:
    """One run in one house."""

    def __init__(self, plan, place):
        self._plan = plan
        self._house = place
        self._chance = Random(plan.seed)
        self._world = World(Random(plan.seed + 1), place.channels, announces=plan.announces)
        self._seen = defaultdict(set)
        self._since = {}
        self.figures = Figures()

    async def run(self):
        """Go on until all is published and has arrived; raise `ProofFailed` with everything that is wrong."""
        began = time.monotonic()
        rounds = 0
        while self._world.posts < self._plan.posts:
            await self._round()
            rounds += 1
            if rounds % ROUNDS == 0:
                await self._calm()
        await self._calm()
        if wrong := proof.untrue(self._house, self._world, self._seen):
            raise ProofFailed("\n".join(wrong[:20]))
        self._sum_up(time.monotonic() - began)
        return self.figures

    async def _round(self):
        self._trouble()
        if not self._house.is_alive:
            await self._house.start(self._chance.randint(1, 60) if self._happens(self._plan.kills) else None)
        for _ in range(self._chance.randint(4, 12)):
            self._world.act()
            if self._happens(0.5):
                await asyncio.sleep(self._chance.random() * 0.05)
        if self._happens(self._plan.kills):
            await self._house.kill()
        elif self._happens(0.1):
            await self._house.dc.restart()
            self.figures.restarts += 1

    def _trouble(self):
        """Bring one fault more, on top of the weather."""
        faults = self._house.dc.faults
        faults.lift()
        if self._plan.is_calm:
            return
        faults.weather = Weather(
            seed=self._chance.getrandbits(32),
            drop_before=0.02,
            drop_after=0.02,
            fail=0.02,
            flood_wait=0.02,
            flood_seconds=3,
            lose_update=0.1,
            copy_update=0.1,
            swap_updates=0.1,
            too_long=0.1,
        )
        trouble = self._chance.choice(list(TROUBLES))
        TROUBLES[trouble](self._house, self._chance)
        self.figures.faults[trouble] += 1

    async def _calm(self):
        """Let the faults end and wait until everything has arrived: what stands now must be kept for good."""
        faults = self._house.dc.faults
        faults.lift()
        await arrived(self._house, self._world, self._since, self._plan.patience)
        self._remember()

    def _remember(self):
        for key, text in self._world.visible(self._since).items():
            self._seen[key].add(text)
        for (source, _), stage in self._world.channels.items():
            self._since[source] = stage.channel.box.last_id - 2 * RECENT
        self.figures.calms += 1

    def _happens(self, likelihood):
        return self._chance.random() < likelihood

    def _sum_up(self, seconds):
        house, bot = self._house, self._house.bot
        self.figures.posts, self.figures.kills, self.figures.seconds = self._world.posts, house.kills, seconds
        self.figures.messages = sum(len(house.dc.chat(one, bot)) for one in house.people.values())
        self.figures.calls = len(house.dc.calls)


async def arrived(house, world, since, patience=PATIENCE):
    """Wait until all has arrived, with a new daemon for each that dies; raise `ProofFailed` where it does not."""
    wrong = []
    try:
        async with asyncio.timeout(patience):
            while wrong := proof.unsettled(house, world, since):
                if not house.is_alive:
                    await house.start()
                await asyncio.sleep(LOOK_SECONDS)
    except TimeoutError:
        raise ProofFailed("\n".join([*wrong[:20], house.log()])) from None


def _nothing(house, chance):
    """Only the weather."""


def _silence(house, chance):
    house.dc.faults.withholds_updates = True


def _late_updates(house, chance):
    house.dc.faults.hold_updates()


def _difference_too_long(house, chance):
    for stage in house.channels.values():
        house.dc.faults.answer_too_long(stage, times=3)
        stage.tell_too_long()


def _swallowed_send(house, chance):
    house.dc.faults.swallow("messages.sendMessage")


def _slow_history(house, chance):
    house.dc.faults.delay("messages.getHistory", 0.3, times=3)


def _receipt_lost(house, chance):
    house.dc.faults.drop_after("messages.sendMessage", times=2)
    house.dc.faults.drop_after("messages.editMessage", times=2)


def _duplicate_error(house, chance):
    house.dc.faults.drop_after("messages.sendMessage", times=2)
    house.dc.faults.repeat = Repeat.DUPLICATE_ERROR


def _half_open_lines(house, chance):
    house.dc.black_hole()


def _garbled_answers(house, chance):
    house.dc.faults.garble("messages.getHistory")
    house.dc.faults.garbled_pushes = 1


def _a_wrong_clock(house, chance):
    house.dc.faults.clock_shift = chance.choice((-400, 400))


TROUBLES = {
    "weather alone": _nothing,
    "updates withheld": _silence,
    "updates late and shuffled": _late_updates,
    "differences too long": _difference_too_long,
    "a send without an answer": _swallowed_send,
    "a slow history": _slow_history,
    "lines half open": _half_open_lines,
    "garbled answers": _garbled_answers,
    "a wrong clock": _a_wrong_clock,
    "receipts lost": _receipt_lost,
    "RANDOM_ID_DUPLICATE": _duplicate_error,
}


async def simulate(plan):
    """Run a plan in a house of its own."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="zvirka-simulation-")))
        born_in = await stack.enter_async_context(nursery())
        place = await stack.enter_async_context(house(folder, born_in, plan.without))
        return await Simulation(plan, place).run()
