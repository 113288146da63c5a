"""What an editor orders in words, in a chat or on the command line, done and answered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from typing import Final

from bot.alerts.wording import plain_line, say
from bot.desk.decisions import Editor, done
from bot.desk.wishes import wish
from bot.errors import DecisionRefused, StateOutdated
from bot.ingest import Ingest
from bot.records import Action, Thread, Topic

NOBODY: Final = Editor(0, "the operator")
"""Who rules on the command line without saying as whom."""


@dataclass(frozen=True, slots=True)
class Order:
    """The words of a ruling, the state that it is made on (None: whatever is shown now), and by which road it came."""

    words: tuple[str, ...]
    state: str | None = None
    via: str | None = None


async def obey(order: Order, editor: Editor, language: str, ingest: Ingest, clock: Callable[[], datetime]) -> str:
    """Take the ruling; return what the editor is answered. Raises `DecisionRefused` with a text for a person."""
    try:
        decision = wish(order.words, ingest.book.picture, editor, clock(), order.state)
        await ingest.decide(replace(decision, via=order.via))
    except StateOutdated as error:
        raise StateOutdated(f"{_text(error, language)} {_now(ingest, order.words[1], language)}") from error
    except DecisionRefused as error:
        raise DecisionRefused(_text(error, language)) from error
    place = decision.into or decision.repatriation
    return f"{say(language, done(decision, ingest.book.find(place)))}\n{_now(ingest, place, language)}"


def thread_of(words: Sequence[str]) -> Thread:
    """Return the thread of the message that shows an editor what the words rule on."""
    repatriation = words[1] if len(words) > 1 else ""
    return Thread(Topic.SECOND if words[:1] == (Action.SECOND.value,) else None, repatriation)


def editor_named(name: str | None, editors: Iterable[Editor]) -> Editor:
    """Return the editor of that name or Telegram id. Raises `DecisionRefused` where there is none."""
    if name is None:
        return NOBODY
    known = list(editors)
    found = next((one for one in known if name in (one.name, str(one.id))), None)
    if found is None:
        raise DecisionRefused(f"--as {name}: no such editor: {', '.join(one.name for one in known) or 'there is none'}")
    return found


def _now(ingest: Ingest, repatriation: str, language: str) -> str:
    found = ingest.book.find(repatriation)
    if found is None:
        return say(language, "gone")
    return f"{found.id}, state {found.state}: {plain_line(found, language)}"


def _text(error: DecisionRefused, language: str) -> str:
    """Return the text of a refusal; those without a space are keys of the desk's phrases."""
    text = str(error)
    return text if " " in text else unescape(say(language, text, **error.values))
