"""What is known of a channel's message ids: seen, not there when asked for, or not asked for yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Mark(StrEnum):
    """What an id is. An id without a mark is unknown."""

    SEEN = "seen"
    SERVICE = "service"
    ABSENT = "absent"


class How(StrEnum):
    """How a mark was learned: pushed or found in the history, or asked for by its id."""

    READ = "read"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look at a channel told of its ids; stored in one transaction with the posts that it showed."""

    source: str
    marks: Mapping[int, Mark]
    at: datetime
    how: How = How.READ


@dataclass(frozen=True, slots=True)
class Stretch:
    """The ids from `first` to `last`, all of one mark, learned in one way; `at` is when the latest of them was."""

    first: int
    last: int
    mark: Mark
    how: How
    at: datetime

    @property
    def count(self) -> int:
        """How many ids it holds."""
        return self.last - self.first + 1

    @property
    def is_hole(self) -> bool:
        """Say whether these ids had to be asked for, or hold no post."""
        return self.how is How.ASKED or self.mark is not Mark.SEEN


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of one channel.

    Everything after the id `begins_after` up to `complete_to` is seen, service or absent; `as_of` is when the channel
    was last asked for all that it has (None: never yet). `unknown` are the holes that are still open, as first and
    last id; `holes` are those that were closed.
    """

    source: str
    begins_after: int | None
    complete_to: int
    as_of: datetime | None
    counts: Mapping[Mark, int] = field(default_factory=dict)
    unknown: tuple[tuple[int, int], ...] = ()
    holes: tuple[Stretch, ...] = ()
