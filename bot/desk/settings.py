"""What the words after a command of settings mean. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final
from zoneinfo import available_timezones

from bot.alerts.wording import chosen
from bot.records import Digest, Level, Policy, Quiet
from parsers.claim import Receiver


def change(name: str, words: Sequence[str], policy: Policy) -> Policy | None:
    """Return the policy with the setting `name` as the words want it; None where they say nothing known."""
    return _READERS[name](" ".join(words), policy) if words else None


def _lowest(text: str, policy: Policy) -> Policy | None:
    level = next((one for one in Level if one.value == chosen(text)), None)
    return None if level is None else replace(policy, lowest=level)


def _received(text: str, policy: Policy) -> Policy | None:
    if chosen(text) == "all":
        return replace(policy, received=tuple(Receiver))
    receiver = next((one for one in Receiver if one.value == chosen(text)), None)
    return None if receiver is None else replace(policy, received=(receiver,))


def _quiet(text: str, policy: Policy) -> Policy | None:
    if chosen(text) == "off":
        return replace(policy, quiet=None)
    quiet = Quiet.read(text)
    return None if quiet is None else replace(policy, quiet=quiet)


def _zone(text: str, policy: Policy) -> Policy | None:
    zone = next((one for one in available_timezones() if one.casefold() == text.casefold()), None)
    return None if zone is None else replace(policy, zone=zone)


def _digest(text: str, policy: Policy) -> Policy | None:
    digest = next((one for one in Digest if one.value == chosen(text)), None)
    return None if digest is None else replace(policy, digest=digest)


def _findings(text: str, policy: Policy) -> Policy | None:
    wanted = {"on": True, "off": False}.get(chosen(text))
    return None if wanted is None else replace(policy, findings=wanted)


_READERS: Final[Mapping[str, Callable[[str, Policy], Policy | None]]] = {
    "lowest": _lowest,
    "received": _received,
    "quiet": _quiet,
    "zone": _zone,
    "digest": _digest,
    "findings": _findings,
}
