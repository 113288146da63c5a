"""What is wrong, by what is stored."""

from datetime import UTC, datetime, timedelta

from bot.health.judgement import Fault, faults
from bot.store.accounts import Refusal
from bot.store.channels import Channel
from bot.store.parked import Parked
from bot.store.standing import Vital

NOON = datetime(2026, 1, 29, 12, 0, tzinfo=UTC)
WITHIN = {"tass": timedelta(minutes=3), "ria": timedelta(minutes=3)}


def channel(source, **facts):
    return Channel(source, f"@{source}", 7, 8, **({"checked_at": NOON} | facts))


def judged(within=WITHIN, now=NOON, **facts):
    well = {"channels": {}, "refusals": (), "due_at": None, "parked": {}, "quarantined": 0}
    known = {one.source_id: one for one in facts.pop("known", [channel("tass"), channel("ria")])}
    return faults(Vital(**(well | facts | {"channels": known})), within, now)


def test_all_is_well_where_every_channel_was_read_in_time():
    assert judged(now=NOON + timedelta(minutes=3)) == []


def test_a_channel_that_was_not_read_in_time_is_vital():
    found = judged(known=[channel("tass", checked_at=NOON - timedelta(minutes=4)), channel("ria")])
    assert found == [Fault("tass: not read since 2026-01-29 11:56 UTC: see the log, and the waits above", True)]


def test_a_channel_that_was_never_read_through_is_vital():
    assert judged(known=[channel("tass", checked_at=None), channel("ria")]) == [
        Fault("tass: not read: see the log, and the waits above", True)
    ]


def test_a_channel_that_cannot_be_read_is_for_a_person_while_others_can():
    assert judged(known=[channel("tass", failure="there is no such channel"), channel("ria")]) == [
        Fault("tass: there is no such channel", False)
    ]


def test_it_is_vital_that_no_channel_can_be_read():
    assert judged(known=[channel("tass", failure="private")]) == [
        Fault("tass: private", True),
        Fault("ria: never read: start the daemon, then see its log", True),
    ]


def test_a_channel_that_is_configured_no_more_does_not_count():
    assert judged(known=[channel("tass"), channel("ria"), channel("old", checked_at=None)]) == []


def test_a_silent_source_is_for_a_person():
    assert judged(known=[channel("tass", silent_since=NOON), channel("ria")]) == [
        Fault("tass: silent since 2026-01-29 12:00 UTC: see whether it moved", False)
    ]


def test_a_refused_account_is_vital():
    assert judged(refusals=(Refusal("bot", "get a new token", NOON),)) == [
        Fault("bot: refused since 2026-01-29 12:00 UTC: get a new token", True)
    ]


def test_a_delivery_that_nobody_tries_is_vital():
    assert judged(due_at=NOON, now=NOON + timedelta(minutes=5), within={}) == []
    assert judged(due_at=NOON, now=NOON + timedelta(minutes=6), within={}) == [
        Fault("outbox: stuck since 2026-01-29 12:00 UTC: see the log", True)
    ]


def test_a_parked_chat_is_for_a_person():
    assert judged(parked={7: Parked(NOON, "blocked", 2)}) == [
        Fault("chat 7: cannot be reached: see `zvirka subscribers`; --unpark 7 tells it again", False)
    ]


def test_a_post_in_quarantine_is_for_a_person():
    assert judged(quarantined=2) == [Fault("posts that no parser could read: 2: see `zvirka posts --unread`", False)]


def test_what_is_vital_comes_first():
    found = judged(quarantined=1, due_at=NOON - timedelta(hours=1))
    assert [one.is_vital for one in found] == [True, False]
