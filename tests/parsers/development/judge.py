"""Judges one reading against its labels: what is right, what is wrong and how."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from parsers import Reading, Scope
from tests.parsers.development.labels import Label, Post, Statement, statement_of

Test = Callable[[Statement, Statement], bool]


class Cause(StrEnum):
    """How a statement of the parsers and a label part, the most dangerous first."""

    WRONG_FIGURE = "wrong figure"
    WRONG_DIRECTION = "wrong direction"
    FALSE_NEWS = "background taken for news"
    WRONG_KIND = "wrong kind"
    DIRECTION_GUESSED = "direction guessed"
    PART_AS_WHOLE = "part taken for the whole"
    NEWS_AS_BACKGROUND = "news taken for background"
    MISSED = "missed"
    WRONG_BOUND = "wrong bound"
    DIRECTION_LOST = "direction lost"
    WHOLE_AS_PART = "whole taken for a part"
    BACKGROUND = "background confused"
    RIGHT = "right"


DANGEROUS = frozenset({Cause.WRONG_FIGURE, Cause.WRONG_DIRECTION, Cause.FALSE_NEWS})


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement beside the label that it is compared with; either may be absent."""

    cause: Cause
    expected: Label | None
    found: Statement | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that one post shows."""

    post: Post
    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def is_silent(self) -> bool:
        """Whether news is neither read nor handed to a person."""
        return self._announces and not self._read and not self.reading.unread

    @property
    def is_falsely_unread(self) -> bool:
        """Whether a person is bothered for nothing."""
        return self.reading.unread and not self._announces and not self.post.unread_ok

    @property
    def _announces(self) -> bool:
        return any(label.statement.is_news and not label.optional for label in self.post.labels)

    @property
    def _read(self) -> bool:
        """Whether a whole is read, or a share where the text tells shares alone."""
        labelled = {
            label.statement.scope for label in self.post.labels if label.statement.is_news and not label.optional
        }
        enough = {Scope.HANDOVER, Scope.UNDISCLOSED} | (labelled if labelled == {Scope.PART} else set())
        return any(claim.scope in enough for claim in self.reading.claims)


def judge(post: Post, reading: Reading) -> Judgement:
    """Return how `reading` compares with the labels of `post`; a figure repeated in one role counts once."""
    found = list(dict.fromkeys(statement_of(claim) for claim in reading.claims))
    labels = _distinct(post.labels)
    findings = []
    for closeness in (_same, _same_figure_and_role, _same_figure):
        findings += _pair(labels, found, closeness)
    findings += [_stray(post, statement) for statement in found]
    findings += [_missed(label) for label in labels if not label.optional]
    return Judgement(post, reading, tuple(findings))


def _distinct(labels: tuple[Label, ...]) -> list[Label]:
    """Return one label of each statement, the optional ones last, so that they are compared with what is left."""
    distinct = {label.statement: label for label in reversed(labels)}.values()
    return sorted(distinct, key=lambda label: label.optional)


def _pair(labels: list[Label], found: list[Statement], close: Test) -> list[Finding]:
    """Take the pairs that are close enough out of both lists."""
    findings = []
    for statement in tuple(found):
        label = next((label for label in labels if close(label.statement, statement)), None)
        if label:
            labels.remove(label)
            found.remove(statement)
            findings.append(Finding(_cause(label.statement, statement), label, statement))
    return findings


def _same(expected: Statement, found: Statement) -> bool:
    return expected == found


def _same_figure(expected: Statement, found: Statement) -> bool:
    return expected.kind == found.kind and expected.value == found.value


def _same_figure_and_role(expected: Statement, found: Statement) -> bool:
    return _same_figure(expected, found) and (expected.scope == found.scope or expected.to == found.to)


def _cause(expected: Statement, found: Statement) -> Cause:
    rules = (
        (expected == found, Cause.RIGHT),
        (not expected.is_news and not found.is_news, Cause.BACKGROUND),
        (not expected.is_news, Cause.FALSE_NEWS),
        (not found.is_news, Cause.NEWS_AS_BACKGROUND),
        (expected.to is None and found.to is not None, Cause.DIRECTION_GUESSED),
        (expected.to is not None and found.to is None, Cause.DIRECTION_LOST),
        (expected.to != found.to, Cause.WRONG_DIRECTION),
        (expected.scope is Scope.PART and found.scope is not Scope.PART, Cause.PART_AS_WHOLE),
        (expected.scope is not Scope.PART and found.scope is Scope.PART, Cause.WHOLE_AS_PART),
    )
    return next((cause for holds, cause in rules if holds), Cause.WRONG_BOUND)


def _stray(post: Post, found: Statement) -> Finding:
    """Explain a statement for which no label is left."""
    if not found.is_news:
        return Finding(Cause.BACKGROUND, None, found)
    same_value = [label for label in post.labels if label.statement.value == found.value]
    twin = next((label for label in same_value if label.statement.kind == found.kind), None)
    if twin:
        return Finding(_cause(twin.statement, found), twin, found)
    return Finding(Cause.WRONG_KIND if same_value else Cause.WRONG_FIGURE, next(iter(same_value), None), found)


def _missed(label: Label) -> Finding:
    return Finding(Cause.MISSED if label.statement.is_news else Cause.BACKGROUND, label, None)
