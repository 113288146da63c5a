"""The log: one line an event, and never a secret."""

import logging

import pytest

from bot.cli.logs import EventFormatter


def line(message, **extra):
    record = logging.makeLogRecord({"msg": message, "levelname": "WARNING", **extra})
    return EventFormatter().format(record)


def test_an_event_is_one_line_of_keys_and_values():
    assert line("connection lost", account="reader", cause="no route") == (
        'WARNING connection lost account=reader cause="no route"'
    )


def test_a_line_break_in_a_value_stays_in_its_line():
    assert line("parser failed", cause="a\nb") == "WARNING parser failed cause=a\\nb"


@pytest.mark.parametrize(
    "secret",
    ["123456789:AAGmQpnWq8zT-0vL5oYQd9b_3k7XrJcVuEs", "0123456789abcdef0123456789abcdef", "+380501234567"],
)
def test_a_secret_is_masked_wherever_it_stands(secret):
    assert line("x", cause=f"at {secret}, he said") == 'WARNING x cause="at ***, he said"'
