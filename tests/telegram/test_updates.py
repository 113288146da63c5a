import pytest
from telethon import errors, events, functions, types
from telethon.sessions import SQLiteSession

from tests.telegram.clients import Heard

PHONE = "+380501112233"
KINDS = (events.NewMessage, events.MessageEdited, events.MessageDeleted)


@pytest.fixture
def reader(data_centre):
    return data_centre.add_user(PHONE)


@pytest.fixture
def channel(data_centre, reader):
    return data_centre.add_channel("Koord_shtab", title="Coordination Headquarters", members=(reader,))


@pytest.fixture
async def client(clients, reader):
    return await clients.sign_in(reader, sequential_updates=True)


@pytest.fixture
def heard(client):
    return Heard(client, *KINDS)


async def test_a_new_post_is_pushed(channel, heard):
    channel.post("1,000 bodies")

    assert (await heard.next()).raw_text == "1,000 bodies"


async def test_an_edit_is_pushed(channel, heard):
    channel.edit(channel.post("1,000 bodies"), "1,003 bodies")
    await heard.next()

    event = await heard.next()

    assert (type(event), event.raw_text, event.message.edit_hide) == (events.MessageEdited.Event, "1,003 bodies", False)


async def test_reactions_are_pushed_as_a_hidden_edit(channel, heard):
    channel.gather(channel.post("1,000 bodies"), views=10, reactions=2)
    await heard.next()

    message = (await heard.next()).message

    assert (message.raw_text, message.edit_hide, message.views) == ("1,000 bodies", True, 10)


async def test_a_deletion_is_pushed(channel, heard):
    channel.delete(channel.post("1,000 bodies"))
    await heard.next()

    assert (await heard.next()).deleted_ids == [1]


async def test_a_private_message_is_pushed(data_centre, reader, heard):
    data_centre.add_user("+380509999999", first_name="Petro").writes_to(reader, "Hello")

    assert (await heard.next()).raw_text == "Hello"


async def test_a_channel_that_is_not_pushed_is_read_by_history_only(channel, client, heard):
    channel.stop_pushing()
    channel.post("unseen")

    found = await client.get_messages("Koord_shtab", limit=1)

    assert ([message.text for message in found], heard.is_silent) == (["unseen"], True)


async def test_who_is_no_member_is_pushed_nothing(data_centre, client, heard):
    data_centre.add_channel("tass_agency").post("1,000 bodies")

    await client.get_me()

    assert heard.is_silent


async def test_a_session_without_updates_is_pushed_nothing(clients, reader, channel):
    client = await clients.sign_in(reader, receive_updates=False)
    heard = Heard(client, *KINDS)
    channel.post("1,000 bodies")

    await client.get_me()

    assert heard.is_silent


async def test_a_gap_is_closed_by_the_channel_difference(data_centre, channel, client, heard):
    await client.get_entity("Koord_shtab")
    channel.post("one")
    await heard.next()
    data_centre.faults.withholds_updates = True
    channel.post("two")
    data_centre.faults.withholds_updates = False

    channel.post("three")

    assert sorted([(await heard.next()).raw_text, (await heard.next()).raw_text]) == ["three", "two"]


async def test_what_was_missed_while_away_comes_with_the_difference(tmp_path, clients, reader, channel):
    first = await clients.sign_in(reader, SQLiteSession(str(tmp_path / "reader")))
    heard = Heard(first, events.NewMessage)
    channel.post("one")
    await heard.next()
    await clients.leave(first)
    channel.post("two")

    second = await clients.connect(SQLiteSession(str(tmp_path / "reader")), catch_up=True)
    later = Heard(second, events.NewMessage)
    await second.catch_up()

    assert (await later.next()).raw_text == "two"


async def test_more_than_a_hundred_missed_posts_are_too_long(data_centre, channel, client):
    known = await client.get_input_entity("Koord_shtab")
    for number in range(101):
        channel.post(f"post {number}")

    answer = await client(_difference_of(known))

    assert isinstance(answer, types.updates.ChannelDifferenceTooLong)


async def test_a_hundred_missed_posts_come_at_once(channel, client):
    known = await client.get_input_entity("Koord_shtab")
    for number in range(100):
        channel.post(f"post {number}")

    answer = await client(_difference_of(known))

    assert (len(answer.new_messages), answer.pts) == (100, 101)


async def test_a_channel_difference_tells_edits_and_deletions(channel, client):
    known = await client.get_input_entity("Koord_shtab")
    first, second = channel.post("one"), channel.post("two")
    channel.edit(first, "One")
    channel.delete(second)

    answer = await client(_difference_of(known))

    assert [message.message for message in answer.new_messages] == ["One"]
    assert [type(update) for update in answer.other_updates] == [
        types.UpdateEditChannelMessage,
        types.UpdateDeleteChannelMessages,
    ]


async def test_nothing_missed_is_an_empty_difference(channel, client):
    answer = await client(_difference_of(await client.get_input_entity("Koord_shtab")))

    assert answer == types.updates.ChannelDifferenceEmpty(1, final=True)


async def test_the_account_difference_tells_private_messages(data_centre, reader, client):
    state = await client(functions.updates.GetStateRequest())
    data_centre.add_user("+380509999999").writes_to(reader, "Hello")

    answer = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, state.qts))

    assert [message.message for message in answer.new_messages] == ["Hello"]


async def test_the_account_difference_names_channels_that_went_on(channel, client):
    state = await client(functions.updates.GetStateRequest())
    channel.post("one")

    answer = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, state.qts))

    assert answer.other_updates == [types.UpdateChannelTooLong(channel.id, 2)]


def _difference_of(channel):
    return functions.updates.GetChannelDifferenceRequest(
        channel=channel, filter=types.ChannelMessagesFilterEmpty(), pts=1, limit=1000
    )


async def test_an_account_difference_is_too_long_on_request(data_centre, reader, client):
    state = await client(functions.updates.GetStateRequest())
    data_centre.faults.answer_too_long(reader)

    answer = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, state.qts))

    assert answer == types.updates.DifferenceTooLong(1)


async def test_a_reader_told_that_a_channel_went_on_asks_for_its_difference(data_centre, channel, client, heard):
    channel.post("one")
    await heard.next()
    data_centre.faults.withholds_updates = True
    channel.post("two")
    data_centre.faults.withholds_updates = False

    channel.tell_too_long()

    assert (await heard.next()).raw_text == "two"


async def test_a_long_account_difference_comes_in_slices(data_centre, reader, client):
    state = await client(functions.updates.GetStateRequest())
    friend = data_centre.add_user("+380509999999")
    data_centre.faults.withholds_updates = True
    for number in range(501):
        friend.writes_to(reader, f"{number}")

    answer = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, state.qts))

    assert (type(answer), len(answer.new_messages)) == (types.updates.DifferenceSlice, 500)


@pytest.mark.parametrize("pts", [0, 99])
async def test_a_count_that_never_was_is_refused(channel, client, pts):
    known = await client.get_input_entity("Koord_shtab")

    with pytest.raises((errors.PersistentTimestampEmptyError, errors.PersistentTimestampInvalidError)):
        await client(
            functions.updates.GetChannelDifferenceRequest(known, types.ChannelMessagesFilterEmpty(), pts=pts, limit=9)
        )


async def test_a_deletion_counts_once_for_each_post(channel, client):
    known = await client.get_input_entity("Koord_shtab")
    channel.post("one")
    channel.post("two")
    channel.delete(1, 2)

    assert (await client(_difference_of(known))).pts == 5


async def test_a_quiet_deletion_shows_in_history_alone(channel, client, heard):
    channel.post("one")
    channel.post("two")
    await heard.next()
    await heard.next()
    channel.delete(1, quietly=True)

    found = await client.get_messages("Koord_shtab", limit=5)

    assert ([message.id for message in found], heard.is_silent) == ([2], True)


async def test_a_quiet_edit_shows_in_history_alone(channel, client, heard):
    channel.edit(channel.post("1,000 bodies"), "1,003 bodies", quietly=True)
    await heard.next()

    found = await client.get_messages("Koord_shtab", limit=5)

    assert ([message.text for message in found], heard.is_silent) == (["1,003 bodies"], True)
