"""Misbehaviour on request: what the data centre does wrong, and to which call."""

import random
from dataclasses import dataclass
from enum import Enum, auto

from telethon.tl import TLObject

from tests.telegram.state import Account, Channel


class Effect(Enum):
    """What happens to a call."""

    DROP_BEFORE = auto()
    DROP_AFTER = auto()
    DELAY = auto()
    REFUSE = auto()
    SWALLOW = auto()
    GARBLE = auto()


class Repeat(Enum):
    """What a message that is sent again under the same `random_id` gets: Telegram has been seen to do both."""

    ORIGINAL = auto()
    DUPLICATE_ERROR = auto()


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


class Faults:
    """All that is wrong at present. Calls go by their TL names, such as `messages.sendMessage`."""

    def __init__(self) -> None:
        self._forget()

    def drop_before(self, call: str, *, nth: int = 1, times: int | None = 1) -> Rule:
        """Cut the line when the call arrives: it is not carried out."""
        return self._add(Rule(call, Effect.DROP_BEFORE, nth, times))

    def drop_after(self, call: str, *, nth: int = 1, times: int | None = 1) -> Rule:
        """Carry the call out, and cut the line instead of answering."""
        return self._add(Rule(call, Effect.DROP_AFTER, nth, times))

    def delay(self, call: str, seconds: float, *, nth: int = 1, times: int | None = 1) -> Rule:
        """Carry the call out, and answer that many seconds later."""
        return self._add(Rule(call, Effect.DELAY, nth, times, seconds=seconds))

    def swallow(self, call: str, *, nth: int = 1, times: int | None = 1) -> Rule:
        """Carry the call out, and never answer, on a line that stays open."""
        return self._add(Rule(call, Effect.SWALLOW, nth, times))

    def garble(self, call: str, *, nth: int = 1, times: int | None = 1) -> Rule:
        """Carry the call out, and answer with a constructor that no client knows."""
        return self._add(Rule(call, Effect.GARBLE, nth, times))

    def refuse(self, call: str, code: int, error: str, *, nth: int = 1, times: int | None = 1) -> Rule:
        """Answer with an error: the call is not carried out."""
        return self._add(Rule(call, Effect.REFUSE, nth, times, error=(code, error)))

    def flood_wait(self, call: str, seconds: int, *, nth: int = 1, times: int | None = 1) -> Rule:
        """Answer that the account must wait."""
        return self.refuse(call, 420, f"FLOOD_WAIT_{seconds}", nth=nth, times=times)

    def answer_too_long(self, channel: Channel, *, times: int = 1) -> None:
        """Answer the next differences of the channel with `ChannelDifferenceTooLong`."""
        self.too_long[channel.peer] = times

    def takes_too_long(self, peer: int) -> bool:
        """Say whether the difference that is asked for is to be too long, and count it."""
        left = self.too_long.get(peer, 0)
        self.too_long[peer] = max(left - 1, 0)
        return left > 0

    def hold_updates(self) -> None:
        """Keep pushed updates back until they are released."""
        self._held = self._held or []

    def release_updates(self, *, shuffled_by: random.Random | None = None, reverse: bool = False) -> None:
        """Send what was held: in order, reversed, or shuffled by a seeded generator."""
        held, self._held = self._held or [], None
        if reverse:
            held.reverse()
        if shuffled_by:
            shuffled_by.shuffle(held)
        for line, updates in held:
            line.push(updates)

    def lift(self, rule: Rule | None = None) -> None:
        """Behave again: forget one rule, or everything."""
        if rule is not None:
            self._rules.remove(rule)
            return
        self.release_updates()
        self._forget()

    def on_call(self, call: str, account: Account | None) -> Rule | None:
        """The fault that hits this call."""
        return next((rule for rule in self._rules if rule.applies(call, account and account.id)), None)

    def on_push(self, line: object, updates: TLObject) -> int:
        """How often the update is to be sent now: mostly once."""
        if self.withholds_updates:
            return 0
        if self._held is not None:
            self._held.append((line, updates))
            return 0
        return self.update_copies

    def _forget(self) -> None:
        self.repeat = Repeat.ORIGINAL
        self.clock_shift = 0.0
        self.withholds_updates = False
        self.update_copies = 1
        self.garbled_pushes = 0
        self.too_long: dict[int, int] = {}
        self._rules: list[Rule] = []
        self._held: list[tuple[object, TLObject]] | None = None

    def _add(self, rule: Rule) -> Rule:
        self._rules.append(rule)
        return rule
