"""Tells what each count counts: bodies or prisoners, where its own noun does not say."""

from typing import Final

from parsers.claim import Kind
from parsers.roles import Clause
from parsers.scenes import Scene
from parsers.story import DEAD, Story, kind_of

LIVING: Final = frozenset({"soldier", "person", "people"})
JOINTS: Final = frozenset({"and", "also", ","})
BESIDE: Final = 6
"""So many tokens behind "and" the bodies stand that are told of beside people."""


def kind_of_count(scene: Scene, clause: Clause, story: Story) -> Kind | None:
    """Return the kind of a count: by its own words, those around it, the sentence, else the text so far."""
    nearest = kind_of(clause.count.features) or _kind_of_clause(scene, clause, story) or kind_of(scene.features)
    if nearest is None and "exchange" in scene.features and LIVING & clause.count.features:
        told = {draft.kind for draft in story.drafts}
        nearest = Kind.PRISONERS if clause.verb == "exchange" or Kind.BODIES not in told else None
    twin = next((draft.kind for draft in story.drafts if draft.figure == clause.count.figure), None)
    return nearest or twin or story.kind or story.flow.kind or story.only_kind


def _kind_of_clause(scene: Scene, clause: Clause, story: Story) -> Kind | None:
    """Return the kind that the words around a count name; who is freed lives, "and 116 others" are as those before."""
    if not DEAD & clause.count.features and (clause.verb == "free" or _has_bodies_beside(scene, clause)):
        return Kind.PRISONERS
    last = story.drafts[-1] if story.drafts else None
    goes_on = clause.is_joined and last is not None and last.sentence == story.number
    return kind_of(scene.near(clause)) or (last.kind if goes_on and last else None)


def _has_bodies_beside(scene: Scene, clause: Clause) -> bool:
    """Return whether people are counted and bodies told of beside them: "32 soldiers and the body of another"."""
    if "body" not in scene.features or not LIVING & clause.count.features:
        return False
    tokens = scene.sentence.tokens
    behind = range(clause.count.high + 1, clause.high)
    joints = (at for at in behind if JOINTS & {*tokens[at].features, tokens[at].text})
    joint = next(joints, clause.high)
    before = frozenset().union(*(token.features for token in tokens[clause.low : joint]))
    beside = frozenset().union(*(token.features for token in tokens[joint : joint + BESIDE]))
    return "body" in beside and not DEAD & before
