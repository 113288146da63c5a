"""What a subscriber wants to be told, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Final, Self

from parsers.claim import Receiver

KYIV: Final = "Europe/Kyiv"

_HOURS: Final = re.compile(r"(\d{1,2})(?::(\d\d))?\s*[-–—]\s*(\d{1,2})(?::(\d\d))?")


class Level(StrEnum):
    """How far a figure is known: somebody says so, independent origins agree, an editor stands behind it."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"

    def reaches(self, lowest: Self) -> bool:
        """Say whether this is at least `lowest`."""
        levels = list(Level)
        return levels.index(self) >= levels.index(lowest)


class Digest(StrEnum):
    """How often somebody gets all that happened in one message."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which nothing new is sent, by the clock of the subscriber's zone; they may span midnight."""

    begins: time
    ends: time

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read "23-7" or "22:30-06:00"; None where it is neither, or where it would be quiet for ever."""
        found = _HOURS.fullmatch(text.strip())
        if found is None:
            return None
        from_hour, from_minute, to_hour, to_minute = (int(part or 0) for part in found.groups())
        try:
            quiet = cls(time(from_hour, from_minute), time(to_hour % 24, to_minute))
        except ValueError:
            return None
        return None if quiet.begins == quiet.ends else quiet


@dataclass(frozen=True, slots=True)
class Policy:
    """What a chat wants of the repatriations that it follows.

    It is first told of one where the figure of a receiver in `received` is known as far as `lowest`; what it was told
    stays amended and corrected whatever becomes of the figure. `findings`: what does not add up, who copied wrongly.
    `zone` is the clock of `quiet` and of the digest.
    """

    lowest: Level = Level.REPORTED
    received: tuple[Receiver, ...] = tuple(Receiver)
    quiet: Quiet | None = None
    zone: str = KYIV
    digest: Digest = Digest.OFF
    findings: bool = True


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the figures that an alert speaks of are known, by receiver.

    `is_unplaced`: a figure whose receiver is not said is among them. `is_barred`: an editor rejected or holds them, or
    nothing stands behind them any more: news only to those who were told before. `is_held`: they changed while an
    editor held them, which is for editors alone.
    """

    levels: Mapping[Receiver, Level] = field(default_factory=dict)
    is_unplaced: bool = False
    is_barred: bool = False
    is_held: bool = False


class Telling(StrEnum):
    """What becomes of an alert for one subscriber."""

    NOW = "now"
    HOLD = "hold"
    SKIP = "skip"
