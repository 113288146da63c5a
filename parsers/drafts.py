"""Makes the draft of a count: its quote, its day, whose people it speaks of, and whether words call it a share."""

from datetime import date
from itertools import pairwise
from typing import Final

from parsers.claim import Kind, Receiver, Scope
from parsers.counts import Count
from parsers.dates import relative_day
from parsers.origins import quoted
from parsers.roles import Clause
from parsers.scenes import Scene
from parsers.sentences import Sentence
from parsers.story import Draft, Story
from parsers.tokens import SIGN

LONGEST_QUOTE: Final = 160
OPENING: Final = 3
PEOPLE: Final = frozenset({"people", "unit", "nation"})


def draft_of(scene: Scene, clause: Clause, kind: Kind, number: int) -> Draft:
    """Return the draft of a count: a handover to nobody known yet, on the day of its sentence."""
    count = clause.count
    start, end = _quoted(scene.sentence, clause)
    return Draft(
        kind=kind,
        scope=Scope.HANDOVER,
        to=None,
        figure=count.figure,
        day=scene.day,
        label=None,
        start=start,
        end=end,
        lang=scene.sentence.pack.id,
        template=count.template,
        sentence=number,
        is_among=_is_among(scene, clause),
        features=count.features | (_before(scene, count) & {"another"}) | ({"us"} if clause.is_to_us else set()),
        verb=clause.verb,
        is_done={"transfer", "done"} <= scene.features,
        is_bare_sum=bool({"sum", "already"} & scene.features) and "mark.total" not in scene.features,
        nation=_nation(scene, clause),
        origin=quoted(scene.sentence, clause.low, clause.high),
    )


def _is_among(scene: Scene, clause: Clause) -> bool:
    """Return whether words before a count call it a share: "among them", but not "also", nor "among the 31"."""
    before = scene.sentence.tokens[clause.low : clause.count.low]
    marks = [token.features for token in before if "among" in token.features and "also" not in token.features]
    return bool(marks) and not {"among", "set"} <= before[-1].features


def _before(scene: Scene, count: Count) -> frozenset[str]:
    """Return the features of the two words before a count."""
    return frozenset().union(*(token.features for token in scene.sentence.tokens[max(0, count.low - 2) : count.low]))


def own_day(scene: Scene, clause: Clause, story: Story) -> date | None:
    """Return the day that opens a clause behind another one: "90 came yesterday, today 84 more"."""
    opening = scene.sentence.tokens[clause.low : clause.low + OPENING] if clause.low else []
    days = (relative_day(token.features, story.posted_on) for token in opening)
    return next((day for day in days if day), None)


def _nation(scene: Scene, clause: Clause) -> Receiver | None:
    """Return whose people the words of a clause name, where they are of one side."""
    tokens = scene.sentence.tokens[clause.low : clause.high]
    people = [token.features for token in tokens if PEOPLE & token.features]
    told = tokens if clause.count.is_elided else tokens[: clause.count.low - clause.low]
    people += [one.features for one, other in pairwise(told) if "adj" in one.features and PEOPLE & other.features]
    named = {side for side in Receiver for features in people if side.value in features}
    return named.pop() if len(named) == 1 else None


def _quoted(sentence: Sentence, clause: Clause) -> tuple[int, int]:
    """Return the place of the clause where it is short enough to quote, else that of the count alone."""
    low, high = clause.low, clause.high - 1
    while low < clause.count.low and sentence.tokens[low].kind == SIGN:
        low += 1
    while high > clause.count.high and sentence.tokens[high].kind == SIGN:
        high -= 1
    start, end = sentence.tokens[low].start, sentence.tokens[high].end
    if end - start <= LONGEST_QUOTE:
        return start, end
    return sentence.tokens[clause.count.low].start, sentence.tokens[clause.count.high].end
