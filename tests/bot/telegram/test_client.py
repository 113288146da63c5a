"""A client that hears what Telethon keeps to itself, and calls that end."""

import asyncio

import pytest
from telethon.tl import functions, types

from bot.config import Server, Telegram
from bot.telegram import call, deadline, make_client
from bot.telegram.listening import missed, went_on

CHANNEL = functions.updates.GetChannelDifferenceRequest(
    types.InputChannel(7, 8), types.ChannelMessagesFilterEmpty(), pts=1, limit=100
)
ACCOUNT = functions.updates.GetDifferenceRequest(1, None, 0)
STATE = types.updates.State(1, 0, None, 0, 0)


@pytest.fixture
async def client(data_centre, tmp_path):
    server = Server(host=data_centre.host, port=data_centre.port, public_key=data_centre.public_key)
    made = make_client(Telegram(api_id=1, server=server), tmp_path / "reader.session", "a hash")
    await made.connect()
    yield made
    await made.disconnect()


@pytest.mark.parametrize(
    ("request_", "answer", "places"),
    [
        (CHANNEL, types.updates.ChannelDifferenceTooLong(None, [], [], []), [7]),
        (CHANNEL, types.updates.ChannelDifference(2, [], [], [], []), [7]),
        (CHANNEL, types.updates.ChannelDifferenceEmpty(1), []),
        (ACCOUNT, types.updates.DifferenceTooLong(9), [None]),
        (ACCOUNT, types.updates.DifferenceEmpty(None, 1), []),
        (ACCOUNT, types.updates.Difference([], [], [types.UpdateChannelTooLong(9)], [], [], STATE), [9]),
        (ACCOUNT, types.updates.DifferenceSlice([], [], [types.UpdateChannelTooLong(9)], [], [], STATE), [9]),
    ],
)
def test_an_answer_shows_where_something_was_missed(request_, answer, places):
    assert list(missed(request_, answer)) == places


def test_of_updates_those_count_that_tell_of_too_much():
    assert list(went_on([types.UpdateChannel(5), types.UpdateChannelTooLong(6)])) == [6]


def test_a_short_update_that_a_channel_went_on_is_heard(tmp_path):
    heard = []

    async def push():
        client = make_client(Telegram(api_id=1), tmp_path / "reader.session", "a hash")
        client.when_missed = heard.append
        client._updates_queue.put_nowait(types.UpdateShort(types.UpdateChannelTooLong(6), None))
        client.session.close()

    asyncio.run(push())
    assert heard == [6]


async def test_a_call_that_is_not_answered_ends_at_its_deadline(data_centre, client):
    data_centre.faults.swallow("help.getNearestDc")
    with pytest.raises(TimeoutError):
        async with deadline(0.05):
            await client(functions.help.GetNearestDcRequest())


async def test_a_call_on_a_line_that_is_closed_is_a_lost_connection(data_centre, client):
    data_centre.faults.swallow("help.getNearestDc")
    task = asyncio.create_task(call(client, functions.help.GetNearestDcRequest()))
    await data_centre.until(lambda: data_centre.called("help.getNearestDc"))
    await client.disconnect()
    with pytest.raises(ConnectionError):
        await task


async def test_our_own_cancellation_is_no_lost_connection(data_centre, client):
    data_centre.faults.swallow("help.getNearestDc")
    task = asyncio.create_task(call(client, functions.help.GetNearestDcRequest()))
    await data_centre.until(lambda: data_centre.called("help.getNearestDc"))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
