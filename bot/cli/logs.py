"""How the daemon logs: one line an event, key=value, and never a secret."""

import logging
import re
from typing import Final

STANDARD: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}

SECRETS: Final = re.compile(r"\d{6,12}:[\w-]{30,}|\b[0-9a-f]{32}\b|\+\d{8,15}\b")
"""What a bot's token, an api_hash and a phone number look like."""


class EventFormatter(logging.Formatter):
    """Writes `LEVEL event key=value …`; journald adds the time."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one event."""
        extra = {key: value for key, value in record.__dict__.items() if key not in STANDARD}
        words = [record.levelname, record.getMessage(), *(f"{key}={_quoted(value)}" for key, value in extra.items())]
        if record.exc_info:
            words.append("\n" + self.formatException(record.exc_info))
        return SECRETS.sub("***", " ".join(words))


def set_up(level: int = logging.INFO) -> None:
    """Log to standard error."""
    stream = logging.StreamHandler()
    stream.setFormatter(EventFormatter())
    logging.basicConfig(level=level, handlers=[stream], force=True)
    for noisy in ("apscheduler", "httpcore", "telethon"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _quoted(value: object) -> str:
    text = str(value).replace("\n", "\\n")
    return f'"{text}"' if " " in text or not text else text
