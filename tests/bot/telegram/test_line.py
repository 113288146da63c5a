"""A line that seems up and is not: each way in which that happens is noticed, and mended by a new line."""

import asyncio
import logging
import time

import pytest
from telethon import events
from telethon.tl import types

from bot.config import Server, Telegram
from bot.errors import AccountUnusable
from bot.telegram import Line, Pace, make_client, sign_in_reader
from tests.telegram.data_centre import DataCentre

SWIFT = Pace(probe=0.05, answer=1, open=2)
PHONE = "+380501112233"


class Clock:
    def __init__(self):
        self.lead = 1_000_000.0

    def __call__(self):
        return time.monotonic() + self.lead


class Held:
    """A line that is held, and what a test sees of it."""

    def __init__(self, dc, client, person, wall):
        self.dc = dc
        self.client = client
        self.person = person
        self.wall = wall
        self.ups = 0
        self.heard = []
        client.add_event_handler(self._on_post, events.Raw(types.UpdateNewChannelMessage))
        self.line = Line("reader", client, self._sign_in, SWIFT, pause=lambda _: asyncio.sleep(0), wall=wall)

    async def _sign_in(self, client):
        await client.get_me()

    async def _on_post(self, update):
        self.heard.append(update.message.message)

    async def when_up(self):
        self.ups += 1
        self.dc.cloud.changes.announce()

    async def renewed(self, times=1):
        """Wait until the line came up so many times more."""
        before = self.ups
        await self.dc.until(lambda: self.ups >= before + times)

    async def probed(self, times=1):
        before = len(self.dc.called("updates.getState"))
        await self.dc.until(lambda: len(self.dc.called("updates.getState")) >= before + times)


@pytest.fixture
async def dc():
    async with DataCentre() as centre:
        yield centre


@pytest.fixture
async def client(dc, tmp_path):
    server = Server(host=dc.host, port=dc.port, public_key=dc.public_key)
    made = make_client(Telegram(api_id=1, server=server), tmp_path / "reader.session", "a hash")
    yield made
    await made.disconnect()


@pytest.fixture
def person(dc):
    return dc.add_user(PHONE)


@pytest.fixture
async def held(dc, client, person):
    await client.connect()
    await sign_in_reader(client, {"phone": PHONE, "code": "12345"}.__getitem__)
    await client.disconnect()
    found = Held(dc, client, person, Clock())
    task = asyncio.create_task(found.line.hold(found.when_up))
    found.task = task
    await dc.until(lambda: found.ups and len(dc.lines_of(person)) == 1)
    yield found
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def said(caplog):
    return [record.message for record in caplog.records if record.name.startswith("bot.")]


async def test_a_line_is_probed_by_a_call(held):
    await held.probed(3)
    assert held.ups == 1


async def test_a_half_open_line_is_noticed_and_renewed(held):
    held.dc.black_hole(held.person)
    await held.renewed()


async def test_a_probe_that_is_not_answered_in_time_renews_the_line(held):
    held.dc.faults.swallow("updates.getState")
    await held.renewed()


def test_a_half_open_line_is_noticed_within_25_seconds_unless_told_otherwise():
    assert (Pace().probe + Pace().answer) == 25


async def test_a_line_that_hangs_while_it_opens_is_tried_again(held):
    held.dc.faults.deafens_new_lines = True
    held.dc.drop_lines(held.person)
    await held.dc.until(lambda: held.dc.cloud.lines)
    held.dc.faults.deafens_new_lines = False
    await held.renewed()


@pytest.mark.parametrize("seconds", [45, -45, 400, -400])
async def test_a_server_clock_that_moves_does_not_make_us_deaf(held, seconds):
    channel = held.dc.add_channel("Koord_shtab", members=(held.person,))
    held.dc.faults.clock_shift = seconds
    await held.renewed()
    await held.probed(2)
    channel.post("after the shift")
    await held.dc.until(lambda: held.heard)
    assert held.heard == ["after the shift"]


@pytest.mark.parametrize("seconds", [45, -45, 400, -400])
async def test_a_server_clock_that_is_off_from_the_start_does_not_keep_us_out(dc, client, person, seconds):
    await client.connect()
    await sign_in_reader(client, {"phone": PHONE, "code": "12345"}.__getitem__)
    await client.disconnect()
    dc.faults.clock_shift = seconds
    found = Held(dc, client, person, Clock())
    task = asyncio.create_task(found.line.hold(found.when_up))
    await dc.until(lambda: found.ups)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_jump_of_our_clock_is_told_once_and_renews_the_line(held, caplog):
    held.wall.lead += 400
    await held.renewed()
    await held.probed(2)
    assert said(caplog).count("clock jumped") == 1


async def test_a_clock_that_is_a_little_off_is_left_alone(held, caplog):
    held.wall.lead += 3
    await held.probed(3)
    assert (held.ups, said(caplog)) == (1, [])


async def test_a_push_that_cannot_be_read_is_told_and_renews_the_line(held, caplog):
    channel = held.dc.add_channel("Koord_shtab", members=(held.person,))
    held.dc.faults.garbled_pushes = 1
    channel.post("lost")
    await held.renewed()
    assert "update unreadable" in said(caplog)


async def test_a_difference_that_cannot_be_read_does_not_end_the_next_line_too(held, caplog):
    held.dc.faults.garble("updates.getDifference")
    held.dc.tell_too_long(held.person)
    await held.renewed()
    await held.probed(3)
    assert (held.ups, said(caplog).count("update unreadable")) == (2, 1)


async def test_an_update_loop_that_ended_renews_the_line(held):
    held.client._updates_handle.cancel()
    await held.renewed()


async def test_an_update_loop_that_broke_is_begun_anew(held):
    held.client._updates_queue.put_nowait(types.UpdateShort(None, held.dc.now()))
    await held.renewed()
    await held.probed(3)
    assert held.ups == 2


async def test_updates_that_pile_up_are_told_once(held, caplog):
    stuck = asyncio.Event()
    held.client.add_event_handler(lambda _: stuck.wait(), events.Raw(types.UpdateUserTyping))
    typing = types.UpdateUserTyping(1, types.SendMessageTypingAction())
    for _ in range(1010):
        held.client._updates_queue.put_nowait(types.UpdateShort(typing, held.dc.now()))
    await held.probed(3)
    assert said(caplog).count("updates pile up") == 1
    stuck.set()


async def test_every_new_line_asks_for_what_was_missed(held):
    before = len(held.dc.called("updates.getDifference"))
    held.dc.drop_lines(held.person)
    await held.renewed()
    await held.dc.until(lambda: len(held.dc.called("updates.getDifference")) > before)


@pytest.mark.parametrize("refuse", ["loses_its_key", "signs_out_everywhere", "is_used_twice", "deletes_account"])
async def test_an_account_that_is_refused_while_we_read_ends_the_line_for_good(held, refuse):
    getattr(held.person, refuse)()
    with pytest.raises(AccountUnusable, match="run `zvirka login`"):
        await held.task


async def test_a_network_that_is_away_for_a_day_is_waited_for(dc, client, person, caplog):
    """Pauses stop growing: the power that they grow by would be too large a number after some hours."""
    caplog.set_level(logging.INFO)
    pauses = []

    async def pause(seconds):
        pauses.append(seconds)
        await asyncio.sleep(0)
        if len(pauses) == 3:
            line._failures = 1500
        if len(pauses) == 5:
            raise StopAsyncIteration

    await dc.stop()
    line = Line("reader", client, lambda _: asyncio.sleep(0), Pace(open=0.01), pause=pause)
    with pytest.raises((StopAsyncIteration, RuntimeError)):
        await line.hold(lambda: asyncio.sleep(0))
    assert pauses == [1, 2, 4, 60, 60]


async def test_a_line_that_neither_gets_on_nor_fails_is_stuck_until_nobody_holds_it(held, client):
    held.task.cancel()
    await asyncio.gather(held.task, return_exceptions=True)
    now, is_up = [0.0], asyncio.Event()

    async def hang():
        is_up.set()
        await asyncio.Event().wait()

    line = Line("reader", client, held._sign_in, SWIFT, monotonic=lambda: now[0])
    task = asyncio.create_task(line.hold(hang))
    await is_up.wait()
    found = []
    for now[0] in (300.0, 301.0):
        found.append(line.is_stuck)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert (found, line.is_stuck) == ([False, True], False)


async def test_a_line_is_not_stuck_while_it_rests_as_telegram_asks(held, dc, client, person):
    held.task.cancel()
    await asyncio.gather(held.task, return_exceptions=True)
    now, rests = [0.0], asyncio.Event()

    async def rest(seconds):
        rests.set()
        await asyncio.Event().wait()

    dc.faults.flood_wait("users.getUsers", 3600)
    line = Line("reader", client, held._sign_in, SWIFT, pause=rest, monotonic=lambda: now[0])
    task = asyncio.create_task(line.hold(held.when_up))
    await rests.wait()
    now[0] = 3600.0
    is_stuck = line.is_stuck
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not is_stuck
