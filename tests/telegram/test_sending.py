import pytest
from telethon import errors, events, functions, types

from tests.telegram import Repeat
from tests.telegram.clients import Heard


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


async def test_a_photo_goes_out_with_its_caption(client, subscriber, shown):
    await client.send_file(subscriber.id, b"a chart", caption="201 bodies", attributes=[], force_document=True)

    assert (shown()[-1].text, shown()[-1].has_media) == ("201 bodies", True)


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


async def test_a_bot_is_not_told_what_it_wrote_itself(client, subscriber):
    heard = Heard(client, events.NewMessage)
    await client.send_message(subscriber.id, "1,000 bodies")

    await client.get_me()

    assert heard.is_silent


async def test_an_edit_changes_the_formatting_alone(client, subscriber, shown):
    sent = await client.send_message(subscriber.id, "1,000 bodies")
    await client.edit_message(subscriber.id, sent.id, "<b>1,000</b> bodies", parse_mode="html")

    assert shown()[-1].html == "<strong>1,000</strong> bodies"
