"""Finds handovers that a text tells of without giving a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from parsers.claim import Kind, Receiver, Scope
from parsers.dates import relative_day
from parsers.net import tells_of_handover
from parsers.parties import Side
from parsers.roles import find_roles
from parsers.scopes import find_marks
from parsers.sentences import Sentence
from parsers.story import DEAD, Draft, Story
from parsers.tokens import Token

FRESH: Final = timedelta(days=1)
LIVING: Final = frozenset({"prisoner", "captivity", "exchange", "group", "home", "same"})
HOMES: Final = {Side.UKRAINE: Receiver.UKRAINE, Side.RUSSIA: Receiver.RUSSIA}


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that tell of a handover as done: `number` is their sentence, `low` and `high` their tokens."""

    number: int
    sentence: Sentence
    low: int
    high: int
    template: str


def find_undisclosed(sentences: Sequence[Sentence], story: Story) -> list[Draft]:
    """Return a draft for each receiver of an exchange of people that is told as done and has no number in the text."""
    held = _notices(sentences, story, "held")
    homecoming = _notices(sentences, story, "homecoming")
    story.is_told = bool(held or homecoming) or tells_of_handover(sentences, story)
    if story.loose or not held or not (homecoming or story.source.side in HOMES or sentences[0].pack.home):
        return []
    drafts = {receiver: _draft(notice, receiver) for notice in homecoming or held if (receiver := _to(notice, story))}
    return list(drafts.values())


def _notices(sentences: Sequence[Sentence], story: Story, job: str) -> list[Notice]:
    """Return the words of the day that fit the templates of a job, outside plans, recollections and totals."""
    return [
        Notice(number, sentence, match.start(), match.end() - 1, template.id)
        for number, sentence in enumerate(sentences, 1)
        if _is_news(sentence, story) and not _is_read(number, story)
        for template, match in sentence.fits(job)
        if all(mark.at >= match.end() for mark in find_marks(sentence))
    ]


def _is_news(sentence: Sentence, story: Story) -> bool:
    features = sentence.features
    days = [day for token in sentence.tokens if (day := token.day or relative_day(token.features, story.posted_on))]
    is_fresh = any(abs(story.posted_on - day) <= FRESH for day in days) or not days
    return is_fresh and not DEAD & features and bool(LIVING & features or days)


def _is_read(number: int, story: Story) -> bool:
    """Return whether the sentence tells of a handover itself: with a figure of more than a share, or of a group."""
    told = (draft for draft in (*story.drafts, *story.groups) if draft.scope is not Scope.PART)
    return any(draft.sentence == number for draft in told)


def _to(notice: Notice, story: Story) -> Receiver | None:
    """Return the side that the people come home to: theirs where it is named, else that of the speaker."""
    tokens = notice.sentence.tokens
    near = (at for at in range(notice.low, min(len(tokens), notice.high + 3)) if not _is_captor(tokens, at))
    words = frozenset().union(*(tokens[at].features for at in near))
    for side in Receiver:
        if {side.value, "unit"} <= words and side.other.value not in words:
            return side
    givers = {role.side for role in find_roles(notice.sentence, story.source.side) if role.role == "giver"}
    if len(givers) == 1:
        return givers.pop().other
    return HOMES.get(story.source.side) or notice.sentence.pack.home


def _is_captor(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word only says whose the captivity is: "from Russian captivity"."""
    return at + 1 < len(tokens) and "captivity" in tokens[at + 1].features


def _draft(notice: Notice, receiver: Receiver) -> Draft:
    tokens = notice.sentence.tokens
    days = (token.day for token in tokens if token.day)
    return Draft(
        kind=Kind.PRISONERS,
        scope=Scope.UNDISCLOSED,
        to=receiver,
        figure=None,
        day=next(days, None),
        label=None,
        start=tokens[notice.low].start,
        end=tokens[notice.high].end,
        lang=notice.sentence.pack.id,
        template=notice.template,
        sentence=notice.number,
    )
