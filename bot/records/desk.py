"""What people decide and what they are told: decisions, subscribers, alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.records.repatriations import Action
from parsers.claim import Kind, Receiver


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor ruled on one state of a repatriation. Append-only. `figures` are those confirmed or set."""

    repatriation: str
    action: Action
    editor_id: int
    editor: str
    decided_at: datetime
    on_state: str
    figures: Mapping[Receiver, int | None] = field(default_factory=dict)
    reason: str | None = None


class AlertType(StrEnum):
    """Why people are told."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    CHANGED = "changed"
    FINDING = "finding"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    HELD = "held"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Alert:
    """What we tell people of one repatriation: the whole message as it should read now, per language.

    `reply` is set where a reader must notice (disputed, corrected, withdrawn): a second message in the same thread.
    Texts are HTML of Telegram's subset.
    """

    type: AlertType
    repatriation: str
    kind: Kind
    state: str
    text: Mapping[str, str]
    reply: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat that is told. `chat_id` is Telegram's, marked (−100… for channels)."""

    chat_id: int
    language: str
    kinds: tuple[Kind, ...] = tuple(Kind)
    is_editor: bool = False
    state: str = "active"
    asked_at: datetime | None = None
