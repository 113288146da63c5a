"""What an editor wants ruled, as words: the same for the command line and for `/decide` in a chat. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from bot.desk.decisions import Editor, lock, rule
from bot.errors import DecisionRefused, StateOutdated
from bot.records import Action, Decision, Picture, PostKey, Repatriation, Statement

HOURS_TO_ANSWER: Final = 24
USAGE: Final = {
    Action.CONFIRM: "confirm ID [reason]",
    Action.CORRECT: "correct ID 1003/38 reason",
    Action.REJECT: "reject ID reason",
    Action.HOLD: "hold ID [reason]",
    Action.RELEASE: "release ID [reason]",
    Action.SECOND: "second ID [reason]",
    Action.MERGE: "merge ID INTO reason",
    Action.SPLIT: "split ID DAY SOURCE/POST[,SOURCE/POST…] reason",
    Action.ASKED: "asked ID HOURS whom and what",
}


def wish(words: Sequence[str], picture: Picture, editor: Editor, now: datetime, state: str | None = None) -> Decision:
    """Return the decision that `words` ask for: the action, the id of the repatriation, then what the action needs.

    It is made on the present state, of which `state` must be the `lock` where that is given. Raises `DecisionRefused`
    with the key of a phrase that says what is wrong and how it is written.
    """
    if len(words) < 2 or words[0] not in set(USAGE):
        raise DecisionRefused("wish-unknown", ways="; ".join(USAGE.values()))
    action, present = Action(words[0]), _find(words[1], picture)
    if state is not None and state != (known := lock(present, action)):
        raise StateOutdated("changed-since", id=present.id, state=known)
    return _ruled(action, present, picture, words[2:], editor, now)


def _ruled(
    action: Action, present: Repatriation, picture: Picture, rest: Sequence[str], editor: Editor, now: datetime
) -> Decision:
    if action is Action.MERGE:
        return _merge(present, picture, rest, editor, now)
    if action is Action.SPLIT:
        return _split(present, rest, editor, now)
    if action is Action.ASKED:
        return _asked(present, rest, editor, now)
    return rule(present, action, editor, now, " ".join(rest))


def _merge(present: Repatriation, picture: Picture, rest: Sequence[str], editor: Editor, now: datetime) -> Decision:
    if len(rest) < 2:
        raise _refused(Action.MERGE)
    into = _find(rest[0], picture)
    if into.id == present.id or into.kind is not present.kind:
        raise DecisionRefused("merge-strange", id=present.id, into=into.id)
    return _made(Action.MERGE, present, rest[1:], editor, now, into=into.id)


def _split(present: Repatriation, rest: Sequence[str], editor: Editor, now: datetime) -> Decision:
    if len(rest) < 3:
        raise _refused(Action.SPLIT)
    into = f"{present.kind.value}-{_day(rest[0]).isoformat()}"
    posts = tuple(PostKey(*post.split("/", 1)) for post in rest[1].split(",") if "/" in post)
    known = {said.post for said in _said(present)}
    strangers = ["/".join(post) for post in posts if post not in known]
    if not posts or strangers:
        named = ", ".join(strangers) or rest[1]
        raise DecisionRefused("split-strange", id=present.id, posts=named)
    if into == present.id or set(posts) >= known:
        raise DecisionRefused("split-whole", id=present.id)
    return _made(Action.SPLIT, present, rest[2:], editor, now, into=into, posts=posts)


def _asked(present: Repatriation, rest: Sequence[str], editor: Editor, now: datetime) -> Decision:
    if len(rest) < 2 or not rest[0].isdecimal() or not 0 < int(rest[0]) <= 24 * 365:
        raise _refused(Action.ASKED)
    deadline = now + timedelta(hours=int(rest[0]))
    return _made(Action.ASKED, present, (), editor, now, asked=" ".join(rest[1:]), deadline=deadline)


def _made(
    action: Action,
    present: Repatriation,
    reason: Sequence[str],
    editor: Editor,
    now: datetime,
    *,
    into: str | None = None,
    posts: tuple[PostKey, ...] = (),
    asked: str | None = None,
    deadline: datetime | None = None,
) -> Decision:
    return Decision(
        repatriation=present.id,
        action=action,
        editor_id=editor.id,
        editor=editor.name,
        decided_at=now,
        on_state=present.state,
        reason=" ".join(reason) or None,
        into=into,
        posts=posts,
        asked=asked,
        deadline=deadline,
    )


def _said(present: Repatriation) -> list[Statement]:
    of_figures = [one for verdict in present.figures.values() for one in (*verdict.standing, *verdict.former)]
    return [*of_figures, *present.parts, *present.unplaced]


def _find(repatriation: str, picture: Picture) -> Repatriation:
    found = next((one for one in picture.repatriations if one.id == repatriation), None)
    if found is None:
        raise DecisionRefused("no-such", id=repatriation)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DecisionRefused("day-unreadable", day=text) from None


def _refused(action: Action) -> DecisionRefused:
    return DecisionRefused("wish-incomplete", ways=USAGE[action])
