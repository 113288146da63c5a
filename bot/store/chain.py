"""The chain of the log of decisions: each entry carries the hash of the one before, so none can be changed quietly."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from bot.records import Decision, Entry, Ground

FIRST: Final = ""
"""What the first entry has before it."""


def seal(number: int, decision: Decision, previous: str) -> str:
    """Return the hash of an entry: SHA-256 of its number, all that was ruled, and the hash of the one before it."""
    content: list[Any] = [
        number,
        decision.repatriation,
        decision.action.value,
        decision.editor_id,
        decision.editor,
        _time(decision.decided_at),
        decision.on_state,
        {to.value: value for to, value in decision.figures.items()},
        decision.reason,
        decision.into,
        [list(post) for post in decision.posts],
        decision.asked,
        _time(decision.deadline),
        previous,
    ]
    if extra := _extra(decision):
        content.append(extra)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def breaks(entries: Iterable[Entry], head: str | None = None) -> list[str]:
    """Return where the chain breaks and why, in words; none where it holds.

    `head` is the hash of the last entry as somebody noted it elsewhere: without it, the loss of the newest entries
    cannot be seen.
    """
    found: list[str] = []
    number, previous, known = 0, FIRST, {FIRST}
    for entry in entries:
        if entry.number != number + 1:
            found.append(f"entry {number + 1} is missing" + _up_to(entry.number - 1, number + 1))
        elif entry.previous != previous:
            found.append(f"entry {entry.number} does not follow entry {number}: one of them was put in or replaced")
        if entry.hash != seal(entry.number, entry.decision, entry.previous):
            found.append(f"entry {entry.number} was changed after it was written")
        number, previous = entry.number, entry.hash
        known.add(entry.hash)
    if head is not None and head not in known:
        found.append(f"no entry has the hash {head}: the entries after number {number} are gone, or were replaced")
    return found


def _up_to(last: int, first: int) -> str:
    return "" if last == first else f", and all up to {last}"


def _extra(decision: Decision) -> dict[str, Any]:
    """Return what the first entries did not have: an entry without it keeps the hash that it always had."""
    ground = None if decision.ground is None else ground_to_json(decision.ground)
    extra = {"via": decision.via, "ground": ground, "awaits_second": decision.awaits_second or None}
    return {name: value for name, value in extra.items() if value is not None}


def ground_to_json(ground: Ground) -> list[Any]:
    """Return what a ruling rests on as it is kept."""
    return [ground.figures, *([*post, revision] for post, revision in ground.sources)]


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")
