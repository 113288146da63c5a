"""Shows how a text was read: its sentences, what their words mean, what took which number, and the claims."""

from dataclasses import dataclass
from datetime import date

from parsers.claim import Reading
from parsers.counts import find_numbers
from parsers.match import parse, read_sentences
from parsers.normalize import fold
from parsers.parties import UNKNOWN, Party
from parsers.roles import find_roles
from parsers.scopes import find_marks
from parsers.sentences import Sentence
from parsers.templates import load_packs
from parsers.tokens import NUMBER


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the parsers saw in a sentence: which template took which words, and as what."""

    template: str
    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SentenceWalk:
    """One sentence with its words' entries and the steps over it."""

    text: str
    lang: str
    entries: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """The whole way from a text to its claims."""

    sentences: tuple[SentenceWalk, ...]
    reading: Reading


def explain(text: str, *, posted_on: date, source: Party = UNKNOWN, lang: str | None = None) -> Walk:
    """Return how `text` is read; the arguments are those of `parse`."""
    folded = fold(text)
    sentences = read_sentences(folded, load_packs(), posted_on, lang)
    walks = tuple(_walk(sentence, folded.cased, source) for sentence in sentences)
    return Walk(walks, parse(text, posted_on=posted_on, source=source, lang=lang))


def render(walk: Walk) -> str:
    """Return a walk as plain text."""
    lines: list[str] = []
    for number, sentence in enumerate(walk.sentences, 1):
        lines.append(f"{number}. [{sentence.lang}] {sentence.text}")
        lines += [f"     {step.words} : {step.meaning} ({step.template})" for step in sentence.steps]
    for claim in walk.reading.claims:
        figure = f"{claim.figure.bound} {claim.figure.value}" if claim.figure else "no number"
        lines.append(
            f"=> {claim.kind} {claim.scope} to {claim.to or 'open'}: {figure} «{claim.quote}» ({claim.template})"
        )
    lines.append("unread" if walk.reading.unread else "read")
    return "\n".join(lines)


def _walk(sentence: Sentence, text: str, source: Party) -> SentenceWalk:
    entries = tuple((text[t.start : t.end], t.entry) for t in sentence.tokens if t.entry)
    return SentenceWalk(text[sentence.start : sentence.end], sentence.pack.id, entries, _steps(sentence, text, source))


def _steps(sentence: Sentence, text: str, source: Party) -> tuple[Step, ...]:
    def words(low: int, high: int) -> str:
        return text[sentence.tokens[low].start : sentence.tokens[high].end]

    numbers = find_numbers(sentence)
    steps = [Step(count.template, words(count.low, count.high), "a count") for count in numbers.counts]
    steps += [Step(name, words(at, at), "not a count") for at, name in numbers.explained.items()]
    steps += [
        Step("", words(at, at), "nothing explains it") for at in numbers.loose if sentence.tokens[at].kind == NUMBER
    ]
    steps += [Step(r.template, words(r.at, r.at), f"{r.role}: {r.side}") for r in find_roles(sentence, source.side)]
    steps += [Step(mark.template, words(mark.low, mark.low), f"scope: {mark.scope}") for mark in find_marks(sentence)]
    return tuple(steps)
