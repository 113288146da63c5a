"""What an editor should know of one repatriation beside its figures."""

from collections.abc import Iterable, Iterator, Mapping

from bot.crosscheck.agreement import differ
from bot.crosscheck.grouping import Group
from bot.crosscheck.origins import is_own
from bot.crosscheck.units import narrower, parts_of
from bot.crosscheck.voices import voices
from bot.records import Finding, FindingType, PostKey, Statement, Verdict
from parsers.claim import Receiver, Scope
from parsers.parties import UNKNOWN

Told = dict[str, str | int | None]
"""What the sentence of a finding speaks of."""


def findings(group: Group, figures: Mapping[Receiver, Verdict]) -> Iterator[Finding]:
    """Yield what does not add up in one group, and what changed in it."""
    for receiver, verdict in figures.items():
        yield from _units(group, receiver)
        yield from _withheld(group, receiver, verdict)
        yield from _late(group, verdict)
        yield from _revised(group, receiver)
        yield from _doubted(group, receiver)
    yield from _parts(group)
    yield from _withdrawn(group)


def finding(
    kind: FindingType,
    group_id: str,
    told: Mapping[str, str | int | None],
    posts: Iterable[PostKey],
    to: Receiver | None = None,
) -> Finding:
    """Return a finding whose key is made of what it says, so that the same is told once."""
    named = tuple(sorted(set(posts)))
    key = "|".join([kind.value, group_id, to or "", *("/".join(post) for post in named), *map(str, told.values())])
    return Finding(kind, group_id, key, to, told, named)


def _doubted(group: Group, receiver: Receiver) -> Iterator[Finding]:
    """Yield the origins that are known through relays only, where these print different figures."""
    for voice in voices(group, receiver):
        if voice.doubt is not None:
            told: Told = {"speaker": voice.speaker.id, "most": voice.figure.value, "other": voice.doubt.value}
            posts = [one.post for one in (voice.statement, *voice.relays)]
            yield finding(FindingType.RELAYS_DIFFER, group.key.id, told, posts, receiver)


def _parts(group: Group) -> Iterator[Finding]:
    """Yield wholes whose parts do not sum (ruling 15); a mere "of whom" names too little to be held to a sum."""
    for whole in group.live:
        if whole.claim.scope is not Scope.HANDOVER or whole.claim.figure is None:
            continue
        shares = [one.claim.figure.value for one in parts_of(group, whole) if one.claim.figure]
        stated = whole.claim.figure.value
        if len(shares) > 1 and not _has_run(shares, stated) and 0.8 * stated <= sum(shares) <= 1.2 * stated:
            told: Told = {"whole": stated, "sum": sum(shares), "gap": sum(shares) - stated, "speaker": whole.speaker.id}
            yield finding(FindingType.PARTS_MISMATCH, group.key.id, told, [whole.post], whole.claim.to)


def _has_run(shares: list[int], whole: int) -> bool:
    """Say whether some shares in a row make up the whole: one text can divide it in several ways."""
    starts = range(len(shares))
    return any(sum(shares[start:end]) == whole for start in starts for end in range(start + 2, len(shares) + 1))


def _units(group: Group, receiver: Receiver) -> Iterator[Finding]:
    speaking = voices(group, receiver)
    for narrow in narrower(group, speaking):
        wide = max(speaking, key=lambda voice: voice.figure.value)
        told: Told = {
            "wide": wide.figure.value,
            "wide_speaker": wide.speaker.id,
            "narrow": narrow.figure.value,
            "narrow_speaker": narrow.speaker.id,
        }
        yield finding(
            FindingType.UNIT_MISMATCH, group.key.id, told, [wide.statement.post, narrow.statement.post], receiver
        )


def _withheld(group: Group, receiver: Receiver, verdict: Verdict) -> Iterator[Finding]:
    if verdict.best is None:
        return
    for side in verdict.withheld_by:
        posts = [one.post for one in group.live if one.claim.scope is Scope.UNDISCLOSED and one.speaker.side is side]
        yield finding(FindingType.WITHHELD, group.key.id, {"side": side.value}, posts, receiver)


def _late(group: Group, verdict: Verdict) -> Iterator[Finding]:
    for one in verdict.standing:
        if one.is_late and one.claim.figure:
            told: Told = {
                "value": one.claim.figure.value,
                "speaker": one.speaker.id,
                "days": (one.posted_at.date() - group.key.day).days,
            }
            yield finding(FindingType.GIVEN_LATER, group.key.id, told, [one.post], one.claim.to)


def _revised(group: Group, receiver: Receiver) -> Iterator[Finding]:
    """Yield the origins that said another figure before (ruling 11): in an earlier text, or in an earlier post."""
    for voice in voices(group, receiver):
        now = voice.statement
        for one in (*group.superseded, *group.live):
            if one.claim.scope is not Scope.HANDOVER or one.claim.to is not receiver or not one.claim.figure:
                continue
            if one.speaker != now.speaker or not is_own(one) or not is_own(now) or not _is_followed(one, now):
                continue
            if differ(one.claim.figure, voice.figure):
                told: Told = {"was": one.claim.figure.value, "now": voice.figure.value, "speaker": now.speaker.id}
                yield finding(FindingType.REVISED, group.key.id, told, [one.post, now.post], receiver)


def _is_followed(one: Statement, other: Statement) -> bool:
    """Say whether another text of the same origin followed; of an unnamed source only one of the same post does."""
    if one.speaker == UNKNOWN:
        return one.post == other.post and one.revision != other.revision
    return (one.post, one.revision) != (other.post, other.revision)


def _withdrawn(group: Group) -> Iterator[Finding]:
    for one in _first_of_each_post(group.dead):
        told: Told = {"source": one.source.id, "value": one.claim.figure.value if one.claim.figure else None}
        if _is_reposted(one, group):
            told["reposted"] = "yes"
        yield finding(FindingType.WITHDRAWN, group.key.id, told, [one.post], one.claim.to)


def _is_reposted(one: Statement, group: Group) -> bool:
    """Say whether the source published the same words again after it took them down."""
    return any(live.source == one.source and live.claim == one.claim and live.post != one.post for live in group.live)


def _first_of_each_post(statements: Iterable[Statement]) -> list[Statement]:
    found: dict[PostKey, Statement] = {}
    for one in statements:
        found.setdefault(one.post, one)
    return list(found.values())
