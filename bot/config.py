"""The configuration: one TOML file, every mistake reported at once, secrets kept out of it."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from bot.errors import ConfigurationInvalid
from parsers.claim import Kind, Receiver
from parsers.parties import Party, Role, Side, known_parties

Language = Literal["uk", "en", "ru"]
ChatId = Annotated[int, Field(description="Telegram's id of the chat; channels and groups start with -100")]

QUIET: Final = r"^([01]?\d|2[0-3])(:[0-5]\d)?-([01]?\d|2[0-4])(:[0-5]\d)?$"

LOOPBACK: Final = r"(127(\.\d{1,3}){3}|localhost|::1):\d{1,5}"

SECRETS: Final = ("api_hash", "bot_token")
"""Secrets are looked for in systemd's credentials, then ZVIRKA_<NAME>, then the file that `<name>_file` names."""

REMEDIES: Final[Mapping[str, str]] = {
    "missing": "add it",
    "extra_forbidden": "no such key: correct its name or remove it",
    "int_parsing": "write a whole number without quotes",
    "int_type": "write a whole number without quotes",
    "bool_parsing": "write true or false without quotes",
    "bool_type": "write true or false without quotes",
    "string_type": "write it in quotes",
}


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, hide_input_in_errors=True)


class Server(_Section):
    """Another Telegram server than Telegram's own: for trials, and for tests."""

    host: str
    port: int = Field(ge=1, le=65535)
    dc: int = Field(default=2, ge=1, le=5)
    public_key: str = Field(description="the server's RSA key: PEM text, or the path of a PEM file")


class Telegram(_Section):
    """The two accounts: a user account reads, a bot account speaks."""

    api_id: int = Field(gt=0)
    reader_session: Path = Path("reader.session")
    bot_session: Path = Path("bot.session")
    api_hash_file: Path | None = None
    bot_token_file: Path | None = None
    fill_days: int = Field(default=3, ge=0, le=3650, description="how far back a channel is filled when it is new")
    reread_posts: int = Field(default=30, ge=0, le=100, description="how many recent posts each sweep reads again")
    sweep_seconds: int = Field(default=20, ge=5, le=3600, description="how often official channels are swept")
    sweep_others_seconds: int = Field(default=180, ge=5, le=3600, description="how often the other channels are swept")
    silence_hours: int = Field(default=24, ge=1, le=8760, description="a source may always be silent for so long")
    probe_seconds: float = Field(default=15, gt=0, le=300, description="how often a connection is tried")
    answer_seconds: float = Field(default=10, gt=0, le=60, description="how long Telegram may take to answer a probe")
    open_seconds: float = Field(default=30, gt=0, le=300, description="how long connecting may take")
    server: Server | None = None


class StoreSection(_Section):
    """Where everything is kept."""

    path: Path = Path("zvirka.db")
    patience_seconds: float = Field(
        default=20.0, ge=0.1, le=600, description="how long it may be impossible to write before the editors are told"
    )


class BackupSection(_Section):
    """The nightly backup."""

    folder: Path | None = Field(default=None, description="no backups without it")
    at: time = Field(default=time(3, 30), description="UTC")
    keep: int = Field(default=7, ge=1, description="so many of the newest stay")


class HeartbeatSection(_Section):
    """Where it is said that all is well, so that its absence is noticed there."""

    url: SecretStr | None = Field(default=None, description="called while all is well")
    method: Literal["GET", "POST"] = "GET"
    every_seconds: int = Field(default=60, ge=10, le=86400, description="how often the URL is called")
    answer_seconds: float = Field(default=10, gt=0, le=60, description="how long it may take to answer")
    chat: ChatId | None = Field(default=None, description="one of the chats or editors: told while all is well")
    chat_hours: int = Field(default=24, ge=1, le=168, description="how often it is told")

    @field_validator("url")
    @classmethod
    def _url_can_be_called(cls, url: SecretStr | None) -> SecretStr | None:
        parts = urlsplit(url.get_secret_value()) if url else None
        if parts and not (parts.scheme in {"http", "https"} and parts.hostname):
            raise ValueError("write a whole URL that begins with https://")
        return url

    @property
    def is_wanted(self) -> bool:
        """Say whether it is to be said anywhere."""
        return self.url is not None or self.chat is not None


class MetricsSection(_Section):
    """What is served to Prometheus."""

    listen: str | None = Field(default=None, description="a loopback address and a port; nothing is served without")

    @field_validator("listen")
    @classmethod
    def _listen_is_loopback(cls, listen: str | None) -> str | None:
        if listen is not None and not re.fullmatch(LOOPBACK, listen):
            raise ValueError("write a loopback address and a port, such as 127.0.0.1:9108: it knows no passwords")
        return listen


class Alerts(_Section):
    """When people are told."""

    oldest_hours: int = Field(default=72, ge=1, description="older posts are stored, and nobody is alerted")


class Chat(_Section):
    """A channel, group or person that gets alerts without asking."""

    id: ChatId
    language: Language = "uk"
    kinds: tuple[Kind, ...] = tuple(Kind)
    lowest: Literal["reported", "corroborated", "confirmed"] = "reported"
    received: tuple[Receiver, ...] = Field(default=tuple(Receiver), min_length=1)
    quiet: str | None = Field(default=None, pattern=QUIET, description="hours without new messages, such as 23-7")
    zone: str = Field(default="Europe/Kyiv", description="the clock of quiet hours and of the digest")
    digest: Literal["off", "daily", "weekly"] = "off"
    findings: bool = True

    @field_validator("quiet")
    @classmethod
    def _quiet_has_an_end(cls, quiet: str | None) -> str | None:
        begins, _, ends = (quiet or "-").partition("-")
        if quiet and begins == ends:
            raise ValueError("it would be quiet for ever: write two different hours, such as 23-7")
        return quiet

    @field_validator("zone")
    @classmethod
    def _zone_is_known(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError(f"no such time zone: {zone}: write one such as Europe/Kyiv")
        return zone


class Editor(_Section):
    """A person who may rule, known by the numeric Telegram id (names can change hands)."""

    id: int = Field(gt=0)
    name: str = Field(min_length=1)
    language: Language = "uk"


class Desk(_Section):
    """Who may subscribe, and how many editors a figure takes."""

    is_open: bool = Field(default=False, alias="open", description="true: nobody has to be approved by an editor")
    second_editor: bool = Field(default=False, description="true: what one editor confirms or corrects awaits another")


class SourceSection(_Section):
    """A source that we read. The parties that Zvirka knows need only `id` and `channel`."""

    id: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    channel: str | None = Field(default=None, pattern=r"^@[A-Za-z][A-Za-z0-9_]{3,31}$")
    lang: str | None = Field(default=None, pattern=r"^[a-z]{2}$")
    name: str | None = None
    side: Side | None = None
    role: Role | None = None
    aliases: tuple[str, ...] = Field(default=(), description="other names under which texts quote it")

    @model_validator(mode="after")
    def _unknown_party_is_described(self) -> Self:
        if self.id not in known_parties() and not (self.name and self.side and self.role):
            raise ValueError(f"'{self.id}' is not a party that Zvirka knows: give its name, side and role")
        return self

    @property
    def party(self) -> Party:
        """The party that publishes here."""
        known = known_parties().get(self.id)
        return Party(
            self.id,
            self.side or (known.side if known else Side.INDEPENDENT),
            self.role or (known.role if known else Role.MEDIA),
            self.name or (known.name if known else self.id),
        )


class Configuration(_Section):
    """All of it. Relative paths count from systemd's state directory, or else from the folder of the file."""

    telegram: Telegram
    store: StoreSection = StoreSection()
    backup: BackupSection = BackupSection()
    alerts: Alerts = Alerts()
    heartbeat: HeartbeatSection = HeartbeatSection()
    metrics: MetricsSection = MetricsSection()
    desk: Desk = Desk()
    sources: tuple[SourceSection, ...] = Field(alias="source")
    editors: tuple[Editor, ...] = Field(default=(), alias="editor")
    chats: tuple[Chat, ...] = Field(default=(), alias="chat")
    api_hash: SecretStr = Field(default=SecretStr(""), exclude=True)
    bot_token: SecretStr = Field(default=SecretStr(""), exclude=True)

    @field_validator("sources")
    @classmethod
    def _there_is_a_source(cls, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        if not rows:
            raise ValueError("name at least one [[source]]")
        return rows

    @field_validator("sources", "editors", "chats")
    @classmethod
    def _ids_are_unique(cls, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        ids = [row.id for row in rows]
        if twice := sorted({str(one) for one in ids if ids.count(one) > 1}):
            raise ValueError(f"given twice: {', '.join(twice)}")
        return rows

    @model_validator(mode="after")
    def _heartbeat_is_heard(self) -> Self:
        chat = self.heartbeat.chat
        if chat is not None and chat not in {*(one.id for one in self.editors), *(one.id for one in self.chats)}:
            raise ValueError(f"heartbeat.chat = {chat}: name it as an [[editor]] or a [[chat]] too")
        return self

    @property
    def parties(self) -> dict[str, Party]:
        """Every party by id: those that are shipped, and those of this file."""
        return dict(known_parties()) | {row.id: row.party for row in self.sources}

    @property
    def aliases(self) -> dict[str, str]:
        """Further names under which texts quote a party, with the id of the party."""
        return {alias: row.id for row in self.sources for alias in row.aliases}


def load(path: Path, environment: Mapping[str, str] = os.environ, *, with_secrets: bool = True) -> Configuration:
    """Return the configuration in `path`; raise `ConfigurationInvalid` with every mistake.

    `with_secrets` is False for commands that only look into the database, so that they need no access to secrets.
    """
    document = _read(path)
    mistakes = _misplaced_secrets(document)
    secrets = _secrets(document, path.parent, environment, mistakes) if with_secrets else {}
    try:
        found = Configuration.model_validate(document | secrets)
    except ValidationError as error:
        mistakes = [_say(one, document) for one in error.errors()] + mistakes
    if mistakes:
        raise ConfigurationInvalid(str(path), mistakes)
    return _anchored(found, Path(environment.get("STATE_DIRECTORY") or path.parent))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigurationInvalid(str(path), ["no such file: copy config.example.toml there and edit it"]) from None
    except UnicodeDecodeError as error:
        raise ConfigurationInvalid(str(path), [f"is not UTF-8 text at byte {error.start}: save it as UTF-8"]) from None
    except OSError as error:
        raise ConfigurationInvalid(str(path), [f"cannot be read: {error.strerror}"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationInvalid(str(path), [f"is not TOML: {error}"]) from None


def _misplaced_secrets(document: dict[str, Any]) -> list[str]:
    """Take secrets out of the document, so that no message shows them, and return what to say of each."""
    telegram = document.get("telegram")
    places = [document, telegram] if isinstance(telegram, dict) else [document]
    found = [name for place in places for name in SECRETS if place.pop(name, None) is not None]
    return [f"telegram.{name}: a secret must not stand in this file: name its file in {name}_file" for name in found]


def _secrets(
    document: dict[str, Any], folder: Path, environment: Mapping[str, str], mistakes: list[str]
) -> dict[str, SecretStr]:
    telegram = document.get("telegram")
    section = telegram if isinstance(telegram, dict) else {}
    found: dict[str, SecretStr] = {}
    for name in SECRETS:
        try:
            if value := _secret(name, section.get(f"{name}_file"), folder, environment):
                found[name] = SecretStr(value)
            else:
                mistakes.append(f"{name}: no secret found: set telegram.{name}_file or ZVIRKA_{name.upper()}")
        except (OSError, UnicodeDecodeError) as error:
            mistakes.append(f"telegram.{name}_file: cannot be read: {_cause(error)}")
    return found


def _cause(error: OSError | UnicodeDecodeError) -> str:
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else "it is not UTF-8 text"


def _secret(name: str, file: object, folder: Path, environment: Mapping[str, str]) -> str | None:
    if directory := environment.get("CREDENTIALS_DIRECTORY"):
        credential = Path(directory) / name
        if credential.exists():
            return credential.read_text(encoding="utf-8").strip()
    if value := environment.get(f"ZVIRKA_{name.upper()}"):
        return value.strip()
    return (folder / file).read_text(encoding="utf-8").strip() if isinstance(file, str) else None


def _say(error: ErrorDetails, document: Mapping[str, Any]) -> str:
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in error["loc"]).lstrip(".")
    value = _value_at(document, error["loc"])
    is_shown = isinstance(value, str | int | float | bool) and error["loc"] != ("heartbeat", "url")
    shown = f" = {value!r}" if is_shown else ""
    remedy = REMEDIES.get(error["type"], error["msg"].removeprefix("Value error, "))
    return f"{key}{shown}: {remedy}" if key else remedy


def _value_at(document: object, path: Iterable[int | str]) -> object:
    for part in path:
        try:
            document = document[part]  # type: ignore[index]  # whatever is not a table or a list raises
        except (KeyError, IndexError, TypeError):
            return None
    return document


def _anchored(found: Configuration, folder: Path) -> Configuration:
    sessions = {
        "reader_session": folder / found.telegram.reader_session,
        "bot_session": folder / found.telegram.bot_session,
    }
    telegram = found.telegram.model_copy(update=sessions)
    store = found.store.model_copy(update={"path": folder / found.store.path})
    backups = found.backup.folder and folder / found.backup.folder
    backup = found.backup.model_copy(update={"folder": backups})
    return found.model_copy(update={"telegram": telegram, "store": store, "backup": backup})
