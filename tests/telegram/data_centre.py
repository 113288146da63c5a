"""The loopback data centre: a real server on 127.0.0.1 that unmodified Telethon connects to."""

import asyncio
import pickle
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from telethon import types

from tests.telegram import key, seen
from tests.telegram.actors import Person, Stage
from tests.telegram.call import Call, Refused
from tests.telegram.calls import answer_of, bots, channels, differences, history, people, sending, server, signing_in
from tests.telegram.cloud import Cloud
from tests.telegram.connection import Line
from tests.telegram.faults import Faults
from tests.telegram.queries import Queries
from tests.telegram.rules import Effect, Rule
from tests.telegram.seen import Seen
from tests.telegram.state import CHANNEL_MARK, Account, Box, Channel, State
from tests.telegram.wire import UNKNOWN

T = TypeVar("T")
SUBJECTS = (bots, channels, differences, history, people, sending, server, signing_in)
PATIENCE = 10.0
ANSWERS_KEPT = 1000


class DataCentre:
    """A data centre of one's own. Use it as `async with DataCentre() as dc`."""

    host = "127.0.0.1"
    number = server.DC
    public_key = key.PUBLIC_KEY

    def __init__(
        self, *, port: int = 0, state: State | None = None, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.port = port
        self.state = state or State()
        self.faults = Faults()
        self.calls: list[Call] = []
        self.crashes: list[Exception] = []
        self.cloud = Cloud(self.state, self.faults, clock or _utc_now)
        self.queries = Queries(self.cloud)
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        if self.crashes:
            raise ExceptionGroup("the data centre itself is at fault", self.crashes)

    async def start(self) -> None:
        """Listen: on the port of before, if there was one."""
        self._server = await asyncio.start_server(self._welcome, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and cut every line. What is known is kept."""
        listening, self._server = self._server, None
        if listening is None:
            return
        listening.close()
        self.drop_lines()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await listening.wait_closed()

    async def restart(self) -> None:
        """Go away and come back on the same port, with the same keys and messages."""
        await self.stop()
        await self.start()

    def save(self, path: Path) -> None:
        """Write everything that outlives a restart to a file."""
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps(self.state))
        part.replace(path)

    @staticmethod
    def load(path: Path) -> State:
        """Read what `save` wrote."""
        return pickle.loads(path.read_bytes())

    def now(self) -> datetime:
        """The time that new messages get."""
        return self.cloud.now()

    def server_time(self) -> float:
        """The time of the protocol, which goes wrong on request."""
        return time.time() + self.faults.clock_shift

    def add_user(
        self,
        phone: str,
        code: str = "12345",
        *,
        password: str | None = None,
        ident: int | None = None,
        first_name: str = "Olena",
        username: str | None = None,
    ) -> Person:
        """Add a person, who signs in by phone and code."""
        number = ident or self.state.new_number()
        return self._add(
            Account(number, Box(number), first_name, username=username, phone=phone, code=code, password=password)
        )

    def add_bot(self, token: str, username: str, *, ident: int | None = None, first_name: str = "Bot") -> Person:
        """Add a bot, which signs in by its token."""
        number = ident or int(token.partition(":")[0])
        return self._add(Account(number, Box(number), first_name, username=username, token=token))

    def add_channel(
        self, username: str | None, *, title: str = "", members: tuple[Person, ...] = (), ident: int | None = None
    ) -> Stage:
        """Add a channel. Without a user name only its members may look."""
        return self._add_stage(username, title or username or "Channel", members, ident, is_group=False)

    def add_group(
        self, title: str, *, members: tuple[Person, ...] = (), username: str | None = None, ident: int | None = None
    ) -> Stage:
        """Add a group, where every member writes."""
        return self._add_stage(username, title, members, ident, is_group=True)

    def person(self, name: str) -> Person:
        """The account of that user name or phone number, such as one that was loaded from a file."""
        found = [one for one in self.state.accounts.values() if name in (one.username, one.phone)]
        if not found:
            raise LookupError(f"nobody here is called {name}")
        return Person(self.cloud, self.queries, found[0])

    def stage(self, name: str) -> Stage:
        """The channel or group of that user name or title."""
        found = [one for one in self.state.channels.values() if name in (one.username, one.title)]
        if not found:
            raise LookupError(f"no channel here is called {name}")
        return Stage(self.cloud, found[0])

    def chat(self, viewer: Person, other: Person) -> list[Seen]:
        """The private chat of two as the first of them sees it now, oldest message first."""
        return seen.chat(self.state, viewer.account, other.id)

    def called(self, name: str) -> list[Call]:
        """Every call of that TL name so far, in order."""
        return [call for call in self.calls if call.name == name]

    async def until(self, condition: Callable[[], T], *, within: float = PATIENCE) -> T:
        """Wait until a condition holds, and return its value. It is asked at every change of state."""
        try:
            return await self.cloud.changes.until(condition, within)
        except TimeoutError:
            last = ", ".join(call.name for call in self.calls[-12:])
            raise AssertionError(f"it did not become true within {within} s; the last calls: {last}") from None

    def lines_of(self, person: Person) -> list[Line]:
        """The lines on which that account is signed in."""
        return [line for line in self.cloud.lines if line.account is person.account]

    def drop_lines(self, person: Person | None = None) -> None:
        """Cut the lines of one account, or all."""
        for line in list(self.cloud.lines) if person is None else self.lines_of(person):
            line.drop()

    def black_hole(self, person: Person | None = None) -> None:
        """Leave the lines of one account, or all, open and dead: nothing is read, nothing answered."""
        for line in list(self.cloud.lines) if person is None else self.lines_of(person):
            line.is_deaf = True

    def tell_too_long(self, person: Person) -> None:
        """Push `updatesTooLong`: the account is to ask for its difference."""
        self.cloud.push(person.account, types.UpdatesTooLong())

    def forget_random_ids(self) -> None:
        """Forget which messages were sent under which `random_id`: nobody knows how long Telegram remembers."""
        self.state.sent.clear()

    def change_salts(self) -> None:
        """Give every key a new salt: the next message of each client is refused once."""
        for record in self.state.keys.values():
            record.salt ^= 1

    async def perform(self, call: Call) -> object | None:
        """Carry out a call. `None` where nothing is to be answered."""
        self.calls.append(call)
        if len(self.calls) > ANSWERS_KEPT:
            self.calls[-ANSWERS_KEPT - 1].answer = None
        rule = self.faults.on_call(call.name, call.line.account)
        if rule and rule.effect is Effect.DROP_BEFORE:
            call.line.drop()
            return None
        answer = await self._carry_out(call, rule)
        call.answer = answer
        self.cloud.changes.announce()
        return await self._misdeliver(call, rule, answer) if rule else answer

    async def _carry_out(self, call: Call, rule: Rule | None) -> object:
        try:
            _refuse_at_will(call, rule)
            answer = answer_of(call)
            answer = await answer if asyncio.iscoroutine(answer) else answer
        except Refused as refused:
            call.error = refused
            return types.RpcError(refused.code, refused.error)
        call.line.is_listening |= not call.is_quiet and call.line.account is not None
        return answer

    async def _misdeliver(self, call: Call, rule: Rule, answer: object) -> object | None:
        if rule.effect is Effect.DELAY:
            await asyncio.sleep(rule.seconds)
        if rule.effect is Effect.GARBLE:
            return UNKNOWN
        if rule.effect is Effect.DROP_AFTER:
            call.line.drop()
        return None if rule.effect in (Effect.DROP_AFTER, Effect.SWALLOW) else answer

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line, task = Line(self, reader, writer), asyncio.current_task()
        if self._server is None or task is None:
            line.drop()
            return
        self._serving.add(task)
        self.cloud.lines.add(line)
        try:
            await line.serve()
        except Exception as crash:  # noqa: BLE001  a fault of the data centre itself: the test is to fail with it
            self.crashes.append(crash)
        finally:
            self.cloud.lines.discard(line)
            self._serving.discard(task)
            self.cloud.changes.announce()

    def _add(self, account: Account) -> Person:
        self.state.accounts[account.id] = account
        return Person(self.cloud, self.queries, account)

    def _add_stage(
        self, username: str | None, title: str, members: tuple[Person, ...], ident: int | None, *, is_group: bool
    ) -> Stage:
        number = ident or self.state.new_number()
        box = Box(CHANNEL_MARK - number)
        channel = Channel(number, title, box, self.now(), username, is_group, members={one.id for one in members})
        self.state.channels[channel.peer] = channel
        return Stage(self.cloud, channel)


def _refuse_at_will(call: Call, rule: Rule | None) -> None:
    if call.key.refusal:
        raise Refused(*call.key.refusal)
    if rule and rule.effect is Effect.REFUSE:
        raise Refused(*rule.error)


def _utc_now() -> datetime:
    return datetime.now(UTC)
