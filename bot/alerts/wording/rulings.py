"""What an editor ruled, in one line."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.alerts.wording.clean import shorten
from bot.alerts.wording.figures import range_of
from bot.alerts.wording.language import LONGEST_NAME, Language
from bot.records import Action, Repatriation, Ruling
from parsers.claim import Receiver

LONGEST_REASON = 300


def ruling_line(one: Repatriation, language: Language) -> Markup | None:
    """Return the ruling in force, and whether what it rests on has changed; None where there is none."""
    if one.ruling is None:
        return None
    ruling = one.ruling
    line = language.say(
        f"ruling.{_wording(one, ruling)}",
        editor=shorten(ruling.editor, LONGEST_NAME),
        at=language.time(ruling.decided_at, one.happened_on),
        figures=_figures(one, ruling, language),
    )
    if not ruling.reason:
        return line
    return language.say("ruling.reason", ruling=line, reason=shorten(ruling.reason, LONGEST_REASON))


def governs(ruling: Ruling | None) -> bool:
    """Say whether a ruling replaces the sources' figures, or keeps readers from them; a confirmation does neither."""
    return ruling is not None and not ruling.is_outdated and ruling.action is not Action.CONFIRM


def confirmed(one: Repatriation) -> frozenset[Receiver]:
    """Return the receivers whose figure an editor confirmed as it stands; posts may have joined since."""
    if one.ruling is None or one.ruling.action is not Action.CONFIRM or _wording(one, one.ruling) == "confirm_outdated":
        return frozenset()
    return frozenset(_given(one.ruling.figures))


def _wording(one: Repatriation, ruling: Ruling) -> str:
    if not ruling.is_outdated:
        return ruling.action.value
    if ruling.action is Action.CONFIRM and _best(one) == _given(ruling.figures):
        return "confirm_joined"
    return f"{ruling.action.value}_outdated"


def _best(one: Repatriation) -> dict[Receiver, int]:
    """Return the figures as one could confirm them: none that is disputed."""
    return {
        to: verdict.best
        for to, verdict in one.figures.items()
        if verdict.best is not None and verdict.low == verdict.high
    }


def _given(figures: Mapping[Receiver, int | None]) -> dict[Receiver, int]:
    return {to: value for to, value in figures.items() if value is not None}


def _figures(one: Repatriation, ruling: Ruling, language: Language) -> str:
    """Return what was confirmed, or what was set in place of what."""
    if ruling.action is Action.CORRECT and not ruling.is_outdated:
        return "; ".join(_set(one, to, value, language) for to, value in ruling.figures.items())
    return "; ".join(
        language.say("ruling.seen", to=language.say(f"towards.{to.value}"), value=_number(value, language))
        for to, value in ruling.figures.items()
    )


def _set(one: Repatriation, to: Receiver, value: int | None, language: Language) -> str:
    verdict = one.figures.get(to)
    old = None if verdict is None else range_of(verdict, one.kind, language)
    return language.say(
        "ruling.set",
        to=language.say(f"towards.{to.value}"),
        old=old or language.say("ruling.nothing"),
        new=_number(value, language),
    )


def _number(value: int | None, language: Language) -> str:
    return language.say("ruling.nothing") if value is None else language.number(value)
