"""A newsroom with several channels and chats, whose daemon is a process that can be killed."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
import time
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

from telethon.sessions import SQLiteSession

from bot.store import Store
from tests.bot.newsroom import SECRETS
from tests.simulation.haste import Clock
from tests.telegram.clients import signed_in
from tests.telegram.data_centre import DataCentre

SOURCES = (
    ("coordination-hq", "uk"),
    ("tass", "ru"),
    ("medinsky", "ru"),
    ("icrc", "en"),
    ("kyiv-independent", "en"),
)
LANGUAGES = ("uk", "en", "ru")

SETTINGS = """
[telegram]
api_id = 1
fill_days = 3650
sweep_seconds = 5
sweep_others_seconds = 10
reread_posts = 60

[telegram.server]
host = "127.0.0.1"
port = {port}
public_key = '''{key}'''

[alerts]
oldest_hours = 1000000
"""
EDITOR = '\n[[editor]]\nid = {id}\nname = "Olena"\nlanguage = "{language}"\n'
CHAT = '\n[[chat]]\nid = {id}\nlanguage = "{language}"\n'
SOURCE = '\n[[source]]\nid = "{id}"\nchannel = "@{id}_ch"\nlang = "{lang}"\n'


class House:
    """The data centre, those who read, and the daemon between them."""

    def __init__(self, dc, folder, nursery, clock, without, sources, languages):
        self.dc = dc
        self.folder = folder
        self.clock = clock
        self.kills = 0
        self.starts = 0
        self._nursery = nursery
        self._without = without
        self._process = None
        self._ending = None
        self._store = None
        reader = dc.add_user("+380501112233", first_name="Reader")
        self.bot = dc.add_bot(SECRETS["ZVIRKA_BOT_TOKEN"], "zvirka_bot")
        self.people = {language: dc.add_user(f"+38050000000{n}") for n, language in enumerate(languages)}
        self.channels = {
            (source, lang): dc.add_channel(f"{source.replace('-', '_')}_ch", members=(reader,))
            for source, lang in sources
        }
        for person in self.people.values():
            person.writes_to(self.bot, "hello")
        for account, name in ((reader, "reader"), (self.bot, "bot")):
            signed_in(dc, account, SQLiteSession(str(folder / name))).close()
        self._configure()

    @property
    def database(self):
        return self.folder / "zvirka.db"

    @property
    def is_alive(self):
        """Whether the daemon runs; it may have died at its point."""
        return self._ending is not None and not self._ending.done()

    async def start(self, die_at=None):
        """Start a daemon, once the one before has ended."""
        await self.ended()
        order = {"config": str(self.folder / "zvirka.toml"), "epoch": self.clock.epoch, "die_at": die_at}
        order |= {"log": str(self.folder / "daemon.log"), "without": list(self._without)}
        self._nursery.stdin.write(json.dumps(order).encode() + b"\n")
        self._process = int(await self._nursery.stdout.readline())
        self._ending = asyncio.create_task(self._nursery.stdout.readline())
        self.starts += 1

    async def kill(self):
        """Kill the daemon, as a power cut would."""
        if self.is_alive:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
        await self.ended()

    async def ended(self):
        """Wait for the end of the daemon; raise where it was not a kill."""
        if self._ending is None:
            return
        status, self._ending = int(await self._ending), None
        if status != -signal.SIGKILL:
            raise AssertionError(f"the daemon ended by itself with {status}:\n{self.log()}")
        self.kills += 1

    @property
    def has_store(self):
        """Whether the daemon got as far as making its tables."""
        if self._store is None and self.database.exists():
            with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
                return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'deliveries'").fetchone())
        return self._store is not None

    def log(self):
        """The last of what the daemon said."""
        return "\n".join((self.folder / "daemon.log").read_text("utf-8").splitlines()[-30:])

    def ask(self, work, *arguments):
        """Look something up in the daemon's database."""
        if self._store is None:
            self._store = Store.look_into(self.database)
        return self._store.run(work, *arguments)

    def close(self):
        if self._store is not None:
            self._store.close()

    def _configure(self):
        text = SETTINGS.format(port=self.dc.port, key=self.dc.public_key)
        text += EDITOR.format(id=self.people["uk"].id, language="uk")
        text += "".join(
            CHAT.format(id=one.id, language=language) for language, one in self.people.items() if language != "uk"
        )
        for source, lang in self.channels:
            text += SOURCE.format(id=source, lang=lang).replace(f"@{source}", f"@{source.replace('-', '_')}")
        (self.folder / "zvirka.toml").write_text(text, encoding="utf-8")


@asynccontextmanager
async def nursery():
    """The process that forks daemons."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.simulation.daemon"),
        cwd=Path(__file__).parents[2],
        env=os.environ | SECRETS,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def house(folder, born_in, without=(), sources=SOURCES, languages=LANGUAGES):
    """A newsroom whose daemon is not started yet."""
    clock = Clock(time.time())
    async with DataCentre(clock=clock) as dc:
        opened = House(dc, folder, born_in, clock, without, sources, languages)
        try:
            yield opened
        finally:
            await opened.kill()
            opened.close()
