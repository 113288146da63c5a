"""Connects accounts to Telegram and keeps them connected; knows Telethon's faults so that others need not."""

from telethon import TelegramClient

from bot.telegram.client import LOST, REFUSED, call, deadline, make_client, refusal
from bot.telegram.line import Line
from bot.telegram.login import expect_reader, sign_in_bot, sign_in_reader
from bot.telegram.probe import Pace

__all__ = [
    "LOST",
    "REFUSED",
    "Line",
    "Pace",
    "TelegramClient",
    "call",
    "deadline",
    "expect_reader",
    "make_client",
    "refusal",
    "sign_in_bot",
    "sign_in_reader",
]
