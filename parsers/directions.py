"""Completes the receivers that a sentence alone leaves open, from the rest of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from parsers.claim import Kind, Receiver, Scope
from parsers.story import Draft

HOMECOMING: Final = frozenset({"come", "return", "free"})


def complete(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with each open receiver that the others tell; an open repeat of a figure is dropped."""
    return [_completed(draft, drafts) for draft in drafts if not _repeats(draft, drafts)]


def _repeats(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Return whether an open figure is told elsewhere with its receiver."""
    twins = (each for each in drafts if each.kind is draft.kind and each.value == draft.value and each.to)
    return draft.to is None and draft.scope is Scope.HANDOVER and any(each.scope is Scope.HANDOVER for each in twins)


def _completed(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    if draft.to is not None or draft.is_format:
        return draft
    if draft.scope is Scope.TOTAL:
        beside = (each for each in drafts if each.kind is draft.kind and each.sentence == draft.sentence)
        return replace(draft, to=_only(each.to for each in beside))
    if draft.scope is Scope.PART:
        return replace(draft, to=_whole_of(draft, drafts))
    if draft.scope is Scope.HANDOVER and draft.verb in HOMECOMING and draft.kind is Kind.PRISONERS:
        return replace(draft, to=_only(each.to for each in drafts if each.kind is draft.kind))
    return draft


def _whole_of(draft: Draft, drafts: Sequence[Draft]) -> Receiver | None:
    """Return who receives the whole of a share: the one handover told, else the one that the open shares add up to."""
    news = {Scope.HANDOVER, Scope.UNDISCLOSED}
    wholes = [each for each in drafts if each.kind is draft.kind and each.scope in news and each.to]
    told = [each for each in wholes if not each.is_format] or wholes
    shares = [each.value for each in drafts if each.kind is draft.kind and each.scope is Scope.PART and not each.to]
    sums = set(accumulate(shares))
    return _only(each.to for each in told) or _only(each.to for each in told if each.value in sums)


def _only(receivers: Iterable[Receiver | None]) -> Receiver | None:
    found = {receiver for receiver in receivers if receiver}
    return found.pop() if len(found) == 1 else None
