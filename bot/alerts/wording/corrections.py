"""The three kinds of correction, labelled as such: what was, what is, and why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from markupsafe import Markup

from bot.alerts.wording.clean import shorten
from bot.alerts.wording.figures import value_of
from bot.alerts.wording.language import LONGEST_NAME, Language, sentence_case
from bot.alerts.wording.rulings import LONGEST_REASON
from bot.alerts.wording.voices import linked
from bot.records import Decision, Repatriation, Statement
from parsers.claim import Receiver

MOST_REASONS: Final = 4
"""How many posts a correction names as its reason."""


class Cause(StrEnum):
    """Who or what made an old figure wrong."""

    SOURCE = "source"
    READING = "reading"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Correction:
    """Why people who have an old figure are told. `said` are the posts behind it: as they speak now, or spoke last.

    `move` is the merge or the split by which an editor counts posts elsewhere.
    """

    cause: Cause
    said: tuple[Statement, ...] = ()
    move: Decision | None = None


def correction_lines(
    correction: Correction | None, before: Repatriation, after: Repatriation | None, language: Language
) -> list[Markup]:
    """Return the label, old and new figure of each receiver, and the reason; an editor's own stands in the ruling."""
    if correction is None:
        return []
    changes = [line for to in Receiver if (line := _change(before, after, to, language)) is not None]
    reasons = [_reason(correction.cause, one, before, language) for one in correction.said[:MOST_REASONS]]
    if correction.move is not None:
        reasons = [_ruled(correction.move, language)]
    return [language.say(f"correction.{correction.cause.value}"), *changes, *reasons]


def _ruled(move: Decision, language: Language) -> Markup:
    return language.say(
        "correction.ruled",
        editor=shorten(move.editor, LONGEST_NAME),
        reason=shorten(move.reason or move.action.value, LONGEST_REASON),
    )


def _change(before: Repatriation, after: Repatriation | None, to: Receiver, language: Language) -> Markup | None:
    """Return "old → new" where people have an old figure and it is another now."""
    old = value_of(before, to, language)
    new = None if after is None else value_of(after, to, language)
    if old is None or old == new:
        return None
    return language.say(
        "correction.change",
        to=language.say(f"to.{to.value}"),
        old=old,
        new=language.say("correction.nothing") if new is None else new,
    )


def _reason(cause: Cause, one: Statement, before: Repatriation, language: Language) -> Markup:
    source = linked(sentence_case(language.party(one.source.id, one.source.name)), one.link)
    return language.say(
        f"correction.{_what(cause, one, before)}",
        source=source,
        at=language.time(one.stated_at, before.happened_on),
    )


def _what(cause: Cause, one: Statement, before: Repatriation) -> str:
    if cause is Cause.READING:
        return "misread"
    had = [*(said for verdict in before.figures.values() for said in verdict.standing), *before.unplaced]
    if one in had:
        return "withdrawn"
    return "edited" if any(one.post == said.post for said in had) else "later"
