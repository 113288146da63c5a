"""What names a repatriation: one kind, one day."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from parsers.claim import Kind

DAY: Final = timedelta(days=1)


class Handover(NamedTuple):
    """One handover of one kind on one day: the natural key of a repatriation."""

    kind: Kind
    day: date

    @property
    def id(self) -> str:
        """The id of the repatriation, the same in every recomputation."""
        return f"{self.kind.value}-{self.day.isoformat()}"

    def moved(self, by: timedelta) -> "Handover":
        """Return the handover of that kind so much later."""
        return Handover(self.kind, self.day + by)
