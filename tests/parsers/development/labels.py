"""Posts of the development set: their text, and what an editor says that they claim."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from parsers import UNKNOWN, Bound, Claim, Kind, Party, Reading, Receiver, Scope, known_parties, parse

NEWS = frozenset({Scope.HANDOVER, Scope.PART, Scope.UNDISCLOSED})


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim says, without where it stands; `value` and `bound` are None where no number is given."""

    kind: Kind
    scope: Scope
    to: Receiver | None
    value: int | None
    bound: Bound | None

    @property
    def is_news(self) -> bool:
        """Whether it makes or changes a repatriation."""
        return self.scope in NEWS


@dataclass(frozen=True, slots=True)
class Label:
    """A statement that an editor expects; an optional one is neither missed nor wrong."""

    statement: Statement
    happened_on: date | None
    origin: str | None
    hedge: bool
    words: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A text with its labels; `unread_ok` where handing it to a person instead of reading it is acceptable."""

    id: str
    text: str
    posted_at: datetime
    source: Party
    lang: str
    labels: tuple[Label, ...]
    unread_ok: bool


def load(paths: Iterable[Path]) -> Iterator[Post]:
    """Yield the posts of JSON-lines files in their order."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield post_from(json.loads(line))


def post_from(row: dict[str, Any]) -> Post:
    """Return the post that one JSON line holds."""
    return Post(
        id=row["id"],
        text=row["text"],
        posted_at=datetime.fromisoformat(row["posted_at"]),
        source=known_parties().get(row.get("source") or "unknown", UNKNOWN),
        lang=row["lang"],
        labels=tuple(_label_from(claim) for claim in row["claims"]),
        unread_ok=row.get("unread_ok", False),
    )


def read(post: Post) -> Reading:
    """Return what the parsers make of a post."""
    posted_on = post.posted_at.astimezone(ZoneInfo(post.source.zone)).date()
    return parse(post.text, posted_on=posted_on, source=post.source, lang=post.lang)


def statement_of(claim: Claim) -> Statement:
    """Return what a claim of the parsers says."""
    value = claim.figure.value if claim.figure else None
    bound = claim.figure.bound if claim.figure else None
    return Statement(claim.kind, claim.scope, claim.to, value, bound)


def _label_from(row: dict[str, Any]) -> Label:
    return Label(
        statement=Statement(
            kind=Kind(row["kind"]),
            scope=Scope(row["scope"]),
            to=Receiver(row["to"]) if row["to"] else None,
            value=row["value"],
            bound=Bound(row["bound"]) if row["bound"] else None,
        ),
        happened_on=date.fromisoformat(row["happened_on"]) if row["happened_on"] else None,
        origin=row["origin"],
        hedge=row["hedge"],
        words=row.get("words", ""),
        optional=row.get("optional", False),
    )
