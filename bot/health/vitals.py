"""What only the running daemon knows: its connections and the queue, handed to `zvirka status` and to metrics."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.telegram import Line


@dataclass(frozen=True, slots=True)
class Connection:
    """One account's. `probe_seconds` is how long the last probe took, `renewals` how often it was lost and came back.

    `waiting` is how many updates wait to be handled.
    """

    account: str
    is_up: bool
    is_stuck: bool
    probe_seconds: float | None
    renewals: int
    waiting: int


class Vitals:
    """Looks at the daemon's lines, and remembers its last heartbeat, and why the present one is withheld."""

    def __init__(self, lines: Sequence[Line], clock: Callable[[], datetime]) -> None:
        self._lines = tuple(lines)
        self.started_at = clock()
        self.beaten_at: datetime | None = None
        self.withheld: list[str] = []

    @property
    def connections(self) -> list[Connection]:
        """How each account's connection is."""
        return [
            Connection(one.name, one.is_up.is_set(), one.is_stuck, one.probe_seconds, one.renewals, one.waiting)
            for one in self._lines
        ]

    async def tell(self, _words: Sequence[str]) -> str:
        """Answer "vitals" on the road from the command line, in JSON."""
        connections = [asdict(one) for one in self.connections]
        heartbeat = {"at": self.beaten_at and self.beaten_at.isoformat(), "withheld": self.withheld}
        started_at = self.started_at.isoformat()
        return json.dumps({"started_at": started_at, "connections": connections, "heartbeat": heartbeat})
