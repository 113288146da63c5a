"""What was read of a text so far, and what the next sentence may lean on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from parsers.claim import Figure, Kind, Receiver, Scope
from parsers.parties import Party
from parsers.sentences import Sentence

NEWS: Final = frozenset({Scope.HANDOVER, Scope.PART, Scope.UNDISCLOSED})
DEAD: Final = frozenset({"body", "fallen", "died"})
LATE: Final = timedelta(days=7)
"""What was done earlier is no news of its own, where no number is given."""
LARGEST_EXCHANGE: Final = 999
ALIVE: Final = frozenset({"prisoner", "captivity", "freed", "alive"})


@dataclass(slots=True)
class Draft:
    """A claim in the making; `start` and `end` are places in the folded text, `sentence` counts from 1.

    A share that `leans` has its receiver from a whole told before it; what `answers` went "in return" for
    another; `nation` is whose people its sentence names; what its sentence also tells of as done `is_done`; a
    total `is_bare_sum` where the words do not say since when.
    """

    kind: Kind
    scope: Scope
    to: Receiver | None
    figure: Figure | None
    day: date | None
    label: str | None
    start: int
    end: int
    lang: str
    template: str
    sentence: int
    features: frozenset[str] = frozenset()
    verb: str = ""
    is_format: bool = False
    is_explicit: bool = False
    is_directed: bool = False
    is_joined: bool = False
    is_lonely: bool = False
    is_done: bool = False
    is_bare_sum: bool = False
    is_among: bool = False
    leans: bool = False
    answers: bool = False
    nation: Receiver | None = None
    origin: str | None = None
    hedge: bool = False

    @property
    def value(self) -> int:
        """The number, 0 where none is given."""
        return self.figure.value if self.figure else 0


@dataclass(slots=True)
class Flow:
    """What a clause leaves for others: who acted, who received; it `is_here` in its sentence, `is_near` in the next."""

    subject: Receiver | None = None
    to: Receiver | None = None
    verb: str = ""
    kind: Kind | None = None
    is_here: bool = False
    is_near: bool = False


@dataclass(slots=True)
class Story:
    """The drafts of a text, its authorities and hedges by sentence, and the sentences with unexplained numbers.

    `origins` are named in a sentence itself; `voices` are those whose quotation a sentence belongs to; `is_told` where
    some sentence tells of a handover of people as news, with or without a number; `contradicted` are sentences which
    name one side's bodies and the other as who received them. `groups` are handovers whose number the text withholds,
    told with who received; `happened` are those which only the whole text shows.
    """

    posted_on: date
    source: Party
    only_kind: Kind | None = None
    drafts: list[Draft] = field(default_factory=list)
    flow: Flow = field(default_factory=Flow)
    number: int = 0
    kind: Kind | None = None
    origins: dict[int, str] = field(default_factory=dict)
    reports: set[int] = field(default_factory=set)
    voices: dict[int, str] = field(default_factory=dict)
    hedges: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)
    contradicted: set[int] = field(default_factory=set)
    happened: list[Draft] = field(default_factory=list)
    groups: list[Draft] = field(default_factory=list)
    recalls: bool = False
    is_told: bool = False
    came_home: int = -9
    speaks_of_soldiers: bool = False
    past_day: date | None = None
    last_day: date | None = None
    set_back: int = -9
    busy: set[int] = field(default_factory=set)

    def whole_of(self, value: int, kind: Kind) -> Draft | None:
        """Return the handover told last that has more than `value`, else the one told last."""
        greater = (d for d in reversed(self.drafts) if d.scope is Scope.HANDOVER and d.kind is kind and d.value > value)
        return next(greater, self.whole)

    @property
    def whole(self) -> Draft | None:
        """The handover told last."""
        return next((draft for draft in reversed(self.drafts) if draft.scope is Scope.HANDOVER), None)


def only_kind(sentences: Sequence[Sentence]) -> Kind | None:
    """Return the one kind that a text speaks of; people of whom nothing is said to have died are prisoners."""
    features = frozenset().union(*(token.features for sentence in sentences for token in sentence.tokens))
    if DEAD & features:
        return None if ALIVE & features else Kind.BODIES
    return Kind.PRISONERS if {"return", "come", "free", "exchange", "prisoner"} & features else None


def kind_of(features: frozenset[str]) -> Kind | None:
    """Return the kind that words name; "bodies" beside "prisoners" means bodies, "the dead" alone does not."""
    dead, alive = bool(DEAD & features), bool(ALIVE & features)
    if dead == alive:
        return Kind.BODIES if "body" in features else None
    return Kind.BODIES if dead else Kind.PRISONERS
