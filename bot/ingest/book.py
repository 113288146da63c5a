"""All that is known at one moment: the claims of every post, the decisions, and the picture that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from bot.crosscheck import Memory, crosscheck
from bot.records import Decision, Known, Picture, PostKey, Repatriation, Statement
from bot.store import Transaction, claims, decisions
from bot.store import history as stored_history
from parsers.parties import Party


@dataclass(frozen=True)
class Book:
    """The claims by post, the decisions in the order in which they were taken, and a reference history, if any.

    Never changed: replaced.
    """

    claims: Mapping[PostKey, tuple[Statement, ...]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    history: tuple[Known, ...] = ()
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    @cached_property
    def picture(self) -> Picture:
        """What follows, as the cross-check sees it."""
        statements = [statement for post in self.claims.values() for statement in post]
        return crosscheck(statements, decisions=self.decisions, history=self.history, memory=self.memory)

    def with_claims(self, changed: Mapping[PostKey, tuple[Statement, ...]]) -> Self:
        """Return the book in which those posts claim that; itself where nothing differs."""
        known = {key: found for key, found in changed.items() if found != self.claims.get(key, ())}
        return replace(self, claims={**self.claims, **known}) if known else self

    def with_decision(self, decision: Decision) -> Self:
        """Return the book with one decision more."""
        return replace(self, decisions=(*self.decisions, decision))

    def reading(self, one: Statement) -> tuple[Statement, ...]:
        """Return what the text of a statement says by the claims in this book."""
        return tuple(said for said in self.claims.get(one.post, ()) if said.revision == one.revision)

    def find(self, repatriation: str) -> Repatriation | None:
        """Return the repatriation of that id, or None."""
        return next((one for one in self.picture.repatriations if one.id == repatriation), None)


def load(connection: Transaction, parties: Mapping[str, Party], history: tuple[Known, ...] = ()) -> Book:
    """Read the book from the database; the history imported there comes before `history` where both know a day."""
    found: dict[PostKey, list[Statement]] = {}
    for statement in claims.statements(connection, parties):
        found.setdefault(statement.post, []).append(statement)
    posts = {key: tuple(rows) for key, rows in found.items()}
    known = {(one.kind, one.happened_on): one for one in (*history, *stored_history.every(connection))}
    return Book(posts, tuple(decisions.every(connection)), tuple(known.values()))
