"""Tells news from background over a whole text: earlier days, running totals, plans of a whole, answers to them."""

from dataclasses import replace
from typing import Final

from parsers.claim import Bound, Kind, Scope
from parsers.story import LARGEST_EXCHANGE, NEWS, Draft, Story

FRESH_DAYS: Final = 2
OLDEST_NEWS_DAYS: Final = 10
BACKGROUND: Final = frozenset({Scope.PREVIOUS, Scope.TOTAL})
NEAR_SENTENCES: Final = 4
SMALLEST_STAGE: Final = 0.25  # fewer are no stage of an exchange: the wounded, or civilians, given beside it
SMALLEST_ROUNDING: Final = 0.8
LARGEST_ROUNDING: Final = 1.2
LARGEST_HANDOVER: Final = 2500
LARGEST_ROUND_HANDOVER: Final = 1999


def after_background(drafts: list[Draft], story: Story) -> list[Draft]:
    """Call a figure without a day background too, where it goes on with the background told just before it."""
    told: list[Draft] = []
    for draft in drafts:
        near = {draft.sentence, draft.sentence - 1}
        just_told = [each for each in told if each.sentence in near and each.scope is not Scope.PLAN]
        is_open = draft.scope is Scope.HANDOVER and draft.day is None and not draft.is_format
        goes_on = is_open and just_told and all(each.scope in BACKGROUND for each in just_told)
        is_background = goes_on and (_adds_to(draft, just_told[-1], told) or _is_second(draft, told, story))
        told.append(replace(draft, scope=just_told[-1].scope) if is_background else draft)
    return told


def _adds_to(draft: Draft, last: Draft, told: list[Draft]) -> bool:
    """Return whether a figure is one "more" than a recalled one, or what the other side gave against a total."""
    is_more = "another" in draft.features and draft.to in {last.to, None}
    is_other_side = last.scope is Scope.TOTAL and draft.to is not None and draft.to.other is last.to
    is_other_side &= not any(_is_near(draft, each) for each in told)
    return draft.kind is last.kind and (is_more or is_other_side)


def _is_near(draft: Draft, news: Draft) -> bool:
    """Return whether a figure is about as great as one of the news for its side: another count of the same handover."""
    alike = news.scope is Scope.HANDOVER and news.kind is draft.kind and news.to is draft.to
    return alike and SMALLEST_ROUNDING * news.value <= draft.value <= LARGEST_ROUNDING * news.value


def _is_second(draft: Draft, told: list[Draft], story: Story) -> bool:
    """Return whether the text has another figure for the receiver already, and quotes nobody for this one."""
    return draft.sentence not in story.origins and any(_is_other_figure(draft, first) for first in told)


def _is_other_figure(draft: Draft, first: Draft) -> bool:
    alike = draft.kind is first.kind and draft.to is first.to and draft.to is not None
    return alike and not first.is_format and first.scope is Scope.HANDOVER and draft.value != first.value


def recalled_by_day(story: Story) -> list[Draft]:
    """Call a handover of an earlier day recalled where the text has news of a later day."""
    drafts = _dated(story)
    days = {(d.kind, d.value): d.day for d in drafts if d.scope is Scope.HANDOVER and d.day}
    news = [d for d in drafts if d.scope is Scope.HANDOVER]
    latest = max((d.day or days.get((d.kind, d.value)) or story.posted_on for d in news), default=story.posted_on)
    background = min((d.sentence for d in drafts if d.scope in {Scope.PREVIOUS, Scope.PLAN}), default=10**6)
    told: list[Draft] = []
    for draft, stated in zip(drafts, story.drafts, strict=True):
        age = (story.posted_on - stated.day).days if stated.day else 0
        is_old = age > OLDEST_NEWS_DAYS or (age > 0 and background < draft.sentence)
        is_share = draft.scope is Scope.PART and 0 < age <= FRESH_DAYS
        is_past = draft.day is not None and (draft.day < latest or is_old) and not is_share
        told.append(replace(draft, scope=Scope.PREVIOUS) if draft.scope in NEWS and is_past else draft)
    return told


def _dated(story: Story) -> list[Draft]:
    """Give news without a day the day of the handover that the text opens with: "on Sunday … eight more were freed".

    It opens with that one where nothing else is told as done before it.
    """
    handovers = [draft for draft in story.drafts if draft.scope is Scope.HANDOVER]
    opening = next((draft for draft in handovers if draft.day), None)
    if opening is None or opening.day is None or not 0 < (story.posted_on - opening.day).days <= OLDEST_NEWS_DAYS:
        return list(story.drafts)
    opens = [each for each in handovers if each.sentence == opening.sentence]
    if any(_is_told_apart(each, other) for each in handovers[: handovers.index(opening)] for other in opens):
        return list(story.drafts)
    return [
        replace(draft, day=opening.day) if draft.day is None and draft.scope in NEWS else draft
        for draft in story.drafts
    ]


def _is_told_apart(draft: Draft, opening: Draft) -> bool:
    """Return whether a figure before the dated one is another than it, for the same receiver."""
    alike = draft.kind is opening.kind and draft.to in {opening.to, None}
    rounded = draft.figure is not None and draft.figure.bound is not Bound.EXACTLY
    return alike and draft.value != opening.value and not rounded


def told_as(draft: Draft, drafts: list[Draft]) -> Draft:
    """Call a formula the plan of the whole where other figures tell what came, and a huge figure a running total."""
    if draft.scope is Scope.PREVIOUS:
        return replace(draft, scope=Scope.TOTAL) if _is_running_total(draft, drafts) else draft
    if draft.scope not in {Scope.HANDOVER, Scope.PART}:
        return draft
    if _is_told_as_total(draft, drafts):
        return replace(draft, scope=Scope.TOTAL, day=None)
    stages = (d for d in drafts if d.scope is Scope.HANDOVER and d.kind is draft.kind and not d.is_format)
    news = [d.value for d in stages if d.figure is not None and d.figure.bound is Bound.EXACTLY]
    if _is_whole_format(draft, drafts) or (
        draft.is_format and news and draft.value > max(news) >= draft.value * SMALLEST_STAGE
    ):
        return replace(draft, scope=Scope.PLAN)
    news_scopes = {Scope.HANDOVER, Scope.PART}
    huge = [d for d in drafts if d.scope in news_scopes and d.kind is draft.kind and _is_huge(d)]
    beside = draft.day is None and any(d.sentence == draft.sentence and d.start <= draft.start for d in huge)
    if _is_huge(draft) or beside or (draft.scope is Scope.HANDOVER and _goes_with_a_total(draft, drafts)):
        return replace(draft, scope=Scope.TOTAL, day=None, is_bare_sum=True)
    return draft


def _is_told_as_total(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether the text itself calls the figure a total, and has a smaller one as the news of that side."""
    alike = [each for each in drafts if each.kind is draft.kind and each.to in {draft.to, None}]
    is_total = any(each.scope is Scope.TOTAL and each.figure == draft.figure for each in alike)
    smaller = (each for each in alike if each.scope in {Scope.HANDOVER, Scope.PART} and each.to is draft.to)
    return is_total and draft.to is not None and any(0 < each.value < draft.value and each.day for each in smaller)


def _is_running_total(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether what is recalled without a day is greater than one handover, or stands against such a figure."""
    beside = [d for d in drafts if d.scope is draft.scope and d.kind is draft.kind and d.sentence == draft.sentence]
    is_open = draft.day is None and not draft.is_format
    return is_open and any(_is_huge(each) and each.day is None for each in beside)


def _is_whole_format(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether a formula is greater than one exchange ever was, and the text counts people beside it."""
    is_great = draft.is_format and draft.kind is Kind.PRISONERS and draft.value > LARGEST_EXCHANGE
    return is_great and any(d.scope in NEWS and d.kind is draft.kind and not d.is_format for d in drafts)


def _is_huge(draft: Draft) -> bool:
    """Return whether no single handover can have had so many: a running total that is not called one."""
    if draft.kind is Kind.PRISONERS and not draft.is_format and draft.value > LARGEST_EXCHANGE:
        return True
    exact = draft.figure is not None and draft.figure.bound is Bound.EXACTLY and draft.figure.granularity == 1
    return draft.value > (LARGEST_HANDOVER if exact or draft.day else LARGEST_ROUND_HANDOVER)


def may_be_one_handover(total: Draft) -> bool:
    """Return whether one handover can have had so many as a total: an exact number, and no greater than any was."""
    is_exact = total.figure is not None and total.figure.bound is Bound.EXACTLY
    return is_exact and total.value <= (LARGEST_EXCHANGE if total.kind is Kind.PRISONERS else LARGEST_HANDOVER)


def _goes_with_a_total(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether the figure stands beside a huge one for the other side, and the text has no news for that side."""
    if draft.to is None:
        return False
    others = [d for d in drafts if d.kind is draft.kind and d.to is draft.to.other and d.scope is Scope.HANDOVER]
    return bool(others) and all(
        _is_huge(other) and abs(other.sentence - draft.sentence) <= NEAR_SENTENCES for other in others
    )


def shares_of_background(drafts: list[Draft], story: Story) -> list[Draft]:
    """Give a share the scope of the background that it breaks down: that told just before it, where no news can be."""
    told: list[Draft] = []
    for draft in drafts:
        beside = (each for each in reversed(told) if each.sentence == draft.sentence and each.to is draft.to)
        whole = next(beside, told[-1] if told else None)
        is_of_total = whole is not None and whole.scope is Scope.TOTAL and whole.sentence == draft.sentence
        is_share = draft.scope is Scope.PART and (draft.day != story.posted_on or is_of_total)
        if is_share and whole and _breaks_down(draft, whole, drafts):
            told.append(replace(draft, scope=whole.scope, label=None, day=whole.day or draft.day))
        else:
            told.append(draft)
    return told


def _breaks_down(draft: Draft, whole: Draft, drafts: list[Draft]) -> bool:
    alike = (
        whole.kind is draft.kind
        and whole.scope in BACKGROUND
        and draft.value < whole.value
        and draft.to in {whole.to, None}
    )
    near = draft.sentence - whole.sentence
    news = [d for d in drafts if d.scope is Scope.HANDOVER and d.kind is draft.kind]
    news = [each for each in news if None in {each.to, draft.to} or each.to is draft.to]
    if any(each.value == whole.value for each in news):
        return False
    return alike and (near == 0 or (near == 1 and not any(each.value > draft.value for each in news)))
