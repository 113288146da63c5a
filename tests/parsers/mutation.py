"""Breaks the packs on purpose: `python -m tests.parsers.mutation [LANGUAGE…]` names what no example would miss.

One mutant lacks a template, another a piece of vocabulary, another a number that bounds a pattern. A mutant is killed
by the first example of its language, of whatever template, or by the first row of `needed/`, that reads otherwise. What
survives is either idle or has no sentence that needs it.
"""

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import regex

from parsers import UNKNOWN
from parsers.lexicon import Lexicon
from parsers.match import read
from parsers.templates import Pack, load_packs
from tests.parsers.vocabulary import SUBJECTS, names

POSTED_ON = date(2027, 6, 6)
Probe = Callable[[Mapping[str, Pack]], object]
QUANTIFIER = regex.compile(r"\{(\d*),(\d*)\}")
PACKS = load_packs()
NEEDED = Path(__file__).parent / "needed"


@dataclass(frozen=True)
class Mutant:
    """A pack that lacks something, and what."""

    lacks: str
    pack: Pack


@dataclass(frozen=True)
class Needed:
    """A sentence that reads otherwise without some piece, what it reads, and what its claims say besides."""

    language: str
    text: str
    reads: tuple[str, ...]
    details: Mapping[str, list[str]]


def reads(text: str, language: str, packs: Mapping[str, Pack] = PACKS) -> list[str]:
    """Return in short what is read: kind, scope, receiver, number, hedge, and whether a person must look."""
    reading = read(text, packs, posted_on=POSTED_ON, source=UNKNOWN, lang=language)
    short = [
        f"{claim.kind} {claim.scope} {claim.to or 'open'} {claim.figure.value if claim.figure else 'none'}"
        + (" hedged" if claim.hedge else "")
        for claim in reading.claims
    ]
    return short + (["unread"] if reading.unread else [])


def named(text: str, language: str, packs: Mapping[str, Pack] = PACKS) -> list[object]:
    """Return the names that are read: the origin, label, day, bound and mediators of each figure."""
    reading = read(text, packs, posted_on=POSTED_ON, source=UNKNOWN, lang=language)
    return [
        (claim.origin, claim.label, claim.happened_on_basis, claim.figure and claim.figure.bound, claim.context)
        for claim in reading.claims
    ]


def needed(language: str) -> list[Needed]:
    """Return the rows of `needed/` in a language."""
    rows = tomllib.loads((NEEDED / f"{language}.toml").read_text(encoding="utf-8"))["needed"]
    return [Needed(language, row.pop("text"), tuple(row.pop("reads")), row) for row in rows]


def details(text: str, language: str, asked: Iterable[str], packs: Mapping[str, Pack] = PACKS) -> dict[str, list[str]]:
    """Return what each claim says besides, by the names that a row of `needed/` asks for; "" where it says nothing."""
    claims = read(text, packs, posted_on=POSTED_ON, source=UNKNOWN, lang=language).claims
    said = {
        "origins": [claim.origin or "" for claim in claims],
        "labels": [claim.label or "" for claim in claims],
        "days": [str(claim.happened_on or "") for claim in claims],
        "bounds": [str(claim.figure.bound) if claim.figure else "" for claim in claims],
    }
    return {name: said[name] for name in asked}


def probes(language: str) -> list[Probe]:
    """Return what the tests ask of a language: its examples, counterexamples, needed sentences and names for things."""
    listed = [template for templates in PACKS[language].templates.values() for template in templates]
    both = [example for template in listed for example in (*template.examples, *template.counterexamples)]
    asked = [partial(reads, example.text, language) for example in both if not example.gap]
    for row in needed(language):
        asked.append(partial(reads, row.text, language))
        if row.details:
            asked.append(partial(details, row.text, language, tuple(row.details)))
    asked += [
        partial(named, name.text, language)
        for subject in set(SUBJECTS.values())
        for name in names(subject)
        if name.language == language
    ]
    return asked


def without_templates(language: str) -> Iterator[Mutant]:
    """Yield the pack without each of its templates in turn."""
    pack = PACKS[language]
    for job, templates in pack.templates.items():
        for template in templates:
            rest = tuple(other for other in templates if other is not template)
            yield Mutant(template.id, replace(pack, templates={**pack.templates, job: rest}))


def without_pieces(language: str) -> Iterator[Mutant]:
    """Yield the pack with a vocabulary that lacks each of its pieces in turn."""
    pack = PACKS[language]
    for piece in pack.lexicon.entries:
        rest = {name: words for name, words in pack.lexicon.entries.items() if name != piece}
        yield Mutant(piece, replace(pack, lexicon=Lexicon(rest)))


def without_bounds(language: str) -> Iterator[Mutant]:
    """Yield the pack with each bounded repetition of its patterns cut to its least in turn."""
    pack = PACKS[language]
    for job, templates in pack.templates.items():
        for template in templates:
            for match in QUANTIFIER.finditer(template.pattern.pattern):
                source = template.pattern.pattern
                cut = f"{source[: match.start()]}{{{match[1] or 0}}}{source[match.end() :]}"
                changed = replace(template, pattern=regex.compile(cut))
                rest = tuple(changed if other is template else other for other in templates)
                lacks = f"{template.id} {match[0]} at {match.start()}"
                yield Mutant(lacks, replace(pack, templates={**pack.templates, job: rest}))


def survivors(language: str, mutants: Iterator[Mutant]) -> list[str]:
    """Return what each mutant lacks that no probe kills. The last killer is asked first: neighbours die together."""
    known = [(probe, probe(PACKS)) for probe in probes(language)]
    alive = []
    for mutant in mutants:
        packs = {**PACKS, language: mutant.pack}
        killer = next((at for at, (probe, expected) in enumerate(known) if probe(packs) != expected), None)
        if killer is None:
            alive.append(mutant.lacks)
        else:
            known.insert(0, known.pop(killer))
    return alive


def main(arguments: Sequence[str]) -> None:
    """Print the survivors of the languages named, of all by default."""
    for language in arguments or sorted(PACKS):
        for kind in (without_templates, without_pieces, without_bounds):
            mutants = list(kind(language))
            alive = survivors(language, iter(mutants))
            print(f"{language} {kind.__name__}: {len(alive)} of {len(mutants)} survive")  # noqa: T201 - its output
            for lacks in alive:
                print(f"    {lacks}")  # noqa: T201 - its output


if __name__ == "__main__":
    main(sys.argv[1:])
