"""Tells to which side each count of a sentence went, and which shares have it from a whole told before."""

from parsers.claim import Kind, Receiver
from parsers.counts import Count
from parsers.receivers import receiver
from parsers.roles import Clause
from parsers.scenes import Scene
from parsers.scopes import UNIT_LABELS
from parsers.story import Draft, Flow


def receivers(scene: Scene, clause: Clause, kind: Kind, whole: Draft | None, flow: Flow) -> list[Receiver | None]:
    """Return who received what a clause counts: both sides, one, or None where the text does not say."""
    count = clause.count
    if count.partner:
        if count.figure.value != count.partner.figure.value or nations(count) or nations(count.partner):
            return [_of_uneven(scene, clause, count.partner)]
        return [Receiver.UKRAINE if count.at < count.partner.at else Receiver.RUSSIA]
    if clause.is_each:
        return [Receiver.UKRAINE, Receiver.RUSSIA]
    if "same" in count.features and flow.to:
        return [flow.to if kind is not flow.kind else flow.to.other]
    if whole:
        return [whole.to]
    return [receiver(clause, flow)]


def leans_on(scene: Scene, clause: Clause, whole: Draft | None, label: str | None) -> bool:
    """Return whether a share has its receiver from a whole told before it: not "and 20 civilians each"."""
    is_directed = whole is not None and whole.to is not None and not whole.is_format
    is_of_both = clause.is_each and (clause.is_joined or bool({"each", "side"} & scene.near(clause)))
    return is_directed and not is_of_both and not _has_own_side(clause.count, label)


def is_other_side(clause: Clause, whole: Draft, flow: Flow) -> bool:
    """Return whether a share is none, for it went to the other side: "Moscow also received 90"."""
    is_told = clause.verb in {"give", "get"} and (names(clause, "subject") or clause.is_pronoun)
    return is_told and whole.to is not None and receiver(clause, flow) is whole.to.other


def _of_uneven(scene: Scene, clause: Clause, partner: Count) -> Receiver | None:
    """Return who received a half of "four Russians for five of ours".

    It is whose people they are, or not the others'; else who alone exchanges gives the first half for the second.
    """
    own, others = nations(clause.count), nations(partner)
    if own:
        return Receiver(*own)
    if others:
        return Receiver(*others).other
    first = min(clause.count.at, partner.at)
    actors = {role.side for role in clause.roles if role.role == "subject" and role.at < first}
    if clause.verb != "exchange" or len(actors) != 1 or {"ukraine", "russia"} <= scene.near(clause):
        return None
    actor = actors.pop()
    return actor.other if clause.count.at == first else actor


def nations(count: Count) -> frozenset[str]:
    """Return whose bodies they are, by the words of the count: one side, or none."""
    named = count.features & {side.value for side in Receiver}
    return named if len(named) == 1 else frozenset()


def _has_own_side(count: Count, label: str | None) -> bool:
    """Return whether a share has a nation of its own: not where the label is a place."""
    return bool({"ukraine", "russia", "us"} & count.features) and (label in {None, *UNIT_LABELS.values()})


def names(clause: Clause, role: str) -> bool:
    """Return whether a clause names somebody in a role."""
    return any(each.role == role for each in clause.roles)
