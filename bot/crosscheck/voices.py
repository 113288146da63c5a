"""Who speaks of what one receiver got: one voice for each origin, its own post before any relay (rulings 8 and 11)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.crosscheck.agreement import differ
from bot.crosscheck.authority import has_knowledge
from bot.crosscheck.grouping import Group
from bot.crosscheck.origins import is_own
from bot.crosscheck.quotations import is_quoted
from bot.records import Statement
from parsers.claim import Figure, Receiver, Scope
from parsers.parties import Party


@dataclass(frozen=True, slots=True)
class Voice:
    """What one origin says now of what one receiver got. `relays` repeat it, or try to.

    `doubt` is another figure that relays print, where the origin's own post is not known.
    """

    speaker: Party
    statement: Statement
    figure: Figure
    relays: tuple[Statement, ...] = ()
    doubt: Figure | None = None


def voices(group: Group, receiver: Receiver) -> list[Voice]:
    """Return the voices that give a figure, by speaker.

    Outlets that quote nobody cannot know by themselves: they count only where all others are silent.
    """
    by_speaker: dict[str, list[Statement]] = {}
    for one in group.live:
        if one.claim.scope is Scope.HANDOVER and one.claim.to is receiver and one.claim.figure:
            by_speaker.setdefault(one.speaker.id, []).append(one)
    found = [_voice(said) for _, said in sorted(by_speaker.items())]
    knowing = [one for one in found if has_knowledge(one.speaker)]
    return knowing or found


def _voice(said: list[Statement]) -> Voice:
    own = [one for one in said if is_own(one)]
    heard = own or _most_printed(_in_own_words(said))
    speaks = _latest(heard)
    figure = _figure(speaks)
    relays = [one for one in said if one is not speaks and (not is_own(one) or not differ(_figure(one), figure))]
    others = [] if own else [one for one in _in_own_words(said) if differ(_figure(one), figure)]
    doubt = _figure(_latest(_most_printed(others))) if others else None
    return Voice(speaks.speaker, speaks, figure, tuple(relays), doubt)


def _figure(one: Statement) -> Figure:
    figure = one.claim.figure
    assert figure is not None  # noqa: S101 - only statements with figures are asked
    return figure


def _in_own_words(said: Sequence[Statement]) -> list[Statement]:
    """Return the relays; of a text that also quotes the origin word for word, only what it quotes."""
    quoting = {one.post for one in said if is_quoted(one)}
    return [one for one in said if one.post not in quoting or is_quoted(one)]


def _most_printed(said: Sequence[Statement]) -> list[Statement]:
    """Return the relays with the figure that most sources print; one that copied wrongly must not speak for all."""
    printed = Counter(figure for figure, _ in {(_figure(one), one.source.id) for one in said})
    most = max(printed.values())
    return [one for one in said if printed[_figure(one)] == most]


def _latest(said: Iterable[Statement]) -> Statement:
    """Return the last word; of several figures in one text, the first, which is that of the news itself."""
    return max(said, key=lambda one: (not one.is_late, one.stated_at, one.posted_at, one.post, -one.ordinal))
