"""Brings a database to the present schema, or refuses it."""

from sqlalchemy import Connection, insert, inspect, select

from bot.errors import StoreTooNew
from bot.store import schema


def migrate(connection: Connection) -> None:
    """Create the tables of a new database; raise `StoreTooNew` where a later version wrote it."""
    if inspect(connection).has_table(schema.meta.name):
        _refuse_newer(connection)
        return
    schema.METADATA.create_all(connection)
    for table in schema.APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    connection.execute(insert(schema.meta).values(key="schema_version", value=str(schema.VERSION)))


def _refuse_newer(connection: Connection) -> None:
    found = int(
        connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema_version")).scalar_one()
    )
    if found > schema.VERSION:
        path = connection.engine.url.database
        raise StoreTooNew(
            f"{path}: a later version of Zvirka wrote it (schema {found}, this one knows {schema.VERSION}): "
            "install that version again"
        )
