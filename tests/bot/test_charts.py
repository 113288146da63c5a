"""Charts in the chats: asked for by `/chart`, drawn by a child process, sent once."""

import pytest

from bot.desk.commands import Asked, Scene, Wish
from bot.desk.commands import answer as command
from bot.records import Picture, Policy, Subscriber
from bot.reports.totals import Period
from parsers.claim import Kind
from tests.bot.newsroom import newsroom, plain
from tests.bot.test_subscribers import answer

ENGLISH = "Bodies handed over, month by month"


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


def pictures(room, person):
    return [one.text.splitlines()[0] for one in room.sees(person) if one.has_media]


async def test_a_subscriber_who_asks_gets_a_picture(room):
    async with room.open():
        said = await answer(room, room.subscriber, "/chart")
    assert (said.has_media, said.text.splitlines()[0]) == (True, ENGLISH)


async def test_the_caption_says_the_sums_of_both_sides_in_words(room):
    async with room.open():
        room.headquarters.post("Сьогодні до України повернуто 1000 тіл полеглих.", at=room.clock())
        await room.message(room.subscriber, 0, "1,000")
        room.subscriber.writes_to(room.bot, "/chart day")
        said = await room.message(room.subscriber, 1, "day by day")
    assert "1,000 (1 of 12 handovers) as the Ukrainian side says" in plain(said)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("/chart prisoners", "Prisoners handed over, month by month"),
        ("/chart year", "Bodies handed over, year by year"),
    ],
)
async def test_a_subscriber_says_which_chart(room, asked, title):
    async with room.open():
        await answer(room, room.subscriber, asked)
    assert pictures(room, room.subscriber) == [title]


@pytest.mark.parametrize("asked", ["/chart everything", "/chart bodies prisoners", "/chart day year"])
async def test_who_cannot_be_understood_is_told_what_there_is(room, asked):
    async with room.open():
        said = await answer(room, room.subscriber, asked)
    assert (said.has_media, "/chart prisoners" in said.text) == (False, True)


def test_a_chart_is_of_the_day_by_the_clock_of_the_chat():
    chat = Subscriber(7, "desk", "en", policy=Policy(zone="Pacific/Kiritimati"))
    asked = Asked(7, "desk", ("/chart",), "en", chat, is_editor=False, is_open=False)
    assert command(asked, Scene(Picture(), {})).chart == Wish(Kind.BODIES, Period.MONTH, "Pacific/Kiritimati")


async def test_a_stranger_gets_no_chart(room):
    async with room.open():
        said = await answer(room, room.stranger, "/chart")
    assert (said.has_media, "/start" in said.text) == (False, True)


async def test_a_chart_whose_receipt_was_lost_is_not_shown_twice(room):
    room.dc.faults.drop_after("messages.sendMedia")
    async with room.open():
        await answer(room, room.subscriber, "/chart")
    room.clock.pass_by(minutes=1)
    async with room.open():
        await room.until(lambda: len(room.dc.called("messages.sendMedia")) == 2)
        await answer(room, room.subscriber, "/last")
    assert pictures(room, room.subscriber) == [ENGLISH]


async def test_a_chart_that_was_asked_for_goes_out_after_a_restart(room):
    async with room.open():
        room.dc.faults.drop_before("messages.sendMedia", times=None)
        room.subscriber.writes_to(room.bot, "/chart")
        await room.until(lambda: room.dc.called("messages.sendMedia"))
    room.dc.faults.lift()
    room.clock.pass_by(minutes=1)
    async with room.open():
        await room.message(room.subscriber, 0, ENGLISH)
    assert pictures(room, room.subscriber) == [ENGLISH]


async def test_two_questions_get_two_charts(room):
    async with room.open():
        await answer(room, room.subscriber, "/chart")
        await answer(room, room.subscriber, "/chart")
    assert pictures(room, room.subscriber) == [ENGLISH, ENGLISH]


async def test_a_chart_that_is_asked_for_while_another_waits_is_not_queued(room):
    async with room.open():
        room.dc.faults.flood_wait("messages.sendMedia", 600)
        room.subscriber.writes_to(room.bot, "/chart")
        await room.until(lambda: room.dc.called("messages.sendMedia"))
        said = await answer(room, room.subscriber, "/chart year")
    assert said.text == "A chart for this chat is on its way already. Ask again when it is here."


async def test_a_picture_that_telegram_refuses_is_told_in_words(room):
    async with room.open():
        room.dc.faults.refuse("messages.sendMedia", 400, "PHOTO_INVALID_DIMENSIONS")
        said = await answer(room, room.subscriber, "/chart")
    assert (said.has_media, said.text.splitlines()[0]) == (False, ENGLISH)


async def test_a_weekly_chart_whose_receipt_was_lost_is_not_shown_twice(room):
    room.clock.pass_by(days=3)
    room.dc.faults.drop_after("messages.sendMedia")
    async with room.open() as service:
        await answer(room, room.subscriber, "/kinds bodies")
        await answer(room, room.subscriber, "/digest weekly")
        await service.rounds.make()
        room.clock.pass_by(days=1)
        await service.rounds.make()
        await room.message(room.subscriber, 3, ENGLISH)
    room.clock.pass_by(minutes=1)
    async with room.open():
        await room.until(lambda: len(room.dc.called("messages.sendMedia")) == 2)
        await answer(room, room.subscriber, "/last")
    assert pictures(room, room.subscriber) == [ENGLISH]
