import pytest
from telethon import errors, events, functions, types

from tests.telegram.clients import Heard


async def test_a_repeated_send_to_a_channel_names_the_original(clients, data_centre, bot, client):
    channel = data_centre.add_channel("alerts")
    channel.add(bot, as_admin=True)
    to = await client.get_input_entity("alerts")
    await client(functions.messages.SendMessageRequest(to, "1,000 bodies", random_id=42))

    again = await client(functions.messages.SendMessageRequest(to, "1,000 bodies", random_id=42))

    assert (again.updates[0], again.updates[1].pts_count) == (types.UpdateMessageID(1, 42), 0)


async def test_an_admin_bot_posts_in_a_channel_under_its_name(client, data_centre, bot):
    channel = data_centre.add_channel("alerts", title="Alerts")
    channel.add(bot, as_admin=True)
    await client.send_message("alerts", "1,000 bodies")

    assert [(one.sender, one.text) for one in channel.messages] == [("Alerts", "1,000 bodies")]


async def test_a_bot_that_is_no_admin_may_not_post_in_a_channel(client, data_centre, bot):
    data_centre.add_channel("alerts").add(bot)

    with pytest.raises(errors.ChatWriteForbiddenError):
        await client.send_message("alerts", "1,000 bodies")


async def test_a_bot_writes_in_a_group_under_its_own_name(client, data_centre, bot, subscriber):
    group = data_centre.add_group("Newsroom", members=(bot, subscriber), username="newsroom")
    await client.send_message("newsroom", "1,000 bodies")

    assert [(one.sender, one.text) for one in group.messages] == [("zvirka_bot", "1,000 bodies")]


async def test_a_bot_hears_what_is_written_in_its_group(client, data_centre, bot, subscriber):
    heard = Heard(client, events.NewMessage)
    group = data_centre.add_group("Newsroom", members=(bot, subscriber))
    subscriber.writes_to(group, "/status")

    event = await heard.next()

    assert (event.raw_text, event.sender_id, event.chat_id) == ("/status", subscriber.id, group.peer)


async def test_a_muted_bot_may_not_write_in_a_group(client, data_centre, bot):
    group = data_centre.add_group("Newsroom", members=(bot,), username="newsroom")
    group.mute(bot)

    with pytest.raises(errors.ChatWriteForbiddenError):
        await client.send_message("newsroom", "1,000 bodies")


async def test_an_admin_bot_deletes_in_its_channel(client, data_centre, bot):
    channel = data_centre.add_channel("alerts")
    channel.add(bot, as_admin=True)
    sent = await client.send_message("alerts", "1,000 bodies")
    await client.delete_messages("alerts", [sent.id])

    assert channel.messages == []


async def test_who_is_no_admin_deletes_nothing_of_others(clients, data_centre, subscriber):
    channel = data_centre.add_channel("alerts", members=(subscriber,))
    ident = channel.post("1,000 bodies")
    person = await clients.sign_in(subscriber)

    with pytest.raises(errors.MessageDeleteForbiddenError):
        await person.delete_messages("alerts", [ident])


async def test_a_bot_learns_that_it_was_let_into_a_group(client, data_centre, bot, subscriber):
    heard = Heard(client, events.ChatAction)
    group = data_centre.add_group("Newsroom")
    group.add(bot, by=subscriber)

    event = await heard.next()

    assert (event.user_added, event.user_ids, event.chat_id) == (True, [bot.id], group.peer)
