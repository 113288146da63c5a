"""Why a figure that people have is another now: its source changed it, we misread it, or an editor ruled. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from bot.alerts.wording import Cause, Correction
from bot.records import Decision, FindingType, Picture, PostKey, Repatriation, Ruling, Statement
from parsers.claim import Claim

MISREAD: Final = ("misread", "помилка читання", "хибно прочитано", "ошибка чтения", "неверно прочитано")
"""How an editor begins the reason of a correction of our own reading."""

Reading = Callable[[Statement], Sequence[Statement]]
"""Returns what the text of a statement says by our present reading; nothing where nothing is read in it any more."""


def correction(
    before: Repatriation, after: Repatriation | None, reading: Reading, move: Decision | None = None
) -> Correction | None:
    """Return why `before` was corrected; None where other posts came in, or where posts count elsewhere by themselves.

    `move` is the merge or the split that an editor has just made, if that is what happened.
    """
    if move is not None and before.id in (move.repatriation, move.into):
        return Correction(_cause(move), move=move)
    if after is not None and after.ruling is not None and _decision(before.ruling) != _decision(after.ruling):
        return Correction(_cause(after.ruling))
    spoken = _spoken(before)
    if after is not None:
        changed = [one for one in spoken if _is_taken_back(one, after) or _is_overtaken(one, after)]
        if changed:
            return Correction(Cause.SOURCE, _latest(changed, after))
    misread = [one for one in spoken if _is_misread(one, reading)]
    return Correction(Cause.READING, _one_a_post(misread)) if misread else None


def is_misreading(ruled: Ruling | Decision) -> bool:
    """Say whether an editor's reason is that we misread a post."""
    return (ruled.reason or "").casefold().startswith(MISREAD)


def reading_in(picture: Picture) -> Reading:
    """Return how texts are read by what a picture shows of them; of what it does not show it says nothing."""
    found: dict[tuple[PostKey, int], list[Statement]] = {}
    for said in (said for one in picture.repatriations for said in _all(one)):
        found.setdefault((said.post, said.revision), []).append(said)
    return lambda one: found.get((one.post, one.revision), [one])


def _cause(ruled: Ruling | Decision) -> Cause:
    return Cause.READING if is_misreading(ruled) else Cause.EDITOR


def _decision(ruling: Ruling | None) -> object:
    return ruling and (ruling.action, ruling.editor_id, ruling.decided_at)


def _spoken(one: Repatriation) -> list[Statement]:
    """Return the statements on which what people have rests."""
    return [*(said for verdict in one.figures.values() for said in verdict.standing), *one.unplaced]


def _all(one: Repatriation) -> Iterator[Statement]:
    yield from (*_spoken(one), *one.parts)
    yield from (said for verdict in one.figures.values() for said in verdict.former)


def _is_taken_back(one: Statement, after: Repatriation) -> bool:
    """Say whether the source edited or withdrew the post since."""
    same = [said for said in _all(after) if said.post == one.post]
    if any(said.revision > one.revision or not said.is_standing for said in same):
        return True
    return any(found.type is FindingType.WITHDRAWN and one.post in found.posts for found in after.findings)


def _is_overtaken(one: Statement, after: Repatriation) -> bool:
    """Say whether the same voice gave its figure anew in a later post."""
    spoken = _spoken(after)
    if one in spoken:
        return False
    return any(
        (said.speaker.id, said.claim.to) == (one.speaker.id, one.claim.to) and said.stated_at > one.stated_at
        for said in spoken
    )


def _is_misread(one: Statement, reading: Reading) -> bool:
    """Say whether the same text says something else now than we had read in it."""
    return _meaning(one.claim) not in [_meaning(said.claim) for said in reading(one)]


def _meaning(claim: Claim) -> object:
    return claim.kind, claim.scope, claim.to, claim.figure


def _latest(changed: Iterable[Statement], after: Repatriation) -> tuple[Statement, ...]:
    """Return what the same voices say now; those that say nothing any more as they said it last."""
    now = {said.speaker.id: said for said in sorted(_spoken(after), key=lambda said: said.stated_at)}
    return _one_a_post(now.get(one.speaker.id, one) for one in changed)


def _one_a_post(said: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple({one.post: one for one in said}.values())
