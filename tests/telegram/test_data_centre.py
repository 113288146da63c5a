import asyncio

import pytest
from telethon import errors, functions, types

from tests.telegram import DataCentre
from tests.telegram.call import tl_name
from tests.telegram.clients import Clients
from tests.telegram.state import State

PHONE = "+380501112233"


async def test_waiting_returns_the_value_that_came_true(data_centre):
    channel = data_centre.add_channel("Koord_shtab")
    asyncio.get_running_loop().call_soon(channel.post, "1,000 bodies")

    seen = await data_centre.until(lambda: channel.messages and channel.messages[-1])

    assert seen.text == "1,000 bodies"


async def test_waiting_in_vain_names_the_last_calls(data_centre, clients):
    await clients.connect()

    with pytest.raises(AssertionError, match=r"within 0.01 s; the last calls: help.getConfig"):
        await data_centre.until(lambda: False, within=0.01)


async def test_a_fault_of_its_own_fails_the_test():
    async def stumble():
        async with DataCentre() as dc:
            made = Clients(dc)
            client = await made.sign_in(dc.add_user(PHONE))
            dc.state.accounts.clear()
            with pytest.raises(errors.BadRequestError, match="DATA_CENTRE_CRASHED"):
                await client(functions.updates.GetStateRequest())
            await made.close()

    with pytest.raises(ExceptionGroup, match="the data centre itself is at fault"):
        await stumble()


async def test_another_data_centre_goes_on_from_the_file(tmp_path, data_centre, clients):
    reader = data_centre.add_user(PHONE)
    client = await clients.sign_in(reader)
    await client.send_message("me", "a note")
    await clients.leave(client)
    data_centre.save(tmp_path / "state")

    async with DataCentre(state=DataCentre.load(tmp_path / "state")) as later:
        others = Clients(later)
        again = await others.connect(client.session)
        (message,) = await again.get_messages("me", limit=1)
        await others.close()

    assert message.text == "a note"


async def test_people_and_channels_are_found_by_name(data_centre):
    data_centre.add_user(PHONE, username="olena")
    data_centre.add_channel("Koord_shtab", title="Headquarters")

    assert data_centre.person("olena").id == data_centre.person(PHONE).id
    assert data_centre.stage("Headquarters").id == data_centre.stage("Koord_shtab").id


async def test_nobody_is_found_under_a_name_that_is_free(data_centre):
    with pytest.raises(LookupError, match="nobody here is called nobody"):
        data_centre.person("nobody")


async def test_calls_are_logged_with_caller_and_outcome(data_centre, clients):
    reader = data_centre.add_user(PHONE)
    client = await clients.sign_in(reader)
    await client.get_me()

    call = data_centre.called("users.getUsers")[-1]

    assert (call.account_id, call.answer[0].id, call.error) == (reader.id, reader.id, None)


async def test_one_s_own_profile_is_shown_at_length(data_centre, clients):
    bot = data_centre.add_bot("77:secret", "zvirka_bot")
    client = await clients.sign_in(bot)
    await client(functions.bots.SetBotCommandsRequest(types.BotCommandScopeDefault(), "", [types.BotCommand("a", "b")]))

    full = await client(functions.users.GetFullUserRequest("me"))

    assert [one.command for one in full.full_user.bot_info.commands] == ["a"]


async def test_another_account_needs_its_own_hash_of_a_channel(data_centre, clients):
    first, second = data_centre.add_user(PHONE), data_centre.add_user("+380509999999")
    data_centre.add_channel("Koord_shtab", members=(first, second))

    hashes = {
        (await (await clients.sign_in(one)).get_input_entity("Koord_shtab")).access_hash for one in (first, second)
    }

    assert len(hashes) == 2


@pytest.mark.parametrize(
    ("request_type", "name"),
    [
        (functions.messages.SendMessageRequest, "messages.sendMessage"),
        (functions.PingRequest, "ping"),
    ],
)
def test_calls_have_the_names_of_the_schema(request_type, name):
    assert tl_name(request_type) == name


def test_a_new_state_is_empty():
    assert State().named("anybody") is None
