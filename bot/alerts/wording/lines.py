"""One repatriation in one line."""

from bot.alerts.wording.figures import value_of
from bot.alerts.wording.language import Language, language
from bot.records import Repatriation
from parsers.claim import Kind, Receiver


def kind_name(kind: Kind, language_code: str) -> str:
    """Return what a kind is called, plain."""
    return str(language(language_code).say(f"kinds.{kind.value}"))


def last_line(one: Repatriation, language_code: str) -> str:
    """Return the line of `/last`, as HTML."""
    words = language(language_code)
    values = _values(one, words)
    return str(words.say("line.last", id=one.id, **values))


def plain_line(one: Repatriation, language_code: str) -> str:
    """Return the line that fits a window over a button: plain text."""
    words = language(language_code)
    return words.say("line.plain", **_values(one, words)).unescape()


def _values(one: Repatriation, words: Language) -> dict[str, str]:
    figures = " · ".join(_figure(one, to, words) for to in Receiver)
    return {
        "day": words.day(one.happened_on, "short"),
        "kind": words.say(f"kinds.{one.kind.value}"),
        "figures": _ruled(one, figures, words),
    }


def _figure(one: Repatriation, to: Receiver, words: Language) -> str:
    verdict = one.figures.get(to)
    name = words.say(f"towards.{to.value}")
    value = value_of(one, to, words)
    if verdict is None:
        return words.say("line.none", to=name) if value is None else f"{name} {value}"
    status = words.say(f"word.{verdict.status.value}")
    return f"{name}: {status}" if value is None else words.say("line.figure", to=name, value=value, status=status)


def _ruled(one: Repatriation, figures: str, words: Language) -> str:
    if one.ruling is None:
        return figures
    ruling = words.say(f"line.{one.ruling.action.value}")
    if one.ruling.is_outdated:
        ruling = words.say("line.outdated", ruling=ruling)
    return words.say("line.ruled", figures=figures, ruling=ruling)
