"""Bad weather: faults by chance, from a seeded generator, for long runs."""

import random
from dataclasses import dataclass, field

from telethon.tl import TLObject

from tests.telegram.rules import Effect, Pushable, Rule


@dataclass(slots=True, eq=False)
class Weather:
    """How likely each fault is, for every call and every push. Signing in is spared.

    Each fault is followed by a lull of some calls: Telethon sends all that is open again after a cut, and one call
    more, so that without a lull heavy weather would let nothing through.
    The same seed meets the same calls with the same faults; the order of calls is that of the clients.
    """

    seed: int
    drop_before: float = 0
    drop_after: float = 0
    fail: float = 0
    flood_wait: float = 0
    flood_seconds: int = 1
    lose_update: float = 0
    copy_update: float = 0
    swap_updates: float = 0
    too_long: float = 0
    lull: int = 8
    _calm: int = field(default=0, init=False)
    _random: random.Random = field(init=False)
    _kept: dict[Pushable, TLObject] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def on_call(self, call: str) -> Rule | None:
        """What happens to this call by chance."""
        if call.startswith(("auth.", "help.", "account.")):
            return None
        if self._calm:
            self._calm -= 1
            return None
        chances = (
            (self.drop_before, Rule(call, Effect.DROP_BEFORE)),
            (self.drop_after, Rule(call, Effect.DROP_AFTER)),
            (self.fail, Rule(call, Effect.REFUSE, error=(500, "RPC_CALL_FAIL"))),
            (self.flood_wait, Rule(call, Effect.REFUSE, error=(420, f"FLOOD_WAIT_{self.flood_seconds}"))),
        )
        struck = next((rule for chance, rule in chances if self._happens(chance)), None)
        self._calm = self.lull if struck else 0
        return struck

    def on_push(self, line: Pushable, updates: TLObject) -> list[TLObject]:
        """What is pushed instead of these updates: nothing, or the same twice, or after those that follow."""
        if self._happens(self.lose_update):
            return []
        due = [updates, updates] if self._happens(self.copy_update) else [updates]
        kept = self._kept.pop(line, None)
        if kept is not None:
            return [*due, kept]
        if self._happens(self.swap_updates):
            self._kept[line] = updates
            return []
        return due

    def is_too_long(self) -> bool:
        """Say whether a channel's difference is too long this time."""
        return self._happens(self.too_long)

    def _happens(self, chance: float) -> bool:
        return chance > 0 and self._random.random() < chance
