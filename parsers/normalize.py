"""Folds the spelling of a text without losing where its words stand."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import regex

APOSTROPHES: Final = "ʼ’‘`´ʹ′＇"
DASHES: Final = "-‐‑‒–—―−﹣－"
QUOTES: Final = "«»„“”‟‹›″＂"
SPACES: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c"
)
BREAKS: Final = "\r\u0085\u2028\u2029"
LOOK_ALIKES: Final = str.maketrans("aceiopxykmtbhuëïíìσοօ", "асеіорхукмтвниёїііооо")

ONE_FOR_ONE: Final = str.maketrans(
    {"İ": "i", "…": ".", "，": ",", "．": "."}
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(DASHES, "–")
    | dict.fromkeys(QUOTES, '"')
    | dict.fromkeys(SPACES, " ")
    | dict.fromkeys(BREAKS, "\n")
)
FOLDED: Final = re.compile(f"[{re.escape(''.join(map(chr, ONE_FOR_ONE)))}]")
LATIN: Final = re.compile("[a-zëïíìσοօ]")
NOT_ONE_FOR_ONE: Final = regex.compile(r"[\p{M}\p{Cf}\p{Cs}]")
MIXED_WORD: Final = regex.compile(r"[a-zëïíìσοօ]+(?=['–-]?[а-яёіїєґ])|(?<=[а-яёіїєґ]['–-]?)[a-zëïíìσοօ]+")


BEGINNING: Final = 160  # who mixes letters to hide a text does it from the first line on
MIXED: Final = re.compile("[а-яёіїєґ][a-zëïíìσοօ]|[a-zëïíìσοօ][а-яёіїєґ]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in lower case and plain signs; `cased` is the same with its capitals.

    `offsets[i]` is where the i-th character stands in the original, None where the two are alike.
    """

    text: str
    cased: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original text of `text[start:end]`, marks that follow it included."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


def fold(text: str) -> Folded:
    """Return `text` folded: lower case, plain apostrophes, dashes, quotes and spaces, no combining or hidden marks."""
    if NOT_ONE_FOR_ONE.search(text) is None:
        return _folded(text, None)
    letters, offsets = _compose(text)
    return _folded("".join(letters), (*offsets, len(text)))


def unmixed(lowered: str) -> str:
    """Return a text in lower case with the look-alikes in its words put right, "" where it begins with none."""
    return MIXED_WORD.sub(_like_its_word, lowered) if MIXED.search(lowered, 0, BEGINNING) else ""


def _like_its_word(match: "regex.Match[str]") -> str:
    return str(match[0]).translate(LOOK_ALIKES)


def _folded(text: str, offsets: tuple[int, ...] | None) -> Folded:
    cased = FOLDED.sub(lambda match: match[0].translate(ONE_FOR_ONE), text)
    lowered = cased.lower()
    if lowered.isascii() or LATIN.search(lowered) is None:
        return Folded(lowered, cased, offsets)
    return Folded(MIXED_WORD.sub(_like_its_word, lowered), cased, offsets)


def _compose(text: str) -> tuple[list[str], list[int]]:
    """Join letters with the marks that follow them; drop marks which have no letter of their own, and hidden signs."""
    letters: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(text):
        if NOT_ONE_FOR_ONE.match(char) is None or char == "\u20e3":
            letters.append(char)
            offsets.append(position)
        elif letters and len(joined := unicodedata.normalize("NFC", letters[-1] + char)) == 1:
            letters[-1] = joined
    return letters, offsets
