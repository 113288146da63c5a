import asyncio

import pytest
from telethon import Button, errors, events, functions, types

from tests.telegram import Repeat
from tests.telegram.clients import Heard

TOKEN = "77:secret"


@pytest.fixture
def subscriber(data_centre):
    return data_centre.add_user("+380501112233", first_name="Olena")


@pytest.fixture
def bot(data_centre, subscriber):
    made = data_centre.add_bot(TOKEN, "zvirka_bot")
    subscriber.writes_to(made, "/start")
    return made


@pytest.fixture
async def client(clients, bot):
    return await clients.sign_in(bot, sequential_updates=True)


@pytest.fixture
async def desk(client, subscriber):
    return await client.get_input_entity(types.PeerUser(subscriber.id))


@pytest.fixture
def shown(data_centre, subscriber, bot):
    return lambda: data_centre.chat(subscriber, bot)


async def test_a_bot_hears_what_is_written_to_it(client, subscriber, bot):
    heard = Heard(client, events.NewMessage)
    subscriber.writes_to(bot, "/status")

    event = await heard.next()

    assert (event.raw_text, event.sender_id) == ("/status", subscriber.id)


async def test_a_sent_text_appears_with_its_formatting(client, subscriber, shown):
    await client.send_message(subscriber.id, "<b>1,000</b> bodies", parse_mode="html")

    assert (shown()[-1].text, shown()[-1].html) == ("1,000 bodies", "<strong>1,000</strong> bodies")


async def test_the_sender_gets_its_own_id_of_the_message(client, subscriber, bot, data_centre):
    sent = await client.send_message(subscriber.id, "1,000 bodies")

    assert sent.id == data_centre.chat(bot, subscriber)[-1].id


async def test_a_reply_points_at_the_message_that_it_answers(client, subscriber, shown):
    first = await client.send_message(subscriber.id, "1,000 bodies")
    await client.send_message(subscriber.id, "Disputed", reply_to=first.id)

    assert shown()[-1].reply_to == shown()[-2].id


async def test_an_edit_changes_what_is_shown_in_place(client, subscriber, shown):
    sent = await client.send_message(subscriber.id, "1,000 bodies")
    await client.edit_message(subscriber.id, sent.id, "1,003 bodies")

    assert [(one.text, one.is_edited) for one in shown()] == [("/start", False), ("1,003 bodies", True)]


async def test_an_edit_that_changes_nothing_is_refused(client, subscriber):
    sent = await client.send_message(subscriber.id, "1,000 bodies")

    with pytest.raises(errors.MessageNotModifiedError):
        await client.edit_message(subscriber.id, sent.id, "1,000 bodies")


async def test_a_message_that_is_gone_cannot_be_edited(client, subscriber, shown):
    sent = await client.send_message(subscriber.id, "1,000 bodies")
    subscriber.deletes(shown()[-1])

    with pytest.raises(errors.MessageIdInvalidError):
        await client.edit_message(subscriber.id, sent.id, "1,003 bodies")


async def test_what_somebody_else_wrote_cannot_be_edited(client, subscriber, bot, data_centre):
    with pytest.raises(errors.MessageAuthorRequiredError):
        await client.edit_message(subscriber.id, data_centre.chat(bot, subscriber)[0].id, "never said")


async def test_a_deleted_message_is_shown_no_more(client, subscriber, shown):
    sent = await client.send_message(subscriber.id, "1,000 bodies")
    await client.delete_messages(subscriber.id, [sent.id])

    assert [one.text for one in shown()] == ["/start"]


async def test_the_longest_text_is_taken(client, subscriber, shown):
    await client.send_message(subscriber.id, "x" * 4096)

    assert len(shown()[-1].text) == 4096


async def test_a_text_that_is_too_long_is_refused(client, subscriber):
    with pytest.raises(errors.MessageTooLongError):
        await client.send_message(subscriber.id, "x" * 4097)


async def test_a_repeated_send_gets_the_original_and_shows_nothing_twice(client, desk, shown):
    first = await client(functions.messages.SendMessageRequest(desk, "1,000 bodies", random_id=42))
    again = await client(functions.messages.SendMessageRequest(desk, "1,000 bodies", random_id=42))

    assert (again.id, again.pts_count, [one.text for one in shown()]) == (first.id, 0, ["/start", "1,000 bodies"])


async def test_a_repeated_send_can_get_an_error_and_shows_nothing_twice(client, desk, shown, data_centre):
    data_centre.faults.repeat = Repeat.DUPLICATE_ERROR
    await client(functions.messages.SendMessageRequest(desk, "1,000 bodies", random_id=42))

    with pytest.raises(errors.RandomIdDuplicateError):
        await client._sender.send(functions.messages.SendMessageRequest(desk, "1,000 bodies", random_id=42))

    assert [one.text for one in shown()] == ["/start", "1,000 bodies"]


async def test_a_repeated_send_to_a_channel_names_the_original(clients, data_centre, bot, client):
    channel = data_centre.add_channel("alerts")
    channel.add(bot, as_admin=True)
    to = await client.get_input_entity("alerts")
    await client(functions.messages.SendMessageRequest(to, "1,000 bodies", random_id=42))

    again = await client(functions.messages.SendMessageRequest(to, "1,000 bodies", random_id=42))

    assert (again.updates[0], again.updates[1].pts_count) == (types.UpdateMessageID(1, 42), 0)


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


async def test_a_photo_goes_out_with_its_caption(client, subscriber, shown):
    await client.send_file(subscriber.id, b"a chart", caption="201 bodies", attributes=[], force_document=True)

    assert (shown()[-1].text, shown()[-1].has_media) == ("201 bodies", True)


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


async def test_a_person_may_not_answer_presses(clients, subscriber):
    person = await clients.sign_in(subscriber)

    with pytest.raises(errors.UserBotRequiredError):
        await person(functions.messages.SetBotCallbackAnswerRequest(query_id=5, cache_time=0))


async def test_formatting_beyond_the_text_is_refused(client, desk):
    request = functions.messages.SendMessageRequest(
        desk, "1,000", random_id=1, entities=[types.MessageEntityBold(0, 6)]
    )

    with pytest.raises(errors.EntityBoundsInvalidError):
        await client(request)


async def test_what_a_message_said_before_is_remembered(client, subscriber, shown):
    sent = await client.send_message(subscriber.id, "1,000 bodies")
    await client.edit_message(subscriber.id, sent.id, "1,003 bodies")

    assert shown()[-1].earlier_texts == ("1,000 bodies",)


async def test_a_forgotten_random_id_shows_the_message_twice(client, desk, shown, data_centre):
    await client(functions.messages.SendMessageRequest(desk, "1,000 bodies", random_id=42))
    data_centre.forget_random_ids()

    await client(functions.messages.SendMessageRequest(desk, "1,000 bodies", random_id=42))

    assert [one.text for one in shown()] == ["/start", "1,000 bodies", "1,000 bodies"]


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


async def test_a_photo_is_shown_as_a_photo(client, subscriber, data_centre):
    file = await client.upload_file(b"not really a picture", file_name="chart.jpg")
    to = await client.get_input_entity(subscriber.id)
    media = types.InputMediaUploadedPhoto(file)
    await client(functions.messages.SendMediaRequest(to, media, "201 bodies", random_id=1))

    assert isinstance(
        data_centre.chat(subscriber, data_centre.person("zvirka_bot"))[-1].message.media.photo, types.Photo
    )


async def test_a_caption_that_is_too_long_is_refused(client, desk):
    file = await client.upload_file(b"not really a picture", file_name="chart.jpg")
    media = types.InputMediaUploadedPhoto(file)

    with pytest.raises(errors.MediaCaptionTooLongError):
        await client(functions.messages.SendMediaRequest(desk, media, "x" * 1025, random_id=1))


async def test_a_service_line_cannot_be_edited(client, data_centre, bot):
    channel = data_centre.add_channel("alerts")
    channel.add(bot, as_admin=True)
    ident = channel.service()

    with pytest.raises(errors.MessageIdInvalidError):
        await client.edit_message("alerts", ident, "never said")


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


async def test_a_bot_is_not_told_what_it_wrote_itself(client, subscriber):
    heard = Heard(client, events.NewMessage)
    await client.send_message(subscriber.id, "1,000 bodies")

    await client.get_me()

    assert heard.is_silent


async def test_an_edit_changes_the_formatting_alone(client, subscriber, shown):
    sent = await client.send_message(subscriber.id, "1,000 bodies")
    await client.edit_message(subscriber.id, sent.id, "<b>1,000</b> bodies", parse_mode="html")

    assert shown()[-1].html == "<strong>1,000</strong> bodies"
