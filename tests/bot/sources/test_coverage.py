"""The ledger of ids as the daemon keeps it, against the loopback data centre."""

import pytest

from bot.records import How, Mark, PostKey
from bot.store import Store, coverage, posts
from tests.bot.newsroom import newsroom


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


def ledger(room, source="coordination-hq"):
    with Store.look_into(room.configuration.store.path) as store:
        return store.run(coverage.every, source)[0]


async def test_a_swept_channel_is_complete_to_its_last_id_as_of_the_sweep(room):
    room.headquarters.post("один")
    room.headquarters.post("два")
    async with room.open() as service:
        await room.sweep(service)
    assert (ledger(room).complete_to, ledger(room).as_of) == (2, room.clock())


async def test_an_empty_channel_is_complete_as_of_the_sweep(room):
    async with room.open() as service:
        await room.sweep(service)
    assert (ledger(room).complete_to, ledger(room).as_of) == (0, room.clock())


async def test_an_id_that_was_deleted_before_we_saw_it_is_absent(room):
    room.headquarters.post("один")
    room.headquarters.delete(room.headquarters.post("два"))
    room.headquarters.post("три")
    async with room.open() as service:
        await room.sweep(service)
    (hole,) = ledger(room).holes
    assert (hole.first, hole.last, hole.mark, hole.how) == (2, 2, Mark.ABSENT, How.ASKED)


async def test_an_id_that_was_never_seen_is_no_withdrawal(room):
    room.headquarters.post("один")
    room.headquarters.delete(room.headquarters.post("два"))
    room.headquarters.post("три")
    async with room.open():
        await room.until_stored("один", "три")
    assert [text for _, text, is_withdrawn in room.stored() if is_withdrawn] == []


async def test_a_service_message_is_known_as_one(room):
    room.headquarters.post("один")
    room.headquarters.service()
    room.headquarters.post("три")
    async with room.open() as service:
        await room.sweep(service)
    assert ledger(room).counts == {Mark.SEEN: 2, Mark.SERVICE: 1, Mark.ABSENT: 0}


async def test_a_hole_of_one_id_is_asked_for_and_found(room):
    async with room.open() as service:
        await room.sweep(service)
        room.dc.faults.withholds_updates = True
        room.headquarters.post("один")
        room.dc.faults.withholds_updates = False
        room.headquarters.post("два")
        await room.until_stored("один", "два")
        await room.sweep(service)
    assert (ledger(room).complete_to, ledger(room).unknown) == (2, ())


async def test_a_hole_behind_the_posts_that_are_read_again_is_asked_for_by_id(room):
    async with room.open() as service:
        room.headquarters.stop_pushing()
        room.headquarters.post("перший")
        for number in range(40):
            room.headquarters.post(f"номер {number}")
        await room.sweep(service)
    assert {call.request.id[0].id for call in room.dc.called("channels.getMessages")} == {1}


async def test_a_hole_wider_than_a_page_is_read_from_the_history(room):
    async with room.open() as service:
        await room.sweep(service)
        room.headquarters.stop_pushing()
        for number in range(350):
            room.headquarters.post(f"номер {number}")
        await room.sweep(service)
    assert (ledger(room).complete_to, len(room.dc.called("channels.getMessages"))) == (350, 0)


async def test_an_id_that_telegram_does_not_mention_stays_unknown(room):
    async with room.open() as service:
        await room.sweep(service)
        room.dc.faults.refuse("channels.getMessages", 500, "RPC_CALL_FAIL", times=None)
        first = room.headquarters.post("один")
        await room.until_stored("один")
        room.headquarters.delete(room.headquarters.post("два", at=room.clock()), quietly=True)
        room.dc.faults.withholds_updates = True
        hidden = room.headquarters.post("три")
        room.headquarters.delete(hidden, quietly=True)
        room.dc.faults.withholds_updates = False
        room.headquarters.post("чотири")
        await room.until_stored("один", "два", "чотири")
    assert (first, ledger(room).unknown) == (1, ((hidden, hidden),))


async def test_a_pushed_deletion_of_the_latest_post_is_a_withdrawal_and_the_id_stays_seen(room):
    async with room.open() as service:
        ident = room.headquarters.post("один")
        await room.until_stored("один")
        room.headquarters.delete(ident)
        await room.sweep(service)
    assert (ledger(room).counts[Mark.SEEN], room.stored()) == (1, [("coordination-hq", "один", True)])


async def test_a_quiet_deletion_of_the_latest_post_is_found_by_the_sweep(room):
    async with room.open() as service:
        room.headquarters.post("один")
        ident = room.headquarters.post("два")
        await room.until_stored("один", "два")
        room.headquarters.delete(ident, quietly=True)
        await room.sweep(service)
    assert [text for _, text, is_withdrawn in room.stored() if is_withdrawn] == ["два"]


async def test_a_quiet_deletion_of_every_post_is_found_by_the_sweep(room):
    async with room.open() as service:
        ident = room.headquarters.post("один")
        await room.until_stored("один")
        room.headquarters.delete(ident, quietly=True)
        await room.sweep(service)
    assert room.stored() == [("coordination-hq", "один", True)]


async def test_a_quiet_edit_is_found_by_the_sweep(room):
    async with room.open() as service:
        ident = room.headquarters.post("один")
        await room.until_stored("один")
        room.headquarters.edit(ident, "один, виправлено", quietly=True)
        await room.sweep(service)
    with Store.look_into(room.configuration.store.path) as store:
        kept = store.run(posts.revisions_of, [PostKey("coordination-hq", str(ident))])
    assert [one.text for one in kept] == ["один", "один, виправлено"]


async def test_the_ledger_of_a_new_channel_begins_where_it_is_filled_from(room):
    room.headquarters.post("старий", at=room.clock().replace(day=2))
    room.headquarters.post("недавній", at=room.clock().replace(day=28))
    async with room.open() as service:
        await room.sweep(service)
    assert (ledger(room).begins_after, ledger(room).complete_to) == (1, 2)
