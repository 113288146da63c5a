"""What editors ruled: rows are only ever added."""

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from bot.records import Action, Decision
from bot.store.schema import decisions
from parsers.claim import Receiver


def add(connection: Connection, decision: Decision) -> None:
    """Append a decision."""
    connection.execute(
        insert(decisions).values(
            repatriation_id=decision.repatriation,
            action=decision.action.value,
            editor_id=decision.editor_id,
            editor=decision.editor,
            decided_at=decision.decided_at,
            on_state=decision.on_state,
            figures={receiver.value: value for receiver, value in decision.figures.items()},
            reason=decision.reason,
        )
    )


def every(connection: Connection, repatriation: str | None = None) -> list[Decision]:
    """Return all decisions in the order in which they were taken; of one repatriation where it is named."""
    query = select(decisions).order_by(decisions.c.number)
    if repatriation is not None:
        query = query.where(decisions.c.repatriation_id == repatriation)
    return [_decision(row) for row in connection.execute(query)]


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        repatriation=row.repatriation_id,
        action=Action(row.action),
        editor_id=row.editor_id,
        editor=row.editor,
        decided_at=row.decided_at,
        on_state=row.on_state,
        figures={Receiver(receiver): value for receiver, value in row.figures.items()},
        reason=row.reason,
    )
