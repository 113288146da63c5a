"""The bot's voice on the data centre: a repeated send shows nothing twice, and refusals are told apart."""

from random import Random

import pytest

from bot.alerts.telegram import TelegramVoice
from bot.errors import AccountUnusable, ChartFailed, ChatUnreachable, DeliveryFailed
from bot.store.outbox import Part
from bot.store.parcels import Parcel
from tests.telegram.faults import Repeat

TOKEN = "77:abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.fixture
def bot(data_centre):
    return data_centre.add_bot(TOKEN, "zvirka_bot")


@pytest.fixture
async def desk(data_centre, bot):
    person = data_centre.add_user("+380500000002", first_name="Desk")
    person.writes_to(bot, "/start")
    return person


@pytest.fixture
async def client(clients, bot):
    settings = {"raise_last_call_error": True, "request_retries": 1, "auto_reconnect": False}
    return await clients.sign_in(bot, **settings)


@pytest.fixture
def voice(client):
    return TelegramVoice(client, draw)


async def draw(chart):
    """Return as many bytes as asked for, which are no picture."""
    if chart["bytes"] is None:
        raise ChartFailed("the chart was not drawn")
    return Random(1).randbytes(chart["bytes"])


def parcel(chat_id, text="<b>1,000</b> bodies", **more):
    fields = {
        "number": 1,
        "chat_id": chat_id,
        "part": Part.MAIN,
        "language": "en",
        "text": text,
        "random_id": 4242,
        "attempts": 0,
        "message_id": None,
        "reply_to": None,
        "buttons": {},
    }
    return Parcel(**fields | more)


def shown(data_centre, desk, bot):
    return [one.html for one in data_centre.chat(desk, bot) if one.sender == "zvirka_bot"]


async def test_a_message_keeps_its_marks(data_centre, voice, desk, bot):
    await voice.send(parcel(desk.id))
    assert shown(data_centre, desk, bot) == ["<strong>1,000</strong> bodies"]


async def test_a_send_that_is_repeated_gives_the_same_message(data_centre, voice, desk, bot):
    ids = [await voice.send(parcel(desk.id)) for _ in range(2)]
    assert (ids[0], len(shown(data_centre, desk, bot))) == (ids[1], 1)


async def test_a_send_that_telegram_calls_a_duplicate_counts_as_delivered(data_centre, voice, desk, bot):
    data_centre.faults.repeat = Repeat.DUPLICATE_ERROR
    first = await voice.send(parcel(desk.id))
    again = await voice.send(parcel(desk.id))
    assert (again, len(shown(data_centre, desk, bot))) == (first, 1)


async def test_a_duplicate_in_a_channel_is_found_among_its_last_messages(data_centre, voice, bot):
    data_centre.faults.repeat = Repeat.DUPLICATE_ERROR
    channel = data_centre.add_channel("newsroom")
    channel.add(bot, as_admin=True)
    first = await voice.send(parcel(channel.peer))
    assert (await voice.send(parcel(channel.peer)), len(channel.messages)) == (first, 1)


async def test_a_duplicate_that_is_not_found_counts_as_delivered(data_centre, voice, desk, bot):
    data_centre.faults.repeat = Repeat.DUPLICATE_ERROR
    await voice.send(parcel(desk.id))
    data_centre.faults.refuse("updates.getDifference", 400, "PERSISTENT_TIMESTAMP_INVALID")
    again = await voice.send(parcel(desk.id))
    assert (again, len(shown(data_centre, desk, bot))) == (None, 1)


async def test_a_line_that_is_cut_while_a_duplicate_is_looked_for_is_a_failure_to_be_repeated(
    data_centre, voice, desk, bot
):
    data_centre.faults.repeat = Repeat.DUPLICATE_ERROR
    await voice.send(parcel(desk.id))
    data_centre.faults.drop_before("updates.getDifference")
    with pytest.raises(DeliveryFailed):
        await voice.send(parcel(desk.id))


async def test_an_old_try_is_looked_for_before_it_is_sent_again(data_centre, voice, desk, bot):
    first = await voice.send(parcel(desk.id))
    data_centre.forget_random_ids()
    again = await voice.send(parcel(desk.id, is_doubtful=True))
    assert (again, len(shown(data_centre, desk, bot))) == (first, 1)


async def test_an_old_try_that_never_arrived_is_sent(data_centre, voice, desk, bot):
    await voice.send(parcel(desk.id, is_doubtful=True))
    assert len(shown(data_centre, desk, bot)) == 1


async def test_the_message_of_another_delivery_is_not_taken_for_that_of_an_old_try(data_centre, voice, desk, bot):
    earlier = await voice.send(parcel(desk.id))
    more = {"random_id": 4343, "is_doubtful": True, "receipts": frozenset({earlier})}
    again = await voice.send(parcel(desk.id, **more))
    assert (again != earlier, len(shown(data_centre, desk, bot))) == (True, 2)


async def test_a_line_that_is_cut_after_the_send_is_a_failure_to_be_repeated(data_centre, voice, desk, bot):
    data_centre.faults.drop_after("messages.sendMessage")
    with pytest.raises(DeliveryFailed):
        await voice.send(parcel(desk.id))
    assert len(shown(data_centre, desk, bot)) == 1


async def test_a_flood_wait_says_how_long(data_centre, voice, desk):
    data_centre.faults.flood_wait("messages.sendMessage", 42)
    with pytest.raises(DeliveryFailed) as failed:
        await voice.send(parcel(desk.id))
    assert failed.value.retry_seconds == 42


async def test_an_unforeseen_refusal_is_a_failure_to_be_repeated(data_centre, voice, desk):
    data_centre.faults.refuse("messages.sendMessage", 400, "MESSAGE_EMPTY")
    with pytest.raises(DeliveryFailed, match="MessageEmpty"):
        await voice.send(parcel(desk.id))


async def test_a_chat_that_blocked_the_bot_is_unreachable(voice, desk, bot):
    desk.blocks(bot)
    with pytest.raises(ChatUnreachable):
        await voice.send(parcel(desk.id))


async def test_a_person_whose_account_is_gone_is_unreachable(voice, desk):
    desk.deletes_account()
    with pytest.raises(ChatUnreachable):
        await voice.send(parcel(desk.id))


async def test_a_group_in_which_the_bot_may_not_write_is_unreachable(data_centre, voice, bot):
    group = data_centre.add_group("Newsroom", members=(bot,))
    group.mute(bot)
    with pytest.raises(ChatUnreachable):
        await voice.send(parcel(group.peer))


async def test_a_channel_where_the_bot_is_an_administrator_is_told(data_centre, voice, bot):
    channel = data_centre.add_channel("newsroom")
    channel.add(bot, as_admin=True)
    await voice.send(parcel(channel.peer))
    assert [one.text for one in channel.messages] == ["1,000 bodies"]


async def test_an_amendment_takes_the_place_of_the_text(data_centre, voice, desk, bot):
    ident = await voice.send(parcel(desk.id))
    await voice.amend(parcel(desk.id, "1,003 bodies", message_id=ident))
    assert shown(data_centre, desk, bot) == ["1,003 bodies"]


async def test_an_amendment_that_changes_nothing_is_none(data_centre, voice, desk, bot):
    ident = await voice.send(parcel(desk.id))
    await voice.amend(parcel(desk.id, message_id=ident))
    assert len(shown(data_centre, desk, bot)) == 1


async def test_a_message_that_its_reader_deleted_stays_deleted(data_centre, voice, desk, bot):
    ident = await voice.send(parcel(desk.id))
    desk.deletes(data_centre.chat(desk, bot)[-1])
    await voice.amend(parcel(desk.id, "1,003 bodies", message_id=ident))
    assert shown(data_centre, desk, bot) == []


async def test_an_account_that_was_revoked_is_told_as_such(voice, desk, bot):
    bot.loses_its_key()
    with pytest.raises(AccountUnusable, match="@BotFather"):
        await voice.send(parcel(desk.id))


async def test_an_answer_stands_under_the_message_it_answers(data_centre, voice, desk, bot):
    ident = await voice.send(parcel(desk.id))
    await voice.send(parcel(desk.id, "disputed", random_id=4343, part=Part.REPLY, reply_to=ident))
    first, second = (one for one in data_centre.chat(desk, bot) if one.sender == "zvirka_bot")
    assert second.reply_to == first.id


async def test_buttons_are_labelled_in_the_language_of_the_chat(data_centre, voice, desk, bot):
    await voice.send(parcel(desk.id, language="uk", buttons={"confirm": "t1", "correct": "t2", "hold": "t3"}))
    assert data_centre.chat(desk, bot)[-1].buttons == (("Підтвердити", "Виправити"), ("Відкласти",))


def messages(data_centre, desk, bot):
    return [(one.text, one.has_media) for one in data_centre.chat(desk, bot) if one.sender == "zvirka_bot"]


def with_chart(chat_id, size=1000, **more):
    return parcel(chat_id, chart={"bytes": size}, **more)


async def test_a_chart_goes_out_as_a_picture_above_its_text(data_centre, voice, desk, bot):
    await voice.send(with_chart(desk.id))
    assert messages(data_centre, desk, bot) == [("1,000 bodies", True)]


async def test_a_large_picture_goes_up_in_parts(data_centre, voice, desk):
    await voice.send(with_chart(desk.id, 600_000))
    assert len(data_centre.called("upload.saveFilePart")) == 2


async def test_a_chart_that_is_repeated_gives_the_same_message(data_centre, voice, desk, bot):
    ids = [await voice.send(with_chart(desk.id)) for _ in range(2)]
    assert (ids[0], len(messages(data_centre, desk, bot))) == (ids[1], 1)


async def test_an_old_try_of_a_chart_is_looked_for_before_it_is_sent_again(data_centre, voice, desk, bot):
    first = await voice.send(with_chart(desk.id))
    data_centre.forget_random_ids()
    again = await voice.send(with_chart(desk.id, is_doubtful=True))
    assert (again, len(messages(data_centre, desk, bot))) == (first, 1)


@pytest.mark.parametrize("call", ["upload.saveFilePart", "messages.sendMedia"])
async def test_a_line_that_is_cut_before_a_chart_arrives_is_a_failure_to_be_repeated(
    data_centre, voice, desk, bot, call
):
    data_centre.faults.drop_before(call)
    with pytest.raises(DeliveryFailed):
        await voice.send(with_chart(desk.id))
    assert messages(data_centre, desk, bot) == []


async def test_a_chart_that_cannot_be_drawn_is_told_in_words(data_centre, voice, desk, bot):
    await voice.send(with_chart(desk.id, None))
    assert messages(data_centre, desk, bot) == [("1,000 bodies", False)]


@pytest.mark.parametrize(
    ("code", "refusal"),
    [(400, "PHOTO_INVALID_DIMENSIONS"), (403, "CHAT_SEND_PHOTOS_FORBIDDEN"), (400, "IMAGE_PROCESS_FAILED")],
)
async def test_a_picture_that_telegram_refuses_is_told_in_words(data_centre, voice, desk, bot, code, refusal):
    data_centre.faults.refuse("messages.sendMedia", code, refusal)
    await voice.send(with_chart(desk.id))
    assert messages(data_centre, desk, bot) == [("1,000 bodies", False)]


async def test_a_chart_that_arrived_is_not_told_in_words_as_well(data_centre, voice, desk, bot):
    first = await voice.send(with_chart(desk.id))
    again = await voice.send(with_chart(desk.id, None))
    assert (again, messages(data_centre, desk, bot)) == (first, [("1,000 bodies", True)])


async def test_a_chat_that_blocked_us_gets_no_words_instead_of_a_chart(data_centre, voice, desk, bot):
    desk.blocks(bot)
    with pytest.raises(ChatUnreachable):
        await voice.send(with_chart(desk.id))


async def test_a_flood_wait_for_a_chart_says_how_long(data_centre, voice, desk):
    data_centre.faults.refuse("messages.sendMedia", 420, "FLOOD_WAIT_7")
    with pytest.raises(DeliveryFailed) as failed:
        await voice.send(with_chart(desk.id))
    assert failed.value.retry_seconds == 7
