"""What people are told of our reading itself: how complete it is, which source fell silent, what cannot be read."""

from datetime import date, datetime

from bot.alerts.wording.clean import shorten
from bot.alerts.wording.language import LONGEST_NAME, language, sentence_case
from bot.records import Coverage, Mark, Subscriber


def coverage_line(one: Coverage, language_code: str, today: date) -> str:
    """Return how complete one channel is, and how its holes were closed, as one line of HTML. `today` is in UTC."""
    words = language(language_code)
    source = sentence_case(words.party(one.source))
    if one.as_of is None:
        return words.say("reading.coverage.never", source=source)
    at = f"{one.as_of:%H:%M}" if one.as_of.date() == today else f"{one.as_of:%Y-%m-%d %H:%M}"
    parts = [words.say("reading.coverage.complete", source=source, to=one.complete_to, at=at)]
    counts = {mark: one.counts.get(mark) for mark in (Mark.SERVICE, Mark.ABSENT)}
    parts += [words.say(f"reading.coverage.{mark.value}", ids=count) for mark, count in counts.items() if count]
    if one.unknown:
        ids = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in one.unknown)
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
    return language(language_code).say("reading.unreadable.text", cause=cause)


def parked_text(subscriber: Subscriber, cause: str, language_code: str) -> str:
    """Return the message to editors about a chat that cannot be reached."""
    name = shorten(subscriber.name, LONGEST_NAME)
    return language(language_code).say("reading.parked.text", name=name, chat=subscriber.chat_id, cause=cause)


def refused_text(cause: str, language_code: str) -> str:
    """Return the message to editors about the reader's account that Telegram refuses."""
    return language(language_code).say("reading.refused.reader", cause=cause)
