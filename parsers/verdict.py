"""Settles the figures of a whole text: what is repeated, recalled or a share, whose word it is, what stays unread."""

from collections.abc import Iterable
from dataclasses import replace

from parsers.attribution import attribute
from parsers.claim import Bound, Figure, Kind, Receiver, Scope
from parsers.directions import complete
from parsers.story import NEWS, Draft, Story

SMALLEST_ROUNDING, LARGEST_ROUNDING = 0.8, 1.2
BACKGROUND = frozenset({Scope.PREVIOUS, Scope.TOTAL})
SHARES = frozenset({"civilian", "woman", "man", "officer", "private", "sentenced", "wounded"})
OLDEST_NEWS_DAYS = 10
LARGEST_EXCHANGE = 999
NEAR_SENTENCES = 4
NEAR_CHARACTERS = 3
SMALLEST_STAGE = 0.25  # fewer are no stage of an exchange: the wounded, or civilians, given beside it
ALL_PEOPLE = frozenset({"soldier", "prisoner", "fallen"})
LARGEST_HANDOVER, LARGEST_ROUND_HANDOVER = 2500, 1999


def settle(story: Story) -> tuple[list[Draft], bool]:
    """Return the final drafts, and whether a person must see the text."""
    drafts = _recalled_by_day(story)
    drafts = _with_sums(drafts)
    drafts = [_beside_soldiers(draft, story) for draft in drafts]
    drafts = _after_background(drafts, story)
    drafts = [_told_as(draft, drafts) for draft in drafts]
    drafts = [_as_answered(draft, drafts) for draft in drafts]
    drafts = _join_lonely(drafts, story)
    drafts = _without_sums(drafts)
    drafts = _shares(drafts)
    drafts = complete(drafts, story)
    drafts = _without_rounded(drafts)
    drafts = [d for d in drafts if not (d.to is None and d.scope is Scope.HANDOVER and _is_repeated(d, drafts))]
    drafts += _undisclosed(drafts, story)
    attribute(drafts, story)
    drafts = [d for d in drafts if not (d.scope is Scope.TOTAL and _is_told_as_news(d, drafts))]
    drafts = _without_repeats(drafts)
    told = any(draft.scope in {Scope.HANDOVER, Scope.UNDISCLOSED} for draft in drafts)
    return drafts, (bool(story.loose) or story.is_told) and not told


def _recalled_by_day(story: Story) -> list[Draft]:
    """Call a handover of an earlier day recalled where the text has news of a later day."""
    days = {(d.kind, d.value): d.day for d in story.drafts if d.scope is Scope.HANDOVER and d.day}
    news = [d for d in story.drafts if d.scope is Scope.HANDOVER]
    latest = max((d.day or days.get((d.kind, d.value)) or story.posted_on for d in news), default=story.posted_on)
    background = min((d.sentence for d in story.drafts if d.scope in {Scope.PREVIOUS, Scope.PLAN}), default=10**6)
    told: list[Draft] = []
    for draft in story.drafts:
        age = (story.posted_on - draft.day).days if draft.day else 0
        is_old = age > OLDEST_NEWS_DAYS or (age > 0 and background < draft.sentence)
        is_past = draft.day is not None and (draft.day < latest or is_old)
        told.append(replace(draft, scope=Scope.PREVIOUS) if draft.scope in NEWS and is_past else draft)
    return told


def _after_background(drafts: list[Draft], story: Story) -> list[Draft]:
    """Call a second figure for a receiver background too, where it goes on with background and quotes nobody."""
    told: list[Draft] = []
    for draft in drafts:
        is_second = draft.day is None and draft.sentence not in story.origins and not draft.is_format
        first = next((each for each in told if is_second and _is_other_figure(draft, each)), None)
        just_told = [each for each in told if each.sentence in {draft.sentence, draft.sentence - 1}]
        goes_on = first is not None and just_told and all(each.scope in BACKGROUND for each in just_told)
        told.append(replace(draft, scope=just_told[-1].scope) if goes_on else draft)
    return told


def _is_other_figure(draft: Draft, first: Draft) -> bool:
    alike = draft.kind is first.kind and draft.to is first.to and draft.to is not None
    return alike and not first.is_format and draft.scope is first.scope is Scope.HANDOVER and draft.value != first.value


def _told_as(draft: Draft, drafts: list[Draft]) -> Draft:
    """Call a formula the plan of the whole where other figures tell what came, and a huge figure a running total."""
    if draft.scope not in {Scope.HANDOVER, Scope.PART}:
        return draft
    news = [d.value for d in drafts if d.scope is Scope.HANDOVER and d.kind is draft.kind and not d.is_format]
    if draft.is_format and news and draft.value > max(news) >= draft.value * SMALLEST_STAGE:
        return replace(draft, scope=Scope.PLAN)
    news_scopes = {Scope.HANDOVER, Scope.PART}
    huge = [d for d in drafts if d.scope in news_scopes and d.kind is draft.kind and _is_huge(d)]
    beside = any(d.sentence == draft.sentence for d in huge)
    if _is_huge(draft) or beside or (draft.scope is Scope.HANDOVER and _goes_with_a_total(draft, drafts)):
        return replace(draft, scope=Scope.TOTAL, day=None)
    return draft


def _as_answered(draft: Draft, drafts: list[Draft]) -> Draft:
    """Call an answer ("in return Kyiv gave 160") what the figure is that it answers."""
    if not draft.reply_to or draft.scope is not Scope.HANDOVER:
        return draft
    answered = [d for d in drafts if d.sentence == draft.reply_to and d.kind is draft.kind and d.to is not draft.to]
    if not answered or any(each.scope in NEWS for each in answered):
        return draft
    return replace(draft, scope=answered[0].scope, day=answered[0].day)


def _is_huge(draft: Draft) -> bool:
    """Return whether no single handover can have had so many: a running total that is not called one."""
    if draft.kind is Kind.PRISONERS and not draft.is_format and draft.value > LARGEST_EXCHANGE:
        return True
    exact = draft.figure is not None and draft.figure.bound is Bound.EXACTLY
    return draft.value > (LARGEST_HANDOVER if exact or draft.day else LARGEST_ROUND_HANDOVER)


def _goes_with_a_total(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether the figure stands beside a huge one for the other side, and the text has no news for that side."""
    if draft.to is None:
        return False
    others = [d for d in drafts if d.kind is draft.kind and d.to is draft.to.other and d.scope is Scope.HANDOVER]
    return bool(others) and all(
        _is_huge(other) and abs(other.sentence - draft.sentence) <= NEAR_SENTENCES for other in others
    )


def _join_lonely(drafts: list[Draft], story: Story) -> list[Draft]:
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
    return whole.scope is Scope.HANDOVER and whole.kind is share.kind and 0 < share.value < whole.value


def _shares(drafts: list[Draft]) -> list[Draft]:
    """Call a smaller figure told after the whole, for the same receiver and day, a share of it."""
    news = {(d.kind, d.to, d.value) for d in drafts if d.scope is Scope.HANDOVER}
    told: list[Draft] = []
    for each in drafts:
        repeats = each.scope is Scope.PART and (each.kind, each.to, each.value) in news
        stands = repeats or (each.scope is Scope.PART and _has_no_whole(each, drafts))
        draft = replace(each, scope=Scope.HANDOVER, label=None) if stands else each
        told.append(replace(draft, scope=Scope.PART) if any(_is_share(draft, whole) for whole in told) else draft)
    return told


def _with_sums(drafts: list[Draft]) -> list[Draft]:
    """Add "300 soldiers and two civilians" up, where the text gives no sum: everybody counts into the exchange."""
    summed: list[Draft] = []
    for draft in drafts:
        first = summed[-1] if summed else None
        if first and _adds_up(first, draft) and not any(_is_whole_of(d, first.value + draft.value) for d in drafts):
            whole = replace(first, figure=Figure(first.value + draft.value), end=max(first.end, draft.end), label=None)
            first, other = (replace(each, scope=Scope.PART, to=first.to) for each in (first, draft))
            summed[-1:] = [whole, replace(first, label="soldiers"), replace(other, label="civilians")]
        else:
            summed.append(draft)
    return summed


def _adds_up(first: Draft, second: Draft) -> bool:
    scopes = first.scope is Scope.HANDOVER and second.scope in {Scope.HANDOVER, Scope.PART}
    alike = scopes and first.kind is second.kind and second.to in {first.to, None}
    follows = (
        second.is_joined and first.sentence == second.sentence and 0 <= second.start - first.end <= NEAR_CHARACTERS
    )
    people = (
        "civilian" in second.features
        and "resident" not in second.features
        and not SHARES & first.features
        and "soldier" in first.features
    )
    exact = all(d.figure is not None and d.figure.bound is Bound.EXACTLY for d in (first, second))
    return alike and follows and people and exact and not first.is_format


def _beside_soldiers(draft: Draft, story: Story) -> Draft:
    """Call civilians a share where the text speaks of soldiers too: they are told beside the exchange (ruling 5)."""
    is_share = draft.scope is Scope.HANDOVER and "civilian" in draft.features and not ALL_PEOPLE & draft.features
    if is_share and draft.kind is Kind.PRISONERS and story.speaks_of_soldiers:
        return replace(draft, scope=Scope.PART, label="civilians")
    return draft


def _is_whole_of(draft: Draft, value: int) -> bool:
    return draft.scope is Scope.HANDOVER and draft.value >= value


def _has_no_whole(draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether a share is none: soldiers or people, of no place, and nothing greater is told of."""
    stands = draft.is_directed or (draft.verb != "" and "unit" in draft.features)
    if SHARES & draft.features or not stands:
        return False
    labelled = [d for d in drafts if d.scope is Scope.PART and d.label and d.kind is draft.kind]
    if draft.label not in {None, "soldiers"} and len(labelled) > 1:
        return False
    wholes = (d for d in drafts if d.scope is Scope.HANDOVER and d.kind is draft.kind and d.to is draft.to)
    return not any(whole.value > draft.value for whole in wholes)


def _is_share(draft: Draft, whole: Draft) -> bool:
    alike = draft.scope in {Scope.HANDOVER, Scope.TOTAL} and whole.scope is Scope.HANDOVER and draft.kind is whole.kind
    return (
        alike
        and draft.to in {whole.to, None}
        and 0 < draft.value < whole.value
        and not draft.is_explicit
        and not (draft.to is None and {"us", "own"} & draft.features)
        and _is_of(draft, whole)
    )


def _is_of(draft: Draft, whole: Draft) -> bool:
    """Return whether a smaller figure is told as a share: another noun, or the words right after the whole."""
    if draft.scope is Scope.TOTAL:
        return bool(SHARES & draft.features)
    if whole.is_format or draft.verb == "exchange" or whole.to is None:
        beside = whole.is_format and not draft.is_format and draft.value < whole.value * SMALLEST_STAGE
        return beside or bool(SHARES & draft.features)
    return whole.figure is not None and whole.figure.bound is Bound.EXACTLY


def _without_rounded(drafts: list[Draft]) -> list[Draft]:
    """Drop "more than 600" where the same text says 612."""
    exact = [draft for draft in drafts if draft.figure and draft.figure.bound is Bound.EXACTLY]
    return [draft for draft in drafts if not any(_rounds(draft, other) for other in exact)]


def _rounds(draft: Draft, exact: Draft) -> bool:
    is_rounded = draft.figure is not None and draft.figure.bound is not Bound.EXACTLY
    news = draft.scope is Scope.HANDOVER or (draft.scope is Scope.PART and draft.label is None)
    alike = news and exact.scope is Scope.HANDOVER and draft.kind is exact.kind and draft.to in {exact.to, None}
    return is_rounded and alike and SMALLEST_ROUNDING * exact.value <= draft.value <= LARGEST_ROUNDING * exact.value


def _without_sums(drafts: list[Draft]) -> list[Draft]:
    """Drop the sum of both sides ("traded 314") where the halves follow."""
    return [draft for draft in drafts if not _is_sum(draft, drafts)]


def _is_sum(draft: Draft, drafts: list[Draft]) -> bool:
    if draft.to is not None or draft.scope is not Scope.HANDOVER:
        return False
    halves = [
        d for d in drafts if d.to is not None and d.kind is draft.kind and d.scope in {Scope.HANDOVER, Scope.PART}
    ]
    smaller = {half.to for half in halves if half.value < draft.value}
    return len(smaller) == len(Receiver)


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
    """Return the handovers without a number, one for each receiver, where the text has no figure left to be read."""
    told = {draft.kind for draft in drafts if draft.scope is Scope.HANDOVER}
    silent = [draft for draft in story.happened if draft.kind not in told]
    if story.loose or told or not silent:
        return []
    return silent
