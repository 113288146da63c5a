"""Finds the days that a text states, and puts them in the year of its post."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import regex

from parsers.tokens import DAY, NUMBER, PERIOD, SIGN, WORD, Token

CENTURY: Final = 2000
LATEST_DAYS: Final = {"early-month": 14, "mid-month": 20}
FIRST_YEAR, LAST_YEAR = 2014, 2099
MONTH_FOLLOWS: Final = frozenset({"since", "in", "of", "early", "mid", "late", "last", "until", "from"})
LONGEST_JOINT: Final = 3


def join_days(tokens: list[Token], months: Mapping[str, int], posted_on: date) -> list[Token]:
    """Return `tokens` with each stated day, month or year as one token that carries its day (None for a period)."""
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        day, size = _day_at(tokens, position, months, posted_on)
        joined.append(day or tokens[position])
        position += size
    return joined


def relative_day(features: frozenset[str], posted_on: date) -> date | None:
    """Return the day that "today", "yesterday" or a weekday means, or None."""
    if not features or (told := _told(features)) is None:
        return None
    kind, number = told
    return posted_on - timedelta(days=number if kind == "ago" else (posted_on.weekday() - number) % 7)


@lru_cache(maxsize=4096)
def _told(features: frozenset[str]) -> tuple[str, int] | None:
    """Return how many days ago, or which weekday, the features of a word tell."""
    parts = (feature.partition("-") for feature in sorted(features))
    days = ((kind, int(number)) for kind, _, number in parts if kind in {"ago", "weekday"} and number.isdigit())
    return next(days, None)


def nearest_year(month: int, day: int, posted_on: date) -> date | None:
    """Return the day of that name nearest before the post; up to a month ahead of it counts as ahead."""
    for year in (posted_on.year + 1, posted_on.year, posted_on.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= posted_on + timedelta(days=31):
            return found
    return None


def _day_at(tokens: list[Token], at: int, months: Mapping[str, int], posted_on: date) -> tuple[Token | None, int]:
    token = tokens[at]
    if token.kind == DAY:
        return _digits(token, posted_on), 1
    if token.kind == NUMBER:
        return _number_first(tokens, at, months, posted_on)
    if token.kind == WORD and token.text in months and (token.text != "may" or _is_may(tokens, at)):
        return _month_first(tokens, at, months, posted_on)
    return None, 1


def _is_may(tokens: list[Token], at: int) -> bool:
    """Return whether "may" is the month: behind a preposition, or before a day."""
    return _text(tokens, at + 1).isdecimal() or (at > 0 and tokens[at - 1].text in MONTH_FOLLOWS)


def _digits(token: Token, posted_on: date) -> Token:
    numbers = [int(part) for part in regex.findall(r"\d+", token.text)]
    if numbers[0] > 31:
        token.day = _date(*numbers[:3])
    elif len(numbers) == 3:
        token.day = _date(numbers[2] if numbers[2] > 99 else CENTURY + numbers[2], numbers[1], numbers[0])
    else:
        token.day = nearest_year(numbers[1], numbers[0], posted_on)
    return token


def _number_first(tokens: list[Token], at: int, months: Mapping[str, int], posted_on: date) -> tuple[Token | None, int]:
    """Read "5 липня", "5 липня 2025 року", "5th of July", "4–10 липня", a year."""
    token = tokens[at]
    if 1 <= token.value <= 31:
        month_at = at + 1
        if _text(tokens, month_at) == "of":
            month_at += 1
        if _text(tokens, month_at) in months:
            year, size = _year(tokens, month_at + 1)
            found = _made(year, months[_text(tokens, month_at)], token.value, posted_on)
            return _joined(tokens, at, month_at + 1 + size - at, DAY, found)
        period = _range(tokens, at, months)
        if period:
            return _joined(tokens, at, period, PERIOD, None)
    if FIRST_YEAR <= token.value <= LAST_YEAR and token.text.isdecimal() and _is_year(tokens, at):
        year_alone, size = _joined(tokens, at, 1, PERIOD, None)
        year_alone.features = frozenset({"past-year"} if token.value < posted_on.year else ())
        return year_alone, size
    return None, 1


def _month_first(tokens: list[Token], at: int, months: Mapping[str, int], posted_on: date) -> tuple[Token | None, int]:
    """Read "July 5", "Jul. 5, 2025", and a month alone, which is a period."""
    day_at = at + 2 if _text(tokens, at + 1) == "." and tokens[at + 1].start == tokens[at].end else at + 1
    if (
        day_at < len(tokens)
        and tokens[day_at].kind == NUMBER
        and 1 <= tokens[day_at].value <= 31
        and _is_latin(tokens[at])
    ):
        size = _year_after_comma(tokens, day_at + 1)
        year = tokens[day_at + size].value if size else None
        found = _made(year, months[tokens[at].text], tokens[day_at].value, posted_on)
        return _joined(tokens, at, day_at + 1 + size - at, DAY, found)
    year, size = _year(tokens, at + 1)
    period, length = _joined(tokens, at, 1 + size, PERIOD, None)
    month = months[tokens[at].text]
    is_earlier = (year or posted_on.year) < posted_on.year or (year is None and month != posted_on.month)
    if is_earlier or (month == posted_on.month and _is_over(tokens[at - 1 : at], posted_on)):
        period.features = frozenset({"past-month"})
    return period, length


def _is_over(before: list[Token], posted_on: date) -> bool:
    """Return whether the part of the month that the word before it names lies behind the post."""
    ends = (LATEST_DAYS[feature] for token in before for feature in token.features & LATEST_DAYS.keys())
    return any(posted_on.day > latest for latest in ends)


def _range(tokens: list[Token], at: int, months: Mapping[str, int]) -> int:
    """Return the size of "4–10 липня", "24 і 25 січня", or 0."""
    if at + 3 < len(tokens) and tokens[at + 2].kind == NUMBER and _text(tokens, at + 3) in months:
        joint = tokens[at + 1]
        if joint.kind == SIGN or (len(joint.text) <= LONGEST_JOINT and "unit" not in joint.features):
            return 4 + _year(tokens, at + 4)[1]
    return 0


def _year(tokens: list[Token], at: int) -> tuple[int | None, int]:
    if at < len(tokens) and tokens[at].kind == NUMBER and FIRST_YEAR <= tokens[at].value <= LAST_YEAR:
        named = tokens[at + 1].features if at + 1 < len(tokens) else frozenset()
        unit = "year" in named
        if unit or not (at + 1 < len(tokens) and "unit" in named):
            return tokens[at].value, 2 if unit else 1
    return None, 0


def _year_after_comma(tokens: list[Token], at: int) -> int:
    if _text(tokens, at) == "," and _year(tokens, at + 1)[0] and tokens[at + 1].text.isdecimal():
        return 2
    return 1 if _year(tokens, at)[0] and tokens[at].text.isdecimal() else 0


def _is_year(tokens: list[Token], at: int) -> bool:
    """Return whether a number such as 2024 is a year and no figure."""
    after = tokens[at + 1].features if at + 1 < len(tokens) else frozenset()
    if "unit" in after:
        return False
    before = tokens[at - 1] if at else None
    return "year" in after or (before is not None and "in" in before.features) or tokens[at].end - tokens[at].start == 4


def _joined(tokens: list[Token], at: int, size: int, kind: str, day: date | None) -> tuple[Token, int]:
    size = max(1, min(size, len(tokens) - at))
    token = Token(kind, tokens[at].text, tokens[at].start, tokens[at + size - 1].end)
    token.day = day
    return token, size


def _made(year: int | None, month: int, day: int, posted_on: date) -> date | None:
    return _date(year, month, day) if year else nearest_year(month, day, posted_on)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_latin(token: Token) -> bool:
    return token.text.isascii()


def _text(tokens: list[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""
