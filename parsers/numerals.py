"""Reads numbers written in words, digits or both, with their bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from parsers.lexicon import forms
from parsers.tokens import NUMBER, OTHER, SIGN, VAGUE, WORD, Token

THOUSAND_ENDINGS: Final = {
    "k": 1000,
    "к": 1000,
    "тис": 1000,
    "тыс": 1000,
    "тисяч": 1000,
    "тысяч": 1000,
    "тисячі": 1000,
    "тысячи": 1000,
    "млн": 1_000_000,
    "m": 1_000_000,
}
ORDINAL_ENDINGS: Final = frozenset(
    {
        "го",
        "ого",
        "ї",
        "ої",
        "й",
        "ий",
        "ый",
        "ій",
        "ой",
        "я",
        "е",
        "є",
        "му",
        "ому",
        "ая",
        "ую",
        "ые",
        "th",
        "st",
        "nd",
        "rd",
    }
)


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of one language: `units` add up, `steps` multiply, `fixed` are whole (a half hundred)."""

    units: Mapping[str, int]
    steps: Mapping[str, int]
    vague: frozenset[str]
    fixed: Mapping[str, float]
    ordinals: Mapping[str, int]
    halves: frozenset[str]
    joints: frozenset[str]
    genitives: frozenset[str]

    @classmethod
    def load(cls, tables: Mapping[str, Mapping[str, str]]) -> "Numerals":
        """Return the numerals that a pack lists: `[units]`, `[steps]`, `[fixed]`, `[ordinals]` by value, `[other]`."""
        other = tables.get("other", {})
        return cls(
            units=_by_form(tables.get("units", {})),
            steps=_by_form(tables.get("steps", {})),
            fixed={form: float(value) for value, listed in tables.get("fixed", {}).items() for form in forms(listed)},
            ordinals=_by_form(tables.get("ordinals", {})),
            vague=frozenset(forms(other.get("vague", ""))),
            halves=frozenset(forms(other.get("halves", ""))),
            joints=frozenset(forms(other.get("joints", ""))),
            genitives=frozenset(forms(other.get("genitives", ""))),
        )

    def knows(self, word: str) -> bool:
        """Return whether `word` may begin a number."""
        return self.unit(word) is not None or word in self.steps or word in self.fixed or word in self.halves

    def unit(self, word: str) -> int | None:
        """Return what `word` adds to a number, "fifty-seven" too, or None where it is no number of this kind."""
        value = self.units.get(word)
        if value is None and "–" in word:
            tens, _, ones = (self.units.get(part, 0) if part != "–" else 0 for part in word.partition("–"))
            return tens + ones if tens in range(20, 100, 10) and ones in range(1, 10) else None
        return value

    def join(self, tokens: list[Token]) -> list[Token]:
        """Return `tokens` with each number, however written, as one token."""
        joined: list[Token] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.kind == NUMBER or (token.kind == WORD and self.knows(token.text)):
                number, position = self._read(tokens, position)
                if joined and joined[-1].kind == VAGUE and number.text == "words":
                    number.kind = VAGUE
                joined.append(number)
            else:
                joined.append(self._single(token))
                position += 1
        return joined

    def _single(self, token: Token) -> Token:
        if token.kind == WORD and token.text in self.vague:
            token.kind = VAGUE
        elif token.kind == WORD and token.text in self.ordinals:
            token.kind, token.value, token.ending = NUMBER, self.ordinals[token.text], "th"
        elif token.kind == WORD and "–" in token.text:
            return self._hyphenated(token)
        return token

    def _hyphenated(self, token: Token) -> Token:
        first, _, second = token.text.partition("–")
        if first in self.units and second in self.units:
            token.kind = VAGUE
        elif first in self.units and second in self.ordinals:
            token.kind, token.value, token.ending = NUMBER, self.units[first] + self.ordinals[second], "th"
        return token

    def _read(self, tokens: list[Token], start: int) -> tuple[Token, int]:
        first = tokens[start]
        if first.kind == WORD and self._is_bare_step(tokens, start):
            first.kind = VAGUE
            return first, start + 1
        reading = _Reading(self)
        position = start
        while position < len(tokens) and reading.takes(tokens, position):
            position += 1
        position = max(position, start + 1)
        last = tokens[position - 1]
        return reading.token(first, last), position

    def _is_bare_step(self, tokens: list[Token], start: int) -> bool:
        """Return whether "thousands" stands alone, and so says no number; "bodies of a thousand" says one."""
        if tokens[start].text not in self.vague:
            return False
        before = [feature for token in tokens[max(0, start - 2) : start] for feature in token.features]
        return not (tokens[start].text in self.genitives and {"unit", "bound", "event"} & set(before))


class _Reading:
    """A number that is being read word by word."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals = numerals
        self._total = 0.0
        self._group = 0.0
        self._last_unit = 10**9
        self._half = False
        self._half_goes_on = 0
        self._begun = False
        self._granularity = 1
        self._ending = ""
        self._in_words = True
        self._last_step = 10**12

    def takes(self, tokens: list[Token], position: int) -> bool:
        """Take the token at `position` into the number, or return False where the number has ended."""
        if self._half_goes_on:
            self._half_goes_on -= 1
            return True
        token = tokens[position]
        if token.kind == NUMBER:
            return self._take_digits(token)
        if token.kind == SIGN:
            if token.text == ",":
                return self._goes_on_with_hundreds(tokens, position + 1)
            return token.text == "." and self._begun and self._after_short_step(tokens, position)
        return token.kind == WORD and self._take_word(tokens, position)

    def token(self, first: Token, last: Token) -> Token:
        """Return the number read, as one token."""
        value = self._total + self._group
        if value != int(value) or value > 10**9:
            fraction = Token(OTHER, first.text, first.start, last.end)
            fraction.entry = "fraction"
            return fraction
        token = Token(NUMBER, "words" if self._in_words else first.text, first.start, last.end)
        token.value, token.granularity, token.ending = int(value), max(self._granularity, 1), self._ending
        return token

    def _take_digits(self, token: Token) -> bool:
        if self._begun:
            return False
        self._begun, self._in_words = True, False
        self._group = float(token.text) if token.granularity == 0 else float(token.value)
        step = THOUSAND_ENDINGS.get(token.ending)
        if step:
            self._multiply(step)
        elif token.ending in ORDINAL_ENDINGS:
            self._ending = token.ending
        self._last_unit = 0
        return True

    def _take_word(self, tokens: list[Token], position: int) -> bool:
        word = tokens[position].text
        numerals = self._numerals
        if size := self._half_at(tokens, position):
            self._half_goes_on = size - 1
            return self._take_half()
        if word in numerals.joints:
            return self._begun and self._last_step > 1 and self._continues(tokens, position + 1)
        if word in numerals.fixed and not self._begun:
            self._begun, self._group, self._last_unit = True, numerals.fixed[word], 0
            self._granularity = 1
            return True
        if word in numerals.steps:
            return self._take_step(numerals.steps[word])
        unit = numerals.unit(word)
        return unit is not None and self._take_unit(unit)

    def _continues(self, tokens: list[Token], position: int) -> bool:
        """Return whether "and" joins a smaller number: after a step, and before a unit."""
        if position >= len(tokens) or tokens[position].kind != WORD or not self._in_words:
            return False
        value = self._numerals.unit(tokens[position].text)
        return value is not None and value < self._last_unit and self._last_unit >= 100

    def _half_at(self, tokens: list[Token], position: int) -> int:
        """Return how many tokens say "and a half" from `position` on, 0 where none do; after a number, but for one."""
        for half in self._numerals.halves:
            words = half.split()
            if (self._begun or len(words) == 1) and [
                one.text for one in tokens[position : position + len(words)]
            ] == words:
                return len(words)
        return 0

    def _take_half(self) -> bool:
        if self._begun and self._half:
            return False
        self._begun, self._half = True, True
        self._group += 0.5
        return True

    def _take_step(self, step: int) -> bool:
        if step >= self._last_step and self._begun and self._total:
            return False
        if self._ending:
            return False
        self._begun = True
        self._multiply(step)
        return True

    def _multiply(self, step: int) -> None:
        if step == 100 and not self._half:
            self._group = (self._group or 1) * 100
            self._last_unit = 100
            return
        group = self._group or 1.0
        self._total += group * step
        self._granularity = step if group == int(group) else step // 10
        self._group, self._last_unit, self._last_step, self._half = 0.0, step, step, False

    def _take_unit(self, value: int) -> bool:
        size = 10 ** (len(str(value)) - 1)
        if self._begun and not self._fits(value, size):
            return False
        self._begun = True
        self._group += value
        self._last_unit = 1 if value % size else size
        if value:
            self._granularity = 1
        return True

    def _fits(self, value: int, size: int) -> bool:
        """Return whether a unit may follow what was read: hundreds, then tens, then ones."""
        if not self._in_words and self._last_step == 10**12:
            return False
        if 10 <= value < 20:
            return self._last_unit >= 100
        return size < self._last_unit

    def _goes_on_with_hundreds(self, tokens: list[Token], position: int) -> bool:
        """Return whether the comma stands within a number: "one thousand, two hundred"."""
        if not (self._begun and self._in_words and self._last_unit >= 1000) or position + 1 >= len(tokens):
            return False
        units = self._numerals.unit(tokens[position].text)
        return units in range(1, 10) and self._numerals.steps.get(tokens[position + 1].text) == 100

    def _after_short_step(self, tokens: list[Token], position: int) -> bool:
        """Return whether the full stop belongs to an abbreviation such as "тис."."""
        short = tokens[position - 1]
        return short.end == tokens[position].start and (
            short.text in {"тис", "тыс", "млн"} or short.ending in {"тис", "тыс"}
        )


def _by_form(table: Mapping[str, str]) -> dict[str, int]:
    return {form: int(value) for value, listed in table.items() for form in forms(listed)}
