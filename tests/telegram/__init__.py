"""A data centre of Telegram's on loopback, for tests with unmodified Telethon. README.md says how to use it."""

from tests.telegram.actors import Person, Stage
from tests.telegram.data_centre import DataCentre
from tests.telegram.faults import Repeat
from tests.telegram.seen import Seen

__all__ = ["DataCentre", "Person", "Repeat", "Seen", "Stage"]
