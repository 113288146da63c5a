"""What happened, as assembled from statements: repatriations, verdicts and findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.records.posts import PostKey, Statement
from parsers.claim import Bound, Context, Kind, Receiver
from parsers.parties import Side


class Status(StrEnum):
    """What the cross-check says of one figure."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    UNDISCLOSED = "undisclosed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Lead:
    """Which of the two sides gave a figure first, and how much later the other one followed, if it did."""

    side: Side
    at: datetime
    followed_after: timedelta | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the cross-check says of what one receiver got.

    `low` and `high` are the range of the standing claims, `best` the figure of the authority that `basis` names
    (ruling 9), `low_by`, `best_by` and `high_by` the ids of those who give them; all are None where no figure stands.
    `grounds` names the rule behind the status. `bound` belongs to `best`. `sides` are those whose own voices give
    a figure: one side means "only that side gives a figure". `is_across_sides`: two sides agree. `withheld_by`: sides
    that said that they give no number; `silent`: ids of those who usually report this and have not. `rounding`:
    agreement only at the coarser granularity. `standing` speak now; `former` were superseded or withdrawn.
    """

    to: Receiver
    status: Status
    low: int | None
    best: int | None
    high: int | None
    bound: Bound
    basis: str
    grounds: str = ""
    low_by: str | None = None
    best_by: str | None = None
    high_by: str | None = None
    sides: tuple[Side, ...] = ()
    is_across_sides: bool = False
    withheld_by: tuple[Side, ...] = ()
    silent: tuple[str, ...] = ()
    lead: Lead | None = None
    rounding: bool = False
    standing: tuple[Statement, ...] = ()
    former: tuple[Statement, ...] = ()


class FindingType(StrEnum):
    """What may not add up, or deserves a line."""

    PARTS_MISMATCH = "parts_mismatch"
    STAGES_MISMATCH = "stages_mismatch"
    TOTAL_MISMATCH = "total_mismatch"
    TOTALS_DIFFER = "totals_differ"
    MISCOPY = "miscopy"
    RELAYS_DIFFER = "relays_differ"
    RECALL_MISMATCH = "recall_mismatch"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    UNIT_MISMATCH = "unit_mismatch"
    WITHHELD = "withheld"
    GIVEN_LATER = "given_later"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor should know. `values` are what its sentence speaks of, by names that the wording uses.

    `repatriation` is None for a finding that belongs to no day. `key` is stable over recomputations: told once.
    """

    type: FindingType
    repatriation: str | None
    key: str
    to: Receiver | None = None
    values: Mapping[str, str | int | None] = field(default_factory=dict)
    posts: tuple[PostKey, ...] = ()


class Action(StrEnum):
    """What an editor can rule: on the figures, on which posts belong together, on what is being asked or was seen."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    HOLD = "hold"
    RELEASE = "release"
    SECOND = "second"
    MERGE = "merge"
    SPLIT = "split"
    ASKED = "asked"
    SEEN = "seen"


ON_FIGURES: Final = (Action.CONFIRM, Action.CORRECT, Action.REJECT, Action.HOLD)
"""What an editor can rule on the figures of any repatriation; the last of them is in force."""

SECONDED: Final = frozenset({Action.CONFIRM, Action.CORRECT})
"""What may need a second editor, for it is published as settled."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a ruling rests on: a hash of the figures and how they stand, and the posts of those whose word they are.

    `sources` are those posts with the revision that spoke; relays are not among them.
    """

    figures: str
    sources: tuple[tuple[PostKey, int], ...] = ()

    def still_bears(self, present: "Ground") -> bool:
        """Say whether what rested on this ground rests on the present one too: others may have joined."""
        return self.figures == present.figures and set(self.sources) <= set(present.sources)


NO_GROUND: Final = Ground("")


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decision in force on a repatriation. `is_outdated`: what it was made on has changed since.

    `figures` are those that the editor saw (confirm) or set (correct); None is "no figure".
    """

    action: Action
    editor_id: int
    editor: str
    decided_at: datetime
    reason: str | None
    figures: Mapping[Receiver, int | None]
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom an editor asked about a repatriation, and until when an answer is awaited."""

    whom: str
    at: datetime
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class Repatriation:
    """One handover of one kind on one day.

    `state` is a short hash of all that an alert shows of its verdicts and findings: it names what an editor ruled on.
    `unplaced` are figures whose text does not say who received. `stages` are the ids of all stages of one exchange, its
    own among them, in their order; they are empty where it stands alone. `pending` is a ruling that waits for a second
    editor, `asked` what an editor asked and nobody answered yet. `ground` is what a ruling on it would rest on.
    """

    id: str
    kind: Kind
    happened_on: date
    figures: Mapping[Receiver, Verdict]
    findings: tuple[Finding, ...]
    parts: tuple[Statement, ...]
    context: Context
    state: str
    ruling: Ruling | None = None
    unplaced: tuple[Statement, ...] = ()
    stages: tuple[str, ...] = ()
    pending: Ruling | None = None
    asked: Asked | None = None
    ground: Ground = NO_GROUND


def open_rulings(one: Repatriation | None) -> tuple[Action, ...]:
    """Return what an editor can rule on the figures as they stand: what is held can be released."""
    is_held = one is not None and one.ruling is not None and one.ruling.action is Action.HOLD
    return tuple(Action.RELEASE if is_held and action is Action.HOLD else action for action in ON_FIGURES)


@dataclass(frozen=True, slots=True)
class Known:
    """A handover of the reference history: what public reports gave for each receiver, where they gave it.

    `others` are figures that some reports gave instead; `sources` the addresses of the reports.
    """

    kind: Kind
    happened_on: date
    figures: Mapping[Receiver, int]
    others: Mapping[Receiver, tuple[int, ...]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """All repatriations, oldest first, and the findings that belong to none of them."""

    repatriations: tuple[Repatriation, ...] = ()
    findings: tuple[Finding, ...] = ()
