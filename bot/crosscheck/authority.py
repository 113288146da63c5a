"""Whose figure comes first (ruling 9), and whose word counts as a voice of its own (ruling 8)."""

from typing import Final

from parsers.claim import Kind, Receiver
from parsers.parties import Party, Role, Side

AUTHORITIES: Final[dict[tuple[Kind, Receiver], tuple[str, ...]]] = {
    (Kind.BODIES, Receiver.UKRAINE): ("coordination-hq",),
    (Kind.BODIES, Receiver.RUSSIA): ("medinsky", "saraliev"),
    (Kind.PRISONERS, Receiver.UKRAINE): ("coordination-hq", "ombudsman", "zelensky"),
    (Kind.PRISONERS, Receiver.RUSSIA): ("russian-mod", "moskalkova"),
}
"""The receiving side's authorities for each quantity, the first of them first."""

GIVER_AUTHORITIES: Final = ("coordination-hq", "medinsky", "russian-mod")
"""Those who speak for the giving side where the receiving side is silent."""

USUAL: Final[dict[tuple[Kind, Receiver], tuple[str, ...]]] = {
    (Kind.BODIES, Receiver.UKRAINE): ("coordination-hq", "medinsky"),
    (Kind.BODIES, Receiver.RUSSIA): ("medinsky",),
    (Kind.PRISONERS, Receiver.UKRAINE): ("coordination-hq", "russian-mod"),
    (Kind.PRISONERS, Receiver.RUSSIA): ("russian-mod",),
}
"""Those who usually give a figure for each quantity: whoever of them says nothing is named as silent."""


def side_of(receiver: Receiver) -> Side:
    """Return the side that received."""
    return Side(receiver.value)


def rank(speaker: Party, kind: Kind, receiver: Receiver) -> tuple[int, str]:
    """Return how early `speaker` comes for a quantity (less is earlier), and the name of the rule that says so."""
    authorities = AUTHORITIES[kind, receiver]
    if speaker.id in authorities:
        return authorities.index(speaker.id), "receiver-authority"
    is_receiver = speaker.side is side_of(receiver)
    is_giver = speaker.side is side_of(receiver.other)
    if speaker.role is Role.MEDIA or not (is_receiver or is_giver):
        return 90, "other"
    start, who = (10, "receiver") if is_receiver else (20, "giver")
    if speaker.id in GIVER_AUTHORITIES and is_giver:
        return start, "giver-authority"
    return (start + 1, f"{who}-official") if speaker.role is Role.OFFICIAL else (start + 2, f"{who}-agency")


def has_knowledge(speaker: Party) -> bool:
    """Say whether a party can know by itself. An outlet that quotes nobody has it from somebody it does not name."""
    return speaker.role is not Role.MEDIA
