"""Posts that come as several messages, or twice: albums, deleted and reposted announcements, forwards."""

import pytest

from bot.records import PostKey
from bot.store import Store, posts
from tests.bot.newsroom import newsroom, plain

NEWS = "До України повернуто 1000 тіл полеглих."


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


async def test_an_album_is_one_post_with_its_caption(room):
    async with room.open():
        room.headquarters.album(NEWS, photos=3)
        await room.message(room.subscriber, 0, "1,000")
        await room.until_stored(NEWS)


async def test_an_album_that_is_swept_meets_the_one_that_was_pushed(room):
    async with room.open() as service:
        room.headquarters.album(NEWS, photos=3)
        await room.until_stored(NEWS)
        await room.sweep(service)
    assert room.stored() == [("coordination-hq", NEWS, False)]


async def test_a_caption_that_was_edited_quietly_is_found(room):
    async with room.open() as service:
        first, *_ = room.headquarters.album(NEWS, photos=3)
        await room.until_stored(NEWS)
        room.headquarters.edit(first, "без цифр", quietly=True)
        await room.sweep(service)
    assert room.stored() == [("coordination-hq", "без цифр", False)]


async def test_an_album_that_was_deleted_quietly_is_withdrawn(room):
    async with room.open() as service:
        ids = room.headquarters.album(NEWS, photos=3)
        await room.until_stored(NEWS)
        room.headquarters.delete(*ids, quietly=True)
        await room.sweep(service)
    assert room.stored() == [("coordination-hq", NEWS, True)]


async def test_a_reposted_announcement_amends_its_thread_and_says_so(room):
    async with room.open():
        ident = room.headquarters.post(NEWS, at=room.clock())
        await room.message(room.subscriber, 0, "1,000")
        room.headquarters.delete(ident)
        await room.message(room.subscriber, 1, "WITHDRAWN")
        room.headquarters.post(NEWS, at=room.clock())
        await room.message(room.subscriber, 0, "published it again")
    assert len(room.sees(room.subscriber)) == 2


async def test_an_announcement_that_is_deleted_and_reposted_between_sweeps_is_no_news(room):
    async with room.open() as service:
        await room.sweep(service)
        ident = room.headquarters.post(NEWS, at=room.clock())
        await room.message(room.subscriber, 0, "1,000")
        room.headquarters.stop_pushing()
        room.headquarters.delete(ident)
        room.headquarters.post(NEWS, at=room.clock())
        await room.sweep(service)
        await room.message(room.subscriber, 0, "published it again")
    assert len(room.sees(room.subscriber)) == 1


async def test_an_announcement_that_is_reposted_after_midnight_stays_with_its_day(room):
    async with room.open():
        room.clock.pass_by(hours=11)
        ident = room.headquarters.post("Сьогодні до України повернуто 1000 тіл полеглих.", at=room.clock())
        await room.message(room.subscriber, 0, "1,000")
        room.headquarters.delete(ident)
        await room.message(room.subscriber, 1, "WITHDRAWN")
        room.clock.pass_by(hours=1)
        room.headquarters.post("Сьогодні до України повернуто 1000 тіл полеглих.", at=room.clock())
        await room.message(room.subscriber, 0, "published it again")
    assert len(room.sees(room.subscriber)) == 2


async def test_a_forward_from_a_channel_that_we_do_not_read_keeps_its_number(room):
    other = room.dc.add_channel("somebody", title="Somebody")
    ident = other.post("повернуто")
    async with room.open():
        room.tass.post("повернуто", forwarded_from=(other, ident))
        await room.until_stored("повернуто", source="tass")
    with Store.look_into(room.configuration.store.path) as store:
        assert store.run(posts.find, PostKey("tass", "1")).forwarded_from == f"channel:{other.id}"


async def test_what_a_withdrawal_note_says_of_a_repost_is_plain(room):
    async with room.open():
        ident = room.headquarters.post(NEWS, at=room.clock())
        await room.message(room.subscriber, 0, "1,000")
        room.headquarters.delete(ident)
        room.headquarters.post(NEWS, at=room.clock())
        said = await room.message(room.subscriber, 0, "published it again")
    assert "Coordination Headquarters withdrew its post, which gave 1,000, and published it again." in plain(said)
