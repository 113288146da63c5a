"""Sets the scene of each sentence: its numbers, its marks, its day, and whether it has gone over to background."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile
from typing import Final

from parsers.claim import Scope
from parsers.counts import Numbers, find_numbers, take_elided
from parsers.dates import relative_day
from parsers.roles import Clause
from parsers.scopes import Mark, find_marks
from parsers.sentences import Sentence
from parsers.story import Draft, Story
from parsers.tokens import WORD, Token

FRESH_DAYS: Final = 2
OTHERS: Final = frozenset(
    {"ever-since", "this-one", "deal", "agreement", "istanbul", "captivity", "in-captivity", "period"}
)
IN: Final = frozenset({"in", "by", "over-period"})
OPENING: Final = 4
LIST: Final = 3
HEADING: Final = 8
"""So many tokens has a heading without a verb at most: "On their shields: 254 defenders home"."""
NAMED_WITHIN: Final = 4
"""So many tokens lie at most between the first word of "earlier in the day on Thursday" and its last."""
PROMISES: Final = frozenset({"mark.plan", "future"})
TOLD: Final = frozenset({"event", "transfer"})
LEADS: Final = frozenset(
    {"transfer", "flip", "party", "place", "morgues", "among", "service", "private", "officer", "woman", "civilian"}
)


@dataclass(slots=True)
class Scene:
    """One sentence while it is read: its features, scope marks and day."""

    sentence: Sentence
    features: frozenset[str]
    marks: list[Mark]
    day: date | None
    numbers: Numbers = field(default_factory=Numbers)

    @property
    def has_transfer(self) -> bool:
        """Whether it tells of a handover as done."""
        told = {"done", "says", "according"} & self.features
        done = {"managed", "inf"} <= self.features or {"telling", "dat"} <= self.features
        is_heading = "home" in self.features and len(self.sentence.tokens) <= HEADING
        return done or is_heading or "transfer" in self.features or ("event" in self.features and bool(told))

    @property
    def opens_with_recall(self) -> bool:
        """Whether its first words recall."""
        return any(mark.scope == Scope.PREVIOUS and mark.low <= 1 for mark in self.marks)

    def is_listed(self, clause: Clause) -> bool:
        """Return whether the count is one of three or more behind a colon."""
        counts = [count.at for count in self.numbers.counts]
        colon = next((at for at in reversed(range(clause.count.low)) if self.sentence.tokens[at].text == ":"), None)
        return colon is not None and sum(at > colon for at in counts) >= LIST

    def near(self, clause: Clause) -> frozenset[str]:
        """Return the features of the words of a clause."""
        return frozenset().union(*(t.features for t in self.sentence.tokens[clause.low : clause.high]))


def set_scene(sentence: Sentence, story: Story) -> Scene:
    """Return the scene of a sentence, and note in `story` what the next ones inherit of it."""
    marks = [mark for mark in find_marks(sentence) if not _is_of_now(mark, sentence, story)]
    scene = Scene(sentence, sentence.features, marks, _stated_day(sentence, story))
    scene.numbers = find_numbers(sentence)
    scene.marks = [mark for mark in marks if not _belongs_to_none(mark, scene.numbers)]
    if scene.numbers.loose and _may_lean(scene, story):
        take_elided(sentence, scene.numbers)
    if scene.numbers.counts or scene.numbers.explained:
        story.busy.add(story.number)
    story.last_day = scene.day or story.last_day
    _carry_day(scene, story)
    is_today = scene.day == story.posted_on
    story.recalls = story.recalls or (scene.opens_with_recall and story.whole is not None and not is_today)
    if _looks_back(scene, story):
        story.set_back = story.number
    return scene


def _is_of_now(mark: Mark, sentence: Sentence, story: Story) -> bool:
    """Return whether a mark recalls what was on the very day of the post: "earlier on Thursday"."""
    named = sentence.tokens[mark.at : mark.at + NAMED_WITHIN]
    days = (token.day or relative_day(token.features, story.posted_on) for token in named)
    return mark.scope == Scope.PREVIOUS and bool(TOLD & sentence.features) and story.posted_on in days


def _belongs_to_none(mark: Mark, numbers: Numbers) -> bool:
    """Return whether a mark is but the "not" of "has not handed over a single body": other figures stand."""
    nones = (count.low - mark.at for count in numbers.counts if "none" in count.features)
    return mark.scope == Scope.PLAN and any(0 < distance <= NAMED_WITHIN for distance in nones)


def background(scene: Scene, clause: Clause, story: Story) -> str | None:
    """Return "previous" where the text has gone over to its background: an earlier month, or words that recall.

    What was handed over in a whole earlier year is a total.
    """
    if scene.day is None and (_names_year(scene, clause) or _sums_up(scene, clause)):
        return Scope.TOTAL
    news_days = {story.posted_on, story.whole.day if story.whole else None}
    is_today = scene.day is not None and scene.day in news_days
    is_past = scene.day is None and (_names_past(scene, clause) or _goes_on(scene, story))
    if is_past and not _names_past(scene, clause):
        story.loose.add(story.number)
    return Scope.PREVIOUS if is_past or (story.recalls and not is_today) else None


def _carry_day(scene: Scene, story: Story) -> None:
    """Let a sentence without a day go on with the past day of the one before; a heading has that of the one after."""
    if scene.day is None:
        scene.day = None if "now" in scene.features else story.past_day
        return
    if any(mark.scope in {Scope.TOTAL, Scope.PLAN} for mark in scene.marks):
        return
    if (story.posted_on - scene.day).days <= FRESH_DAYS:
        story.past_day = None
    elif (TOLD | {"this-one"}) & scene.features and scene.day.year >= story.posted_on.year - 1:
        story.past_day = scene.day
        _date_heading(scene, story)


def _date_heading(scene: Scene, story: Story) -> None:
    """Give the past day of a sentence without figures to the heading over it, where that is not the news itself."""
    heading = story.drafts[-1] if story.drafts else None
    if scene.numbers.counts or heading is None or heading.day or heading.sentence != story.number - 1:
        return
    is_earlier = any(mark.scope == Scope.PREVIOUS for mark in scene.marks)
    if "this-one" in scene.features:
        story.drafts[:] = [_dated(each, story.number - 1, scene.day) for each in story.drafts]
    elif not is_earlier and any(_is_told_before(draft, heading) for draft in story.drafts[:-1]):
        story.drafts[-1] = replace(heading, day=scene.day)


def _dated(draft: Draft, sentence: int, day: date | None) -> Draft:
    return replace(draft, day=day) if draft.sentence == sentence and draft.day is None else draft


def _is_told_before(draft: Draft, heading: Draft) -> bool:
    handovers = draft.scope is heading.scope is Scope.HANDOVER
    alike = handovers and draft.kind is heading.kind and draft.to is heading.to
    return alike and draft.value != heading.value


def _stated_day(sentence: Sentence, story: Story) -> date | None:
    """Return the day that the sentence states: a date before a weekday or "today", else "the same day" as before."""
    others = {match.start("day") for _, match in sentence.fits("not-day") for name in match.groupdict()}
    stated = next((t.day for at, t in enumerate(sentence.tokens) if t.day and at not in others), None)
    told = takewhile(lambda token: not PROMISES & token.features, sentence.tokens)
    relative = (relative_day(token.features, story.posted_on) for token in told)
    same = story.last_day if "same-day" in sentence.features else None
    return stated or next((day for day in relative if day), None) or same


def _may_lean(scene: Scene, story: Story) -> bool:
    """Return whether numbers without a noun may be counts: somebody gives or gets, or a list goes on."""
    leads = LEADS & scene.features
    is_told = bool(scene.numbers.counts) or bool(story.drafts) or story.kind is not None
    return bool(leads) and (is_told or "unit" in scene.features)


def _looks_back(scene: Scene, story: Story) -> bool:
    """Return whether a sentence without figures tells of an earlier handover, so that the next one may count it."""
    if scene.numbers.counts or not TOLD & scene.features or scene.day == story.posted_on:
        return False
    return scene.opens_with_recall or (scene.day is None and "now" not in scene.features and _names_past(scene))


def _goes_on(scene: Scene, story: Story) -> bool:
    """Return whether the sentence counts what the one before recalled: nothing of now, no share by front."""
    return story.set_back == story.number - 1 and not {"now", "another", "place", "morgues"} & scene.features


def _sums_up(scene: Scene, clause: Clause) -> bool:
    """Return whether bodies have "already" come, with no word of when: a sum up to now, so that a person must look."""
    if "already" not in scene.features:
        return False
    tokens = scene.sentence.tokens
    is_done = clause.verb_at >= 0 and {"transfer", "done"} <= tokens[clause.verb_at].features
    near = range(max(0, clause.verb_at - NAMED_WITHIN), clause.verb_at)
    is_already = any("already" in tokens[at].features for at in near) and not scene.marks
    return is_done and is_already and "body" in scene.features and not {"today", "now", "another"} & scene.features


def _names_year(scene: Scene, clause: Clause) -> bool:
    """Return whether an earlier year is named for the handovers of a clause: not for a capture, nor behind a comma."""
    tokens = scene.sentence.tokens
    if "past-month" in scene.features or "past-year" not in scene.features:
        return False
    places = [at for at, token in enumerate(tokens) if "past-year" in token.features]
    return clause.verb != "" and any(
        (tokens[at].kind == WORD or (at and IN & tokens[at - 1].features))
        and not OTHERS & frozenset().union(*(each.features for each in tokens[max(0, at - 6) : at]))
        and (at < OPENING or (clause.low <= at < clause.high and not _is_aside(tokens, clause, at)))
        for at in places
    )


def _is_aside(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Return whether a token stands behind a comma after the count."""
    return any(each.text == "," for each in tokens[clause.count.high + 1 : at])


def _names_past(scene: Scene, clause: Clause | None = None) -> bool:
    """Return whether an earlier month is named: not that of a capture, nor one in a clause behind a comma."""
    if "past-month" not in scene.features:
        return False
    tokens = scene.sentence.tokens
    for at, token in enumerate(tokens):
        if "past-month" in token.features:
            before = frozenset().union(*(each.features for each in tokens[max(0, at - 6) : at]))
            is_aside = clause is not None and _is_aside(tokens, clause, at)
            if not OTHERS & before and not is_aside:
                return True
    return False
