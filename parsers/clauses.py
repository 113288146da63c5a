"""Reads the sentences of a text one by one: each count with its kind, receiver, scope and day becomes a draft."""

from dataclasses import replace
from typing import Final

from parsers.claim import Kind, Scope
from parsers.counts import Count
from parsers.cutting import cut_clauses
from parsers.drafts import draft_of, own_day
from parsers.kinds import kind_of_count
from parsers.origins import is_hedged, quoted
from parsers.parties import Role, Side, voice
from parsers.receivers import receiver, subject_of
from parsers.roles import Clause, find_roles, teller
from parsers.scenes import Scene, background, set_scene
from parsers.scopes import EXPLAINED, FORMAT, part_label, scope_of, unit_label
from parsers.sentences import Sentence
from parsers.sides import is_other_side, leans_on, names, nations, receivers
from parsers.story import ALIVE, DEAD, LARGEST_EXCHANGE, LATE, NEWS, Draft, Flow, Story, kind_of
from parsers.tokens import NUMBER, VAGUE

MOST_FIGURES: Final = 80
SHORTEST: Final = 6
NEAR_SENTENCES: Final = 4
SPOKEN: Final = frozenset({"transfer", "event", "formula", "inf", "future", "negated", "denial", "border"})
SET: Final = 3
"""So many tokens stand before the number in "three of the 390"."""
SHARES: Final = frozenset({"civilian", "woman", "man", "officer", "private", "sentenced", "wounded", "child"})


def read_sentence(sentence: Sentence, story: Story) -> None:
    """Add to `story` what `sentence` states."""
    story.number += 1
    story.flow.is_near, story.flow.is_here = story.flow.is_here, False
    scene = set_scene(sentence, story)
    _note_voices(scene, story)
    speaker = _speaker(scene, story)
    roles = find_roles(sentence, speaker)
    speaker = teller(roles, speaker)
    if len(story.drafts) > MOST_FIGURES:
        story.loose.add(story.number)
        return
    counted = sorted(scene.numbers.counts + scene.numbers.groups, key=lambda count: count.at)
    for clause in cut_clauses(sentence, counted, roles):
        clause.speaker, clause.home = speaker, sentence.pack.home
        (_read_group if "unnumbered" in clause.count.features else _read_clause)(scene, clause, story)
        if story.number in story.contradicted:
            return
    if _is_unclear(scene):
        story.loose.add(story.number)
    if sentence.opens_list and "event" in scene.features and not scene.marks:
        story.flow = Flow(verb="exchange")
    if {"transfer", "home"} <= scene.features or "shield" in scene.features:
        story.came_home = story.number
    is_of_captives = "in-captivity" in scene.features and not DEAD & scene.features
    kind = None if DEAD & scene.features and ALIVE & scene.features else kind_of(scene.features)
    story.kind = kind or (Kind.PRISONERS if is_of_captives else story.kind)
    named = {"soldier", "service"} | ({"prisoner"} if "civilian" not in scene.features else set())
    story.speaks_of_soldiers |= not named.isdisjoint(scene.features)


def _is_unclear(scene: Scene) -> bool:
    """Return whether numbers stand beside bodies or people and a handover, and it is not clear what they count."""
    vague = scene.numbers.has_range or any(token.kind == VAGUE for token in scene.sentence.tokens)
    is_vague = vague and not scene.numbers.counts and not scene.marks
    is_told = ("unit" in scene.features and scene.has_transfer) or {"exchange", "formula"} <= scene.features
    return is_told and (bool(scene.numbers.loose) or is_vague)


def _note_voices(scene: Scene, story: Story) -> None:
    authority = quoted(scene.sentence)
    if authority:
        story.origins[story.number] = authority
        if any("about-this" in token.features for token in scene.sentence.tokens[:4]):
            story.reports.add(story.number)
    if is_hedged(scene.sentence):
        story.hedges.add(story.number)


def _speaker(scene: Scene, story: Story) -> Side:
    """Return whose "we" the sentence has: that of the authority quoted, else that of the source."""
    quoted_before = story.origins.get(story.number - 1, "") if scene.sentence.tokens[0].text == '"' else ""
    quoting = story.voices.get(story.number, quoted_before)
    authority = voice(story.origins.get(story.number, quoting))
    if authority and authority.side in {Side.UKRAINE, Side.RUSSIA} and authority.role is Role.OFFICIAL:
        return authority.side
    return story.source.side


def _read_clause(scene: Scene, clause: Clause, story: Story) -> None:
    kind = kind_of_count(scene, clause, story)
    mark = _mark(scene, clause, story)
    if mark == EXPLAINED or _is_told_set(scene, clause, story):
        return
    if kind is None:
        story.loose.add(story.number)
        return
    if "same" in clause.count.features and not _copy_figure(clause.count, story):
        _read_group(scene, clause, story)
        return
    scope, label = _told_as(scene, clause, mark, story)
    if not _is_told(scene, clause, scope, kind, story):
        _keep_untold(scene, clause, scope, kind, story)
        return
    whole = story.whole_of(clause.count.figure.value, kind) if scope is Scope.PART else None
    if whole and is_other_side(clause, whole, story.flow):
        scope, label, whole = Scope.HANDOVER, None, None
    leans = leans_on(scene, clause, whole, label)
    for to in receivers(scene, clause, kind, whole if leans else None, story.flow):
        contradicts = to is not None and to.other.value in nations(clause.count)
        if contradicts and scope in NEWS:
            story.loose.add(story.number)
            story.contradicted.add(story.number)
            return
        draft = draft_of(scene, clause, kind, story.number)
        answered = _answered(scene, clause, story)
        day = own_day(scene, clause, story) or (answered.day if answered else draft.day)
        story.drafts.append(
            replace(
                draft,
                day=day,
                scope=scope,
                to=to.other if to and contradicts else to,
                label=label,
                is_format=clause.count.is_format,
                is_explicit=_is_explicit(clause),
                is_joined=clause.is_joined,
                leans=leans,
                answers=answered is not None,
                is_directed=names(clause, "receiver") or names(clause, "subject"),
            )
        )
        story.flow = Flow(subject_of(clause, story.flow), to, clause.verb or story.flow.verb, kind, is_here=True)


def _is_told_set(scene: Scene, clause: Clause, story: Story) -> bool:
    """Return whether a count only names the whole of a share once more: "three of the 390 were women"."""
    before = scene.sentence.tokens[max(0, clause.count.low - SET) : clause.count.low]
    is_set = len(before) == SET and before[0].kind == NUMBER and "of" in before[1].features
    return is_set and any(draft.figure == clause.count.figure for draft in story.drafts)


def _read_group(scene: Scene, clause: Clause, story: Story) -> None:
    """Note that a side received bodies or people, and that the text gives no number of them."""
    kind = kind_of(clause.count.features) or kind_of(scene.near(clause)) or story.kind or story.only_kind
    mark = scope_of(scene.sentence, clause, scene.marks) or background(scene, clause, story)
    is_late = scene.day is not None and story.posted_on - scene.day > LATE
    is_other = "child" in clause.count.features or part_label(scene.sentence, clause)[0]
    if kind is None or mark or is_late or is_other or not scene.has_transfer:
        return
    to = receiver(clause, story.flow)
    if to is None:
        story.loose.add(story.number)
        return
    story.groups.append(
        replace(draft_of(scene, clause, kind, story.number), scope=Scope.UNDISCLOSED, to=to, figure=None)
    )
    story.flow = Flow(subject_of(clause, story.flow), to, clause.verb or story.flow.verb, kind, is_here=True)


def _mark(scene: Scene, clause: Clause, story: Story) -> str | None:
    """Return what the words around a count say of its scope; "not one body" is no plan."""
    mark = scope_of(scene.sentence, clause, scene.marks)
    mark = mark if mark and mark != Scope.PREVIOUS else background(scene, clause, story) or mark
    return None if mark == Scope.PLAN and "none" in clause.count.features else mark


def _told_as(scene: Scene, clause: Clause, mark: str | None, story: Story) -> tuple[Scope, str | None]:
    """Return the scope of a count, and the label of a share."""
    is_part, label = part_label(scene.sentence, clause)
    is_part = "same" not in clause.count.features and (is_part or scene.is_listed(clause))
    is_copy = _goes_back(scene, clause, story) or (mark == Scope.TOTAL and _adds_to_total(clause, story))
    scope = (
        story.drafts[-1].scope
        if is_copy
        else _scope(scene, clause, mark, is_part=is_part or _breaks_down(scene, clause, mark, story))
    )
    return scope, label if scope is Scope.PART else None


def _adds_to_total(clause: Clause, story: Story) -> bool:
    """Return whether a count is joined to a total of its sentence: "in three exchanges 15 men and 20 women"."""
    last = story.drafts[-1] if story.drafts else None
    return clause.is_joined and last is not None and last.sentence == story.number and last.scope is Scope.TOTAL


def _keep_untold(scene: Scene, clause: Clause, scope: Scope, kind: Kind, story: Story) -> None:
    """Keep a count without a verb: a share where a whole stands beside it, else for a person to see."""
    if scope is not Scope.HANDOVER:
        return
    features = clause.count.features
    if {"unit", "service"} & features and not {"us", "own"} & features and not names(clause, "receiver"):
        lonely = draft_of(scene, clause, kind, story.number)
        story.drafts.append(replace(lonely, scope=Scope.PART, label=unit_label(clause), is_lonely=True))
    else:
        story.loose.add(story.number)


def _copy_figure(count: Count, story: Story) -> bool:
    """Give "the same number" its figure; return whether there is one, for else it is as good as none."""
    told = [each for each in story.drafts if each.scope is not Scope.PART or each.sentence == story.number]
    if story.flow.to is None or not told or told[-1].figure is None:
        return False
    count.figure = told[-1].figure
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


def _scope(scene: Scene, clause: Clause, mark: str | None, *, is_part: bool) -> Scope:
    if mark == FORMAT:
        return Scope.HANDOVER if "done" in scene.features or _is_held(scene, clause) else Scope.PLAN
    if mark and not (is_part and mark == Scope.TOTAL):
        return Scope(mark)
    return Scope.PART if is_part else Scope.HANDOVER


def _is_held(scene: Scene, clause: Clause) -> bool:
    """Return whether an exchange is told of as held: by its verb, or "reported by the formula" and as no plan."""
    scopes = {mark.scope for mark in scene.marks}
    is_planned = Scope.PLAN in scopes or bool({"inf", "future"} & scene.features) or _is_whole(clause)
    is_news = FORMAT in scopes and bool({"says", "today"} & scene.features) and not is_planned
    return "exchange" in scene.features and (is_news or "transfer" in scene.features)


def _is_whole(clause: Clause) -> bool:
    """Return whether a formula is greater than one exchange ever was: that of a whole series."""
    return clause.count.figure.value > LARGEST_EXCHANGE


def _is_told(scene: Scene, clause: Clause, scope: Scope, kind: Kind, story: Story) -> bool:
    """Return whether the words around a count tell of a handover at all; else a person must look."""
    if scope is Scope.HANDOVER:
        if "single" in clause.count.features:
            return bool({"negated", "denial"} & scene.features)
        if "none" in clause.count.features:
            return bool({"negated", "transfer"} & scene.features)
        is_directed = names(clause, "receiver") or (clause.count.is_elided and bool(clause.roles))
        leans = (is_directed or clause.is_flipped) and bool(story.flow.verb)
        if clause.count.is_format and not {"done", "transfer"} & scene.features:
            return _is_held(scene, clause)
        is_echo = story.came_home == story.number - 1 and len(scene.sentence.tokens) <= SHORTEST
        return scene.has_transfer or leans or is_echo
    if scope is Scope.PART:
        return scene.has_transfer or any(
            d.scope in NEWS and d.kind is kind and story.number - d.sentence <= NEAR_SENTENCES
            for d in (*story.drafts, *story.groups)
        )
    is_second = bool(story.drafts) and story.drafts[-1].sentence == story.number - 1
    goes_on = is_second and scope is Scope.TOTAL and clause.count.figure.value > 0
    return goes_on or bool(SPOKEN & scene.features)


def _is_explicit(clause: Clause) -> bool:
    """Return whether the clause says in full who received: then it is no share of a figure told before."""
    return bool(clause.verb) and names(clause, "receiver") and not SHARES & clause.count.features
