"""Cuts a folded text into tokens: words, numbers, days in digits, and signs."""

import re
from datetime import date
from typing import Final

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
# Most tokens are words with a space, comma or full stop after them: they are taken first, and at once.
PIECES: Final = re.compile(
    r"(?<![^\n]) *(?P<bullet>\d{1,2}[.)])(?=\s)"
    r"| *+(?:(?P<plain>[^\W\d_¼½¾²³¹]++(?=[ ,.\n]|$)(?!\.[^\W\d_]))"
    r"|(?P<link>(?:https?://|www\.|t\.me/|@)\S+)"
    r"|(?P<keycap>\d\u20e3)"
    r"|(?P<clock>\b(?:[01]?\d|2[0-3]):[0-5]\d\b)"
    r"|(?P<iso>\b\d{4}[–-]\d{2}[–-]\d{2}\b)"
    r"|(?P<dotted>\b(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?:\.(?:20)?2\d)?(?!\d)(?!\.\d)(?!\s*(?:тис|тыс|млн|k\b)))"
    r"|(?P<phone>(?:\+\d{1,3}|\b0 ?800|\b8 ?800)[ \d()–-]{6,}|\b\d{7,}\b)"
    r"|(?P<model>(?<!\d[–-])(?!(?:for|на)[–-]\d)[^\W\d_]+[–-]\d+(?![–-]?[^\W\d_]|[.,]\d)|[№#] ?\d+)"
    r"|(?P<number>(?<![\w.,:])\d{1,3}(?:(?P<mark> {1,2}|[,.'])\d{3})(?:(?P=mark)\d{3})*(?!\d)|\d+)"
    r"(?P<fraction>[.,]\d{1,2}(?!\d))?"
    rf"(?:[–-]?(?P<ending>{ENDINGS})(?![^\W_]))?"
    r"|(?P<word>[^\W\d_¼½¾²³¹]+(?:['–-][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s]|[\n¼½¾²³¹]))"
)
BULLETS: Final = frozenset("•▪◾◽▫●○■□◦‣⁃✅✔☑➡→▶🔹🔸🔻🔺📍➖⚫⚪*")


NO_FEATURES: Final[frozenset[str]] = frozenset()


class Token:
    """A piece of a folded text. `entry` is its lexicon entry; numbers and days carry their values."""

    entry = ""
    value = 0
    granularity = 1
    ending = ""
    day: date | None = None

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.features = NO_FEATURES


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a folded text."""
    return [_token(match, match.lastgroup or "") for match in PIECES.finditer(text)]


def _token(match: re.Match[str], kind: str) -> Token:
    if kind in {"plain", "word"}:
        return Token(WORD, match[kind], *match.span(kind))
    if match["number"]:
        return _number(match)
    start, end = match.span(kind)
    if kind == "sign":
        sign = "•" if match[kind] in BULLETS else match[kind]
        return Token(SIGN, sign, start, end)
    if kind in {"bullet", "keycap"}:
        return Token(SIGN, "•", start, end)
    if kind in {"iso", "dotted"}:
        return Token(DAY, match[kind], start, end)
    other = Token(OTHER, match[kind], start, end)
    other.entry = kind
    return other


def _number(match: re.Match[str]) -> Token:
    start, end = match.start("number"), match.end()
    digits = "".join(char for char in match["number"] if char.isdecimal())
    token = Token(NUMBER, match.string[start:end], start, end)
    token.value, token.ending = int(digits[:12]), match["ending"] or ""
    if match["fraction"]:
        token.granularity = 0
        token.text = f"{digits}.{match['fraction'][1:]}"
    return token
