"""Buttons that were pressed, and questions that wait for an editor's answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.schema import buttons, questions


@dataclass(frozen=True, slots=True)
class Button:
    """What pressing it means: `action` on `thread` as it stood in `state`."""

    token: str
    thread: str
    state: str
    action: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What an editor was asked: the answer completes `action` on `thread` as it stood in `state`."""

    editor_id: int
    thread: str
    state: str
    action: str


def find(connection: Connection, token: str) -> Button | None:
    """Return the button of that token, or None: the token comes from a client and may be anything."""
    row = connection.execute(select(buttons).where(buttons.c.token == token)).one_or_none()
    if row is None:
        return None
    return Button(row.token, row.thread, row.state, row.action, row.used_at is not None)


def use(connection: Connection, thread: str, state: str, now: datetime) -> None:
    """Use up all the buttons of one state of a thread: one of them was enough."""
    connection.execute(
        update(buttons)
        .where(buttons.c.thread == thread, buttons.c.state == state, buttons.c.used_at.is_(None))
        .values(used_at=now)
    )


def ask(connection: Connection, question: Question, now: datetime) -> None:
    """Remember what an editor is being asked, in place of any earlier question."""
    forget(connection, question.editor_id)
    connection.execute(
        insert(questions).values(
            editor_id=question.editor_id,
            thread=question.thread,
            state=question.state,
            action=question.action,
            asked_at=now,
        )
    )


def asked(connection: Connection, editor_id: int) -> Question | None:
    """Return what that editor is being asked, or None."""
    row = connection.execute(select(questions).where(questions.c.editor_id == editor_id)).one_or_none()
    return None if row is None else Question(row.editor_id, row.thread, row.state, row.action)


def forget(connection: Connection, editor_id: int) -> None:
    """Stop waiting for an answer."""
    connection.execute(delete(questions).where(questions.c.editor_id == editor_id))
