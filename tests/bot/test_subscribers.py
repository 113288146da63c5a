"""What subscribers ask in the chat with the bot, and what they are answered."""

import pytest

from bot.records import Action, SubscriberState
from bot.store import Store, chain, decisions, subscribers
from parsers import Reading
from tests.bot.newsroom import CONFIGURATION, newsroom, plain

POST = "Сьогодні до України повернуто 1000 тіл полеглих."


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


async def answer(room, person, text):
    """Write to the bot; return its next message."""
    place = len(room.sees(person))
    person.writes_to(room.bot, text)
    return await room.message(person, place)


async def subscribe(room, person):
    """Ask, and be approved by the editor."""
    await answer(room, person, "/start")
    request = await room.message(room.editor, 0, "Stranger")
    await room.editor.presses(request, "Approve")
    return await room.message(person, 1)


def known(room, person):
    with Store.look_into(room.configuration.store.path) as store:
        return store.run(subscribers.find, person.id)


async def test_a_stranger_who_starts_waits_for_an_editor(room):
    async with room.open():
        said = await answer(room, room.stranger, "/start")
        request = await room.message(room.editor, 0, "Stranger")
    labels = [label for row in request.buttons for label in row]
    assert ("редактор" in said.text, labels) == (True, ["Approve", "Refuse"])


async def test_an_approved_stranger_is_told_and_gets_alerts(room):
    async with room.open():
        await subscribe(room, room.stranger)
        room.headquarters.post(POST)
        await room.message(room.stranger, 2, "1 000")
    assert known(room, room.stranger).state is SubscriberState.ACTIVE


async def test_a_refused_stranger_gets_no_alerts(room):
    async with room.open():
        await answer(room, room.stranger, "/start")
        await room.editor.presses(await room.message(room.editor, 0, "Stranger"), "Refuse")
        await room.message(room.stranger, 1)
        room.headquarters.post(POST)
        await room.message(room.subscriber, 0, "1,000")
    assert (len(room.sees(room.stranger)), known(room, room.stranger).state) == (2, SubscriberState.REFUSED)


async def test_a_second_editor_who_presses_is_told_that_it_is_settled(room):
    async with room.open():
        await answer(room, room.stranger, "/start")
        request = await room.message(room.editor, 0, "Stranger")
        again = request.message.buttons[0][1].data
        await room.editor.presses(request, "Approve")
        said = await room.editor.presses_data(request, again)
    assert (said.is_alert, known(room, room.stranger).state) == (True, SubscriberState.ACTIVE)


async def test_an_open_desk_asks_nobody(room):
    room.write_configuration(CONFIGURATION + "\n[desk]\nopen = true\n")
    async with room.open():
        await answer(room, room.stranger, "/start")
    assert known(room, room.stranger).state is SubscriberState.ACTIVE


async def test_a_subscriber_who_asks_again_is_told_so(room):
    async with room.open():
        said = await answer(room, room.subscriber, "/start")
    assert said.text.startswith("This chat gets alerts already.")


@pytest.mark.parametrize(
    ("language", "line"),
    [("uk", "До України: 1 000 тіл"), ("en", "To Ukraine: 1,000 bodies"), ("ru", "Украине: 1 000 тел")],
)
async def test_alerts_come_in_the_language_that_the_chat_chose(room, language, line):
    async with room.open():
        await answer(room, room.subscriber, f"/language {language}")
        room.headquarters.post(POST)
        await room.message(room.subscriber, 1, line)


async def test_a_language_that_there_is_not_is_asked_again(room):
    async with room.open():
        said = await answer(room, room.subscriber, "/language fr")
    assert "/language uk" in said.text


async def test_a_subscriber_of_prisoners_hears_of_no_bodies(room):
    async with room.open():
        await answer(room, room.subscriber, "/kinds prisoners")
        room.headquarters.post(POST)
        await room.message(room.editor, 0, "1,000")
    assert (len(room.sees(room.subscriber)), [kind.value for kind in known(room, room.subscriber).kinds]) == (
        1,
        ["prisoners"],
    )


@pytest.mark.parametrize("asked", ["/kinds", "/kinds cats", "/kinds bodies cats"])
async def test_kinds_that_there_are_not_are_asked_again(room, asked):
    async with room.open():
        said = await answer(room, room.subscriber, asked)
    assert "/kinds all" in said.text


async def test_all_kinds_can_be_had_back(room):
    async with room.open():
        await answer(room, room.subscriber, "/kinds prisoners")
        await answer(room, room.subscriber, "/kinds all")
    assert [kind.value for kind in known(room, room.subscriber).kinds] == ["bodies", "prisoners"]


async def test_the_latest_handovers_are_listed(room):
    async with room.open():
        none = await answer(room, room.subscriber, "/last")
        room.headquarters.post(POST)
        await room.message(room.subscriber, 1, "1,000")
        one = await answer(room, room.subscriber, "/last")
    assert (none.text, "1,000" in plain(one)) == ("No handover is known yet.", True)


async def test_the_status_counts_sources_and_posts(room):
    async with room.open():
        room.headquarters.post(POST)
        await room.message(room.subscriber, 0, "1,000")
        said = await answer(room, room.subscriber, "/status")
    assert said.text.splitlines()[:3] == [
        "This chat gets alerts.",
        "Sources read: 2; failing: 0",
        "Posts stored: 1; waiting for an editor: 0",
    ]


async def test_who_stops_gets_no_more_and_may_come_back_without_asking(room):
    async with room.open():
        await answer(room, room.subscriber, "/stop")
        stopped = known(room, room.subscriber).state
        await answer(room, room.subscriber, "/start")
    assert (stopped, known(room, room.subscriber).state) == (SubscriberState.STOPPED, SubscriberState.ACTIVE)


@pytest.mark.parametrize("asked", ["/stop", "/language en", "/kinds all", "/settings", "/quiet 23-7"])
async def test_a_stranger_is_told_to_start_first(room, asked):
    async with room.open():
        said = await answer(room, room.stranger, asked)
    assert "/start" in said.text


async def test_help_names_every_command(room):
    async with room.open():
        said = await answer(room, room.subscriber, "/help")
    assert [
        name for name in ("start", "stop", "language", "kinds", "last", "status") if f"/{name}" not in said.text
    ] == []


async def test_an_unknown_command_points_to_help(room):
    async with room.open():
        said = await answer(room, room.subscriber, "/dance")
    assert "/help" in said.text


async def test_a_command_for_another_bot_of_the_group_is_not_ours(room):
    group = room.dc.add_group("Newsroom", members=(room.bot, room.stranger))
    async with room.open():
        room.stranger.writes_to(group, "/help@another_bot")
        room.stranger.writes_to(group, "/help@Zvirka_Bot")
        await room.until(lambda: [one for one in group.messages if one.sender == "zvirka_bot"])
    assert len([one for one in group.messages if one.sender == "zvirka_bot"]) == 1


async def test_telegram_shows_the_commands_in_its_menu(room):
    async with room.open():
        await room.until(lambda: room.bot.commands)
    assert sorted(room.bot.commands) == [
        *(
            "chart",
            "digest",
            "findings",
            "help",
            "kinds",
            "language",
            "last",
            "lowest",
            "quiet",
            "received",
            "settings",
        ),
        *("start", "status", "stop", "zone"),
    ]


async def test_an_editor_who_left_the_configuration_loses_the_buttons(room):
    async with room.open():
        pass
    room.write_configuration(
        CONFIGURATION.replace("id = {editor}", "id = {subscriber}").replace(
            "[[chat]]\nid = {subscriber}", "[[chat]]\nid = {editor}"
        )
    )
    async with room.open():
        room.headquarters.post(POST)
        message = await room.message(room.editor, 0, "1,000")
    assert message.buttons == ()


async def test_an_unread_post_is_marked_as_seen_by_a_press(room):
    async with room.open(parse=lambda *_, **__: Reading(unread=True)):
        room.headquarters.post("щось про тіла і число 415")
        message = await room.message(room.editor, 0, "415")
        said = await room.editor.presses(message, "Seen")
        status = await answer(room, room.subscriber, "/status")
    assert (said.text, "waiting for an editor: 0" in status.text) == ("Marked as read.", True)


async def test_who_saw_an_unread_post_stands_in_the_log_once(room):
    async with room.open(parse=lambda *_, **__: Reading(unread=True)):
        ident = room.headquarters.post("щось про тіла і число 415")
        message = await room.message(room.editor, 0, "415")
        button = message.message.buttons[0][0].data
        await room.editor.presses(message, "Seen")
        await room.editor.presses_data(message, button)
    with Store.look_into(room.configuration.store.path) as store:
        entries = store.run(decisions.log)
    assert [(one.decision.repatriation, one.decision.action, one.decision.editor) for one in entries] == [
        (f"post:coordination-hq/{ident}", Action.SEEN, "Olena")
    ]
    assert chain.breaks(entries) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/lowest confirmed", "From now on. First told of a handover: when an editor has confirmed it."),
        ("/lowest збігається", "From now on. First told of a handover: when independent origins agree."),
        ("/received russia", "From now on. Handovers: those in which Russia received."),
        ("/received Україна", "From now on. Handovers: those in which Ukraine received."),
        ("/received all", "From now on. Handovers: whoever received."),
        ("/quiet 23-7", "From now on. Quiet hours: 23:00–07:00; what comes then waits for the morning."),
        ("/quiet off", "From now on. Quiet hours: none."),
        ("/zone europe/london", "From now on. Clock: Europe/London."),
        ("/digest weekly", "From now on. Digest: Mondays at 9."),
        ("/digest щодня", "From now on. Digest: every day at 9."),
        ("/findings off", "From now on. What does not add up, and who copied wrongly: left out."),
        ("/findings да", "From now on. What does not add up, and who copied wrongly: shown."),
    ],
)
async def test_a_chat_chooses_in_plain_words(room, asked, said):
    async with room.open():
        answered = await answer(room, room.subscriber, asked)
    assert answered.text == said


@pytest.mark.parametrize("name", ["lowest", "received", "quiet", "zone", "digest", "findings"])
@pytest.mark.parametrize("word", ["", " nonsense"])
async def test_what_is_not_understood_is_answered_with_the_ways_to_say_it(room, name, word):
    async with room.open():
        said = await answer(room, room.subscriber, f"/{name}{word}")
    assert (f"/{name} " in said.text, "To change" in said.text) == (True, True)


async def test_all_settings_are_shown_together(room):
    async with room.open():
        await answer(room, room.subscriber, "/quiet 22:30-6")
        said = await answer(room, room.subscriber, "/settings")
    assert said.text.splitlines() == [
        "What this chat gets",
        "/lowest – First told of a handover: as soon as anybody gives a figure, marked as such",
        "/received – Handovers: whoever received",
        "/quiet – Quiet hours: 22:30–06:00; what comes then waits for the morning",
        "/zone – Clock: Europe/Kyiv",
        "/digest – Digest: none",
        "/findings – What does not add up, and who copied wrongly: shown",
    ]


async def test_what_comes_in_quiet_hours_is_told_in_the_morning(room):
    async with room.open() as service:
        await answer(room, room.subscriber, "/quiet 12-16")
        room.headquarters.post(POST)
        await room.message(room.editor, 0, "1,000")
        at_noon = len(room.sees(room.subscriber))
        room.clock.pass_by(hours=4)
        await service.rounds.make()
        summary = await room.message(room.subscriber, 1, "While it was quiet here: 1 handover")
        message = await room.message(room.subscriber, 2, "1,000")
    assert (at_noon, summary.id < message.id) == (1, True)


async def test_who_waits_for_a_confirmation_hears_of_nothing_before(room):
    async with room.open():
        await answer(room, room.subscriber, "/lowest confirmed")
        room.headquarters.post(POST)
        shown = await room.message(room.editor, 0, "1,000")
        before = len(room.sees(room.subscriber))
        await room.editor.presses(shown, "Confirm")
        await room.message(room.subscriber, 1, "1,000", "Confirmed by Olena")
    assert before == 1
