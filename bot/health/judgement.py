"""Judges what is stored: what a person must look at, and what means that announcements may be missed or not told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.config import Configuration
from bot.store.channels import Channel
from bot.store.standing import Vital
from parsers.parties import Role

SWEEPS: Final = 3
"""A channel may miss so many sweeps, less one, …"""

MARGIN: Final = timedelta(minutes=2)
"""… and each may take so long, before its reading is late."""

OVERDUE: Final = timedelta(minutes=5)
"""A delivery that is due for so long and not even tried is stuck."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and what to do. `is_vital`: something may be missed or remain untold while it lasts."""

    text: str
    is_vital: bool


def patience(configuration: Configuration) -> Mapping[str, timedelta]:
    """Return how long ago the reading of each source may be, by its id."""
    settings = configuration.telegram
    seconds = {True: settings.sweep_seconds, False: settings.sweep_others_seconds}
    return {
        one.id: MARGIN + SWEEPS * timedelta(seconds=seconds[one.party.role is Role.OFFICIAL])
        for one in configuration.sources
        if one.channel
    }


def faults(state: Vital, within: Mapping[str, timedelta], now: datetime) -> list[Fault]:
    """Return all that is wrong, what is vital first. `within` is `patience`: only those sources count."""
    found = [*_of_accounts(state), *_of_sources(state, within, now), *_of_outbox(state, now)]
    return sorted(found, key=lambda one: not one.is_vital)


def urgent(within: Mapping[str, timedelta], state: Vital, now: datetime) -> list[str]:
    """Return what is vital of all that is wrong."""
    return [one.text for one in faults(state, within, now) if one.is_vital]


def _of_accounts(state: Vital) -> Iterator[Fault]:
    for one in state.refusals:
        yield Fault(f"{one.account}: refused since {one.since:%Y-%m-%d %H:%M} UTC: {one.cause}", is_vital=True)


def _of_sources(state: Vital, within: Mapping[str, timedelta], now: datetime) -> Iterator[Fault]:
    known = {name: state.channels.get(name) for name in within}
    # One channel that cannot be read is for a person to mend; with none left, nothing is read at all.
    is_readable = any(one is not None and one.failure is None for one in known.values())
    for name, one in known.items():
        if one is None or one.failure is not None:
            yield Fault(f"{name}: {_why_unread(one)}", is_vital=not is_readable)
        elif one.checked_at is None or now - one.checked_at > within[name]:
            as_of = "" if one.checked_at is None else f" since {one.checked_at:%Y-%m-%d %H:%M} UTC"
            yield Fault(f"{name}: not read{as_of}: see the log, and the waits above", is_vital=True)
        elif one.silent_since is not None:
            yield Fault(f"{name}: silent since {one.silent_since:%Y-%m-%d %H:%M} UTC: see whether it moved", False)


def _why_unread(one: Channel | None) -> str:
    return (one and one.failure) or "never read: start the daemon, then see its log"


def _of_outbox(state: Vital, now: datetime) -> Iterator[Fault]:
    if state.due_at is not None and now - state.due_at > OVERDUE:
        yield Fault(f"outbox: stuck since {state.due_at:%Y-%m-%d %H:%M} UTC: see the log", is_vital=True)
    for chat_id in state.parked:
        remedy = f"see `zvirka subscribers`; --unpark {chat_id} tells it again"
        yield Fault(f"chat {chat_id}: cannot be reached: {remedy}", is_vital=False)
    if state.quarantined:
        yield Fault(f"posts that no parser could read: {state.quarantined}: see `zvirka posts --unread`", False)
