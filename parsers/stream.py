"""Reads JSON lines of posts and yields JSON lines of claims, in their order, whatever the lines hold."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from parsers.claim import claim_to_json
from parsers.match import parse
from parsers.parties import UNKNOWN, Party, known_parties


def parse_lines(lines: Iterable[str], parties: Mapping[str, Party] | None = None) -> Iterator[str]:
    """Yield one JSON line for each post `{"id", "text", "posted_at", "source"?, "lang"?}`; a bad one gets an "error".

    `parties` are the sources known by id; without it the shipped ones. An id that is not known is an unknown party.
    """
    known = known_parties() if parties is None else parties
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, known), ensure_ascii=False)


def _answer(line: str, parties: Mapping[str, Party]) -> dict[str, Any]:
    try:
        post = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"This line is not JSON: {error}."}
    if not isinstance(post, dict):
        return {"id": None, "error": "This line is not a JSON object."}
    mistake = _mistake(post)
    if mistake:
        return {"id": post.get("id"), "error": mistake}
    try:
        return _read(post, parties)
    except Exception as error:  # noqa: BLE001 - a stream outlives whatever one post brings about
        return {"id": post.get("id"), "error": f"This post could not be read: {error!r}."}


def _mistake(post: Mapping[str, Any]) -> str | None:
    """Return what is wrong with a post, or None."""
    if not isinstance(post.get("text"), str):
        return "'text' is missing or not a string."
    for key in ("source", "lang"):
        if not isinstance(post.get(key) or "", str):
            return f"'{key}' is not a string."
    try:
        posted_at = datetime.fromisoformat(post["posted_at"])
    except KeyError:
        return "'posted_at' is missing; give ISO 8601 with an offset."
    except (TypeError, ValueError):
        return "'posted_at' is not ISO 8601; write it like 2026-01-29T12:40:00+02:00."
    if posted_at.utcoffset() is None:
        return "'posted_at' has no offset; write it like 2026-01-29T12:40:00+02:00."
    return None


def _read(post: Mapping[str, Any], parties: Mapping[str, Party]) -> dict[str, Any]:
    name = post.get("source") or UNKNOWN.id
    source = parties.get(name) or Party(name, UNKNOWN.side, UNKNOWN.role, name)
    posted_on = _day(datetime.fromisoformat(post["posted_at"]), source)
    reading = parse(post["text"], posted_on=posted_on, source=source, lang=post.get("lang"))
    return {
        "id": post.get("id"),
        "relevant": reading.relevant,
        "unread": reading.unread,
        "claims": [claim_to_json(claim) for claim in reading.claims],
    }


def _day(posted_at: datetime, source: Party) -> date:
    """Return the day of a post in the zone of its source; at the ends of the calendar, the day as written."""
    try:
        return posted_at.astimezone(ZoneInfo(source.zone)).date()
    except OverflowError:
        return posted_at.date()
