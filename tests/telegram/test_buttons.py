import asyncio

import pytest
from telethon import Button, errors, events, functions

from tests.telegram.clients import Heard


async def test_buttons_are_shown_by_rows(client, subscriber, shown):
    rows = [[Button.inline("Confirm", b"c"), Button.inline("Reject", b"r")], [Button.url("Open", "https://t.me/x/1")]]
    await client.send_message(subscriber.id, "1,000 bodies", buttons=rows)

    assert shown()[-1].buttons == (("Confirm", "Reject"), ("Open",))


async def test_an_edit_without_buttons_takes_them_away(client, subscriber, shown):
    sent = await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c")])
    await client.edit_message(subscriber.id, sent.id, "confirmed")

    assert shown()[-1].buttons == ()


async def test_who_presses_a_button_is_told_what_the_bot_answers(client, subscriber, shown):
    client.add_event_handler(lambda event: event.answer(f"heard {event.data.decode()}"), events.CallbackQuery)
    await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])

    answer = await subscriber.presses(shown()[-1], "Confirm")

    assert (answer.text, answer.is_alert) == ("heard c1", False)


async def test_the_bot_knows_who_pressed_and_where(client, subscriber, shown):
    heard = Heard(client, events.CallbackQuery)
    sent = await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])
    press = asyncio.ensure_future(subscriber.presses(shown()[-1], "Confirm"))
    event = await heard.next()
    await event.answer()
    await press

    assert (event.sender_id, event.message_id) == (subscriber.id, sent.id)


async def test_a_forged_press_carries_any_bytes(client, subscriber, shown):
    client.add_event_handler(lambda event: event.answer(event.data.decode(), alert=True), events.CallbackQuery)
    await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])

    answer = await subscriber.presses_data(shown()[-1], b"forged")

    assert (answer.text, answer.is_alert) == ("forged", True)


async def test_an_answer_to_no_press_is_refused(client):
    with pytest.raises(errors.QueryIdInvalidError):
        await client(functions.messages.SetBotCallbackAnswerRequest(query_id=5, cache_time=0))


async def test_a_client_presses_a_button_too(clients, client, subscriber, bot):
    client.add_event_handler(lambda event: event.answer("done"), events.CallbackQuery)
    person = await clients.sign_in(subscriber)
    await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])
    (message,) = await person.get_messages("zvirka_bot", limit=1)

    assert (await message.click(0)).message == "done"


async def test_a_person_may_not_answer_presses(clients, subscriber):
    person = await clients.sign_in(subscriber)

    with pytest.raises(errors.UserBotRequiredError):
        await person(functions.messages.SetBotCallbackAnswerRequest(query_id=5, cache_time=0))


async def test_a_button_in_a_group_says_in_which(client, data_centre, bot, subscriber):
    group = data_centre.add_group("Newsroom", members=(bot, subscriber), username="newsroom")
    heard = Heard(client, events.CallbackQuery)
    await client.send_message("newsroom", "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])
    press = asyncio.ensure_future(subscriber.presses(group.messages[-1], "Confirm"))
    event = await heard.next()
    await event.answer()
    await press

    assert (event.sender_id, event.chat_id, event.message_id) == (subscriber.id, group.peer, 1)


async def test_a_button_in_a_channel_is_heard_by_the_bot_that_runs_it(client, data_centre, bot, subscriber):
    channel = data_centre.add_channel("alerts", members=(subscriber,))
    channel.add(bot, as_admin=True)
    client.add_event_handler(lambda event: event.answer("done"), events.CallbackQuery)
    await client.send_message("alerts", "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])

    assert (await subscriber.presses(channel.messages[-1], "Confirm")).text == "done"


async def test_a_button_that_is_not_there_cannot_be_pressed(client, subscriber, shown):
    await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])

    with pytest.raises(LookupError, match="there is no button 'Reject'"):
        await subscriber.presses(shown()[-1], "Reject")


async def test_a_bot_that_is_silent_leaves_the_press_unanswered(client, subscriber, shown):
    await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])

    with pytest.raises(TimeoutError):
        await subscriber.presses(shown()[-1], "Confirm", within=0.05)


async def test_another_bot_may_not_answer_a_press(clients, client, data_centre, subscriber, shown):
    heard = Heard(client, events.CallbackQuery)
    other = await clients.sign_in(data_centre.add_bot("78:secret", "other_bot"))
    await client.send_message(subscriber.id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c1")])
    press = asyncio.ensure_future(subscriber.presses(shown()[-1], "Confirm"))
    event = await heard.next()

    with pytest.raises(errors.QueryIdInvalidError):
        await other(functions.messages.SetBotCallbackAnswerRequest(query_id=event.id, cache_time=0))

    await event.answer()
    await press
