"""The totals and wholes that texts declare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.crosscheck.authority import has_knowledge
from bot.crosscheck.periods import Period, declared_on, period_of
from bot.records import Statement
from parsers.claim import Figure, Kind, Receiver


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """A total that has a figure and a receiver, the day of its declaration and the period that it names.

    `topic` names its speaker, kind, receiver and period: outlets that quote nobody have it from somebody whom they do
    not name, and are taken together. `text` names its post instead of the speaker.
    """

    said: Statement
    figure: Figure
    kind: Kind
    to: Receiver
    day: date
    period: Period | None
    topic: str
    text: str

    @property
    def stages(self) -> int:
        """The number of stages whose whole it is; 0 for a running total."""
        return self.period.stages if self.period else 0


class Declarations:
    """Reads declarations; remembers those of the last time."""

    def __init__(self) -> None:
        self._read: dict[int, tuple[Statement, Declared | None]] = {}

    def read(self, said: Sequence[Statement]) -> list[Declared]:
        """Return what statements declare; the same statement is the same declaration again."""
        known = self._read
        self._read = {id(one): known.get(id(one)) or (one, _declared(one)) for one in said}
        return [declared for _, declared in self._read.values() if declared is not None]


def _declared(one: Statement) -> Declared | None:
    figure, kind, to, period = one.claim.figure, one.claim.kind, one.claim.to, period_of(one)
    if to is None or figure is None:
        return None
    speaker = one.speaker.id if has_knowledge(one.speaker) else ""
    topic = f"{speaker}|{kind}|{to}|{period.name if period else ''}"
    text = f"{'/'.join(one.post)}|{kind}|{to}|{period}"
    return Declared(one, figure, kind, to, declared_on(one), period, topic, text)
