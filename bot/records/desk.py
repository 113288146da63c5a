"""What people decide and what they are told: decisions, subscribers, alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.records.policy import Policy, Reach
from bot.records.posts import PostKey
from bot.records.repatriations import Action, Ground
from parsers.claim import Kind, Receiver


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor ruled on one state of a repatriation. Append-only.

    `figures` are those confirmed or set. `into` is the repatriation that takes the posts of a merge or a split in,
    `posts` are those that a split takes out. A source that was `asked` is given until `deadline`. `repatriation` is the
    thread of a post where the action is "seen". `via` is the road by which it came, and who went it, where that was not
    Telegram. `ground` is what it rests on. `awaits_second`: it is in force only when another editor seconds it.
    """

    repatriation: str
    action: Action
    editor_id: int
    editor: str
    decided_at: datetime
    on_state: str
    figures: Mapping[Receiver, int | None] = field(default_factory=dict)
    reason: str | None = None
    into: str | None = None
    posts: tuple[PostKey, ...] = ()
    asked: str | None = None
    deadline: datetime | None = None
    via: str | None = None
    ground: Ground | None = None
    awaits_second: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision in the log: its number, the hash of the entry before it and its own."""

    number: int
    decision: Decision
    previous: str
    hash: str


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
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    UNREAD = "unread"
    REQUEST = "request"
    SUMMARY = "summary"
    DIGEST = "digest"
    CHART = "chart"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Alert:
    """What we tell people of one subject: the whole message as it should read now, per language.

    `thread` names the subject, as `Thread` does: a repatriation, which everybody may be told of, what is for editors
    alone, or what one chat alone is told.
    `reply` is set where a reader must notice (disputed, corrected, withdrawn): a second message in the same thread.
    `brief` is the message without findings, where that differs. Texts are Telegram's HTML. `reach` is None for what is
    not about a repatriation. `charts` are to be drawn above the text, as JSON; who cannot be
    shown a picture gets the text.
    """

    type: AlertType
    thread: str
    kind: Kind | None
    state: str
    text: Mapping[str, str]
    reply: Mapping[str, str] | None = None
    brief: Mapping[str, str] | None = None
    reach: Reach | None = None
    charts: Mapping[str, Mapping[str, Any]] | None = None


class SubscriberState(StrEnum):
    """Whether a chat is told."""

    ACTIVE = "active"
    ASKING = "asking"
    REFUSED = "refused"
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat that is told. `chat_id` is Telegram's, marked (-100… for channels)."""

    chat_id: int
    name: str
    language: str
    kinds: tuple[Kind, ...] = tuple(Kind)
    is_editor: bool = False
    state: SubscriberState = SubscriberState.ACTIVE
    policy: Policy = field(default_factory=Policy)
