"""Over which time a total runs, as its own words say."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.records import Statement

WORDS_FILE: Final = Path(__file__).with_name("periods.toml")

INVASION: Final = date(2022, 2, 24)
ISTANBUL: Final = date(2025, 6, 1)
"""Since when totals "under the Istanbul agreements" count (ruling 16)."""

NAMES: Final = ("stages", "istanbul", "invasion", "month", "year")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `since` to `until`, both included; or the last `stages` stages, where there is a number of them.

    `is_guessed` where a post only names the agreement somewhere: its total may well run over another time.
    """

    name: str
    since: date
    until: date
    stages: int = 0
    is_guessed: bool = False


def declared_on(one: Statement) -> date:
    """Return the day on which a total was declared, or up to which it runs."""
    return one.claim.happened_on or day_of_post(one)


def day_of_post(one: Statement) -> date:
    """Return the day of a post where its source is (ruling 1)."""
    return one.posted_at.astimezone(ZoneInfo(one.source.zone)).date()


def period_of(one: Statement) -> Period | None:
    """Return the period of a total: as its own words say, else its sentence, else the agreement that its post names."""
    found = _told(one.claim.quote, one.claim.lang) or _told(one.sentence, one.claim.lang)
    if found is not None:
        return _period(*found, declared_on(one))
    is_guessed = one.claim.context.agreement == "istanbul"
    return Period("istanbul", ISTANBUL, declared_on(one), is_guessed=True) if is_guessed else None


def is_later_stage(one: Statement) -> bool:
    """Say whether a text calls its handover a stage that follows another."""
    return any(
        found.search(text)
        for found in _words().later.get(one.claim.lang, ())
        for text in (one.claim.quote, one.sentence)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    periods: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    later: dict[str, tuple[re.Pattern[str], ...]]
    numbers: dict[str, int]


@cache
def _words() -> _Words:
    rows: dict[str, Any] = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
    numbers, later = rows.pop("numbers"), rows.pop("later")
    return _Words(
        {
            lang: tuple((name, re.compile(words, re.IGNORECASE)) for name in NAMES for words in kinds[name])
            for lang, kinds in rows.items()
        },
        {lang: tuple(re.compile(words, re.IGNORECASE) for words in found) for lang, found in later.items()},
        numbers,
    )


@lru_cache(maxsize=4096)
def _told(text: str, lang: str) -> tuple[str, int | None] | None:
    """Return the kind of period that a text names, and the year or the number of stages in it."""
    for name, words in _words().periods.get(lang, ()):
        found = words.search(text)
        if found is not None:
            told = next((value for value in found.groupdict().values() if value), None)
            return name, None if told is None else _words().numbers.get(told.casefold()) or int(told)
    return None


def _period(name: str, told: int | None, day: date) -> Period:
    if name == "stages":
        return Period(name, day - timedelta(days=3 * (told or 1)), day, told or 1)
    if name == "month":
        return Period(name, day.replace(day=1), day)
    if name == "year":
        year = told or day.year
        return Period(name, date(year, 1, 1), min(day, date(year, 12, 31)))
    return Period(name, INVASION if name == "invasion" else ISTANBUL, day)
