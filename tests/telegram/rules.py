"""One fault: which call it hits, when, and what happens."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from telethon.tl import TLObject


class Pushable(Protocol):
    """A line that updates go down."""

    def push(self, updates: TLObject) -> None:
        """Send updates that nobody asked for."""


class Effect(Enum):
    """What happens to a call."""

    DROP_BEFORE = auto()
    DROP_AFTER = auto()
    DELAY = auto()
    REFUSE = auto()
    SWALLOW = auto()
    GARBLE = auto()


@dataclass(slots=True)
class Rule:
    """One fault: from the `nth` such call on, `times` times (`None`: for ever). `fired` counts."""

    call: str
    effect: Effect
    nth: int = 1
    times: int | None = 1
    account: int | None = None
    seconds: float = 0
    error: tuple[int, str] = (500, "INTERNAL")
    seen: int = 0
    fired: int = 0

    def applies(self, call: str, account: int | None) -> bool:
        """Count the call and say whether it is hit."""
        if call != self.call or self.account not in (None, account):
            return False
        self.seen += 1
        if self.seen < self.nth or (self.times is not None and self.fired >= self.times):
            return False
        self.fired += 1
        return True
