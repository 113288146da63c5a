"""Tells wholes from shares over a whole text, and adds up the shares that stand for a whole."""

from dataclasses import replace
from typing import Final

from parsers.background import SMALLEST_STAGE
from parsers.claim import Bound, Figure, Kind, Scope
from parsers.scopes import UNIT_LABELS
from parsers.story import Draft, Story

SHARES: Final = frozenset({"civilian", "woman", "man", "officer", "private", "sentenced", "wounded"})
ALL_PEOPLE: Final = frozenset({"soldier", "fallen"})
BRANCHES: Final = frozenset({"service", "branch"})
COMPLEMENTS: Final = (("officer", "private"), ("officer", "soldier"), ("woman", "man"), ("man", "woman"))
LISTED: Final = 2
NEAR_CHARACTERS: Final = 3


def join_lonely(drafts: list[Draft], story: Story) -> list[Draft]:
    """Call a count without a verb ("82 privates") a share of the handover told beside it; else a person must look."""
    joined = []
    for draft in drafts:
        whole = next((each for each in drafts if draft.is_lonely and _holds(each, draft)), None)
        if whole:
            joined.append(replace(draft, to=whole.to, leans=True))
        elif draft.is_lonely:
            story.loose.add(draft.sentence)
        else:
            joined.append(draft)
    return joined


def _holds(whole: Draft, share: Draft) -> bool:
    is_other = whole.to is not None and whole.to.other.value in share.features
    alike = whole.scope is Scope.HANDOVER and whole.kind is share.kind and not is_other
    return alike and 0 < share.value < whole.value


def shares(drafts: list[Draft]) -> list[Draft]:
    """Call a smaller figure told after the whole, for the same receiver and day, a share of it."""
    drafts = [replace(each, scope=Scope.PART) if _is_group(each, drafts) else each for each in drafts]
    news = {(d.kind, d.to, d.value) for d in drafts if d.scope is Scope.HANDOVER}
    told: list[Draft] = []
    for each in drafts:
        repeats = each.scope is Scope.PART and (each.kind, each.to, each.value) in news
        stands = repeats or (each.scope is Scope.PART and _has_no_whole(each, drafts))
        draft = replace(each, scope=Scope.HANDOVER, label=None) if stands else each
        told.append(replace(draft, scope=Scope.PART) if any(_is_share(draft, whole) for whole in told) else draft)
    return told


def _is_group(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether a figure is that of a branch, or called a share elsewhere, and a greater one is the whole."""
    if draft.scope is not Scope.HANDOVER or draft.is_format:
        return False
    wholes = [d for d in drafts if d.scope is Scope.HANDOVER and d.kind is draft.kind and d.to in {draft.to, None}]
    if not any(whole.value > draft.value and not BRANCHES & whole.features for whole in wholes):
        return False
    twins = (d for d in drafts if d.scope is Scope.PART and d.kind is draft.kind and d.value == draft.value)
    return bool(BRANCHES & draft.features) or any(twin.to is draft.to for twin in twins)


def with_sums(drafts: list[Draft]) -> list[Draft]:
    """Add "300 soldiers and two civilians" up, where the text gives no sum: everybody counts into the exchange."""
    summed: list[Draft] = []
    for draft in drafts:
        at = next((at for at in reversed(range(len(summed))) if _adds_up(summed[at], draft)), None)
        if at is None:
            summed.append(draft)
            continue
        first = summed[at]
        if _is_summed_elsewhere(first, draft, drafts):
            summed[at : at + 1] = [replace(first, scope=Scope.PART, label="soldiers"), draft]
        elif _is_settled(first, draft, drafts):
            summed.append(draft)
        else:
            whole = replace(first, figure=Figure(first.value + draft.value), end=max(first.end, draft.end), label=None)
            whole = replace(whole, to=first.to or draft.to)
            first, other = (replace(each, scope=Scope.PART, to=whole.to) for each in (first, draft))
            summed[at : at + 1] = [whole, *(replace(each, label=_label(each)) for each in (first, other))]
    return summed


def _label(draft: Draft) -> str:
    """Return whom a summand counts, by its words: soldiers where they say no more."""
    return next((UNIT_LABELS[each] for each in UNIT_LABELS if each in SHARES & draft.features), "soldiers")


def _is_summed_elsewhere(first: Draft, second: Draft, drafts: list[Draft]) -> bool:
    value = first.value + second.value
    return any(d.scope is Scope.HANDOVER and d.kind is first.kind and d.value == value for d in drafts)


def _is_settled(first: Draft, second: Draft, drafts: list[Draft]) -> bool:
    """Return whether the text gives the whole itself: a greater figure, or the soldiers alone in another sentence."""
    alone = (d for d in drafts if d.sentence != first.sentence and d.kind is first.kind and d.to is first.to)
    if any(_is_whole_of(each, first.value) and each.value == first.value for each in alone):
        return True
    return any(_is_whole_of(each, first.value + second.value) for each in drafts)


def _adds_up(first: Draft, second: Draft) -> bool:
    scopes = first.scope is Scope.HANDOVER and second.scope in {Scope.HANDOVER, Scope.PART}
    alike = scopes and first.kind is second.kind and (first.to is None or second.to in {first.to, None})
    follows = (
        second.is_joined and first.sentence == second.sentence and 0 <= second.start - first.end <= NEAR_CHARACTERS
    )
    people = _are_soldiers_and_civilians(first, second) or any(
        one in first.features and other in second.features - first.features for one, other in COMPLEMENTS
    )
    exact = all(d.figure is not None and d.figure.bound is Bound.EXACTLY for d in (first, second))
    return alike and follows and people and exact and not first.is_format


def beside_soldiers(draft: Draft, story: Story) -> Draft:
    """Call civilians a share where the text speaks of soldiers too: they are told beside the exchange (ruling 5)."""
    is_share = draft.scope is Scope.HANDOVER and "civilian" in draft.features and not ALL_PEOPLE & draft.features
    if is_share and draft.kind is Kind.PRISONERS and story.speaks_of_soldiers:
        return replace(draft, scope=Scope.PART, label="civilians")
    return draft


def _are_soldiers_and_civilians(first: Draft, second: Draft) -> bool:
    is_soldiers = "soldier" in first.features and not SHARES & first.features
    return is_soldiers and "civilian" in second.features and "resident" not in second.features


def _is_whole_of(draft: Draft, value: int) -> bool:
    return draft.scope is Scope.HANDOVER and draft.value >= value


def _is_of_both(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether its sentence gives the other side as many: "314 captives, 157 from each side"."""
    beside = [each for each in drafts if each.sentence == draft.sentence and each.kind is draft.kind]
    twins = (each for each in beside if each.scope is Scope.PART and each.value == draft.value)
    return draft.to is not None and any(twin.to is draft.to.other for twin in twins)


def _has_no_whole(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether a share is none: soldiers or people, of no place, and nothing greater is told of."""
    if _is_of_both(draft, drafts) and not SHARES & draft.features:
        wholes = (each for each in drafts if each.scope is Scope.HANDOVER and each.kind is draft.kind)
        return not any(whole.value > draft.value and whole.to is not None for whole in wholes)
    stands = draft.is_directed or (draft.verb != "" and "unit" in draft.features)
    if SHARES & draft.features or not stands or draft.is_among:
        return False
    if sum(each.scope is Scope.PART and each.sentence == draft.sentence for each in drafts) > LISTED:
        return False
    wholes = (d for d in drafts if d.scope is Scope.HANDOVER and d.kind is draft.kind and draft.to in {d.to, None})
    return not any(whole.value > draft.value for whole in wholes)


def _is_share(draft: Draft, whole: Draft) -> bool:
    alike = draft.scope is whole.scope is Scope.HANDOVER and draft.kind is whole.kind
    return (
        alike
        and draft.to in {whole.to, None}
        and 0 < draft.value < whole.value
        and not draft.is_format
        and not _stands_beside(draft, whole)
        and not (draft.to is None and _is_of_nobody(draft))
        and _is_of(draft, whole)
    )


def _is_of_nobody(draft: Draft) -> bool:
    """Return whether a figure without a receiver may be the other side's: it has an actor, no noun, or is of *ours*."""
    return draft.is_directed or draft.template == "elided" or bool({"us", "own"} & draft.features)


def _stands_beside(draft: Draft, whole: Draft) -> bool:
    """Return whether a figure is no share: a bound that the whole keeps, or told in full and great, or "another"."""
    if draft.figure is not None and draft.figure.bound is Bound.AT_LEAST and draft.value * 2 > whole.value:
        return True
    return draft.is_explicit and (draft.value * 2 >= whole.value or "another" in draft.features)


def _is_of(draft: Draft, whole: Draft) -> bool:
    """Return whether a smaller figure is told as a share: another noun, or the words right after the whole."""
    if whole.is_format or draft.verb == "exchange" or whole.to is None:
        beside = whole.is_format and not draft.is_format and draft.value < whole.value * SMALLEST_STAGE
        return beside or bool(SHARES & draft.features)
    is_exact = whole.figure is not None and whole.figure.bound is Bound.EXACTLY
    return is_exact or bool(SHARES & draft.features)
