"""Completes the receivers that a sentence alone leaves open, from the rest of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
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
    if draft.scope is Scope.PART:
        return replace(draft, to=_only(_wholes(draft, drafts)))
    if draft.scope is Scope.HANDOVER and draft.verb in HOMECOMING and draft.kind is Kind.PRISONERS:
        return replace(draft, to=_only(each.to for each in drafts if each.kind is draft.kind))
    return draft


def _wholes(draft: Draft, drafts: Sequence[Draft]) -> list[Receiver | None]:
    """Return the receivers of the handovers that may hold a share."""
    return [
        each.to
        for each in drafts
        if each.kind is draft.kind and each.scope in {Scope.HANDOVER, Scope.UNDISCLOSED} and each.to
    ]


def _only(receivers: Iterable[Receiver | None]) -> Receiver | None:
    found = {receiver for receiver in receivers if receiver}
    return found.pop() if len(found) == 1 else None
