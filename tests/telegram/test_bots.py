import pytest
from telethon import errors, events, functions, types

from tests.telegram.clients import Heard


async def test_a_bot_hears_what_is_written_to_it(client, subscriber, bot):
    heard = Heard(client, events.NewMessage)
    subscriber.writes_to(bot, "/status")

    event = await heard.next()

    assert (event.raw_text, event.sender_id) == ("/status", subscriber.id)


async def test_a_bot_cannot_write_first(client, data_centre):
    stranger = data_centre.add_user("+380509999999")

    with pytest.raises(errors.PeerIdInvalidError):
        await client(functions.messages.SendMessageRequest(types.InputPeerUser(stranger.id, 0), "Hello", random_id=1))


async def test_who_blocked_the_bot_gets_nothing(client, subscriber, bot):
    subscriber.blocks(bot)

    with pytest.raises(errors.UserIsBlockedError):
        await client.send_message(subscriber.id, "1,000 bodies")


async def test_who_left_telegram_gets_nothing(client, subscriber):
    subscriber.deletes_account()

    with pytest.raises(errors.InputUserDeactivatedError):
        await client.send_message(subscriber.id, "1,000 bodies")


async def test_the_commands_of_a_bot_are_shown(client, bot):
    commands = [types.BotCommand("start", "Subscribe"), types.BotCommand("stop", "Unsubscribe")]
    await client(functions.bots.SetBotCommandsRequest(types.BotCommandScopeDefault(), "en", commands))

    assert bot.commands == {"start": "Subscribe", "stop": "Unsubscribe"}


@pytest.mark.parametrize("request_type", [functions.messages.GetHistoryRequest, functions.channels.JoinChannelRequest])
async def test_a_bot_may_not_do_what_only_people_may(client, data_centre, request_type):
    data_centre.add_channel("alerts")
    to = await client.get_input_entity("alerts")
    is_history = request_type is functions.messages.GetHistoryRequest
    request = request_type(to, 0, None, 0, 10, 0, 0, 0) if is_history else request_type(to)

    with pytest.raises(errors.BotMethodInvalidError):
        await client(request)


async def test_a_service_line_cannot_be_edited(client, data_centre, bot):
    channel = data_centre.add_channel("alerts")
    channel.add(bot, as_admin=True)
    ident = channel.service()

    with pytest.raises(errors.MessageIdInvalidError):
        await client.edit_message("alerts", ident, "never said")
