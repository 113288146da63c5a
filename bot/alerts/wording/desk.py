"""What the bot answers people: from the catalogue, and of posts and chats that an editor must look at."""

from typing import Final

from bot.alerts.wording.clean import TELEGRAM_LIMIT, shorten, units
from bot.alerts.wording.language import LONGEST_NAME, language, sentence_case
from bot.alerts.wording.lines import plain_line
from bot.alerts.wording.voices import linked
from bot.records import Asked as Inquiry
from bot.records import Publication, Repatriation, Subscriber

QUOTES: Final = (1500, 800, 400, 100)
"""How much of a post is quoted to an editor: as much as fits."""

LONGEST_FAULT: Final = 200
LONGEST_ID: Final = 80


def say(language_code: str, key: str, /, **values: object) -> str:
    """Return an answer from the desk's catalogue as HTML; all values are escaped."""
    return str(language(language_code).say(f"desk.{key}", **values)).strip()


def unread_text(publication: Publication, fault: str | None, language_code: str) -> str:
    """Return the message to editors about a post that seems an announcement and was not read."""
    texts = (_unread(publication, fault, longest, language_code) for longest in QUOTES)
    return next(
        (text for text in texts if units(text) <= TELEGRAM_LIMIT), _unread(publication, fault, 0, language_code)
    )


def request_text(subscriber: Subscriber, language_code: str) -> str:
    """Return the message to editors about a chat that asks for alerts."""
    name = shorten(subscriber.name, LONGEST_NAME)
    return str(language(language_code).say("request.text", name=name, chat=subscriber.chat_id))


def second_text(one: Repatriation, language_code: str) -> str:
    """Return the message to editors about a ruling that awaits another of them, or does so no more."""
    pending, line = one.pending, plain_line(one, language_code)
    if pending is None or pending.is_outdated:
        return say(language_code, "second-settled", repatriation=line)
    words = language(language_code)
    figures = ", ".join(
        f"{words.say(f'towards.{to.value}')} {words.say('ruling.nothing') if value is None else words.number(value)}"
        for to, value in pending.figures.items()
    )
    editor = shorten(pending.editor, LONGEST_NAME)
    return say(language_code, f"second-{pending.action.value}", repatriation=line, editor=editor, figures=figures)


def overdue_text(one: Repatriation, asked: Inquiry, language_code: str) -> str:
    """Return the reminder to editors that nobody has answered in time."""
    words = language(language_code)
    at = "" if asked.deadline is None else words.time(asked.deadline, None)
    whom = shorten(asked.whom, LONGEST_FAULT)
    return say(language_code, "asked-overdue", repatriation=plain_line(one, language_code), whom=whom, at=at)


def _unread(publication: Publication, fault: str | None, longest: int, language_code: str) -> str:
    words = language(language_code)
    source = linked(sentence_case(words.party(publication.key.source)), publication.link)
    heading = words.say("said.own", speaker=source, time=words.time(publication.posted_at, None))
    if publication.edited_at:
        heading = words.say("said.edited", said=heading, time=words.time(publication.edited_at, None))
    return words.page(
        "unread",
        title=words.say("unread.title"),
        why=words.say("unread.fault", fault=shorten(fault, LONGEST_FAULT)) if fault else words.say("unread.why"),
        heading=heading,
        quote=shorten(publication.text or "", longest) if longest else "",
        id=shorten("/".join(publication.key), LONGEST_ID),
    )
