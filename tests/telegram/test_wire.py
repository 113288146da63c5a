import logging

import pytest
from telethon import errors, events, functions
from telethon.crypto import AuthKey
from telethon.errors import AuthKeyNotFound
from telethon.network import (
    ConnectionTcpAbridged,
    ConnectionTcpFull,
    ConnectionTcpIntermediate,
)
from telethon.sessions import MemorySession

from tests.telegram import wire
from tests.telegram.clients import Heard

PHONE = "+380501112233"


@pytest.mark.parametrize("transport", [ConnectionTcpFull, ConnectionTcpAbridged, ConnectionTcpIntermediate])
async def test_every_plain_transport_is_understood(clients, transport):
    client = await clients.connect(connection=transport)

    assert (await client(functions.help.GetNearestDcRequest())).this_dc == 2


async def test_the_configuration_names_this_server_alone(data_centre, clients):
    client = await clients.connect()

    config = await client(functions.help.GetConfigRequest())

    assert [(one.id, one.ip_address, one.port) for one in config.dc_options] == [(2, "127.0.0.1", data_centre.port)]


async def test_a_key_that_the_server_never_made_is_refused(clients):
    session = MemorySession()
    session.auth_key = AuthKey(b"\x01" * 256)

    with pytest.raises(AuthKeyNotFound):
        await clients.connect(session)


async def test_a_stale_salt_is_put_right_and_the_call_repeated(data_centre, clients):
    client = await clients.connect()
    data_centre.change_salts()

    await client(functions.help.GetNearestDcRequest())

    (record,) = data_centre.state.keys.values()
    assert (client._sender._state.salt, len(data_centre.called("help.getNearestDc"))) == (record.salt, 1)


async def test_a_new_session_is_announced_once(data_centre, clients, caplog):
    caplog.set_level(logging.DEBUG, "telethon.network.mtprotosender")
    client = await clients.connect()

    await client(functions.help.GetNearestDcRequest())

    assert caplog.messages.count("Handling new session created") == 1


async def test_several_calls_in_one_container_are_each_answered(data_centre, clients):
    client = await clients.sign_in(data_centre.add_user(PHONE))

    nearest, status = await client([functions.help.GetNearestDcRequest(), functions.account.UpdateStatusRequest(False)])

    assert (nearest.this_dc, status) == (2, True)


async def test_a_long_answer_is_compressed(data_centre, clients):
    reader = data_centre.add_user(PHONE)
    channel = data_centre.add_channel("long", members=(reader,))
    channel.post("0" * 4096)
    client = await clients.sign_in(reader)

    (message,) = await client.get_messages("long", limit=1)

    answer = data_centre.called("messages.getHistory")[0].answer
    assert (message.raw_text, len(wire.rpc_result(1, answer)) < 1000) == ("0" * 4096, True)


async def test_a_long_request_may_be_compressed(data_centre, clients):
    reader = data_centre.add_user(PHONE)
    client = await clients.sign_in(reader)

    await client.send_message("me", "0" * 4096)

    assert data_centre.chat(reader, reader)[-1].text == "0" * 4096


async def test_a_ping_is_answered(clients):
    client = await clients.connect()

    assert (await client(functions.PingRequest(77))).ping_id == 77


async def test_future_salts_are_told(data_centre, clients):
    client = await clients.connect()

    answer = await client(functions.GetFutureSaltsRequest(1))

    assert [one.salt for one in answer.salts] == [record.salt for record in data_centre.state.keys.values()]


async def test_a_call_that_is_unknown_here_is_named(clients):
    client = await clients.connect()

    with pytest.raises(errors.BadRequestError, match=r"NOT_IN_THIS_DATA_CENTRE: help\.getSupport"):
        await client(functions.help.GetSupportRequest())


async def test_what_needs_an_account_is_refused_without(clients):
    client = await clients.connect()

    with pytest.raises(errors.AuthKeyUnregisteredError):
        await client(functions.updates.GetStateRequest())


async def test_the_client_acknowledges_what_it_was_sent(data_centre, clients):
    client = await clients.sign_in(data_centre.add_user(PHONE))
    (line,) = data_centre.cloud.lines

    await client(functions.updates.GetStateRequest())

    assert await data_centre.until(lambda: len(line.acknowledged) > 3)


async def test_two_clients_of_one_account_hear_what_either_writes(data_centre, clients):
    person = data_centre.add_user(PHONE)
    first, second = await clients.sign_in(person), await clients.sign_in(person)
    heard = Heard(second, events.NewMessage)

    await first.send_message("me", "a note to myself")

    assert (await heard.next()).raw_text == "a note to myself"
