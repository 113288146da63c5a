"""Everything that can go wrong, named by outcome.

ZvirkaError
├── ConfigurationInvalid      the configuration has mistakes; all are listed
├── StoreUnavailable          the database cannot be used
│   ├── StoreInUse            another daemon holds it
│   ├── StoreTooNew           a later version wrote it
│   ├── StoreBlocked          not for now: a full disk, a lock, no leave to write
│   └── StoreDamaged          it is broken, or no database at all
├── AccountUnusable           Telegram refuses the account or its session; a restart does not help
├── SourceUnavailable         one source cannot be read; the others go on
├── ArchiveInvalid            a file of posts, or a reference history, cannot be read
├── ExportFailed              a file cannot be written
├── BackupFailed              a backup was not made
├── LogBroken                 the log of decisions is not as it was written
├── ChartFailed               a chart was not drawn
├── DeliveryFailed            a message did not reach its chat; it is tried again later
│   └── ChatUnreachable       it never will: the chat blocked us, is gone, or lets us not write
└── DecisionRefused           a ruling cannot be taken
    └── StateOutdated         it was made on a state that is no longer the present one
"""


class ZvirkaError(Exception):
    """The root. Its text is for a person: what happened, to what, what to do next.

    `exit_code` is that of the command.
    """

    exit_code = 1


class ConfigurationInvalid(ZvirkaError):
    """The configuration has mistakes: `mistakes` holds them all, one line each."""

    exit_code = 2

    def __init__(self, where: str, mistakes: list[str]) -> None:
        self.where = where
        self.mistakes = mistakes
        super().__init__("\n".join([f"{where}: {len(mistakes)} to mend", *(f"  {line}" for line in mistakes)]))


class StoreUnavailable(ZvirkaError):
    """The database cannot be used."""


class StoreInUse(StoreUnavailable):
    """Another daemon holds the database."""

    exit_code = 75


class StoreTooNew(StoreUnavailable):
    """A later version of Zvirka wrote the database."""

    exit_code = 78


class StoreBlocked(StoreUnavailable):
    """The database cannot be written for now; nothing of the transaction was kept, and it can be tried again."""


class StoreDamaged(StoreUnavailable):
    """The database is broken, or the file is none. A restart does not help."""

    exit_code = 78


class AccountUnusable(ZvirkaError):
    """Telegram refuses the account or its session. 78 keeps systemd from a restart loop (RestartPreventExitStatus)."""

    exit_code = 78


class SourceUnavailable(ZvirkaError):
    """One source cannot be read. `retry_seconds` is how long the other end asks us to wait, if it does."""

    def __init__(self, text: str, retry_seconds: float | None = None) -> None:
        self.retry_seconds = retry_seconds
        super().__init__(text)


class ArchiveInvalid(ZvirkaError):
    """A file of posts cannot be read."""

    exit_code = 2


class ExportFailed(ZvirkaError):
    """A file cannot be written."""

    exit_code = 2


class BackupFailed(ZvirkaError):
    """A backup was not made."""


class LogBroken(ZvirkaError):
    """The log of decisions is not as it was written."""


class ChartFailed(ZvirkaError):
    """A chart was not drawn."""


class DeliveryFailed(ZvirkaError):
    """A message did not reach its chat. `retry_seconds` is how long the other end asks us to wait, if it does."""

    def __init__(self, text: str, retry_seconds: float | None = None) -> None:
        self.retry_seconds = retry_seconds
        super().__init__(text)


class ChatUnreachable(DeliveryFailed):
    """A chat blocked us, is gone, or does not let us write."""


class DecisionRefused(ZvirkaError):
    """A ruling cannot be taken. Where its text is a key of the desk's phrases, the phrase speaks of `values`."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text)
        self.values = values


class StateOutdated(DecisionRefused):
    """A ruling was made on a state that is no longer the present one."""


def leaves(error: BaseException) -> list[BaseException]:
    """Return the errors of a group of groups; the error itself where it is none."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for one in error.exceptions for leaf in leaves(one)]
