"""What people are told of our reading itself: how complete it is, which source fell silent, what cannot be read."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.alerts.wording.clean import shorten, units
from bot.alerts.wording.language import LONGEST_NAME, language, sentence_case
from bot.records import Coverage, Mark, Subscriber

LONGEST_COVERAGE: Final = 1500
"""How much of a message the reading of all sources may take, in UTF-16 units."""

MOST_UNKNOWN: Final = 5

LONGEST_CAUSE: Final = 300
"""How much is shown of what a program says of itself, in characters."""


def coverage_lines(every: Sequence[Coverage], language_code: str, today: date) -> list[str]:
    """Return how complete the reading is: a line for each source, or first those with holes where that is too long."""
    lines = [coverage_line(one, language_code, today) for one in every]
    if _length(lines) <= LONGEST_COVERAGE:
        return lines
    whole = [one for one in every if one.as_of is not None and not one.unknown]
    lines = [coverage_line(one, language_code, today) for one in every if one not in whole]
    shown = [line for place, line in enumerate(lines) if _length(lines[: place + 1]) <= LONGEST_COVERAGE]
    return [*shown, *_rest(whole, len(lines) - len(shown), language_code, today)]


def coverage_line(one: Coverage, language_code: str, today: date) -> str:
    """Return how complete one channel is, and how its holes were closed, as one line of HTML. `today` is in UTC."""
    words = language(language_code)
    source = sentence_case(words.party(one.source))
    if one.as_of is None:
        return words.say("reading.coverage.never", source=source)
    at = _at(one.as_of, today)
    parts = [words.say("reading.coverage.complete", source=source, to=one.complete_to, at=at)]
    counts = {mark: one.counts.get(mark) for mark in (Mark.SERVICE, Mark.ABSENT)}
    parts += [words.say(f"reading.coverage.{mark.value}", ids=count) for mark, count in counts.items() if count]
    if one.unknown:
        shown = [str(first) if first == last else f"{first}–{last}" for first, last in one.unknown[:MOST_UNKNOWN]]
        ids = ", ".join([*shown, "…"] if len(one.unknown) > MOST_UNKNOWN else shown)
        parts.append(words.say("reading.coverage.unknown", ids=ids))
    return "; ".join(parts)


def silence_text(source: str, since: datetime, language_code: str, *, is_silent: bool) -> str:
    """Return the message to editors about a source that fell silent or is back. `since`: the last post before."""
    words = language(language_code)
    return words.say(
        "reading.silence.silent" if is_silent else "reading.silence.back",
        source=sentence_case(words.party(source)),
        since=words.time(since, None),
        id=source,
    )


def unreadable_text(cause: str, language_code: str) -> str:
    """Return the message to editors about something of Telegram's that cannot be read."""
    return language(language_code).say("reading.unreadable.text", cause=shorten(cause, LONGEST_CAUSE))


def parked_text(subscriber: Subscriber, cause: str, language_code: str) -> str:
    """Return the message to editors about a chat that cannot be reached."""
    name, cause = shorten(subscriber.name, LONGEST_NAME), shorten(cause, LONGEST_CAUSE)
    return language(language_code).say("reading.parked.text", name=name, chat=subscriber.chat_id, cause=cause)


def refused_text(cause: str, language_code: str) -> str:
    """Return the message to editors about the reader's account that Telegram refuses."""
    return language(language_code).say("reading.refused.reader", cause=shorten(cause, LONGEST_CAUSE))


def blocked_text(cause: str, since: datetime, language_code: str, *, is_over: bool) -> str:
    """Return the message to editors about a database that cannot be written, and about its being free again."""
    words = language(language_code)
    key = "reading.blocked.over" if is_over else "reading.blocked.begun"
    return words.say(key, cause=shorten(cause, LONGEST_CAUSE), since=words.time(since, None))


def no_backup_text(cause: str, language_code: str) -> str:
    """Return the message to editors about a backup that was not made."""
    return language(language_code).say("reading.backup.failed", cause=shorten(cause, LONGEST_CAUSE))


def heartbeat_text(now: datetime, until: datetime, language_code: str) -> str:
    """Return the message to the operator that all is well, and by when it is said again."""
    words = language(language_code)
    return words.say("reading.heartbeat.well", now=words.time(now, None), until=words.time(until, None))


def _rest(whole: Sequence[Coverage], hidden: int, language_code: str, today: date) -> list[str]:
    words = language(language_code)
    ends = [one.as_of for one in whole if one.as_of is not None]
    lines = [words.say("reading.coverage.more", count=hidden)] if hidden else []
    if ends:
        lines.append(words.say("reading.coverage.whole", count=len(ends), at=_at(min(ends), today)))
    return [str(line) for line in lines]


def _at(moment: datetime, today: date) -> str:
    return f"{moment:%H:%M}" if moment.date() == today else f"{moment:%Y-%m-%d %H:%M}"


def _length(lines: Sequence[str]) -> int:
    return units("\n".join(lines))
