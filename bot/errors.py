"""Everything that can go wrong, named by outcome.

ZvirkaError
├── ConfigurationInvalid      the configuration has mistakes; all are listed
├── StoreUnavailable          the database cannot be used
│   ├── StoreInUse            another daemon holds it
│   └── StoreTooNew           a later version wrote it
├── AccountUnusable           Telegram refuses the account or its session; a restart does not help
├── SourceUnavailable         one source cannot be read; the others go on
├── ArchiveInvalid            a file of posts cannot be read
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


class AccountUnusable(ZvirkaError):
    """Telegram refuses the account or its session. 78 keeps systemd from a restart loop (RestartPreventExitStatus)."""

    exit_code = 78


class SourceUnavailable(ZvirkaError):
    """One source cannot be read."""


class ArchiveInvalid(ZvirkaError):
    """A file of posts cannot be read."""

    exit_code = 2


class DecisionRefused(ZvirkaError):
    """A ruling cannot be taken."""


class StateOutdated(DecisionRefused):
    """A ruling was made on a state that is no longer the present one."""
