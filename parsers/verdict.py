"""Settles the figures of a whole text: what is repeated, recalled or a share, whose word it is, what stays unread."""

from collections.abc import Iterable

from parsers.attribution import attribute
from parsers.background import (
    LARGEST_ROUNDING,
    SMALLEST_ROUNDING,
    after_background,
    may_be_one_handover,
    recalled_by_day,
    shares_of_background,
    told_as,
)
from parsers.claim import Bound, Scope
from parsers.directions import complete, with_twins
from parsers.shares import beside_soldiers, join_lonely, shares, with_sums
from parsers.story import Draft, Story


def settle(story: Story) -> tuple[list[Draft], bool]:
    """Return the final drafts, and whether a person must see the text."""
    drafts = recalled_by_day(story)
    drafts = with_sums(drafts)
    drafts = [beside_soldiers(draft, story) for draft in drafts]
    drafts = with_twins(drafts)
    drafts = [told_as(draft, drafts) for draft in drafts]
    drafts = after_background(drafts, story)
    drafts = shares_of_background(drafts, story)
    drafts = join_lonely(drafts, story)
    drafts = _without_sums(drafts)
    drafts = shares(drafts)
    drafts = complete(drafts, story)
    drafts = _without_rounded(drafts)
    drafts = [d for d in drafts if not (d.to is None and d.scope is Scope.HANDOVER and _is_repeated(d, drafts))]
    drafts += _undisclosed(drafts, story)
    attribute(drafts, story)
    drafts = [d for d in drafts if not (d.scope is Scope.TOTAL and _is_told_as_news(d, drafts))]
    drafts = _without_repeats(drafts)
    told = any(draft.scope in {Scope.HANDOVER, Scope.UNDISCLOSED} for draft in drafts)
    in_doubt = bool(story.loose) or story.is_told or any(_may_be_news(draft, story) for draft in drafts)
    return drafts, in_doubt and not told


def _may_be_news(draft: Draft, story: Story) -> bool:
    """Return whether a person must look where no whole was told: at a share, or at what was done of a plan or sum."""
    is_of_now = draft.day in {None, story.posted_on}
    is_sum = draft.scope is Scope.TOTAL and draft.is_bare_sum
    is_unsure = draft.scope is Scope.PLAN or (is_sum and may_be_one_handover(draft))
    return draft.scope is Scope.PART or (is_unsure and is_of_now and draft.is_done)


def _without_rounded(drafts: list[Draft]) -> list[Draft]:
    """Drop "more than 600" where the same text says 612."""
    exact = [draft for draft in drafts if draft.figure and draft.figure.bound is Bound.EXACTLY]
    return [draft for draft in drafts if not any(_rounds(draft, other) for other in exact)]


def _rounds(draft: Draft, exact: Draft) -> bool:
    figure = draft.figure
    is_rounded = figure is not None and (figure.bound is not Bound.EXACTLY or _in_round_words(draft, exact))
    news = draft.scope is Scope.HANDOVER or (draft.scope is Scope.PART and draft.label is None)
    alike = news and exact.scope is Scope.HANDOVER and draft.kind is exact.kind and draft.to in {exact.to, None}
    return is_rounded and alike and SMALLEST_ROUNDING * exact.value <= draft.value <= LARGEST_ROUNDING * exact.value


def _in_round_words(draft: Draft, exact: Draft) -> bool:
    """Return whether a number in round words, "half a thousand", stands for an exact one."""
    step = draft.figure.granularity if draft.figure else 1
    return 1 < step < exact.value != draft.value


def _without_sums(drafts: list[Draft]) -> list[Draft]:
    """Drop the sum of both sides ("traded 314") where the halves follow."""
    return [draft for draft in drafts if not _is_sum(draft, drafts)]


def _is_sum(draft: Draft, drafts: list[Draft]) -> bool:
    is_open = draft.to is None and draft.scope is Scope.HANDOVER
    if not is_open and not (draft.scope is Scope.TOTAL and draft.is_bare_sum):
        return False
    halves = [
        d for d in drafts if d.to is not None and d.kind is draft.kind and d.scope in {Scope.HANDOVER, Scope.PART}
    ]
    sums = {one.value + other.value for one in halves for other in halves if one.to is not other.to}
    is_rounded = draft.figure is not None and draft.figure.bound is not Bound.EXACTLY
    return draft.value in sums or (is_rounded and any(draft.value <= each for each in sums))


def _is_told_as_news(total: Draft, drafts: list[Draft]) -> bool:
    """Return whether "in all 215" only repeats the handover of 215."""
    return any(d.scope is Scope.HANDOVER and d.kind is total.kind and d.figure == total.figure for d in drafts)


def _is_repeated(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether another figure of the text says the same with its direction."""
    directed = (d for d in drafts if d.scope is Scope.HANDOVER and d.to is not None)
    return any(d.kind is draft.kind and d.value == draft.value for d in directed)


def _without_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    kept: dict[object, Draft] = {}
    for draft in drafts:
        key = draft.kind, draft.scope, draft.to, draft.figure, draft.label if draft.scope is Scope.PART else None
        first = kept.setdefault(key, draft)
        first.day = first.day or draft.day
        first.origin = first.origin or draft.origin
        first.hedge |= draft.hedge
    return list(kept.values())


def _undisclosed(drafts: list[Draft], story: Story) -> list[Draft]:
    """Return the handovers without a number: those told by name of who received, or all where nothing has a figure."""
    told = {draft.kind for draft in drafts if draft.scope is Scope.HANDOVER}
    groups = [group for group in story.groups if not any(_numbers(draft, group) for draft in drafts)]
    silent = [] if story.loose or told else story.happened
    return groups + silent


def _numbers(draft: Draft, group: Draft) -> bool:
    """Return whether a figure is the number of those that are told of without one."""
    return draft.scope is Scope.HANDOVER and draft.kind is group.kind and draft.to in {group.to, None}
