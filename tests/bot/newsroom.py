"""A newsroom with everything that a daemon needs: a data centre, two accounts, channels, an editor, a subscriber."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.config import load
from bot.service import Service
from bot.store import Store, coverage, posts, subscribers
from bot.telegram import make_client, sign_in_reader
from parsers import parse
from tests.telegram.data_centre import DataCentre

SECRETS = {"ZVIRKA_API_HASH": "a hash", "ZVIRKA_BOT_TOKEN": "77:abcdefghijklmnopqrstuvwxyz0123456789"}
PHONE, CODE, PASSWORD = "+380501112233", "12345", "correct horse"
MORNING = datetime(2026, 1, 29, 10, 40, tzinfo=UTC)

CONFIGURATION = """
[telegram]
api_id = 1
sweep_seconds = 3600

[telegram.server]
host = "127.0.0.1"
port = {port}
public_key = '''{key}'''

[[editor]]
id = {editor}
name = "Olena"
language = "{language}"

[[chat]]
id = {subscriber}
language = "en"

[[source]]
id = "coordination-hq"
channel = "@Koord_shtab"
lang = "uk"

[[source]]
id = "tass"
channel = "@tass_agency"
lang = "ru"
"""


def plain(message):
    """The text of a message, with ordinary spaces."""
    return message.text.replace("\N{NO-BREAK SPACE}", " ")


class Clock:
    """The time of the newsroom and of its data centre; it moves when a test says so."""

    def __init__(self):
        self.now = MORNING

    def __call__(self):
        return self.now

    def pass_by(self, **span):
        self.now += timedelta(**span)


class Newsroom:
    """What a test sees of it."""

    def __init__(self, dc, folder, clock, language="en"):
        self.dc = dc
        self.folder = folder
        self.clock = clock
        self.reader = dc.add_user(PHONE, CODE, password=PASSWORD, first_name="Reader")
        self.bot = dc.add_bot(SECRETS["ZVIRKA_BOT_TOKEN"], "zvirka_bot")
        self.editor = dc.add_user("+380500000001", first_name="Olena")
        self.subscriber = dc.add_user("+380500000002", first_name="Desk")
        self.stranger = dc.add_user("+380500000003", first_name="Stranger")
        self.headquarters = dc.add_channel("Koord_shtab", title="Coordination Headquarters")
        self.tass = dc.add_channel("tass_agency", title="TASS")
        for person in (self.editor, self.subscriber):
            person.writes_to(self.bot, "hello")
        self.path = folder / "zvirka.toml"
        self.language = language
        self.write_configuration(CONFIGURATION)

    def write_configuration(self, text):
        self.path.write_text(
            text.format(
                port=self.dc.port,
                key=self.dc.public_key,
                editor=self.editor.id,
                subscriber=self.subscriber.id,
                language=self.language,
            ),
            encoding="utf-8",
        )

    @property
    def configuration(self):
        return load(self.path, SECRETS)

    async def log_in(self):
        answers = {"phone": PHONE, "code": CODE, "password": PASSWORD}
        settings = self.configuration.telegram
        client = make_client(settings, settings.reader_session, "a hash")
        await client.connect()
        name = await sign_in_reader(client, answers.__getitem__)
        await client.disconnect()
        return name

    @asynccontextmanager
    async def open(self, *, channels=2, parse=parse):
        """Run the daemon inside, from when it has swept so many channels."""
        service = Service(self.configuration, self.clock, parse)
        swept = len(self.dc.called("messages.getHistory"))
        task = asyncio.create_task(service.run())
        try:
            await self.until(lambda: task.done() or self.dc.lines_of(self.bot))
            await self.until(lambda: task.done() or len(self.dc.called("messages.getHistory")) >= swept + channels)
            yield service
        finally:
            service.stop()
            async with asyncio.timeout(10):
                await task

    def stored(self):
        """What the database holds now, oldest post first: source, text, whether it was withdrawn."""
        with Store.look_into(self.configuration.store.path) as store:
            found = store.run(posts.latest, limit=1000)
        return [(post.key.source, text, post.withdrawn_at is not None) for post, text in reversed(found)]

    async def until_stored(self, *texts, source="coordination-hq"):
        """Wait until that source has exactly these texts."""
        try:
            async with asyncio.timeout(10):
                while (found := await asyncio.to_thread(self._texts, source)) != sorted(texts):
                    pass
        except TimeoutError:
            raise AssertionError(f"the database holds {found}") from None

    async def sweep(self, service):
        """Sweep all channels once more, to the end."""
        self.clock.pass_by(minutes=1)
        service.channels.want_sweep()
        await self.until_covered(as_of=self.clock())

    async def until_covered(self, *, as_of):
        """Wait until every channel is complete as of that time."""
        async with asyncio.timeout(10):
            while not await asyncio.to_thread(self._is_covered, as_of):
                pass

    def _is_covered(self, as_of):
        with Store.look_into(self.configuration.store.path) as store:
            return {one.as_of for one in store.run(coverage.every)} == {as_of}

    def _texts(self, source):
        return sorted(text for one, text, _ in self.stored() if one == source)

    async def until_chat(self, person, state):
        """Wait until the chat with that person is in that state."""
        async with asyncio.timeout(10):
            while await asyncio.to_thread(self._chat_state, person) is not state:
                pass

    def _chat_state(self, person):
        with Store.look_into(self.configuration.store.path) as store:
            return store.run(subscribers.find, person.id).state

    async def until(self, condition):
        return await self.dc.until(condition)

    def sees(self, person, among=None):
        """The messages of the bot that this person has now."""
        return [one for one in self.dc.chat(person, self.bot) if one.sender == "zvirka_bot"]

    async def message(self, person, place, *words):
        """The message at that place, once it says all these words."""

        def found():
            seen = self.sees(person)
            return len(seen) > place and all(word in plain(seen[place]) for word in words) and seen[place]

        try:
            return await self.until(found)
        except AssertionError:
            raise AssertionError("\n---\n".join(one.text for one in self.sees(person)) or "no message at all") from None


@asynccontextmanager
async def newsroom(folder, language="en"):
    """A newsroom whose reader is signed in."""
    clock = Clock()
    async with DataCentre(clock=clock) as dc:
        room = Newsroom(dc, folder, clock, language)
        await room.log_in()
        yield room
