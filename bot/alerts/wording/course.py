"""How a repatriation went: which side gave its figure first, and of which stages it is one."""

from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.alerts.wording.language import Language
from bot.records import Lead, Repatriation
from parsers.parties import Side

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
LONG: Final = timedelta(days=2)
"""From this time on it is told in days."""


def course(one: Repatriation, words: Language) -> list[Markup]:
    """Return the lines: who was first only where the other side agrees, the stages only where there are several."""
    return [*_lead(one, words), *_stages(one, words)]


def _lead(one: Repatriation, words: Language) -> list[Markup]:
    for verdict in one.figures.values():
        lead = verdict.lead
        if verdict.is_across_sides and lead and lead.followed_after and lead.followed_after >= MINUTE:
            return [words.say("course.lead", first=lead.side.value, second=_second(lead), after=_after(lead, words))]
    return []


def _second(lead: Lead) -> str:
    return (Side.RUSSIA if lead.side is Side.UKRAINE else Side.UKRAINE).value


def _after(lead: Lead, words: Language) -> str:
    after = lead.followed_after or timedelta()
    if after >= LONG:
        return words.amount(after.days, "days")
    minutes = after % HOUR // MINUTE
    return words.say("course.minutes" if after < HOUR else "course.hours", hours=after // HOUR, minutes=minutes)


def _stages(one: Repatriation, words: Language) -> list[Markup]:
    days = [words.day(date.fromisoformat(id_.partition("-")[2]), "month") for id_ in one.stages]
    return [words.say("course.stages", days=", ".join(days))] if days else []
