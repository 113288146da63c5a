"""The reading side alone, on a data centre of its own: a line that is probed swiftly, a reader, a store."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.config import Server, Telegram
from bot.ingest import Ingest
from bot.records import Source
from bot.sources.channels import Channels
from bot.sources.sweep import Sweep
from bot.sources.telegram import ChannelReader
from bot.store import Store, coverage, posts
from bot.telegram import Line, Pace, expect_reader, make_client, sign_in_reader
from parsers import parse
from parsers.parties import known_parties
from tests.bot.newsroom import Clock
from tests.telegram.data_centre import DataCentre

SWIFT = Pace(probe=0.05, answer=1, open=2)
PHONE = "+380501112233"
CHANNELS = {"coordination-hq": "@Koord_shtab", "tass": "@tass_agency"}


class Reading:
    """What a test sees of it. `stumbles`: so many times storing fails, for no reason that a post gives."""

    def __init__(self, dc, folder, clock):
        self.dc = dc
        self.folder = folder
        self.clock = clock
        self.person = dc.add_user(PHONE)
        self.headquarters = dc.add_channel("Koord_shtab")
        self.tass = dc.add_channel("tass_agency")
        self.settings = Telegram(api_id=1, server=Server(host=dc.host, port=dc.port, public_key=dc.public_key))
        self.store = Store.open(folder / "zvirka.db")
        self.stumbles = 0
        self.reader = None
        self.client = None

    def make_client(self):
        return make_client(self.settings, self.folder / "reader.session", "a hash")

    async def log_in(self):
        client = self.make_client()
        await client.connect()
        await sign_in_reader(client, {"phone": PHONE, "code": "12345"}.__getitem__)
        await client.disconnect()

    @asynccontextmanager
    async def open(self, *, fill_days=3, reread_posts=30):
        """Read inside, from when both channels were swept once."""
        self.client = client = self.make_client()
        ingest = Stumbling(self)
        await ingest.start()
        sources = [Source(known_parties()[one], "uk", address) for one, address in CHANNELS.items()]
        channels = Channels(client, self.store, sources, self.clock)
        sweep = Sweep(
            client,
            self.store,
            ingest,
            self.clock,
            channels.name_of,
            fill=timedelta(days=fill_days),
            reread_posts=reread_posts,
        )
        self.reader = ChannelReader(client, ingest, channels, sweep, self.clock, retry_seconds=0.05)
        self.line = Line("reader", client, expect_reader, SWIFT, pause=lambda _: asyncio.sleep(0.01))
        tasks = [
            asyncio.create_task(self.line.hold(self.reader.when_up)),
            asyncio.create_task(self.reader.run(self.line.is_up)),
        ]
        self.clock.pass_by(seconds=1)
        try:
            await self.covered()
            await self.dc.until(lambda: len(self.dc.lines_of(self.person)) == 1)
            yield self
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def sweep(self):
        """Sweep every channel to its end."""
        self.clock.pass_by(seconds=1)
        self.reader.want_sweep()
        await self.covered()

    async def covered(self):
        """Wait until every channel was asked for all that it has, now."""
        await self.until(lambda: [one.as_of for one in self.ledger().values()] == [self.clock()] * len(CHANNELS))

    async def until(self, condition):
        async with asyncio.timeout(10):
            while not condition():
                await self.store.ping()

    def ledger(self):
        return {one.source: one for one in self._look(coverage.every)}

    def texts(self, source="coordination-hq"):
        found = self._look(posts.latest, limit=1000)
        return [text for post, text in reversed(found) if post.key.source == source]

    def withdrawn(self, source="coordination-hq"):
        found = self._look(posts.latest, limit=1000)
        return [text for post, text in reversed(found) if post.key.source == source and post.withdrawn_at]

    def _look(self, work, **arguments):
        with Store.look_into(self.folder / "zvirka.db") as store:
            return store.run(work, **arguments)

    async def stored(self, *texts, source="coordination-hq"):
        """Wait until that source has exactly these texts."""
        try:
            async with asyncio.timeout(10):
                while sorted(await asyncio.to_thread(self.texts, source)) != sorted(texts):
                    pass
        except TimeoutError:
            raise AssertionError(f"the database holds {self.texts(source)}") from None


class Stumbling(Ingest):
    """Ingest that fails as often as the test says, before it stores anything."""

    def __init__(self, reading):
        super().__init__(reading.store, known_parties(), parse, reading.clock)
        self._reading = reading

    async def take(self, publications, sight=None):
        if self._reading.stumbles:
            self._reading.stumbles -= 1
            raise RuntimeError("storing failed")
        await super().take(publications, sight)


@asynccontextmanager
async def reading(folder):
    """A reader that is signed in."""
    clock = Clock()
    async with DataCentre(clock=clock) as dc:
        made = Reading(dc, folder, clock)
        await made.log_in()
        try:
            yield made
        finally:
            made.store.close()
