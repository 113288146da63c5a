"""Looks words up in the vocabulary of a language: each word has one entry, each entry its features."""

from collections.abc import Mapping
from typing import Final

import regex

ALTERNATIVES: Final = regex.compile(r"\(([^()]*)\)")
LONGEST_STEM: Final = 24
CACHED_WORDS: Final = 50_000

Phrase = tuple[tuple[str, ...], str]


class Lexicon:
    """The words, stems (`тіл*`) and phrases of one language, by the name of their entry.

    An exact word beats a stem, a longer stem beats a shorter one, a longer phrase beats a shorter one.
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.entries = dict(entries)
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._cache: dict[str, tuple[str, tuple[Phrase, ...]]] = {}
        self._pairs: dict[tuple[str, str], tuple[Phrase, ...]] = {}
        for name, listed in entries.items():
            for form in forms(listed):
                self._add(name, form)

    def find(self, word: str) -> tuple[str, tuple[Phrase, ...]]:
        """Return the entry of `word` ("" where unknown) and the phrases that may begin with it, longest first."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > CACHED_WORDS:
                self._cache.clear()
            found = self._cache[word] = self._entry(word), self._beginnings(word)
        return found

    def going_on(self, word: str, following: str, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        """Return those of the phrases that begin with `word` which `following` goes on with."""
        key = word, following
        found = self._pairs.get(key)
        if found is None:
            if len(self._pairs) > CACHED_WORDS:
                self._pairs.clear()
            found = self._pairs[key] = tuple(phrase for phrase in phrases if fits(phrase[0][0], following))
        return found

    def _add(self, name: str, form: str) -> None:
        words = form.split()
        if len(words) > 1:
            self._phrases.setdefault(words[0], []).append((tuple(words[1:]), name))
        elif form.endswith("*"):
            self._stems.setdefault(form[:-1], name)
        else:
            self._words.setdefault(form, name)

    def _entry(self, word: str) -> str:
        if word in self._words:
            return self._words[word]
        lengths = range(min(len(word), LONGEST_STEM), 0, -1)
        return next((self._stems[word[:size]] for size in lengths if word[:size] in self._stems), "")

    def _beginnings(self, word: str) -> tuple[Phrase, ...]:
        phrases = list(self._phrases.get(word, ()))
        for size in range(min(len(word), LONGEST_STEM), 0, -1):
            phrases += self._phrases.get(word[:size] + "*", ())
        return tuple(sorted(phrases, key=lambda phrase: -len(phrase[0])))


def forms(listed: str) -> list[str]:
    """Return the forms in a comma-separated list; `тіл(о|а)` stands for `тіло` and `тіла`."""
    return [
        form
        for item in listed.split(",")
        if item.strip()
        for form in _expand(" ".join(item.split()).lower().replace("~", ","))
    ]


def fits(form: str, word: str) -> bool:
    """Return whether a word of a phrase fits a word of a text."""
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


def _expand(item: str) -> list[str]:
    match = ALTERNATIVES.search(item)
    if match is None:
        return [" ".join(item.split())]
    before, after = item[: match.start()], item[match.end() :]
    return [form for choice in match[1].split("|") for form in _expand(before + choice + after)]
