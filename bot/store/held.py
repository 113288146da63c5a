"""What waits for the end of a chat's quiet hours."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.records import Alert
from bot.store import outbox
from bot.store.schema import deliveries, held


def waiting(connection: Connection) -> dict[int, list[str]]:
    """Return the threads that wait, by chat, in the order in which they came."""
    found: dict[int, list[str]] = {}
    for row in connection.execute(select(held).order_by(held.c.alert)):
        threads = found.setdefault(row.chat_id, [])
        if row.thread not in threads:
            threads.append(row.thread)
    return found


def release(connection: Connection, chat_id: int, summary: Alert, now: datetime) -> None:
    """Let go what waits for a chat, after a summary of it."""
    outbox.tell(connection, summary, chat_id, now)
    query = select(held).where(held.c.chat_id == chat_id).order_by(held.c.alert, held.c.part)
    rows = [
        outbox.delivery_row(row.alert, row.thread, chat_id, outbox.Part(row.part), now)
        for row in connection.execute(query)
    ]
    if rows:
        connection.execute(insert(deliveries), rows)
    drop(connection, chat_id)


def drop(connection: Connection, chat_id: int) -> None:
    """Forget what waits for a chat."""
    connection.execute(delete(held).where(held.c.chat_id == chat_id))
