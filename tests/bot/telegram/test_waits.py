"""What Telegram asks us to leave alone."""

from datetime import timedelta

from bot.telegram import Waits
from tests.bot.newsroom import MORNING, Clock


def test_a_wait_is_present_until_it_is_over():
    clock = Clock()
    waits = Waits(clock)
    waits.note("tass", 60)
    before = dict(waits.present())
    clock.pass_by(seconds=60)
    assert (before, waits.present()) == ({"tass": MORNING + timedelta(seconds=60)}, {})


def test_the_latest_wait_of_a_source_counts():
    waits = Waits(Clock())
    waits.note("tass", 600)
    waits.note("tass", 60)
    assert waits.present() == {"tass": MORNING + timedelta(seconds=60)}
