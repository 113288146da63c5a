"""The net behind the templates: sentences that tell of a handover as done, whose number nobody gives or reads."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from parsers.dates import relative_day
from parsers.scopes import find_marks
from parsers.sentences import Sentence
from parsers.story import LATE, Story
from parsers.tokens import Token

PEOPLE: Final = frozenset({"body", "fallen", "prisoner", "captivity", "unit", "nation", "people", "shield", "us"})
SHORTEST: Final = 8
"""So many tokens has a heading without a verb at most: "Another exchange of prisoners!"."""
OPENING: Final = 2


def tells_of_handover(sentences: Sequence[Sentence], story: Story) -> bool:
    """Return whether some sentence tells of bodies or people that came in these days, so that a person must look."""
    return any(_is_told(sentence, number, story) for number, sentence in enumerate(sentences, 1))


def _is_told(sentence: Sentence, number: int, story: Story) -> bool:
    """Return whether a sentence tells of a handover: as done; where it opens the text, as being done or by a noun."""
    if "N" in sentence.codes or not _is_late(sentence, story) or find_marks(sentence):
        return False
    return _is_done(sentence) or (number <= OPENING and (_goes_on(sentence) or _is_heading(sentence, story)))


def _is_done(sentence: Sentence) -> bool:
    """Return whether bodies or people were handed over, or an exchange was held."""
    features = sentence.features
    is_event = "done" in features and any(_is_event(token) for token in sentence.tokens)
    acts = {"managed", "inf"} <= features or any({"transfer", "done"} <= token.features for token in sentence.tokens)
    return is_event or (acts and bool(PEOPLE & features))


def _goes_on(sentence: Sentence) -> bool:
    """Return whether bodies or people are coming, by a verb of now."""
    acts = any({"transfer", "now"} <= token.features for token in sentence.tokens)
    return acts and (bool(PEOPLE & sentence.features) or any(_is_event(token) for token in sentence.tokens))


def _is_event(token: Token) -> bool:
    """Return whether a noun means a handover: no mere stage or round."""
    return "event" in token.features and "stage" not in token.features


def _is_heading(sentence: Sentence, story: Story) -> bool:
    """Return whether a few words without a verb say it in a text that gives no figure: "Our boys are home"."""
    is_short = len(sentence.tokens) <= SHORTEST
    return not story.drafts and is_short and ("home" in sentence.features or any(map(_is_event, sentence.tokens)))


def _is_late(sentence: Sentence, story: Story) -> bool:
    """Return whether the sentence names no day, or one of the last week."""
    days = [day for token in sentence.tokens if (day := token.day or relative_day(token.features, story.posted_on))]
    return not days or any(timedelta() <= story.posted_on - day <= LATE for day in days)
