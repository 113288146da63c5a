"""What a chat is told at set times: what waited while it was quiet, and what happened in a day or a week."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.alerts.wording.clean import TELEGRAM_LIMIT, units
from bot.alerts.wording.language import language
from bot.alerts.wording.lines import last_line
from bot.records import Repatriation

MOST_LINES: Final = 25
"""How many repatriations one message lists, the latest."""

Period = tuple[datetime, datetime, str]
"""From when to when, by the clock of which zone."""


def summary_text(found: Sequence[Repatriation], count: int, language_code: str) -> str:
    """Return what waited for the end of quiet hours: `count` subjects, those that are still known line by line."""
    words = language(language_code)
    head = [words.say("times.morning", count=words.amount(count, "handovers"))]
    return _fitting(head, _lines(found, language_code), [words.say("times.follow")])


def digest_text(found: Sequence[Repatriation], period: Period, coverage: Sequence[str], language_code: str) -> str:
    """Return what happened in a period, line by line, and how complete the reading is (`coverage`, lines of HTML)."""
    words = language(language_code)
    zone = ZoneInfo(period[2])
    first, last = (moment.astimezone(zone).date() for moment in period[:2])
    head = [words.say("times.digest", first=words.day(first), last=words.day(last))]
    lines = _lines(found, language_code) or [words.say("times.nothing")]
    tail = [words.say("times.read"), *coverage] if coverage else []
    return _fitting(head, lines, tail)


def _lines(found: Sequence[Repatriation], language_code: str) -> list[str]:
    ordered = sorted(found, key=lambda one: (one.happened_on, one.id))
    return [last_line(one, language_code) for one in ordered[-MOST_LINES:]]


def _fitting(head: Sequence[str], lines: Sequence[str], tail: Sequence[str]) -> str:
    """Return the message with as many of its lines as Telegram takes, the latest; its end stays as long as it can."""
    text = "\n\n".join("\n".join(block) for block in (head, lines, tail) if block)
    if units(text) <= TELEGRAM_LIMIT:
        return text
    return _fitting(head, lines[1:], tail) if lines else _fitting(head, lines, tail[:-1])
