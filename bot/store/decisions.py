"""What editors ruled: a chain of entries to which rows are only ever added."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from bot.records import Action, Decision, Entry, Ground, PostKey
from bot.store.chain import FIRST, ground_to_json, seal
from bot.store.schema import decisions
from parsers.claim import Receiver


def add(connection: Connection, decision: Decision) -> Entry:
    """Append a decision, chained to the one before it."""
    last = connection.execute(
        select(decisions.c.number, decisions.c.hash).order_by(decisions.c.number.desc()).limit(1)
    ).one_or_none()
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST)
    sealed = seal(number, decision, previous)
    connection.execute(
        insert(decisions).values(
            number=number,
            repatriation_id=decision.repatriation,
            action=decision.action.value,
            editor_id=decision.editor_id,
            editor=decision.editor,
            decided_at=decision.decided_at,
            on_state=decision.on_state,
            figures={receiver.value: value for receiver, value in decision.figures.items()},
            reason=decision.reason,
            into_id=decision.into,
            posts=[list(post) for post in decision.posts],
            asked=decision.asked,
            deadline=decision.deadline,
            via=decision.via,
            ground=None if decision.ground is None else ground_to_json(decision.ground),
            awaits_second=decision.awaits_second,
            previous=previous,
            hash=sealed,
        )
    )
    return Entry(number, decision, previous, sealed)


def every(connection: Connection, repatriation: str | None = None) -> list[Decision]:
    """Return all decisions in the order in which they were taken; of one repatriation where it is named."""
    return [entry.decision for entry in log(connection, repatriation)]


def log(connection: Connection, repatriation: str | None = None) -> list[Entry]:
    """Return the entries of the log in their order; those of one repatriation or thread where it is named."""
    query = select(decisions).order_by(decisions.c.number)
    if repatriation is not None:
        query = query.where(decisions.c.repatriation_id == repatriation)
    return [Entry(row.number, _decision(row), row.previous, row.hash) for row in connection.execute(query)]


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
        into=row.into_id,
        posts=tuple(PostKey(*post) for post in row.posts),
        asked=row.asked,
        deadline=row.deadline,
        via=row.via,
        ground=_ground(row.ground),
        awaits_second=row.awaits_second,
    )


def _ground(kept: Sequence[Any] | None) -> Ground | None:
    if kept is None:
        return None
    figures, *sources = kept
    return Ground(figures, tuple((PostKey(source, post), revision) for source, post, revision in sources))
