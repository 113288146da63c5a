"""Finds the parties of a sentence in their roles: who receives, gives, acts, owns, tells, or is home."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.claim import Receiver
from parsers.counts import Count
from parsers.parties import Side
from parsers.sentences import Sentence
from parsers.templates import Template


@dataclass(frozen=True, slots=True)
class Actor:
    """A party in a role: receiver, giver, subject, owner or default, at a token."""

    at: int
    role: str
    side: Receiver
    template: str


@dataclass(slots=True)
class Clause:
    """The tokens around one count, with the verb and the parties in them."""

    count: Count
    low: int
    high: int
    roles: list[Actor] = field(default_factory=list)
    verb: str = ""
    verb_at: int = -1
    is_letting: bool = False
    is_passive: bool = False
    is_either: bool = False
    is_pronoun: bool = False
    is_flipped: bool = False
    is_each: bool = False
    is_joined: bool = False
    is_mutual: bool = False
    is_event: bool = False
    is_to_us: bool = False
    is_joint: bool = False
    speaker: Side = Side.INDEPENDENT
    home: Receiver | None = None


def find_roles(sentence: Sentence, speaker: Side) -> list[Actor]:
    """Return the parties of `sentence` in their roles; `speaker` is whom "we" means."""
    roles: dict[int, Actor] = {}
    for template, match in sentence.fits("role"):
        at = next((match.start(name) for name, value in match.groupdict().items() if value), match.start())
        side = _side(sentence, at, template, speaker)
        if side and at not in roles:
            roles[at] = Actor(at, template.gives["role"], side, template.id)
    return sorted(roles.values(), key=lambda role: role.at)


def teller(roles: Sequence[Actor], speaker: Side) -> Side:
    """Return whose side speaks in a sentence: that of the source, or where it takes none, that of whom it quotes."""
    sides = {role.side for role in roles if role.role == "teller"}
    return Side(sides.pop().value) if speaker not in {Side.UKRAINE, Side.RUSSIA} and len(sides) == 1 else speaker


def home_of(side: Side) -> Receiver | None:
    """Return the side that people of a side come home to, None where it is neither."""
    return {Side.UKRAINE: Receiver.UKRAINE, Side.RUSSIA: Receiver.RUSSIA}.get(side)


def _side(sentence: Sentence, at: int, template: Template, speaker: Side) -> Receiver | None:
    if "side" in template.gives:
        return Receiver(template.gives["side"]) if template.gives["side"] != "speaker" else home_of(speaker)
    features = sentence.tokens[at].features
    if "ukraine" in features:
        return Receiver.UKRAINE
    if "russia" in features:
        return Receiver.RUSSIA
    return home_of(speaker) if "us" in features else None
