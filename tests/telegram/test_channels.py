from datetime import UTC, datetime

import pytest
from telethon import errors, functions, types

PHONE = "+380501112233"


@pytest.fixture
def reader(data_centre):
    return data_centre.add_user(PHONE)


@pytest.fixture
def channel(data_centre, reader):
    return data_centre.add_channel("Koord_shtab", title="Coordination Headquarters", members=(reader,))


@pytest.fixture
async def client(clients, reader):
    return await clients.sign_in(reader)


async def _resolve(client):
    return await client.get_input_entity("Koord_shtab")


async def test_a_user_name_resolves_to_its_channel(client, channel):
    found = await client.get_entity("Koord_shtab")

    assert (found.id, found.title, found.broadcast) == (channel.id, "Coordination Headquarters", True)


async def test_a_free_user_name_is_not_occupied(client):
    with pytest.raises(errors.UsernameNotOccupiedError):
        await client(functions.contacts.ResolveUsernameRequest("nobody_here"))


async def test_resolving_is_counted(client, channel, data_centre):
    await _resolve(client)

    assert len(data_centre.called("contacts.resolveUsername")) == 1


async def test_a_wrong_access_hash_opens_nothing(client, channel):
    with pytest.raises(errors.ChannelInvalidError):
        await client(functions.channels.GetFullChannelRequest(types.InputChannel(channel.id, 5)))


async def test_a_channel_without_a_name_is_closed_to_strangers(client, channel, reader):
    known = await _resolve(client)
    channel.rename(None)
    channel.channel.members.discard(reader.id)

    with pytest.raises(errors.ChannelPrivateError):
        await client.get_messages(known, limit=1)


async def test_a_removed_reader_may_look_no_more(client, channel, reader):
    known = await _resolve(client)
    channel.remove(reader)

    with pytest.raises(errors.ChannelPrivateError):
        await client.get_messages(known, limit=1)


async def test_the_full_channel_has_its_count_of_updates(client, channel):
    channel.post("one")

    full = await client(functions.channels.GetFullChannelRequest(await _resolve(client)))

    assert full.full_chat.pts == 2


async def test_history_comes_newest_first(client, channel):
    for text in ("one", "two", "three"):
        channel.post(text)

    found = await client.get_messages(await _resolve(client), limit=2)

    assert [message.text for message in found] == ["three", "two"]


async def test_history_after_a_cursor_comes_oldest_first_and_whole(client, channel):
    for number in range(1, 251):
        channel.post(f"post {number}")

    found = client.iter_messages(await _resolve(client), min_id=20, limit=240, reverse=True)

    assert [message.id async for message in found] == list(range(21, 251))


async def test_history_before_a_post_ends_there(client, channel):
    for number in range(1, 11):
        channel.post(f"post {number}")

    found = await client.get_messages(await _resolve(client), limit=3, max_id=5)

    assert [message.id for message in found] == [4, 3, 2]


async def test_history_before_a_day_holds_older_posts_only(client, channel):
    channel.post("old", at=datetime(2025, 6, 1, tzinfo=UTC))
    channel.post("new", at=datetime(2025, 6, 13, tzinfo=UTC))

    found = await client.get_messages(await _resolve(client), limit=5, offset_date=datetime(2025, 6, 2, tzinfo=UTC))

    assert [message.text for message in found] == ["old"]


async def test_a_post_has_the_date_that_it_was_given(client, channel):
    channel.post("1,000 bodies", at=datetime(2026, 1, 29, 9, 30, tzinfo=UTC))

    (message,) = await client.get_messages(await _resolve(client), limit=1)

    assert message.date == datetime(2026, 1, 29, 9, 30, tzinfo=UTC)


async def test_a_deleted_post_leaves_a_hole(client, channel):
    for text in ("one", "two", "three"):
        channel.post(text)
    channel.delete(2)

    found = await client.get_messages(await _resolve(client), limit=5)

    assert [message.id for message in found] == [3, 1]


async def test_a_post_that_is_gone_is_none_when_asked_for(client, channel):
    channel.post("one")
    channel.post("two")
    channel.delete(1)

    found = await client.get_messages(await _resolve(client), ids=[1, 2, 3])

    assert [message and message.text for message in found] == [None, "two", None]


async def test_an_album_is_one_group_with_one_caption(client, channel):
    ids = channel.album("Handed over today", photos=3)

    found = await client.get_messages(await _resolve(client), ids=ids)

    assert [(message.text, message.grouped_id, bool(message.photo)) for message in found] == [
        ("Handed over today", found[0].grouped_id, True),
        ("", found[0].grouped_id, True),
        ("", found[0].grouped_id, True),
    ]


async def test_a_service_line_has_an_action_and_no_text(client, channel):
    ident = channel.service()

    message = await client.get_messages(await _resolve(client), ids=ident)

    assert isinstance(message, types.MessageService)


async def test_a_forward_names_its_origin(client, channel, data_centre):
    origin = data_centre.add_channel("ICRC_official", title="ICRC")
    first = origin.post("The words of another", at=datetime(2026, 1, 28, tzinfo=UTC))
    channel.post("The words of another", forwarded_from=(origin, first))

    (message,) = await client.get_messages(await _resolve(client), limit=1)

    assert (message.fwd_from.from_id.channel_id, message.fwd_from.channel_post) == (origin.id, 1)


async def test_formatting_travels_as_entities(client, channel):
    channel.post("<b>1,000</b> bodies", html=True)

    (message,) = await client.get_messages(await _resolve(client), limit=1)

    assert (message.raw_text, message.entities) == ("1,000 bodies", [types.MessageEntityBold(0, 5)])


async def test_dialogs_list_the_channels_that_were_joined(client, channel, data_centre):
    data_centre.add_channel("tass_agency", title="TASS")
    channel.post("one")

    assert [dialog.name for dialog in await client.get_dialogs()] == ["Coordination Headquarters"]


async def test_who_joins_a_channel_is_pushed_its_posts(client, data_centre):
    other = data_centre.add_channel("tass_agency", title="TASS")
    await client(functions.channels.JoinChannelRequest(await client.get_input_entity("tass_agency")))

    assert other.channel.members == {(await client.get_me()).id}


async def test_who_leaves_a_channel_is_no_member(client, channel):
    await client(functions.channels.LeaveChannelRequest(await _resolve(client)))

    assert channel.channel.members == set()


async def test_the_bounds_of_a_page_are_kept_out_of_it(client, channel):
    for number in range(1, 11):
        channel.post(f"post {number}")
    request = functions.messages.GetHistoryRequest(await _resolve(client), 0, None, 0, 100, max_id=8, min_id=5, hash=0)

    answer = await client(request)

    assert [message.id for message in answer.messages] == [7, 6]
