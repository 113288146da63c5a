"""What one receiver got, in one line: the figure and how far it is known."""

from collections.abc import Iterable, Sequence

from bot.alerts.wording.language import Language
from bot.records import Action, FindingType, Repatriation, Ruling, Statement, Status, Verdict
from parsers.claim import Kind, Receiver
from parsers.parties import Side

MOST_NAMES = 6
"""How many speakers a line names."""


def figure_lines(one: Repatriation, language: Language) -> list[str]:
    """Return the line of each receiver, and one for figures whose receiver is not said."""
    lines = [figure_line(one, receiver, language) for receiver in Receiver]
    if not one.unplaced:
        return lines
    return [*lines, unplaced_line(one, language)] if names_receiver(one) else [unplaced_line(one, language)]


def unplaced_line(one: Repatriation, language: Language) -> str:
    """Return the line of the figures whose receiver is not said."""
    to = language.say("to.none")
    if not one.unplaced:
        return language.say("figure.none", to=to)
    return language.say(
        "figure.unplaced", to=to, value=unplaced_value(one, language), names=unplaced_names(one, language)
    )


def names_receiver(one: Repatriation) -> bool:
    """Say whether a source or an editor says who received."""
    return bool(one.figures) or any(set_by_editor(one.ruling, to) is not None for to in Receiver)


def unplaced_value(one: Repatriation, language: Language) -> str:
    """Return the figures whose receiver is not said, each once."""
    return " / ".join(dict.fromkeys(_own_value(head, one.kind, language) for head in _heads(one.unplaced)))


def unplaced_names(one: Repatriation, language: Language) -> str:
    """Return who gives figures whose receiver is not said."""
    return _names(_heads(one.unplaced), language)


def figure_line(one: Repatriation, receiver: Receiver, language: Language) -> str:
    """Return the line of one receiver."""
    to = language.say(f"to.{receiver.value}")
    value, status = value_of(one, receiver, language), status_of(one, receiver, language)
    if status is None:
        return language.say("figure.none", to=to)
    if value is None:
        return language.say("figure.undisclosed", to=to, status=status)
    return language.say("figure.line", to=to, value=value, status=status)


def value_of(one: Repatriation, receiver: Receiver, language: Language) -> str | None:
    """Return the figure that is shown for a receiver: that set by an editor, else that of the sources."""
    ruled = set_by_editor(one.ruling, receiver)
    if ruled is not None:
        return language.amount(ruled, one.kind.value)
    verdict = one.figures.get(receiver)
    return None if verdict is None else range_of(verdict, one.kind, language)


def range_of(verdict: Verdict, kind: Kind, language: Language) -> str | None:
    """Return the figure of the sources, as a range where they differ; None where there is none."""
    if verdict.best is None or verdict.low is None or verdict.high is None:
        return None
    if verdict.status is Status.DISPUTED and verdict.low != verdict.high:
        return f"{language.number(verdict.low)}–{language.amount(verdict.high, kind.value)}"
    return language.amount(verdict.best, kind.value, verdict.bound)


def status_of(one: Repatriation, receiver: Receiver, language: Language) -> str | None:
    """Return how far the figure of a receiver is known, in words; None where nobody spoke of it."""
    verdict = one.figures.get(receiver)
    if set_by_editor(one.ruling, receiver) is None:
        return None if verdict is None else _status(one, verdict, language)
    value = None if verdict is None else range_of(verdict, one.kind, language)
    if verdict is None or value is None:
        return language.say("status.set")
    return language.say("status.corrected", value=value, status=_status(one, verdict, language))


def set_by_editor(ruling: Ruling | None, receiver: Receiver) -> int | None:
    """Return the figure that a correction in force sets."""
    if ruling is None or ruling.action is not Action.CORRECT or ruling.is_outdated:
        return None
    return ruling.figures.get(receiver)


def _status(one: Repatriation, verdict: Verdict, language: Language) -> str:
    heads = _heads(verdict.standing)
    names = _names(heads, language)
    if verdict.status is Status.DISPUTED:
        return language.say("status.disputed", said=_said(heads, language))
    if verdict.status is Status.UNDISCLOSED:
        sides = ", ".join(language.say(f"sides.{side.value}") for side in verdict.withheld_by)
        return language.say("status.undisclosed", sides=sides)
    if verdict.status is Status.WITHDRAWN:
        return language.say("status.withdrawn")
    if verdict.status is Status.CORROBORATED:
        status = language.say("status.across" if verdict.is_across_sides else "status.corroborated", names=names)
        return language.say("status.rounding", status=status) if verdict.rounding else status
    if any(found.type is FindingType.UNIT_MISMATCH and found.to is verdict.to for found in one.findings):
        return language.say("status.counted", said=_said(heads, language))
    return language.say(f"status.{_reported(one, verdict, len(heads))}", names=names)


def _reported(one: Repatriation, verdict: Verdict, count: int) -> str:
    """Return which way of saying "reported" fits."""
    if len(verdict.sides) != 1:
        return "several"
    if verdict.sides[0] in (Side.UKRAINE, Side.RUSSIA) and _sides_that_spoke(one) > set(verdict.sides):
        return f"only_{verdict.sides[0].value}"
    return "one_origin" if count == 1 else "one_side"


def _sides_that_spoke(one: Repatriation) -> set[Side]:
    said = [*one.unplaced, *(statement for verdict in one.figures.values() for statement in verdict.standing)]
    return {statement.speaker.side for statement in said} & {Side.UKRAINE, Side.RUSSIA}


def _heads(said: Iterable[Statement]) -> list[Statement]:
    """Return one statement for each speaker: its own post before any relay, the latest of them."""
    found: dict[str, Statement] = {}
    for one in said:
        known = found.get(one.speaker.id)
        if known is None or quotes_nobody(one) or not quotes_nobody(known):
            found[one.speaker.id] = one
    return list(found.values())


def quotes_nobody(one: Statement) -> bool:
    """Say whether the source gives it as its own word."""
    return one.source.id == one.speaker.id


def _names(heads: Sequence[Statement], language: Language) -> str:
    return ", ".join(language.party(one.speaker.id, one.speaker.name) for one in heads[:MOST_NAMES])


def _said(heads: Sequence[Statement], language: Language) -> str:
    return "; ".join(
        language.say(
            "figure.said", name=language.party(one.speaker.id, one.speaker.name), value=_bare_value(one, language)
        ).unescape()
        for one in heads[:MOST_NAMES]
    )


def _bare_value(one: Statement, language: Language) -> str:
    figure = one.claim.figure
    return "—" if figure is None else language.bounded(language.number(figure.value), figure.bound)


def _own_value(one: Statement, kind: Kind, language: Language) -> str:
    figure = one.claim.figure
    return "—" if figure is None else language.amount(figure.value, kind.value, figure.bound)
