"""Cuts the tokens of a text into sentences, each with the language pack that reads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import regex

from parsers.dates import join_days
from parsers.templates import Pack, Template, index
from parsers.tokens import NUMBER, SIGN, WORD, Token, tokenize

ENDS: Final = frozenset(".!?")
LONGEST: Final = 120


@dataclass(slots=True)
class Sentence:
    """Tokens that belong together, with all their features; `codes` has one character for each, for the templates."""

    tokens: list[Token]
    pack: Pack
    is_item: bool = False
    opens_list: bool = False
    codes: str = field(default="")
    features: frozenset[str] = frozenset()
    _possible: int = 0
    _fits: dict[str, list[tuple[Template, "regex.Match[str]"]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._encode()
        told = [match.start("inf") for _, match in self.fits("told")]
        if told:
            for at in told:
                self._tell(self.tokens[at])
            self._fits.clear()
            self._encode()
        self.features = frozenset().union(*[token.features for token in self.tokens])

    def _encode(self) -> None:
        self.codes = self.pack.encode(self.tokens)
        self._possible = index(self.pack).possible(self.codes)

    def _tell(self, token: Token) -> None:
        """Take a word for a verb of now that alone would be an infinitive: "Kyiv and Moscow swap"."""
        token.entry = token.entry.replace("inf", "transfer.now")
        token.features = self.pack.features[token.entry]

    def fits(self, job: str) -> list[tuple[Template, "regex.Match[str]"]]:
        """Return the templates of a job that fit the sentence, with their matches, in the order of the pack."""
        if job not in self._fits:
            fitting = index(self.pack).of(job, self._possible)
            self._fits[job] = [(template, match) for template in fitting for match in template.find(self.codes)]
        return self._fits[job]

    @property
    def start(self) -> int:
        """Where it begins in the folded text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the folded text."""
        return self.tokens[-1].end


def split(text: str, original: str, packs: Mapping[str, Pack], default: Pack, posted_on: date) -> Iterator[Sentence]:
    """Yield the sentences of a folded `text`; `original` has its letters' case, at the same places where it can."""
    for raw, is_item in _cut(tokenize(text), default, original):
        pack = _language(raw, packs, default)
        tagged = join_days(pack.tag(raw), pack.months, posted_on)
        for begin in range(0, len(tagged), LONGEST):
            tokens = tagged[begin : begin + LONGEST]
            yield Sentence(tokens, pack, is_item, tokens[-1].text == ":")


def resemblance(text: str, pack: Pack) -> int:
    """Return how much a text looks like the language of a pack: by its common letters, five times by its own."""
    return sum(map(text.count, pack.common)) + 5 * sum(map(text.count, pack.letters))


def _cut(tokens: Sequence[Token], pack: Pack, original: str) -> Iterator[tuple[list[Token], bool]]:
    sentence: list[Token] = []
    is_item = False
    for position, token in enumerate(tokens):
        if token.text == "•" or (token.text == "\n" and _breaks(tokens, position, sentence, original)):
            if sentence:
                yield sentence, is_item
            sentence, is_item = [], token.text == "•" or _begins_item(tokens, position)
            continue
        if token.text == "\n":
            continue
        if token.text == '"' and sentence and sentence[-1].text == ":":
            yield sentence, is_item
            sentence, is_item = [], False
        sentence.append(token)
        if token.kind == SIGN and token.text in ENDS and _ends(tokens, position, pack, original):
            yield sentence, is_item
            sentence, is_item = [], False
    if sentence:
        yield sentence, is_item


def _begins_item(tokens: Sequence[Token], position: int) -> bool:
    return position + 1 < len(tokens) and tokens[position + 1].text in {"–", "-", "+"}


def _breaks(tokens: Sequence[Token], position: int, sentence: Sequence[Token], original: str) -> bool:
    """Return whether a line break ends the sentence: not where the next line goes on with it."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if not sentence or following is None or following.text == "\n":
        return True
    if sentence[-1].kind == SIGN:
        return sentence[-1].text not in {",", "("}
    goes_on = following.kind == NUMBER and not any(token.kind == NUMBER for token in sentence)
    is_noun = following.kind == WORD and not _is_capital(original, following)
    return not (goes_on or (sentence[-1].kind == NUMBER and is_noun and len(sentence) > 2))


def _ends(tokens: Sequence[Token], position: int, pack: Pack, original: str) -> bool:
    """Return whether a full stop ends a sentence: not after an abbreviation, nor before a small letter."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is None:
        return True
    if following.kind == SIGN:
        return following.text in {"\n", '"', "(", "–", "•"} and (following.text != "–" or tokens[position].text != ".")
    previous = tokens[position - 1] if position else None
    if tokens[position].text == "." and previous is not None:
        short = previous.text in pack.abbreviations or previous.ending in pack.abbreviations
        if short or (len(previous.text) == 1 and previous.kind == WORD):
            return bool(previous.text in {"р", "г"} and following.kind == WORD and _is_capital(original, following))
        if following.start == tokens[position].end:
            return len(previous.text) > 2 and previous.kind == WORD and _is_capital(original, following)
    is_small = original[following.start : following.start + 1].islower()
    return following.kind != WORD or not is_small or "party" in pack.lexicon.find(following.text)[0]


def _is_capital(original: str, token: Token) -> bool:
    return original[token.start : token.start + 1].isupper()


def _language(tokens: Sequence[Token], packs: Mapping[str, Pack], default: Pack) -> Pack:
    """Return the pack whose letters the words show, else the one of the whole text."""
    letters = "".join([token.text for token in tokens if token.kind == WORD])
    likeness = {pack.id: resemblance(letters, pack) for pack in packs.values()}
    best = max(likeness, key=likeness.__getitem__)
    return packs[best] if likeness[best] > likeness[default.id] else default
