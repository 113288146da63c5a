"""Misbehaviour on request: what the data centre does wrong, and to which call."""

import random
from dataclasses import dataclass, field, fields
from enum import Enum, auto
from typing import Protocol

from telethon.tl import TLObject

from tests.telegram.rules import Effect, Pushable, Rule
from tests.telegram.state import Account
from tests.telegram.weather import Weather


class Peer(Protocol):
    """A channel, a group or a person."""

    @property
    def peer(self) -> int:
        """The number that names it."""


class Repeat(Enum):
    """What a message that is sent again under the same `random_id` gets: Telegram has been seen to do both."""

    ORIGINAL = auto()
    DUPLICATE_ERROR = auto()


@dataclass(slots=True, eq=False)
class Faults:
    """All that is wrong at present. Calls go by their TL names, such as `messages.sendMessage`."""

    repeat: Repeat = Repeat.ORIGINAL
    weather: Weather | None = None
    clock_shift: float = 0
    withholds_updates: bool = False
    update_copies: int = 1
    garbled_pushes: int = 0
    deafens_new_lines: bool = False
    _too_long: dict[int, int] = field(default_factory=dict)
    _rules: list[Rule] = field(default_factory=list)
    _held: list[tuple[Pushable, TLObject]] | None = None

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

    def answer_too_long(self, of: Peer, *, times: int = 1) -> None:
        """Answer the next differences of a channel with `ChannelDifferenceTooLong`, of an account with its twin."""
        self._too_long[of.peer] = times

    def takes_too_long(self, peer: int) -> bool:
        """Say whether the difference that is asked for is to be too long, and count it."""
        left = self._too_long.get(peer, 0)
        self._too_long[peer] = max(left - 1, 0)
        return left > 0 or (self.weather is not None and peer < 0 and self.weather.is_too_long())

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
        calm = Faults()
        for name in (one.name for one in fields(self)):
            setattr(self, name, getattr(calm, name))

    def on_call(self, call: str, account: Account | None) -> Rule | None:
        """The fault that hits this call."""
        caller = account.id if account else None
        rule = next((rule for rule in self._rules if rule.applies(call, caller)), None)
        return rule or (self.weather.on_call(call) if self.weather else None)

    def on_push(self, line: Pushable, updates: TLObject) -> list[TLObject]:
        """What is to be pushed now: mostly the updates themselves, once."""
        if self.withholds_updates:
            return []
        if self._held is not None:
            self._held.append((line, updates))
            return []
        if self.weather:
            return self.weather.on_push(line, updates)
        return [updates] * self.update_copies

    def _add(self, rule: Rule) -> Rule:
        self._rules.append(rule)
        return rule
