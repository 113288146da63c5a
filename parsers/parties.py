"""The parties that texts come from or quote: their ids, sides and roles."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

PARTIES_FILE: Final = Path(__file__).with_name("parties.toml")


class Side(StrEnum):
    """Whose side a party is on."""

    UKRAINE = "ukraine"
    RUSSIA = "russia"
    NEUTRAL = "neutral"
    INDEPENDENT = "independent"


class Role(StrEnum):
    """What kind of voice a party is."""

    OFFICIAL = "official"
    AGENCY = "agency"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who publishes or is quoted. `zone` is the IANA time zone of its days (Kyiv by default, ruling 1)."""

    id: str
    side: Side
    role: Role
    name: str

    @property
    def zone(self) -> str:
        """The IANA time zone whose days this party speaks in."""
        return "Europe/Moscow" if self.side is Side.RUSSIA else "Europe/Kyiv"


UNKNOWN: Final = Party("unknown", Side.INDEPENDENT, Role.MEDIA, "an unnamed source")


UNLISTED: Final = MappingProxyType(
    {
        "other-ukraine": Party("other-ukraine", Side.UKRAINE, Role.OFFICIAL, "another official of Ukraine"),
        "other-russia": Party("other-russia", Side.RUSSIA, Role.OFFICIAL, "another official of Russia"),
    }
)
"""Officials who are no parties of ours: whoever they quote is nobody else, and "we" is their side."""


def voice(party: str | None) -> Party | None:
    """Return who speaks under an id: a party that is shipped, or an official who is none of them."""
    return known_parties().get(party or "") or UNLISTED.get(party or "")


@cache
def known_parties() -> MappingProxyType[str, Party]:
    """Return the parties that are shipped, by id."""
    rows = tomllib.loads(PARTIES_FILE.read_text(encoding="utf-8"))
    parties = {key: Party(key, Side(row["side"]), Role(row["role"]), row["name"]) for key, row in rows.items()}
    return MappingProxyType(parties | {UNKNOWN.id: UNKNOWN})
