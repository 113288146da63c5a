"""What Telegram asks us to leave alone, and until when."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta


class Waits:
    """The flood waits that are not over yet: of a source, or of an account."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def note(self, what: str, seconds: float) -> None:
        """Note that `what` has to rest for so long."""
        self._until[what] = self._clock() + timedelta(seconds=seconds)

    def present(self) -> Mapping[str, datetime]:
        """Return what rests now, and until when; what is over is forgotten."""
        now = self._clock()
        self._until = {what: until for what, until in self._until.items() if until > now}
        return self._until
