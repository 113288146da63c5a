"""Cuts a folded text into tokens: words, numbers, days in digits, and signs."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import regex

WORD: Final = "word"
NUMBER: Final = "number"
VAGUE: Final = "vague"
DAY: Final = "day"
PERIOD: Final = "period"
OTHER: Final = "other"
SIGN: Final = "sign"

ENDINGS: Final = (
    "го|ого|ї|ої|й|ий|ый|ій|ой|а|я|е|є|у|ю|му|ому|ти|и|ма|ми|мя|х|ые|их|ая|ую|та|та|ть|тся|"
    "th|st|nd|rd|k|к|m|тис|тыс|тисяч|тысяч|тысячи|тисячі|млн"
)
PIECES: Final = regex.compile(
    r"(?P<link>(?:https?://|www\.|t\.me/|@)\S+)"
    r"|(?P<bullet>\d\u20e3|(?<![^\n])[ ]*\d{1,2}[.)](?=\s))"
    r"|(?P<clock>\b(?:[01]?\d|2[0-3]):[0-5]\d\b)"
    r"|(?P<iso>\b\d{4}[–-]\d{2}[–-]\d{2}\b)"
    r"|(?P<dotted>\b(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?:\.(?:20)?2\d)?(?!\d)(?!\.\d)(?!\s*(?:тис|тыс|млн|k\b)))"
    r"|(?P<phone>(?:\+\d{1,3}|\b0 ?800|\b8 ?800)[ \d()–-]{6,}|\b\d{7,}\b)"
    r"|(?P<model>(?<!\d[–-])[^\W\d_]+[–-]\d+(?![–-]?[^\W\d_]|[.,]\d)|[№#] ?\d+)"
    r"|(?P<number>(?<![\w.,:])\d{1,3}(?:(?P<mark> {1,2}|[,.'])\d{3})(?:(?P=mark)\d{3})*(?!\d)|\d+)"
    r"(?P<fraction>[.,]\d{1,2}(?!\d))?"
    rf"(?:[–-]?(?P<ending>{ENDINGS})(?![^\W_]))?"
    r"|(?P<word>[^\W\d_]+(?:['–-][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s]|\n)"
)
BULLETS: Final = frozenset("•▪◾◽▫●○■□◦‣⁃✅✔☑➡→▶🔹🔸🔻🔺📍➖⚫⚪*")


@dataclass(slots=True)
class Token:
    """A piece of a folded text. `entry` is its lexicon entry; numbers and days carry their values."""

    kind: str
    text: str
    start: int
    end: int
    entry: str = ""
    features: frozenset[str] = frozenset()
    value: int = 0
    granularity: int = 1
    ending: str = ""
    day: date | None = None


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a folded text."""
    return [_token(match) for match in PIECES.finditer(text)]


def _token(match: "regex.Match[str]") -> Token:
    kind = match.lastgroup or ""
    start, end = match.span()
    if match["number"]:
        return _number(match)
    if kind == "word":
        return Token(WORD, match[0], start, end)
    if kind == "sign":
        sign = "•" if match[0] in BULLETS else match[0]
        return Token(SIGN, sign, start, end)
    if kind == "bullet":
        return Token(SIGN, "•", start, end)
    if kind in {"iso", "dotted"}:
        return Token(DAY, match[0], start, end)
    return Token(OTHER, match[0], start, end, entry=kind)


def _number(match: "regex.Match[str]") -> Token:
    start, end = match.span()
    digits = "".join(char for char in match["number"] if char.isdecimal())
    token = Token(NUMBER, match[0], start, end, value=int(digits[:12]), ending=match["ending"] or "")
    if match["fraction"]:
        token.granularity = 0
        token.text = f"{digits}.{match['fraction'][1:]}"
    return token
