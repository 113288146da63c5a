import asyncio
import random

import pytest
from telethon import errors, events, functions, types

from tests.telegram.clients import Heard
from tests.telegram.faults import Faults

PHONE = "+380501112233"
NEAREST = "help.getNearestDc"
RECONNECTING = {"connection_retries": None, "retry_delay": 0}


@pytest.fixture
def reader(data_centre):
    return data_centre.add_user(PHONE)


@pytest.fixture
def channel(data_centre, reader):
    return data_centre.add_channel("Koord_shtab", members=(reader,))


@pytest.fixture
async def client(clients, reader):
    return await clients.sign_in(reader, sequential_updates=True, **RECONNECTING)


@pytest.fixture
def heard(client):
    return Heard(client, events.NewMessage)


class RecordedLine:
    def __init__(self):
        self.pushed = []

    def push(self, updates):
        self.pushed.append(updates)


def _send(random_id):
    return functions.messages.SendMessageRequest(types.InputPeerSelf(), "once", random_id=random_id)


async def test_a_line_cut_before_the_call_leaves_it_undone_until_it_is_sent_again(data_centre, client, reader):
    rule = data_centre.faults.drop_before("messages.sendMessage")

    await client(_send(5))

    assert (rule.fired, len(data_centre.called("messages.sendMessage"))) == (1, 2)
    assert [one.text for one in data_centre.chat(reader, reader)] == ["once"]


async def test_a_line_cut_after_the_call_leaves_it_done_once(data_centre, client, reader):
    data_centre.faults.drop_after("messages.sendMessage")

    await client(_send(5))

    assert [call.request.random_id for call in data_centre.called("messages.sendMessage")] == [5, 5]
    assert [one.text for one in data_centre.chat(reader, reader)] == ["once"]


async def test_what_comes_behind_a_call_that_cuts_the_line_is_not_carried_out(data_centre, client):
    data_centre.faults.drop_before(NEAREST)

    await client([functions.help.GetNearestDcRequest(), _send(5)])

    assert len(data_centre.called("messages.sendMessage")) == 1


async def test_a_fault_hits_the_call_whose_turn_it_is(data_centre, client):
    data_centre.faults.refuse(NEAREST, 400, "INPUT_REQUEST_INVALID", nth=2)
    await client(functions.help.GetNearestDcRequest())

    with pytest.raises(errors.BadRequestError):
        await client(functions.help.GetNearestDcRequest())


async def test_a_fault_passes_after_so_many_times(data_centre, client):
    data_centre.faults.refuse(NEAREST, 400, "INPUT_REQUEST_INVALID")
    with pytest.raises(errors.BadRequestError):
        await client(functions.help.GetNearestDcRequest())

    assert (await client(functions.help.GetNearestDcRequest())).this_dc == 2


async def test_a_lifted_fault_is_gone(data_centre, client):
    rule = data_centre.faults.refuse(NEAREST, 400, "INPUT_REQUEST_INVALID", times=None)
    data_centre.faults.lift(rule)

    assert (await client(functions.help.GetNearestDcRequest())).this_dc == 2


async def test_a_delayed_answer_comes_late(data_centre, client):
    data_centre.faults.delay(NEAREST, 0.2)

    call = asyncio.ensure_future(client(functions.help.GetNearestDcRequest()))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(call), 0.05)

    assert (await call).this_dc == 2


async def test_an_answer_that_is_swallowed_never_comes(data_centre, client):
    data_centre.faults.swallow(NEAREST)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client(functions.help.GetNearestDcRequest()), 0.05)


async def test_a_flood_wait_names_its_seconds(data_centre, client, channel):
    data_centre.faults.flood_wait("contacts.resolveUsername", 3600)

    with pytest.raises(errors.FloodWaitError) as raised:
        await client(functions.contacts.ResolveUsernameRequest("Koord_shtab"))

    assert raised.value.seconds == 3600


async def test_a_server_error_is_answered(data_centre, client):
    data_centre.faults.refuse(NEAREST, 500, "RPC_CALL_FAIL")

    with pytest.raises(errors.RpcCallFailError):
        await client._sender.send(functions.help.GetNearestDcRequest())


async def test_an_unreadable_answer_is_an_error_of_its_caller(data_centre, client):
    data_centre.faults.garble(NEAREST)

    with pytest.raises(errors.TypeNotFoundError):
        await client(functions.help.GetNearestDcRequest())


async def test_a_difference_is_too_long_on_request(data_centre, client, channel):
    known = await client.get_input_entity("Koord_shtab")
    channel.post("one")
    data_centre.faults.answer_too_long(channel)

    answer = await client(
        functions.updates.GetChannelDifferenceRequest(known, types.ChannelMessagesFilterEmpty(), pts=1, limit=100)
    )

    assert isinstance(answer, types.updates.ChannelDifferenceTooLong)


async def test_withheld_updates_are_not_pushed(data_centre, client, channel, heard):
    data_centre.faults.withholds_updates = True
    channel.post("one")

    await client.get_me()

    assert heard.is_silent


async def test_held_updates_are_pushed_when_released(data_centre, channel, heard):
    data_centre.faults.hold_updates()
    channel.post("one")
    data_centre.faults.release_updates()

    assert (await heard.next()).raw_text == "one"


async def test_reversed_updates_are_all_heard(data_centre, channel, heard):
    channel.post("zero")
    await heard.next()
    data_centre.faults.hold_updates()
    for text in ("one", "two", "three"):
        channel.post(text)
    data_centre.faults.release_updates(reverse=True)

    assert sorted([(await heard.next()).raw_text for _ in range(3)]) == ["one", "three", "two"]


def test_held_updates_can_be_released_in_reverse():
    faults, line = Faults(), RecordedLine()
    faults.hold_updates()
    for update in "abc":
        faults.on_push(line, update)

    faults.release_updates(reverse=True)

    assert line.pushed == ["c", "b", "a"]


def test_a_seed_decides_the_order_of_shuffled_updates():
    faults, line = Faults(), RecordedLine()
    faults.hold_updates()
    for update in "abcdef":
        faults.on_push(line, update)

    faults.release_updates(shuffled_by=random.Random(4))

    assert line.pushed == ["d", "f", "e", "a", "c", "b"]


async def test_a_repeated_update_is_heard_once(data_centre, client, channel, heard):
    data_centre.faults.update_copies = 3
    channel.post("one")
    await heard.next()

    await client.get_me()

    assert heard.is_silent


async def test_an_unreadable_push_is_lost(data_centre, client, channel, heard):
    data_centre.faults.garbled_pushes = 1
    channel.post("lost")

    await client.get_me()

    assert heard.is_silent


async def test_a_black_hole_keeps_the_line_open_and_silent(data_centre, client, reader):
    data_centre.black_hole(reader)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client(functions.help.GetNearestDcRequest()), 0.05)

    assert client.is_connected()


async def test_a_clock_far_ahead_is_followed_by_the_client(data_centre, client):
    data_centre.faults.clock_shift = 400

    await client(functions.help.GetNearestDcRequest())

    assert client._sender._state.time_offset == 400


async def test_a_clock_that_jumps_a_little_makes_the_client_deaf(data_centre, client):
    data_centre.faults.clock_shift = 45

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client(functions.help.GetNearestDcRequest()), 0.05)


async def test_cut_lines_come_back(data_centre, client, reader):
    data_centre.drop_lines(reader)

    assert (await client.get_me()).id == reader.id


async def test_a_restart_keeps_keys_and_messages(data_centre, client, reader):
    await client.send_message("me", "a note")
    port = data_centre.port
    await data_centre.restart()

    (message,) = await client.get_messages("me", limit=1)

    assert (message.text, data_centre.port) == ("a note", port)


async def test_a_client_finds_a_stopped_server_again(data_centre, client, reader):
    await data_centre.stop()
    call = asyncio.ensure_future(client.get_me())
    await data_centre.start()

    assert (await call).id == reader.id


async def test_an_account_told_that_it_missed_too_much_asks_for_the_difference(data_centre, client, reader):
    before = len(data_centre.called("updates.getDifference"))
    data_centre.tell_too_long(reader)

    await data_centre.until(lambda: len(data_centre.called("updates.getDifference")) == before + 1)
    await client.get_me()


async def test_a_network_that_swallows_everything_lets_nobody_in(data_centre, clients):
    data_centre.faults.deafens_new_lines = True

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(clients.connect(), 0.1)
