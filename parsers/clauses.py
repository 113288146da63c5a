"""Reads the sentences of a text one by one: each count with its kind, receiver, scope and day becomes a draft."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from parsers.claim import Kind, Receiver, Scope
from parsers.counts import Count, Numbers, find_numbers, take_elided
from parsers.dates import relative_day
from parsers.origins import is_hedged, quoted
from parsers.parties import Role, Side, known_parties
from parsers.roles import Clause, cut_clauses, find_roles, receiver, subject_of, teller
from parsers.scopes import EXPLAINED, FORMAT, UNIT_LABELS, Mark, find_marks, part_label, scope_of, unit_label
from parsers.sentences import Sentence
from parsers.story import NEWS, Draft, Flow, Story, kind_of
from parsers.tokens import SIGN, VAGUE

FRESH_DAYS: Final = 2
LONGEST_QUOTE: Final = 160
MOST_FIGURES: Final = 80
SHORTEST: Final = 6
NEAR_SENTENCES: Final = 4
LEADS: Final = frozenset(
    {"transfer", "party", "place", "morgues", "among", "service", "private", "officer", "woman", "civilian"}
)
SHARES: Final = frozenset({"civilian", "woman", "man", "officer", "private", "sentenced", "wounded", "child"})


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
        return done or "transfer" in self.features or ("event" in self.features and bool(told))

    def near(self, clause: Clause) -> frozenset[str]:
        """Return the features of the words of a clause."""
        return frozenset().union(*(t.features for t in self.sentence.tokens[clause.low : clause.high]))


def read_sentence(sentence: Sentence, story: Story) -> None:
    """Add to `story` what `sentence` states."""
    story.number += 1
    story.flow.is_near, story.flow.is_here = story.flow.is_here, False
    scene = _scene(sentence, story)
    _carry_day(scene, story)
    _note_voices(scene, story)
    story.recalls = story.recalls or _turns_back(scene, story)
    speaker = _speaker(scene, story)
    roles = find_roles(sentence, speaker)
    speaker = teller(roles, speaker)
    if len(story.drafts) > MOST_FIGURES:
        story.loose.add(story.number)
        return
    for clause in cut_clauses(sentence, scene.numbers.counts, roles):
        clause.speaker, clause.home = speaker, sentence.pack.home
        _read_clause(scene, clause, story)
        if story.number in story.contradicted:
            return
    if scene.numbers.loose and {"unit", "transfer"} <= scene.features:
        story.loose.add(story.number)
    vague = scene.numbers.has_range or any(token.kind == VAGUE for token in sentence.tokens)
    if vague and {"unit", "transfer"} <= scene.features and not scene.numbers.counts and not scene.marks:
        story.loose.add(story.number)
    if sentence.opens_list and "event" in scene.features and not scene.marks:
        story.flow = Flow(verb="exchange")
    if {"transfer", "home"} <= scene.features or "shield" in scene.features:
        story.came_home = story.number
    story.kind = kind_of(scene.features) or story.kind
    story.speaks_of_soldiers |= bool({"soldier", "prisoner"} & scene.features)


def _scene(sentence: Sentence, story: Story) -> Scene:
    scene = Scene(sentence, sentence.features, find_marks(sentence), _stated_day(sentence, story.posted_on))
    scene.numbers = find_numbers(sentence)
    if scene.numbers.loose and _may_lean(scene, story):
        take_elided(sentence, scene.numbers)
    return scene


def _carry_day(scene: Scene, story: Story) -> None:
    """Let a sentence without a day go on with the past day of the one before."""
    if scene.day is None:
        scene.day = story.past_day
    elif (story.posted_on - scene.day).days <= FRESH_DAYS:
        story.past_day = None
    elif {"event", "transfer"} & scene.features and scene.day.year >= story.posted_on.year - 1:
        story.past_day = scene.day


def _stated_day(sentence: Sentence, posted_on: date) -> date | None:
    """Return the day that the sentence states: a date before a weekday or "today"."""
    others = {match.start("day") for _, match in sentence.fits("not-day") for name in match.groupdict()}
    stated = next((t.day for at, t in enumerate(sentence.tokens) if t.day and at not in others), None)
    relative = (relative_day(token.features, posted_on) for token in sentence.tokens)
    return stated or next((day for day in relative if day), None)


def _note_voices(scene: Scene, story: Story) -> None:
    authority = quoted(scene.sentence)
    if authority:
        story.origins[story.number] = authority
        if any("about-this" in token.features for token in scene.sentence.tokens[:4]):
            story.reports.add(story.number)
    if is_hedged(scene.sentence):
        story.hedges.add(story.number)


def _turns_back(scene: Scene, story: Story) -> bool:
    """Return whether the rest of the text is background: a sentence after the news opens with words that recall."""
    opens = any(mark.scope == Scope.PREVIOUS and mark.low <= 1 for mark in scene.marks)
    return opens and story.whole is not None


def _speaker(scene: Scene, story: Story) -> Side:
    """Return whose "we" the sentence has: that of the authority quoted, else that of the source."""
    quoted_before = story.origins.get(story.number - 1, "") if scene.sentence.tokens[0].text == '"' else ""
    quoting = story.voices.get(story.number, quoted_before)
    authority = known_parties().get(story.origins.get(story.number, quoting))
    if authority and authority.side in {Side.UKRAINE, Side.RUSSIA} and authority.role is Role.OFFICIAL:
        return authority.side
    return story.source.side


def _may_lean(scene: Scene, story: Story) -> bool:
    """Return whether numbers without a noun may be counts: somebody gives or gets, or a list goes on."""
    leads = LEADS & scene.features
    return bool(leads) and (bool(scene.numbers.counts) or story.kind is not None or "unit" in scene.features)


def _read_clause(scene: Scene, clause: Clause, story: Story) -> None:
    kind = _kind(scene, clause, story)
    mark = scope_of(scene.sentence, clause, scene.marks) or _background(scene, story)
    if mark == Scope.PLAN and "none" in clause.count.features:
        mark = None
    if mark == EXPLAINED:
        return
    if kind is None:
        story.loose.add(story.number)
        return
    if "same" in clause.count.features and not _copy_figure(clause.count, story):
        return
    is_part, label = part_label(scene.sentence, clause)
    is_copy = _goes_back(scene, clause, story)
    scope = (
        story.drafts[-1].scope
        if is_copy
        else _scope(scene, mark, is_part=is_part or _breaks_down(scene, clause, mark, story))
    )
    label = label if scope is Scope.PART else None
    if not _is_told(scene, clause, scope, kind, story):
        _keep_untold(scene, clause, scope, kind, story)
        return
    whole = story.whole_of(clause.count.figure.value, kind) if scope is Scope.PART else None
    leans = bool(whole and whole.to) and not _has_own_side(clause.count, label)
    for to in _receivers(clause, whole if leans else None, story.flow):
        if kind is Kind.BODIES and to and scope in NEWS and to.other.value in _nations(clause.count):
            story.loose.add(story.number)
            story.contradicted.add(story.number)
            return
        draft = _draft(scene, clause, kind, story.number)
        answered = _answered(scene, clause, story)
        day = answered.day if answered else draft.day
        story.drafts.append(
            replace(
                draft,
                day=day,
                scope=scope,
                to=to,
                label=label,
                is_format=clause.count.partner is not None,
                is_explicit=_is_explicit(clause),
                is_joined=clause.is_joined,
                leans=leans,
                is_directed=_names(clause, "receiver") or _names(clause, "subject"),
            )
        )
        story.flow = Flow(subject_of(clause, story.flow), to, clause.verb or story.flow.verb, kind, is_here=True)


def _keep_untold(scene: Scene, clause: Clause, scope: Scope, kind: Kind, story: Story) -> None:
    """Keep a count without a verb: a share where a whole stands beside it, else for a person to see."""
    if scope is not Scope.HANDOVER:
        return
    features = clause.count.features
    if {"unit", "service"} & features and not {"us", "own"} & features and not _names(clause, "receiver"):
        lonely = _draft(scene, clause, kind, story.number)
        story.drafts.append(replace(lonely, scope=Scope.PART, label=unit_label(clause), is_lonely=True))
    else:
        story.loose.add(story.number)


def _background(scene: Scene, story: Story) -> str | None:
    """Return "previous" where the text has gone over to its background: an earlier month, or words that recall."""
    is_today = scene.day is not None and scene.day in {story.posted_on, story.whole.day if story.whole else None}
    is_past = scene.day is None and _names_past_month(scene)
    return Scope.PREVIOUS if is_past or (story.recalls and not is_today) else None


def _names_past_month(scene: Scene) -> bool:
    """Return whether the sentence is set in an earlier month: not by the month of an agreement or of a capture."""
    tokens = scene.sentence.tokens
    for at, token in enumerate(tokens):
        if "past-month" in token.features:
            before = frozenset().union(*(each.features for each in tokens[max(0, at - 6) : at]))
            if not {"deal", "agreement", "istanbul", "captivity", "in-captivity"} & before:
                return True
    return False


def _kind(scene: Scene, clause: Clause, story: Story) -> Kind | None:
    nearest = kind_of(clause.count.features) or kind_of(scene.near(clause)) or kind_of(scene.features)
    return nearest or story.kind or story.flow.kind or story.only_kind


def _copy_figure(count: Count, story: Story) -> bool:
    """Give "the same number" its figure; return whether there is one."""
    if story.flow.to is None or not story.drafts or story.drafts[-1].figure is None:
        return False
    count.figure = story.drafts[-1].figure
    return True


def _answered(scene: Scene, clause: Clause, story: Story) -> Draft | None:
    """Return the figure that "in return" or "as many" answers: its day and scope hold for the answer too."""
    answers = "same" in clause.count.features or (clause.is_flipped and scene.day is None)
    last = story.drafts[-1] if story.drafts else None
    return last if answers and last is not None and last.sentence >= story.number - 1 else None


def _goes_back(scene: Scene, clause: Clause, story: Story) -> bool:
    """Return whether "as many" or "in return" goes on with background that was told just before."""
    answered = _answered(scene, clause, story)
    return answered is not None and answered.scope not in NEWS


def _breaks_down(scene: Scene, clause: Clause, mark: str | None, story: Story) -> bool:
    """Return whether "in all: 132 men and 8 women", or a list of services, breaks a whole down that was told before."""
    if mark != Scope.TOTAL or story.whole is None:
        return False
    is_list = len(scene.numbers.counts) > 2 and clause.count.figure.value < story.whole.value
    return is_list or bool(SHARES & clause.count.features)


def _scope(scene: Scene, mark: str | None, *, is_part: bool) -> Scope:
    if mark == FORMAT:
        is_done = "done" in scene.features or {"exchange", "transfer"} <= scene.features
        return Scope.HANDOVER if is_done else Scope.PLAN
    if mark and not (is_part and mark == Scope.TOTAL):
        return Scope(mark)
    return Scope.PART if is_part else Scope.HANDOVER


def _is_told(scene: Scene, clause: Clause, scope: Scope, kind: Kind, story: Story) -> bool:
    """Return whether the words around a count tell of a handover at all; else a person must look."""
    if scope is Scope.HANDOVER:
        if "single" in clause.count.features:
            return bool({"negated", "denial"} & scene.features)
        if "none" in clause.count.features:
            return bool({"negated", "transfer"} & scene.features)
        is_directed = _names(clause, "receiver") or (clause.count.is_elided and bool(clause.roles))
        leans = is_directed and bool(story.flow.verb)
        if clause.count.partner and not {"done", "transfer"} & scene.features:
            return False
        is_echo = story.came_home == story.number - 1 and len(scene.sentence.tokens) <= SHORTEST
        return scene.has_transfer or leans or is_echo
    if scope is Scope.PART:
        return scene.has_transfer or any(
            d.scope in {Scope.HANDOVER, Scope.PART} and d.kind is kind and story.number - d.sentence <= NEAR_SENTENCES
            for d in story.drafts
        )
    return bool({"transfer", "event", "inf", "future", "negated", "denial", "border"} & scene.features)


def _names(clause: Clause, role: str) -> bool:
    return any(each.role == role for each in clause.roles)


def _is_explicit(clause: Clause) -> bool:
    """Return whether the clause says in full who received: then it is no share of a figure told before."""
    return bool(clause.verb) and _names(clause, "receiver") and not SHARES & clause.count.features


def _receivers(clause: Clause, whole: Draft | None, flow: Flow) -> list[Receiver | None]:
    count = clause.count
    if count.partner:
        if count.figure.value != count.partner.figure.value:
            return [None]
        return [Receiver.UKRAINE if count.at < count.partner.at else Receiver.RUSSIA]
    if clause.is_each:
        return [Receiver.UKRAINE, Receiver.RUSSIA]
    if "same" in count.features and flow.to:
        return [flow.to.other]
    if whole:
        return [whole.to]
    return [receiver(clause, flow)]


def _nations(count: Count) -> frozenset[str]:
    """Return whose bodies they are, by the words of the count: one side, or none."""
    named = count.features & {side.value for side in Receiver}
    return named if len(named) == 1 else frozenset()


def _has_own_side(count: Count, label: str | None) -> bool:
    """Return whether a share has a nation of its own: not where the label is a place."""
    return bool({"ukraine", "russia", "us"} & count.features) and (label in {None, *UNIT_LABELS.values()})


def _draft(scene: Scene, clause: Clause, kind: Kind, number: int) -> Draft:
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
        features=count.features,
        verb=clause.verb,
        nation=_nation(scene, clause),
        origin=quoted(scene.sentence, clause.low, clause.high),
    )


def _nation(scene: Scene, clause: Clause) -> Receiver | None:
    """Return whose people the words of a clause name, where they are of one side."""
    tokens = scene.sentence.tokens[clause.low : clause.high]
    people = [token.features for token in tokens if {"people", "unit", "nation"} & token.features]
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
