"""Brings a database to the present schema, or refuses it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine, insert, inspect, select, update

from bot.errors import StoreTooNew
from bot.store import chain, decisions, schema


class Step(NamedTuple):
    """What makes a database of one version one of the next: why, the statements, and what SQL alone cannot do."""

    says: str
    statements: tuple[str, ...]
    then: Callable[[Connection], None] | None = None


def refuse_changes(table: str) -> tuple[str, ...]:
    """Return the statements that make `table` append-only."""
    return tuple(
        f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for change in ("UPDATE", "DELETE")
    )


def _chain(connection: Connection) -> None:
    """Chain the decisions that were taken before there was a chain; a log that is chained already stays as it is."""
    entries = decisions.log(connection)
    if any(entry.hash for entry in entries):
        return
    connection.exec_driver_sql("DROP TRIGGER decisions_refuse_update")
    previous = chain.FIRST
    for entry in entries:
        sealed = chain.seal(entry.number, entry.decision, previous)
        connection.execute(
            update(schema.decisions)
            .where(schema.decisions.c.number == entry.number)
            .values(previous=previous, hash=sealed)
        )
        previous = sealed
    connection.exec_driver_sql(refuse_changes("decisions")[0])


STEPS: Final[tuple[Step, ...]] = (
    Step(
        "a ledger of the ids of each channel; it begins where the channel stands",
        (
            """CREATE TABLE coverage (
            source_id TEXT NOT NULL, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL, mark TEXT NOT NULL,
            how TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (source_id, first_id)) STRICT""",
            "ALTER TABLE channels ADD COLUMN begins_after INTEGER",
            "ALTER TABLE channels ADD COLUMN checked_at TEXT",
            "UPDATE channels SET begins_after = cursor WHERE cursor > 0",
        ),
    ),
    Step(
        "what each subscriber wants to be told and when, and what waits for the end of quiet hours",
        (
            "ALTER TABLE subscribers ADD COLUMN policy TEXT NOT NULL DEFAULT '{}'",
            "ALTER TABLE subscribers ADD COLUMN configured TEXT",
            "ALTER TABLE subscribers ADD COLUMN digested_at TEXT",
            "ALTER TABLE alerts ADD COLUMN brief TEXT",
            """CREATE TABLE held (
            alert INTEGER NOT NULL REFERENCES alerts (number),
            chat_id INTEGER NOT NULL REFERENCES subscribers (chat_id),
            part TEXT NOT NULL, thread TEXT NOT NULL, PRIMARY KEY (alert, chat_id, part)) STRICT""",
            "CREATE INDEX held_by_chat ON held (chat_id)",
        ),
    ),
    Step(
        "albums are one post; a post that was published again is known as such",
        (
            """CREATE TABLE album_messages (
            source_id TEXT NOT NULL, message_id INTEGER NOT NULL, album INTEGER NOT NULL, text TEXT NOT NULL,
            edited_at TEXT, withdrawn_at TEXT, PRIMARY KEY (source_id, message_id)) STRICT""",
            "CREATE INDEX album_messages_by_album ON album_messages (source_id, album)",
            "ALTER TABLE posts ADD COLUMN repost_of TEXT",
            "CREATE INDEX posts_withdrawn ON posts (source_id, withdrawn_at) WHERE withdrawn_at IS NOT NULL",
        ),
    ),
    Step(
        "since when a source is silent for longer than its habit",
        ("ALTER TABLE channels ADD COLUMN silent_since TEXT",),
    ),
    Step(
        "a reference history of one's own; the rules behind a verdict",
        (
            """CREATE TABLE history (
            kind TEXT NOT NULL, happened_on TEXT NOT NULL, version INTEGER NOT NULL, figures TEXT NOT NULL,
            sources TEXT NOT NULL, imported_at TEXT NOT NULL, PRIMARY KEY (kind, happened_on, version)) STRICT""",
            """CREATE TRIGGER history_refuse_update BEFORE UPDATE ON history
            BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
            """CREATE TRIGGER history_refuse_delete BEFORE DELETE ON history
            BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
            "ALTER TABLE verdicts ADD COLUMN grounds TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE verdicts ADD COLUMN low_by TEXT",
            "ALTER TABLE verdicts ADD COLUMN best_by TEXT",
            "ALTER TABLE verdicts ADD COLUMN high_by TEXT",
        ),
    ),
    Step(
        "decisions of more kinds, chained to each other by their hashes",
        (
            "ALTER TABLE decisions ADD COLUMN into_id TEXT",
            "ALTER TABLE decisions ADD COLUMN posts TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE decisions ADD COLUMN asked TEXT",
            "ALTER TABLE decisions ADD COLUMN deadline TEXT",
            "ALTER TABLE decisions ADD COLUMN via TEXT",
            "ALTER TABLE decisions ADD COLUMN ground TEXT",
            "ALTER TABLE decisions ADD COLUMN previous TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE decisions ADD COLUMN hash TEXT NOT NULL DEFAULT ''",
        ),
    ),
    Step(
        "by which parsers a claim was read",
        ("ALTER TABLE claims ADD COLUMN parser TEXT NOT NULL DEFAULT ''",),
    ),
    Step(
        "charts that go out with their alert",
        ("ALTER TABLE alerts ADD COLUMN charts TEXT",),
    ),
    Step(
        "how long Telegram asks an account to wait, and which account it refuses",
        (
            """CREATE TABLE waits (
            account TEXT NOT NULL, method TEXT NOT NULL, place INTEGER NOT NULL, until TEXT NOT NULL,
            PRIMARY KEY (account, method, place)) STRICT""",
            """CREATE TABLE refusals (
            account TEXT NOT NULL, cause TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (account)) STRICT""",
        ),
    ),
    Step(
        "decisions that are in force only when another editor seconds them",
        ("ALTER TABLE decisions ADD COLUMN awaits_second INTEGER NOT NULL DEFAULT 0",),
        # Last of the steps on this table, for entries are read with all the columns that they have now.
        then=_chain,
    ),
)
"""From version 1 on, one step a version. A step that has been released never changes."""

VERSION: Final = 1 + len(STEPS)
"""The version of the schema, kept in the table `meta`."""


def keep_copy(engine: Engine) -> None:
    """Put a copy of a database that `migrate` would change beside it, named after its version."""
    path = Path(str(engine.url.database))
    with engine.connect() as connection:
        found = _found(connection)
        if found is None or found >= VERSION:
            return
        copy = path.with_name(f"{path.name}.schema-{found}")
        copy.unlink(missing_ok=True)
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        # VACUUM fills an empty file and cannot run in a transaction.
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
        connection.exec_driver_sql("BEGIN")


def migrate(connection: Connection) -> None:
    """Create the tables of a new database, or take the steps that an older one lacks.

    Runs in the caller's one transaction. Raises `StoreTooNew` where a later version wrote the database.
    """
    found = _found(connection)
    if found is None:
        _create(connection)
        return
    if found > VERSION:
        raise StoreTooNew(
            f"{connection.engine.url.database}: a later version of Zvirka wrote it (schema {found}, this one knows "
            f"{VERSION}): install that version again"
        )
    for step in STEPS[found - 1 :]:
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        if step.then is not None:
            step.then(connection)
    _note_version(connection, found)


def _create(connection: Connection) -> None:
    schema.METADATA.create_all(connection)
    for table in schema.APPEND_ONLY:
        for statement in refuse_changes(table):
            connection.exec_driver_sql(statement)
    connection.execute(insert(schema.meta).values(key="schema_version", value=str(VERSION)))


def _found(connection: Connection) -> int | None:
    if not inspect(connection).has_table(schema.meta.name):
        return None
    return int(
        connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema_version")).scalar_one()
    )


def _note_version(connection: Connection, found: int) -> None:
    if found < VERSION:
        connection.execute(update(schema.meta).where(schema.meta.c.key == "schema_version").values(value=str(VERSION)))
