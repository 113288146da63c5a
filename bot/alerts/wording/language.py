"""The words of one language: phrases from TOML, rendered by Jinja2, with numbers, plurals and dates by Babel."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.alerts.wording.clean import shorten
from parsers.claim import Bound
from parsers.parties import known_parties

LANGUAGES: Final = ("uk", "en", "ru")
"""The languages that alerts are written in."""

FOLDER: Final = Path(__file__).parent.parent / "wordings"
KYIV: Final = ZoneInfo("Europe/Kyiv")
LONGEST_NAME: Final = 60

Words = Mapping[str, Any]
"""What a TOML file holds."""


@dataclass(frozen=True, eq=False)
class Language:
    """One language. `names` are the parties' names by id; `phrases` are compiled by "table.key"."""

    locale: Locale
    words: Words
    phrases: Mapping[str, Template]
    environment: Environment

    def say(self, key: str, /, **values: object) -> Markup:
        """Return the phrase of "table.key" as HTML; what is not markup already is escaped."""
        return Markup(self.phrases[key].render(values))  # noqa: S704 - autoescaped by the template

    def words_of(self, table: str) -> dict[str, str]:
        """Return the plain phrases of one table, such as "settings.words", by their keys."""
        prefix = f"{table}."
        return {key.removeprefix(prefix): str(self.say(key)) for key in self.phrases if key.startswith(prefix)}

    def page(self, name: str, /, **values: object) -> str:
        """Return a whole message laid out by the template `name`."""
        return self.environment.get_template(f"{name}.html.j2").render(values).strip()

    def number(self, value: int) -> str:
        """Return a number with the thousands separator of the language."""
        return format_decimal(value, locale=self.locale)

    def noun(self, value: int, unit: str) -> str:
        """Return the form of a noun that goes with a number."""
        forms: Mapping[str, str] = self.words["units"][unit]
        return forms[self.locale.plural_form(value)]

    def amount(self, value: int, unit: str, bound: Bound = Bound.EXACTLY) -> str:
        """Return a number and its noun, with the word of its bound."""
        return self.bounded(f"{self.number(value)}\N{NO-BREAK SPACE}{self.noun(value, unit)}", bound)

    def bounded(self, figure: str, bound: Bound) -> str:
        """Return a figure with the word of its bound."""
        return figure if bound is Bound.EXACTLY else str(self.say(f"bounds.{bound.value}", figure=figure))

    def party(self, party_id: str, name: str | None = None) -> str:
        """Return what a party is called here; an unknown one by its own `name`, or by its id."""
        known = known_parties().get(party_id)
        names: Mapping[str, str] = self.words["parties"]
        return names.get(party_id) or shorten(name or (known.name if known else party_id), LONGEST_NAME)

    def label(self, label: str) -> str:
        """Return what a part of a figure is called here; one that we have no word for as its text calls it."""
        names: Mapping[str, str] = self.words["labels"]
        return names.get(label) or shorten(label, LONGEST_NAME)

    def day(self, day: date | str, style: str = "day") -> str:
        """Return a day, given as a date or in ISO 8601, in one of the styles of `[dates]`."""
        found = date.fromisoformat(day) if isinstance(day, str) else day
        return format_date(found, self.words["dates"][style], locale=self.locale)

    def time(self, moment: datetime, day: date | None) -> str:
        """Return the time in Kyiv, with its day where that is not `day`."""
        there = moment.astimezone(KYIV)
        clock = format_time(there, "HH:mm", locale=self.locale)
        if there.date() == day:
            return str(self.say("dates.time", clock=clock))
        style = "month" if day and there.year == day.year else "day"
        return str(self.say("dates.moment", clock=clock, day=self.day(there.date(), style)))


@cache
def language(code: str) -> Language:
    """Return a language by its code, loaded once."""
    words = tomllib.loads((FOLDER / code / "phrases.toml").read_text(encoding="utf-8"))
    others = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (FOLDER / code).glob("*.toml")
        if path.stem != "phrases"
    }
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    phrases: dict[str, Template] = {}
    found = Language(Locale.parse(words["locale"]), words, phrases, environment)
    sides: Mapping[str, str] = words["sides"]
    environment.filters.update(
        number=found.number, amount=found.amount, day=found.day, party=found.party, side=lambda side: sides[side]
    )
    for key, phrase in _flat({**words, **others}):
        phrases[key] = environment.from_string(phrase)
    return found


def sentence_case(text: str) -> str:
    """Return `text` as it stands at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _flat(words: Words, prefix: str = "") -> list[tuple[str, str]]:
    """Return the phrases of all tables as "table.key"."""
    found: list[tuple[str, str]] = []
    for key, value in words.items():
        name = f"{prefix}{key}"
        found += [(name, value)] if isinstance(value, str) else _flat(value, f"{name}.")
    return found
