"""What happens when an editor presses a button or answers a question."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.alerts.wording import plain_line, say
from bot.desk.decisions import Editor, done, lock, rule
from bot.errors import DecisionRefused
from bot.ingest import Ingest
from bot.records import Action, Decision, Repatriation, Subscriber, SubscriberState, Thread, Topic, read_thread
from bot.store import Store, Transaction, buttons, decisions, posts, subscribers
from bot.store.buttons import Button, Question


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press is answered. `note` is shown at once (plain text, 200 characters), `question` is a message."""

    note: str
    is_urgent: bool = False
    question: str | None = None
    welcome: tuple[Subscriber, str] | None = None


class Rulings:
    """Turns presses and answers of editors into decisions."""

    def __init__(self, store: Store, ingest: Ingest, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._ingest = ingest
        self._clock = clock

    async def press(self, editor: Editor, language: str, data: bytes) -> Pressed:
        """Do what the button of token `data` says; the token comes from a client, so it may be anything."""
        button = await self._store.transact(buttons.find, data.decode("ascii", "replace"))
        if button is None:
            return Pressed(say(language, "button-unknown"), is_urgent=True)
        thread = read_thread(button.thread)
        if thread.topic is Topic.POST:
            return await self._mark_seen(editor, language, button)
        if thread.topic is Topic.SUBSCRIBER:
            return await self._admit(button, thread, language)
        return await self._rule(editor, language, replace(button, thread=thread.of))

    async def answer(self, editor: Editor, language: str, text: str) -> str | None:
        """Take what an editor wrote as the answer to the question that waits; None where nothing was asked."""
        question = await self._store.transact(buttons.asked, editor.id)
        if question is None:
            return None
        present = self._ingest.book.find(question.thread)
        if present is None or present.state != question.state:
            await self._store.transact(buttons.forget, editor.id)
            return self._outdated(present, language)
        try:
            decision = rule(present, Action(question.action), editor, self._clock(), text)
        except DecisionRefused as error:
            return say(language, str(error))
        try:
            await self._ingest.decide(decision)
        except DecisionRefused:
            return self._outdated(self._ingest.book.find(question.thread), language)
        finally:
            await self._store.transact(buttons.forget, editor.id)
        return say(language, done(decision, self._ingest.book.find(question.thread)))

    async def _rule(self, editor: Editor, language: str, button: Button) -> Pressed:
        present = self._ingest.book.find(button.thread)
        action = Action(button.action)
        if present is None or lock(present, action) != button.state or button.is_used:
            return Pressed(self._outdated(present, language), is_urgent=True)
        if action in (Action.CORRECT, Action.REJECT):
            question = Question(editor.id, button.thread, button.state, button.action)
            await self._store.transact(buttons.ask, question, self._clock())
            asked = say(language, f"ask-{action.value}", repatriation=plain_line(present, language))
            return Pressed(say(language, "asked"), question=asked)
        try:
            decision = rule(present, action, editor, self._clock())
        except DecisionRefused as error:
            return Pressed(say(language, str(error)), is_urgent=True)
        try:
            await self._ingest.decide(decision)
        except DecisionRefused:
            return Pressed(self._outdated(self._ingest.book.find(button.thread), language), is_urgent=True)
        return Pressed(say(language, done(decision, self._ingest.book.find(button.thread))))

    def _outdated(self, present: Repatriation | None, language: str) -> str:
        now = say(language, "gone") if present is None else plain_line(present, language)
        return say(language, "button-outdated", now=now)

    async def _mark_seen(self, editor: Editor, language: str, button: Button) -> Pressed:
        decision = Decision(button.thread, Action.SEEN, editor.id, editor.name, self._clock(), button.state)
        await self._store.transact(_see, button, decision)
        return Pressed(say(language, "done-seen"))

    async def _admit(self, button: Button, thread: Thread, language: str) -> Pressed:
        chat_id = int(thread.of)
        state = SubscriberState.ACTIVE if button.action == "approve" else SubscriberState.REFUSED
        admitted = await self._store.transact(_settle_request, button, chat_id, state, self._clock())
        if admitted is None:
            return Pressed(say(language, "request-settled"), is_urgent=True)
        welcome = (admitted, say(admitted.language, f"request-{state.value}"))
        return Pressed(say(language, f"done-{button.action}"), welcome=welcome)


def _see(connection: Transaction, button: Button, decision: Decision) -> None:
    key = read_thread(button.thread).post
    post = posts.find(connection, key)
    if post is not None and post.unread:
        posts.mark(connection, key, unread=False, fault=post.fault)
        decisions.add(connection, decision)
    buttons.use(connection, button.thread, button.state, decision.decided_at)


def _settle_request(
    connection: Transaction, button: Button, chat_id: int, state: SubscriberState, now: datetime
) -> Subscriber | None:
    """Store what an editor said to a request; None where another editor was first."""
    known = subscribers.find(connection, chat_id)
    buttons.use(connection, button.thread, button.state, now)
    if known is None or known.state is not SubscriberState.ASKING:
        return None
    settled = replace(known, state=state)
    subscribers.put(connection, settled, now)
    return settled
