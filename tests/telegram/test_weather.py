import pytest
from telethon import functions, types

from tests.telegram.rules import Effect
from tests.telegram.weather import Weather

SEND = "messages.sendMessage"


@pytest.mark.parametrize(
    ("chance", "effect"),
    [
        ("drop_before", Effect.DROP_BEFORE),
        ("drop_after", Effect.DROP_AFTER),
        ("fail", Effect.REFUSE),
        ("flood_wait", Effect.REFUSE),
    ],
)
def test_a_certain_fault_hits_every_call(chance, effect):
    assert Weather(1, **{chance: 1}).on_call(SEND).effect is effect


def test_fair_weather_hits_no_call():
    assert Weather(1).on_call(SEND) is None


def test_signing_in_is_spared():
    assert Weather(1, drop_before=1).on_call("auth.signIn") is None


def test_the_same_seed_brings_the_same_faults():
    first, second = Weather(7, drop_before=0.3), Weather(7, drop_before=0.3)

    assert [bool(first.on_call(SEND)) for _ in range(50)] == [bool(second.on_call(SEND)) for _ in range(50)]


def test_lost_updates_are_not_pushed():
    assert Weather(1, lose_update=1).on_push("line", "update") == []


def test_copied_updates_are_pushed_twice():
    assert Weather(1, copy_update=1).on_push("line", "update") == ["update", "update"]


def test_swapped_updates_are_pushed_after_the_next():
    weather = Weather(1, swap_updates=1)

    assert [weather.on_push("line", "first"), weather.on_push("line", "second")] == [[], ["second", "first"]]


def test_a_fault_is_followed_by_a_lull():
    weather = Weather(1, drop_before=1, lull=2)

    assert [bool(weather.on_call(SEND)) for _ in range(4)] == [True, False, False, True]


async def test_calls_get_through_bad_weather_in_the_end(data_centre, clients):
    reader = data_centre.add_user("+380501112233")
    client = await clients.sign_in(reader, connection_retries=None)
    data_centre.faults.weather = Weather(3, drop_before=0.2, drop_after=0.2)

    for number in range(1, 21):
        await client(functions.messages.SendMessageRequest(types.InputPeerSelf(), f"note {number}", random_id=number))

    assert [one.text for one in data_centre.chat(reader, reader)] == [f"note {number}" for number in range(1, 21)]
