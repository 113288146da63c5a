"""The tables: facts (posts, revisions, decisions), what is derived from them, and who was told what."""

from typing import Any, Final

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from bot.store.types import Day, Flag, Json, UtcTime

METADATA: Final = MetaData()


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, METADATA, *items, sqlite_strict=True)


def _need(name: str, of: Any, *rest: Any, **options: Any) -> Column[Any]:  # noqa: ANN401 - whatever Column takes
    return Column(name, of, *rest, nullable=False, **options)


meta = _table("meta", Column("key", Text, primary_key=True), _need("value", Text))

channels = _table(
    "channels",
    Column("source_id", Text, primary_key=True),
    _need("address", Text),
    Column("channel_id", Integer),
    Column("access_hash", Integer),
    Column("title", Text),
    _need("cursor", Integer, default=0),
    Column("failure", Text),
    _need("changed_at", UtcTime),
    Column("begins_after", Integer),
    Column("checked_at", UtcTime),
    Column("silent_since", UtcTime),
)

coverage = _table(
    "coverage",
    Column("source_id", Text, primary_key=True),
    Column("first_id", Integer, primary_key=True),
    _need("last_id", Integer),
    _need("mark", Text),
    _need("how", Text),
    _need("at", UtcTime),
)

posts = _table(
    "posts",
    Column("source_id", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    _need("posted_at", UtcTime),
    _need("seen_at", UtcTime),
    Column("link", Text),
    Column("forwarded_from", Text),
    Column("edited_at", UtcTime),
    Column("withdrawn_at", UtcTime),
    _need("revision", Integer),
    _need("unread", Flag),
    Column("fault", Text),
    Column("repost_of", Text),
    Index("posts_by_time", "posted_at"),
    Index("posts_withdrawn", "source_id", "withdrawn_at", sqlite_where=text("withdrawn_at IS NOT NULL")),
)

album_messages = _table(
    "album_messages",
    Column("source_id", Text, primary_key=True),
    Column("message_id", Integer, primary_key=True),
    _need("album", Integer),
    _need("text", Text),
    Column("edited_at", UtcTime),
    Column("withdrawn_at", UtcTime),
    Index("album_messages_by_album", "source_id", "album"),
)

revisions = _table(
    "revisions",
    Column("source_id", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    _need("text", Text),
    _need("sha256", Text),
    _need("seen_at", UtcTime),
    Column("edited_at", UtcTime),
    ForeignKeyConstraint(["source_id", "external_id"], ["posts.source_id", "posts.external_id"]),
    UniqueConstraint("source_id", "external_id", "sha256"),
)

claims = _table(
    "claims",
    Column("source_id", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    _need("kind", Text),
    _need("scope", Text),
    Column("receiver", Text),
    Column("value", Integer),
    Column("bound", Text),
    Column("granularity", Integer),
    Column("happened_on", Day),
    Column("happened_on_basis", Text),
    Column("origin", Text),
    _need("hedge", Flag),
    Column("label", Text),
    _need("quote", Text),
    _need("span_from", Integer),
    _need("span_to", Integer),
    _need("lang", Text),
    _need("template", Text),
    Column("agreement", Text),
    _need("mediators", Json),
    _need("parser", Text, server_default=""),
    ForeignKeyConstraint(
        ["source_id", "external_id", "revision"],
        ["revisions.source_id", "revisions.external_id", "revisions.number"],
    ),
)

repatriations = _table(
    "repatriations",
    Column("id", Text, primary_key=True),
    _need("kind", Text),
    _need("happened_on", Day),
    _need("state", Text),
    _need("changed_at", UtcTime),
)

verdicts = _table(
    "verdicts",
    Column("repatriation_id", Text, ForeignKey("repatriations.id"), primary_key=True),
    Column("receiver", Text, primary_key=True),
    _need("status", Text),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    _need("bound", Text),
    _need("basis", Text),
    _need("grounds", Text, server_default=""),
    Column("low_by", Text),
    Column("best_by", Text),
    Column("high_by", Text),
)

findings = _table(
    "findings",
    Column("key", Text, primary_key=True),
    _need("type", Text),
    Column("repatriation_id", Text),
    Column("receiver", Text),
    _need("told", Json),
)

decisions = _table(
    "decisions",
    Column("number", Integer, primary_key=True),
    _need("repatriation_id", Text),
    _need("action", Text),
    _need("editor_id", Integer),
    _need("editor", Text),
    _need("decided_at", UtcTime),
    _need("on_state", Text),
    _need("figures", Json),
    Column("reason", Text),
    Column("into_id", Text),
    _need("posts", Json, server_default="[]"),
    Column("asked", Text),
    Column("deadline", UtcTime),
    Column("via", Text),
    Column("ground", Json),
    _need("awaits_second", Flag, server_default=text("0")),
    _need("previous", Text, server_default=""),
    _need("hash", Text, server_default=""),
)

subscribers = _table(
    "subscribers",
    Column("chat_id", Integer, primary_key=True),
    _need("name", Text),
    _need("language", Text),
    _need("kinds", Json),
    _need("is_editor", Flag),
    _need("state", Text),
    _need("changed_at", UtcTime),
    _need("policy", Json, server_default=text("'{}'")),
    Column("configured", Json),
    Column("digested_at", UtcTime),
)

alerts = _table(
    "alerts",
    Column("number", Integer, primary_key=True),
    _need("thread", Text),
    _need("type", Text),
    Column("kind", Text),
    _need("state", Text),
    _need("text", Json),
    Column("reply", Json),
    _need("created_at", UtcTime),
    Column("brief", Json),
    Column("charts", Json),
    Index("alerts_by_thread", "thread"),
)

deliveries = _table(
    "deliveries",
    Column("number", Integer, primary_key=True),
    _need("alert", Integer, ForeignKey("alerts.number")),
    _need("thread", Text),
    _need("chat_id", Integer, ForeignKey("subscribers.chat_id")),
    _need("part", Text),
    _need("state", Text),
    _need("random_id", Integer),
    _need("attempts", Integer),
    _need("due_at", UtcTime),
    Column("message_id", Integer),
    Column("sent_at", UtcTime),
    Column("failure", Text),
    UniqueConstraint("alert", "chat_id", "part"),
    Index("deliveries_by_state", "state", "chat_id"),
    Index("deliveries_by_thread", "thread", "chat_id"),
)

held = _table(
    "held",
    Column("alert", Integer, ForeignKey("alerts.number"), primary_key=True),
    Column("chat_id", Integer, ForeignKey("subscribers.chat_id"), primary_key=True),
    Column("part", Text, primary_key=True),
    _need("thread", Text),
    Index("held_by_chat", "chat_id"),
)

buttons = _table(
    "buttons",
    Column("token", Text, primary_key=True),
    _need("thread", Text),
    _need("state", Text),
    _need("action", Text),
    _need("created_at", UtcTime),
    Column("used_at", UtcTime),
    Index("buttons_by_state", "thread", "state"),
)

questions = _table(
    "questions",
    Column("editor_id", Integer, primary_key=True),
    _need("thread", Text),
    _need("state", Text),
    _need("action", Text),
    _need("asked_at", UtcTime),
)

history = _table(
    "history",
    Column("kind", Text, primary_key=True),
    Column("happened_on", Day, primary_key=True),
    Column("version", Integer, primary_key=True),
    _need("figures", Json),
    _need("sources", Json),
    _need("imported_at", UtcTime),
)

waits = _table(
    "waits",
    Column("account", Text, primary_key=True),
    Column("method", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    _need("until", UtcTime),
)

refusals = _table(
    "refusals",
    Column("account", Text, primary_key=True),
    _need("cause", Text),
    _need("since", UtcTime),
)

APPEND_ONLY: Final = ("decisions", "history", "revisions")
"""Tables whose rows are facts: the database itself refuses to change or delete them."""
