"""Reads a text: which templates take which words, and what they state."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from parsers.claim import Claim, DayBasis, Reading
from parsers.clauses import read_sentence
from parsers.normalize import Folded, fold, unmixed
from parsers.origins import context_of, voices
from parsers.parties import UNKNOWN, Party
from parsers.sentences import Sentence, resemblance, split
from parsers.story import NEWS, Draft, Story, only_kind
from parsers.templates import Pack, load_packs
from parsers.undisclosed import find_undisclosed
from parsers.verdict import settle

MOST_FIGURES = 150  # a longer list is a table of the whole war: comparing each with each would take long


def parse(
    text: str,
    *,
    posted_on: date,
    source: Party = UNKNOWN,
    lang: str | None = None,
    aliases: Mapping[str, str] | None = None,
) -> Reading:
    """Return what `text` claims, published by `source` on the day `posted_on` in the zone of that source.

    `lang` is the language of the text where it is known. `aliases` are more phrases for authorities, each with the id
    of its party. Never raises on any text.
    """
    return read(text, _packs(tuple(sorted((aliases or {}).items()))), posted_on=posted_on, source=source, lang=lang)


def read(text: str, packs: Mapping[str, Pack], *, posted_on: date, source: Party, lang: str | None) -> Reading:
    """Return what `text` claims, read with the language packs given."""
    if not is_near(text, packs):
        return Reading()
    folded = fold(text)
    sentences = read_sentences(folded, packs, posted_on, lang)
    story = Story(posted_on, source, only_kind=only_kind(sentences), voices=voices(sentences))
    for sentence in sentences:
        read_sentence(sentence, story)
    del story.drafts[MOST_FIGURES:]
    story.happened = find_undisclosed(sentences, story)
    drafts, unread = settle(story)
    context = context_of(sentences)
    claims = tuple(replace(_claim(draft, folded, text, posted_on), context=context) for draft in drafts)
    return Reading(claims, any(claim.scope in NEWS for claim in claims), unread)


@lru_cache(maxsize=8)
def _packs(aliases: tuple[tuple[str, str], ...]) -> Mapping[str, Pack]:
    packs = load_packs()
    return {name: pack.with_aliases(dict(aliases)) for name, pack in packs.items()} if aliases else packs


def is_near(text: str, packs: Mapping[str, Pack]) -> bool:
    """Return whether `text` may speak of our subject at all: the gate, which most posts do not pass."""
    lowered, stems = text.lower(), _stems(tuple(packs.values()))
    return any(map(lowered.__contains__, stems)) or any(map(unmixed(lowered).__contains__, stems))


@lru_cache(maxsize=8)
def _stems(packs: tuple[Pack, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem for pack in packs for stem in pack.stems))


def read_sentences(folded: Folded, packs: Mapping[str, Pack], posted_on: date, lang: str | None) -> list[Sentence]:
    """Return the sentences of a folded text."""
    default = packs.get(lang or "") or _language(folded.text, packs)
    return list(split(folded.text, folded.cased, packs, default, posted_on))


def _language(text: str, packs: Mapping[str, Pack]) -> Pack:
    return max(packs.values(), key=lambda pack: resemblance(text, pack))


def _claim(draft: Draft, folded: Folded, text: str, posted_on: date) -> Claim:
    start, end = folded.span(draft.start, draft.end)
    is_dated = draft.scope in NEWS or draft.day is not None
    return Claim(
        kind=draft.kind,
        scope=draft.scope,
        to=draft.to,
        figure=draft.figure,
        happened_on=draft.day or (posted_on if is_dated else None),
        happened_on_basis=(DayBasis.STATED if draft.day else DayBasis.DAY_OF_POST) if is_dated else None,
        origin=draft.origin,
        hedge=draft.hedge,
        label=draft.label,
        quote=text[start:end],
        span=(start, end),
        lang=draft.lang,
        template=draft.template,
    )
