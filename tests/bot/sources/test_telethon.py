"""What Telethon does wrong or leaves to its caller: no post is lost by it."""

import random
import sqlite3
from contextlib import closing

import pytest

from bot.config import Telegram
from parsers.parties import Role
from tests.bot.sources.reading import reading


@pytest.fixture
async def room(tmp_path):
    async with reading(tmp_path) as made:
        yield made


async def test_a_difference_that_is_too_long_loses_nothing(room):
    async with room.open():
        room.headquarters.post("один")
        await room.stored("один")
        room.dc.faults.withholds_updates = True
        missed = [f"пропущений {number}" for number in range(130)]
        for text in missed:
            room.headquarters.post(text)
        room.dc.faults.withholds_updates = False
        room.dc.faults.answer_too_long(room.headquarters)
        room.headquarters.post("останній")
        await room.stored("один", *missed, "останній")


async def test_a_difference_of_the_account_that_is_too_long_loses_nothing(room):
    async with room.open():
        room.dc.faults.withholds_updates = True
        room.headquarters.post("один")
        room.dc.faults.withholds_updates = False
        room.dc.faults.answer_too_long(room.person)
        room.dc.tell_too_long(room.person)
        await room.sweep()
    assert room.texts() == ["один"]


async def test_a_channel_that_is_told_to_be_too_long_is_swept_though_telethon_does_not_know_it(room):
    async with room.open():
        room.dc.faults.withholds_updates = True
        room.headquarters.post("один")
        room.dc.faults.withholds_updates = False
        room.headquarters.tell_too_long()
        await room.stored("один")


async def test_a_session_that_forgot_its_channels_reads_them_by_our_own_access_hash(room):
    async with room.open():
        room.headquarters.post("один")
        await room.stored("один")
    with closing(sqlite3.connect(room.folder / "reader.session")) as session:
        session.execute("DELETE FROM entities WHERE id < 0")
        session.commit()
    room.headquarters.post("два")
    async with room.open():
        await room.stored("один", "два")
    assert len(room.dc.called("contacts.resolveUsername")) == 2


async def test_what_was_posted_before_the_first_update_is_read(room):
    room.headquarters.post("до першого оновлення")
    async with room.open():
        room.headquarters.post("перше оновлення")
        await room.stored("до першого оновлення", "перше оновлення")


async def test_every_new_line_catches_up_and_sweeps(room):
    async with room.open():
        room.dc.faults.withholds_updates = True
        room.headquarters.post("під час обриву")
        room.dc.drop_lines(room.person)
        await room.stored("під час обриву")
    assert len(room.dc.called("updates.getDifference")) >= 2


async def test_a_channel_that_is_not_pushed_is_found_by_polling(room):
    async with room.open():
        room.headquarters.stop_pushing()
        room.headquarters.post("один")
        room.reader.want_sweep_of({Role.OFFICIAL})
        await room.stored("один")


async def test_polling_official_channels_leaves_the_others_alone(room):
    async with room.open():
        room.clock.pass_by(minutes=1)
        room.reader.want_sweep_of({Role.OFFICIAL})
        await room.until(lambda: room.ledger()["coordination-hq"].as_of == room.clock())
    assert room.ledger()["tass"].as_of < room.clock()


def test_official_channels_are_polled_every_20_seconds_and_the_others_every_three_minutes():
    settings = Telegram(api_id=1)
    assert (settings.sweep_seconds, settings.sweep_others_seconds) == (20, 180)


async def test_a_live_post_whose_storing_fails_is_found_by_the_sweep(room):
    async with room.open():
        room.stumbles = 1
        room.headquarters.post("один")
        await room.stored("один")


async def test_a_sweep_that_fails_for_no_reason_of_telegrams_is_done_again(room, caplog):
    async with room.open():
        room.headquarters.stop_pushing()
        room.headquarters.post("один")
        room.stumbles = 1
        room.reader.want_sweep(room.headquarters.id)
        await room.stored("один")
    assert "sweep failed" in [record.message for record in caplog.records]


async def test_handlers_have_no_filters_with_code(room):
    async with room.open():
        filters = [
            (builder.func, getattr(builder, "pattern", None)) for _, builder in room.client.list_event_handlers()
        ]
    assert filters == [(None, None)]


@pytest.mark.parametrize("seed", range(5))
async def test_updates_in_any_order_leave_the_last_text(room, seed):
    async with room.open():
        room.dc.faults.hold_updates()
        ident = room.headquarters.post("перший")
        for text in ("другий", "третій"):
            room.clock.pass_by(seconds=1)
            room.headquarters.edit(ident, text)
        room.headquarters.post("інший")
        room.dc.faults.release_updates(shuffled_by=random.Random(seed))
        await room.stored("третій", "інший")


async def test_updates_that_are_repeated_are_stored_once(room):
    async with room.open():
        room.dc.faults.update_copies = 3
        room.headquarters.post("один")
        room.headquarters.post("два")
        await room.stored("один", "два")
    assert room.ledger()["coordination-hq"].complete_to == 2


async def test_a_post_that_is_pushed_and_swept_is_stored_once(room):
    async with room.open():
        room.headquarters.post("один")
        await room.stored("один")
        room.clock.pass_by(minutes=1)
        room.reader.want_sweep()
        await room.covered()
        await room.stored("один")


async def test_posts_of_a_half_open_line_are_found_when_it_is_renewed(room):
    async with room.open():
        room.dc.black_hole(room.person)
        room.headquarters.post("нечутно")
        await room.stored("нечутно")


@pytest.mark.parametrize("seconds", [45, -45, 400, -400])
async def test_posts_of_a_clock_that_moved_are_found(room, seconds):
    async with room.open():
        room.dc.faults.clock_shift = seconds
        room.headquarters.post("не в той час")
        await room.stored("не в той час")


async def test_a_post_in_an_update_that_cannot_be_read_is_found(room):
    async with room.open():
        room.dc.faults.garbled_pushes = 1
        room.headquarters.post("незрозуміле оновлення")
        await room.stored("незрозуміле оновлення")


async def test_a_post_in_a_difference_that_cannot_be_read_is_found(room):
    async with room.open():
        room.dc.faults.withholds_updates = True
        room.headquarters.post("у різниці")
        room.dc.faults.withholds_updates = False
        room.dc.faults.garble("updates.getDifference")
        room.dc.tell_too_long(room.person)
        await room.stored("у різниці")


async def test_a_call_that_makes_the_server_hang_up_does_not_starve_the_others(room):
    async with room.open():
        room.dc.faults.drop_before("messages.getHistory", times=1)
        before = len(room.dc.called("messages.getHistory"))
        await room.sweep()
    asked = [call.request.peer.channel_id for call in room.dc.called("messages.getHistory")[before:]]
    assert asked[:2] == [room.headquarters.id, room.tass.id]


async def test_a_call_that_is_never_answered_ends_with_the_line(room):
    async with room.open():
        room.headquarters.stop_pushing()
        room.headquarters.post("один")
        rule = room.dc.faults.swallow("messages.getHistory")
        room.reader.want_sweep()
        await room.dc.until(lambda: rule.fired)
        room.dc.black_hole(room.person)
        await room.stored("один")


async def test_a_server_error_is_asked_again(room):
    async with room.open():
        room.headquarters.stop_pushing()
        room.headquarters.post("один")
        room.dc.faults.refuse("messages.getHistory", 500, "RPC_CALL_FAIL")
        room.reader.want_sweep()
        await room.stored("один")


async def test_edits_and_deletions_in_a_gap_are_found_though_telethon_drops_them(room):
    async with room.open():
        first, second = room.headquarters.post("один"), room.headquarters.post("два")
        await room.stored("один", "два")
        room.dc.faults.withholds_updates = True
        room.headquarters.edit(first, "один, виправлено")
        room.headquarters.delete(second)
        room.headquarters.post("три")
        room.dc.faults.withholds_updates = False
        room.headquarters.post("чотири")
        await room.sweep()
    assert (sorted(room.texts()), room.withdrawn()) == (["два", "один, виправлено", "три", "чотири"], ["два"])


async def test_reactions_make_no_revision(room):
    async with room.open():
        ident = room.headquarters.post("один")
        room.headquarters.gather(ident, views=10, reactions=5)
        await room.sweep()
    assert room.texts() == ["один"]


async def test_each_new_line_is_a_session_of_its_own(room):
    async with room.open():
        before = room.client._sender._state.id
        room.dc.drop_lines(room.person)
        await room.until(lambda: room.client._sender._state.id != before)


async def test_albums_are_not_kept_in_memory(room):
    async with room.open():
        for number in range(5):
            room.headquarters.album(f"альбом {number}")
        await room.stored(*(f"альбом {number}" for number in range(5)))
        assert dict(room.client._albums) == {}


ANNOUNCED = "До України повернуто 1000 тіл полеглих."


async def test_an_announcement_that_was_edited_while_we_were_away_is_found_behind_many_posts(room):
    ident = room.headquarters.post(ANNOUNCED, at=room.clock())
    async with room.open():
        await room.stored(ANNOUNCED)
    room.headquarters.edit(ident, "До України повернуто 1003 тіла полеглих.", quietly=True)
    later = [f"інше {number}" for number in range(50)]
    for text in later:
        room.headquarters.post(text, at=room.clock())
    async with room.open():
        await room.stored("До України повернуто 1003 тіла полеглих.", *later)


async def test_an_announcement_that_was_deleted_while_we_were_away_is_found_behind_many_posts(room):
    ident = room.headquarters.post(ANNOUNCED, at=room.clock())
    async with room.open():
        await room.stored(ANNOUNCED)
    room.headquarters.delete(ident, quietly=True)
    for number in range(50):
        room.headquarters.post(f"інше {number}", at=room.clock())
    async with room.open():
        pass
    assert room.withdrawn() == [ANNOUNCED]


async def test_an_album_that_was_deleted_while_we_were_away_is_found_behind_many_posts(room):
    ids = room.headquarters.album(ANNOUNCED, at=room.clock())
    async with room.open():
        await room.stored(ANNOUNCED)
    room.headquarters.delete(*ids, quietly=True)
    for number in range(50):
        room.headquarters.post(f"інше {number}", at=room.clock())
    async with room.open():
        pass
    assert room.withdrawn() == [ANNOUNCED]
