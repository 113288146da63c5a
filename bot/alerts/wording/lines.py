"""One repatriation in one line."""

from typing import Final

from bot.alerts.wording.figures import names_receiver, unplaced_value, value_of
from bot.alerts.wording.language import Language, language
from bot.records import Repatriation
from parsers.claim import Kind, Receiver

LONGEST_PLAIN: Final = 140
"""How long a line may be of the 200 characters in a window over a button; the rest is for the sentence around it."""


def kind_name(kind: Kind, language_code: str) -> str:
    """Return what a kind is called, plain."""
    return str(language(language_code).say(f"kinds.{kind.value}"))


def last_line(one: Repatriation, language_code: str) -> str:
    """Return the line of `/last`, as HTML."""
    words = language(language_code)
    values = _values(one, words)
    return str(words.say("line.last", id=one.id, **values))


def plain_line(one: Repatriation, language_code: str) -> str:
    """Return the line that fits a window over a button: plain text, without its statuses where it would be too long."""
    words = language(language_code)
    line = words.say("line.plain", **_values(one, words)).unescape()
    if len(line) <= LONGEST_PLAIN:
        return line
    return words.say("line.plain", **_values(one, words, is_short=True)).unescape()


def _values(one: Repatriation, words: Language, *, is_short: bool = False) -> dict[str, str]:
    figures = [_figure(one, to, words, is_short=is_short) for to in Receiver]
    if one.unplaced:
        unplaced = f"{words.say('towards.none')} {unplaced_value(one, words)}"
        figures = [*figures, unplaced] if names_receiver(one) else [unplaced]
    return {
        "day": words.day(one.happened_on, "short"),
        "kind": words.say(f"kinds.{one.kind.value}"),
        "figures": _ruled(one, " · ".join(figures), words),
    }


def _figure(one: Repatriation, to: Receiver, words: Language, *, is_short: bool) -> str:
    verdict = one.figures.get(to)
    name = words.say(f"towards.{to.value}")
    value = value_of(one, to, words)
    if verdict is None:
        return words.say("line.none", to=name) if value is None else f"{name} {value}"
    if is_short and value is not None:
        return f"{name} {value}"
    status = words.say(f"word.{verdict.status.value}")
    return f"{name}: {status}" if value is None else words.say("line.figure", to=name, value=value, status=status)


def _ruled(one: Repatriation, figures: str, words: Language) -> str:
    if one.ruling is None:
        return figures
    ruling = words.say(f"line.{one.ruling.action.value}")
    if one.ruling.is_outdated:
        ruling = words.say("line.outdated", ruling=ruling)
    return words.say("line.ruled", figures=figures, ruling=ruling)
