"""The vocabulary of what a text states: claims, figures, days and who received."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is handed over."""

    BODIES = "bodies"
    PRISONERS = "prisoners"


class Scope(StrEnum):
    """What a figure speaks of."""

    HANDOVER = "handover"
    PART = "part"
    TOTAL = "total"
    PREVIOUS = "previous"
    PLAN = "plan"
    UNDISCLOSED = "undisclosed"


class Receiver(StrEnum):
    """Who received."""

    UKRAINE = "ukraine"
    RUSSIA = "russia"

    @property
    def other(self) -> "Receiver":
        """The other one."""
        return Receiver.RUSSIA if self is Receiver.UKRAINE else Receiver.UKRAINE


class Bound(StrEnum):
    """How a figure limits the true number."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class DayBasis(StrEnum):
    """Where the day of a claim comes from."""

    STATED = "stated"
    DAY_OF_POST = "day_of_post"


@dataclass(frozen=True, slots=True)
class Figure:
    """An integer and its bound; `granularity` is the step that it was written in (1,000 for "1 тис.", ruling 3)."""

    value: int
    bound: Bound = Bound.EXACTLY
    granularity: int = 1


@dataclass(frozen=True, slots=True)
class Context:
    """What a text names beside its figures: the agreement ("istanbul") and mediators ("icrc", "uae", …), sorted."""

    agreement: str | None = None
    mediators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that one text states, with the words that it stands on.

    `to` is None where the text does not say who received. `figure` is None where the number is not disclosed.
    `happened_on` is a day in the zone of the source, or None where no day is known (most totals and plans).
    `origin` is the id of the authority quoted; None is the source itself.
    `span` counts Unicode code points of the original text, end exclusive; `quote == text[span[0]:span[1]]`.
    """

    kind: Kind
    scope: Scope
    to: Receiver | None
    figure: Figure | None
    happened_on: date | None
    happened_on_basis: DayBasis | None
    origin: str | None
    hedge: bool
    label: str | None
    quote: str
    span: tuple[int, int]
    lang: str
    template: str
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the parsers make of one text.

    `relevant`: at least one handover, part or undisclosed claim. `unread`: the text speaks of our subject beside a
    number which nothing explains and yields no handover, so a person must see it (ruling 6).
    """

    claims: tuple[Claim, ...] = ()
    relevant: bool = False
    unread: bool = False


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as `zvirka parse --jsonl` prints it: days as ISO 8601, spans as lists."""
    figure = claim.figure
    return {
        "kind": claim.kind.value,
        "scope": claim.scope.value,
        "to": claim.to.value if claim.to else None,
        "value": figure.value if figure else None,
        "bound": figure.bound.value if figure else None,
        "granularity": figure.granularity if figure else None,
        "happened_on": claim.happened_on.isoformat() if claim.happened_on else None,
        "happened_on_basis": claim.happened_on_basis.value if claim.happened_on_basis else None,
        "origin": claim.origin,
        "hedge": claim.hedge,
        "label": claim.label,
        "quote": claim.quote,
        "span": list(claim.span),
        "lang": claim.lang,
        "template": claim.template,
        "context": {"agreement": claim.context.agreement, "mediators": list(claim.context.mediators)},
    }
