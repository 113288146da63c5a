"""Completes the receivers that a sentence alone leaves open, from the rest of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from parsers.claim import Kind, Receiver, Scope
from parsers.parties import Side, voice
from parsers.story import Draft, Story

HOMECOMING: Final = frozenset({"come", "return", "free"})
BACKGROUND: Final = frozenset({Scope.PREVIOUS, Scope.TOTAL})
WHOLES: Final = frozenset({Scope.HANDOVER, Scope.UNDISCLOSED})
HOMES: Final = {Side.UKRAINE: Receiver.UKRAINE, Side.RUSSIA: Receiver.RUSSIA}


def complete(drafts: Sequence[Draft], story: Story) -> list[Draft]:
    """Return the drafts with each open receiver that the others tell; an open repeat of a figure is dropped."""
    return [_completed(draft, drafts, story) for draft in drafts if not _repeats(draft, drafts)]


def with_twins(drafts: Sequence[Draft]) -> list[Draft]:
    """Give an open figure the receiver of "in all 84 came to Ukraine", where the text tells the same figure so."""
    return [replace(draft, to=_twin_of(draft, drafts)) if _is_open(draft) else draft for draft in drafts]


def _is_open(draft: Draft) -> bool:
    return draft.scope is Scope.HANDOVER and draft.to is None and not draft.is_format


def _twin_of(draft: Draft, drafts: Sequence[Draft]) -> Receiver | None:
    alike = (each for each in drafts if each.kind is draft.kind and each.figure == draft.figure)
    return _only(each.to for each in alike if each.scope in {Scope.HANDOVER, Scope.TOTAL})


def _repeats(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Return whether an open figure is told elsewhere with its receiver."""
    twins = (each for each in drafts if each.kind is draft.kind and each.value == draft.value and each.to)
    return draft.to is None and draft.scope is Scope.HANDOVER and any(each.scope is Scope.HANDOVER for each in twins)


def _completed(draft: Draft, drafts: Sequence[Draft], story: Story) -> Draft:
    if draft.is_format or (draft.to is not None and not draft.leans):
        return draft
    if draft.scope is Scope.PART:
        return replace(draft, to=_whole_of(draft, drafts, story))
    if draft.to is not None:
        return draft
    if draft.scope in BACKGROUND:
        return replace(draft, to=_of_background(draft, drafts))
    is_owned = "own" in draft.features and "us" not in draft.features
    if draft.scope is Scope.HANDOVER and draft.verb in HOMECOMING and draft.kind is Kind.PRISONERS and not is_owned:
        return replace(draft, to=_only(each.to for each in drafts if each.kind is draft.kind))
    return draft


def _of_background(draft: Draft, drafts: Sequence[Draft]) -> Receiver | None:
    """Return who received what is recalled, or a total: the one side that its sentence or the text knows to receive.

    An exchange goes both ways, and what came "in return" went to nobody knows whom.
    """
    beside = (each for each in drafts if each.kind is draft.kind and each.sentence == draft.sentence)
    known = _only(each.to for each in beside) if draft.scope is Scope.TOTAL else None
    is_torn = draft.verb == "exchange" or (draft.verb == "return" and draft.is_directed)
    if known or is_torn or draft.answers or draft.is_format:
        return known
    return draft.nation or _only_receiver(draft, drafts)


def _only_receiver(draft: Draft, drafts: Sequence[Draft]) -> Receiver | None:
    """Return the one side that the text knows to receive such, first of those told in the same scope."""
    alike = [each for each in drafts if each.kind is draft.kind and not each.is_format]
    return _only(each.to for each in alike if each.scope is draft.scope) or _only(each.to for each in alike)


def _whole_of(draft: Draft, drafts: Sequence[Draft], story: Story) -> Receiver | None:
    """Return who receives the whole of a share, or None where the text has a whole for each side and does not tell.

    In turn: the one receiver of the text; the whole told just before in the sentence; that which the shares add up to;
    whose people the sentence names; the side of the authority that speaks, which counts its own people; the sentence
    before; the one whole that is great enough, at least of those told before the shares.
    """
    told = [each for each in drafts if each.kind is draft.kind and each.scope in WHOLES and each.to]
    told = told or [each for each in story.groups if each.kind is draft.kind]
    wholes = [each for each in told if not each.is_format] or told
    if draft.nation and draft.nation not in {each.to for each in wholes}:
        return draft.nation
    run = _run(draft, drafts)
    before = [each for each in wholes if each.sentence == draft.sentence and each.start < draft.start]
    return (
        _only(each.to for each in wholes)
        or _only(
            each.to for each in before[-1:] if not each.is_format and (draft.verb in {"", each.verb} or not each.verb)
        )
        or _only(each.to for each in wholes if each.value in _sums(run))
        or draft.nation
        or _only(each.nation for each in run if each.sentence == draft.sentence)
        or _only(_own_side(each, story) for each in run)
        or _only(each.to for each in wholes if each.sentence == draft.sentence - 1)
        or _only(each.to for each in wholes if each.value > draft.value)
        or _only(each.to for each in wholes if each.value > draft.value and each.start < run[0].start)
        or (_only(each.to for each in drafts if each.kind is draft.kind) if not wholes else None)
    )


def _run(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the shares around one, without a sentence between them that has none."""
    shares = [each for each in drafts if each.kind is draft.kind and each.scope is Scope.PART]
    run: list[Draft] = []
    for share in shares:
        if run and share.sentence - run[-1].sentence > 1:
            if draft in run:
                break
            run = []
        run.append(share)
    return run


def _sums(run: Sequence[Draft]) -> set[int]:
    """Return what two or more of the shares add up to, from the first of them on."""
    return set(accumulate(each.value for each in run)) - {each.value for each in run[:1]}


def _own_side(draft: Draft, story: Story) -> Receiver | None:
    """Return the side of the authority that counts people in this sentence, or in the one before."""
    if draft.kind is not Kind.PRISONERS:
        return None
    authority = story.origins.get(draft.sentence) or story.origins.get(draft.sentence - 1)
    party = voice(authority) if authority else story.source
    return HOMES.get(party.side) if party else None


def _only(receivers: Iterable[Receiver | None]) -> Receiver | None:
    found = {receiver for receiver in receivers if receiver}
    return found.pop() if len(found) == 1 else None
