"""Who says it, when and in which words: the posts that stand behind a repatriation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup, escape

from bot.alerts.wording.clean import clean, safe_link, shorten
from bot.alerts.wording.figures import quotes_nobody
from bot.alerts.wording.language import Language, sentence_case
from bot.records import PostKey, Repatriation, Statement

LONG_QUOTE: Final = 160
"""From this length on a quotation can be folded."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A post as an alert shows it: a line that says who and when, and its words in quotation marks."""

    heading: Markup
    quote: str
    is_long: bool


def spoken(one: Repatriation) -> list[list[Statement]]:
    """Return the standing statements post by post and speaker by speaker, the earliest first."""
    standing = [said for verdict in one.figures.values() for said in verdict.standing]
    found: dict[tuple[PostKey, str], list[Statement]] = {}
    for said in sorted((*standing, *one.unplaced), key=lambda said: (said.posted_at, said.post, said.ordinal)):
        found.setdefault((said.post, said.speaker.id), []).append(said)
    return list(found.values())


def most_important(spoken: Sequence[list[Statement]], count: int) -> list[list[Statement]]:
    """Return at most `count` of them in their order: those who speak for themselves before those who relay."""
    ranked = sorted(range(len(spoken)), key=lambda place: (not quotes_nobody(spoken[place][0]), place))
    return [spoken[place] for place in sorted(ranked[:count])]


def voice(said: Sequence[Statement], day: date, longest: int, language: Language) -> Voice:
    """Return the post that holds the statements `said`; its quotation has at most `longest` characters."""
    quote = shorten(_quote(said), longest) if longest else ""
    return Voice(_heading(said[0], day, language), f"«{quote}»" if quote else "", len(quote) > LONG_QUOTE)


def linked(name: str, link: str | None) -> Markup:
    """Return a name as a link, or bare where there is none that may be shown."""
    safe = safe_link(link)
    return escape(name) if safe is None else Markup('<a href="{}">{}</a>').format(safe, name)


def _heading(one: Statement, day: date, language: Language) -> Markup:
    source = linked(sentence_case(language.party(one.source.id, one.source.name)), one.link)
    time = language.time(one.posted_at, day)
    if quotes_nobody(one):
        heading = language.say("said.own", speaker=source, time=time)
    else:
        speaker = language.party(one.speaker.id, one.speaker.name)
        heading = language.say("said.quoting", source=source, speaker=speaker, time=time)
    if one.revision == 1 or one.stated_at <= one.posted_at:
        return heading
    return language.say("said.edited", said=heading, time=language.time(one.stated_at, day))


def _quote(said: Iterable[Statement]) -> str:
    """Return the sentences of all statements, those that lie within others left out."""
    quotes = list(dict.fromkeys(clean(one.sentence or one.claim.quote) for one in said))
    kept = [one for one in quotes if not any(one != other and one in other for other in quotes)]
    return " … ".join(kept)
