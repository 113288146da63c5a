"""What goes wrong around the daemon: it says so, once and clearly, and loses nothing."""

import asyncio
import logging
import os
import stat

import pytest

from bot.errors import AccountUnusable, StoreInUse, leaves
from bot.records import PostKey, SubscriberState
from bot.service import Service
from bot.store import Store, channels, posts
from tests.bot.newsroom import CONFIGURATION, newsroom


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


async def test_login_makes_a_session_that_is_for_its_owner_alone(room):
    os.umask(0o077)
    (room.folder / "reader.session").unlink()
    assert await room.log_in() == "Reader"
    assert stat.S_IMODE((room.folder / "reader.session").stat().st_mode) == 0o600


async def test_a_daemon_without_a_signed_in_reader_serves_the_desk_and_ends_with_what_to_do(room):
    (room.folder / "reader.session").unlink()

    async def serve():
        async with room.open(channels=0):
            notice = await room.message(room.editor, 0, "refuses the account")
            assert "run `zvirka login`" in notice.text
            room.editor.writes_to(room.bot, "/status")
            await room.message(room.editor, 1)

    with pytest.raises(AccountUnusable, match="run `zvirka login`") as raised:
        await serve()
    assert raised.value.exit_code == 78


@pytest.mark.parametrize("account", ["reader", "bot"])
async def test_an_account_that_must_wait_at_the_start_is_not_taken_for_signed_out(room, account):
    async with room.open():
        pass
    room.dc.faults.flood_wait("updates.getState", 1).account = getattr(room, account).id
    async with room.open():
        assert len(room.dc.called("auth.importBotAuthorization")) == 1


@pytest.mark.parametrize("refuse", ["loses_its_key", "signs_out_everywhere", "is_used_twice", "deletes_account"])
async def test_a_reader_that_is_refused_stops_alone_and_the_editors_are_told_once(room, refuse, caplog):
    async def serve():
        async with room.open():
            getattr(room.reader, refuse)()
            await room.message(room.editor, 0, "refuses the account")
            room.editor.writes_to(room.bot, "/status")
            await room.message(room.editor, 1)

    with pytest.raises(AccountUnusable, match="run `zvirka login`"):
        await serve()
    assert [record.getMessage() for record in caplog.records].count("account refused") == 1


async def test_a_bot_that_is_refused_leaves_the_reader_storing(room):
    room.bot.account.token = "77:another"

    async def serve():
        async with room.open():
            room.headquarters.post("Сьогодні до України повернуто 1000 тіл полеглих.")
            await room.until_stored("Сьогодні до України повернуто 1000 тіл полеглих.")

    with pytest.raises(AccountUnusable, match="@BotFather"):
        await serve()


async def test_a_daemon_whose_accounts_are_both_refused_ends_by_itself(room):
    room.bot.account.token = "77:another"
    room.reader.signs_out_everywhere()
    with pytest.raises(ExceptionGroup) as raised:
        await Service(room.configuration, room.clock).run()
    assert [error.exit_code for error in leaves(raised.value)] == [78]


async def test_a_second_daemon_on_one_database_is_refused(room):
    async with room.open():
        with pytest.raises(StoreInUse):
            await Service(room.configuration, room.clock).run()


async def test_a_stop_closes_within_five_seconds(room):
    async with room.open() as service, asyncio.timeout(5):
        service.stop()
        await room.until(lambda: not room.dc.lines_of(room.bot) and not room.dc.lines_of(room.reader))


async def test_a_channel_that_does_not_exist_is_named_once_and_the_others_go_on(room, caplog):
    room.write_configuration(CONFIGURATION + '\n[[source]]\nid = "medinsky"\nchannel = "@nobody_here"\n')
    for _ in range(2):
        async with room.open():
            pass
    async with room.open():
        room.headquarters.post("без новин")
        await room.until_stored("без новин")
    said = [record for record in caplog.records if record.message == "source unavailable"]
    assert [(record.source, "there is no such channel" in record.cause) for record in said] == [("medinsky", True)]


async def test_a_channel_that_became_private_is_named_and_the_others_go_on(room, caplog):
    async with room.open():
        pass
    room.tass.remove(room.reader)
    async with room.open(channels=1):
        room.headquarters.post("без новин")
        await room.until_stored("без новин")
    assert [record.source for record in caplog.records if record.message == "source unavailable"] == ["tass"]


async def test_a_channel_that_closes_to_us_while_we_read_is_named_once_and_left(room, caplog):
    async with room.open() as service:
        room.tass.remove(room.reader)
        room.tass.post("не для нас")
        for _ in range(2):
            service.channels.want_sweep()
            swept = len(room.dc.called("messages.getHistory"))
            await room.until(lambda swept=swept: len(room.dc.called("messages.getHistory")) > swept)
        room.headquarters.post("без новин")
        await room.until_stored("без новин")
    assert [record.source for record in caplog.records if record.message == "source unavailable"] == ["tass"]


async def test_a_channel_that_may_not_be_looked_up_yet_is_read_when_the_wait_is_over(room):
    room.dc.faults.flood_wait("contacts.resolveUsername", 1)
    room.headquarters.post("без новин")
    async with room.open(channels=1):
        room.clock.pass_by(seconds=1)
        await room.until_stored("без новин")


async def test_a_line_that_is_cut_while_a_lost_channel_is_looked_for_ends_nothing(room):
    async with room.open():
        room.dc.faults.refuse("messages.getHistory", 400, "CHANNEL_PRIVATE")
        room.dc.faults.drop_before("channels.getChannels")
        room.headquarters.stop_pushing()
        room.headquarters.post("без новин")
        room.tass.tell_too_long()
        await room.until_stored("без новин")


async def test_a_renamed_channel_is_named_and_read_on(room, caplog):
    async with room.open():
        pass
    room.headquarters.rename("Koord_new")
    async with room.open():
        room.headquarters.post("після перейменування")
        await room.until_stored("після перейменування")
    named = [record.source for record in caplog.records if record.message == "channel was renamed"]
    assert named == ["coordination-hq"]


async def test_a_channel_is_looked_up_once_and_for_all(room):
    for _ in range(3):
        async with room.open():
            pass
    assert len(room.dc.called("contacts.resolveUsername")) == 2


async def test_what_was_posted_while_we_were_away_is_filled(room):
    async with room.open():
        room.headquarters.post("перший")
        await room.until_stored("перший")
    missed = [f"пропущений {number}" for number in range(250)]
    for text in missed:
        room.headquarters.post(text)
    async with room.open():
        await room.until_stored("перший", *missed)


async def test_a_new_channel_is_filled_from_some_days_back(room):
    room.headquarters.post("старий", at=room.clock().replace(day=20))
    room.headquarters.post("недавній", at=room.clock().replace(day=27))
    async with room.open():
        await room.until_stored("недавній")


async def test_edits_and_deletions_of_our_absence_are_found(room):
    async with room.open():
        first, second = room.headquarters.post("один"), room.headquarters.post("два")
        await room.until_stored("один", "два")
    room.headquarters.edit(first, "один, виправлено")
    room.headquarters.delete(second)
    room.headquarters.post("три")
    async with room.open():
        await room.until_stored("один, виправлено", "два", "три")
    assert [text for _, text, is_withdrawn in room.stored() if is_withdrawn] == ["два"]


async def test_a_deletion_that_is_pushed_is_a_withdrawal(room):
    async with room.open():
        ident = room.headquarters.post("один")
        await room.until_stored("один")
        room.headquarters.delete(ident)
        room.headquarters.post("два")
        await room.until_stored("один", "два")
    assert [text for _, text, is_withdrawn in room.stored() if is_withdrawn] == ["один"]


async def test_views_and_reactions_change_nothing(room):
    async with room.open():
        ident = room.headquarters.post("один")
        room.headquarters.gather(ident, views=100, reactions=5)
        room.headquarters.post("два")
        await room.until_stored("один", "два")
    with Store.look_into(room.configuration.store.path) as store:
        kept = store.run(posts.revisions_of, [PostKey("coordination-hq", str(ident))])
    assert [one.text for one in kept] == ["один"]


async def test_a_line_that_is_cut_comes_back_and_misses_nothing(room, caplog):
    caplog.set_level(logging.INFO)
    async with room.open():
        room.dc.faults.withholds_updates = True
        room.dc.drop_lines(room.reader)
        room.headquarters.post("під час обриву")
        await room.until_stored("під час обриву")
    said = [record.message for record in caplog.records if getattr(record, "account", "") == "reader"]
    assert said == ["connected", "connection lost", "connection is back"]


async def test_without_a_network_the_daemon_waits_and_says_so_once(room, caplog):
    async with room.open():
        await room.dc.stop()
        room.headquarters.post("мережі не було")
        await asyncio.sleep(1.2)  # the network is away for longer than the first pause
        await room.dc.start()
        await room.until_stored("мережі не було")
    lost = [record.account for record in caplog.records if record.message == "connection lost"]
    assert sorted(lost) == ["bot", "reader"]


async def test_a_daemon_that_starts_without_a_network_comes_up_when_there_is_one(room):
    await room.dc.stop()
    service = Service(room.configuration, room.clock)
    task = asyncio.create_task(service.run())
    await asyncio.sleep(0.2)  # the first try fails meanwhile
    await room.dc.start()
    room.headquarters.post("мережа з'явилася")
    await room.until_stored("мережа з'явилася")
    service.stop()
    await task


async def test_a_session_file_that_others_could_read_is_closed_to_them(room):
    session = room.folder / "reader.session"
    session.chmod(0o644)
    async with room.open():
        pass
    assert stat.S_IMODE(session.stat().st_mode) == 0o600


async def test_an_album_and_a_service_line_are_taken_in_their_stride(room):
    async with room.open():
        room.headquarters.service()
        room.headquarters.album("підпис", photos=3)
        room.headquarters.post("далі")
        await room.until_stored("підпис", "далі")


async def test_a_forward_keeps_its_origin(room):
    async with room.open():
        ident = room.headquarters.post("повернуто")
        room.tass.post("повернуто", forwarded_from=(room.headquarters, ident))
        await room.until_stored("повернуто", source="tass")
    with Store.look_into(room.configuration.store.path) as store:
        assert store.run(posts.find, PostKey("tass", "1")).forwarded_from == "coordination-hq"


async def test_a_flood_wait_rests_its_channel_and_holds_up_nothing_else(room, caplog):
    async with room.open(channels=4) as service:
        room.headquarters.stop_pushing()
        room.dc.faults.flood_wait("messages.getHistory", 1)
        room.headquarters.post("один")
        room.tass.post("два")
        service.channels.want_sweep()
        await room.until_stored("один")
        await room.until_stored("два", source="tass")
    assert [record.seconds for record in caplog.records if record.message == "flood wait"] == [1]


async def test_a_flood_wait_is_shown_in_the_status_until_it_is_over(room):
    async def status():
        seen = len(room.sees(room.editor))
        room.editor.writes_to(room.bot, "/status")
        return (await room.message(room.editor, seen)).text.splitlines()[4:]

    async with room.open(channels=4) as service:
        room.dc.faults.flood_wait("messages.getHistory", 330)
        service.channels.want_sweep()
        # Telethon holds back the same call for other channels until the wait is over.
        while (asked := await status()) != [
            "Telegram asks to wait, until: coordination-hq (10:45 UTC), tass (10:45 UTC)"
        ]:
            assert len(asked) < 2
        room.clock.pass_by(seconds=331)
        assert await status() == []


async def test_live_posts_and_alerts_go_on_while_the_history_must_wait(room):
    async with room.open(channels=4) as service:
        room.dc.faults.flood_wait("messages.getHistory", 330)
        service.channels.want_sweep()
        room.headquarters.post("Сьогодні до України повернуто 1000 тіл загиблих захисників.")
        room.tass.post("два")
        await room.message(room.subscriber, 0, "1,000")
        await room.until_stored("два", source="tass")


async def test_an_edit_of_an_old_post_is_no_news(room):
    old = room.headquarters.post("До України повернуто 909 тіл.", at=room.clock().replace(day=2))
    async with room.open():
        room.headquarters.edit(old, "До України повернуто 910 тіл.")
        room.headquarters.post("До України повернуто 1000 тіл.", at=room.clock())
        await room.message(room.subscriber, 0, "1,000")
    assert len(room.sees(room.subscriber)) == 1


async def test_a_post_on_which_the_parser_fails_is_kept_and_goes_to_the_editors(room, caplog):
    def break_down(*_, **__):
        raise RecursionError("too deep")

    async with room.open(parse=break_down):
        room.headquarters.post("щось про 1000 тіл")
        await room.message(room.editor, 0, "щось про 1000 тіл", "RecursionError")
        room.headquarters.post("далі")
        await room.until_stored("щось про 1000 тіл", "далі")


async def test_a_chat_that_cannot_be_reached_is_parked_and_the_others_are_told(room):
    room.subscriber.blocks(room.bot)
    async with room.open():
        room.headquarters.post("Сьогодні до України повернуто 1000 тіл загиблих захисників.")
        await room.message(room.editor, 0, "1,000")
        await room.message(room.editor, 1, "does not let me write", f"--unpark {room.subscriber.id}")
        await room.until_chat(room.subscriber, SubscriberState.UNREACHABLE)


async def test_who_unblocks_the_bot_and_starts_again_gets_what_waited(room):
    room.subscriber.blocks(room.bot)
    async with room.open():
        room.headquarters.post("Сьогодні до України повернуто 1000 тіл загиблих захисників.")
        await room.until_chat(room.subscriber, SubscriberState.UNREACHABLE)
        room.subscriber.unblocks(room.bot)
        room.subscriber.writes_to(room.bot, "/start")
        await room.until(lambda: any("1,000" in one.text for one in room.sees(room.subscriber)))


async def test_the_cursor_is_kept_with_the_posts(room):
    async with room.open(channels=4):
        room.headquarters.post("один")
        ident = room.headquarters.post("два")
        await room.until_stored("один", "два")
    with Store.look_into(room.configuration.store.path) as store:
        assert store.run(channels.every)["coordination-hq"].cursor == ident


async def test_editors_are_told_of_what_telegram_sent_and_we_cannot_read(room):
    room.write_configuration(CONFIGURATION.replace("sweep_seconds", "probe_seconds = 0.05\nsweep_seconds"))
    async with room.open():
        await room.until(lambda: [line.is_listening for line in room.dc.lines_of(room.reader)] == [True])
        room.dc.faults.garbled_pushes = 1
        room.headquarters.post("нечитане")
        await room.message(room.editor, 0, "cannot read", "0x")
        await room.until_stored("нечитане")
