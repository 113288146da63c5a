"""What subscribers ask in the chat with the bot, and what they are answered. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Final

from bot.alerts.wording import LANGUAGES, kind_name, last_line, say, setting_text, settings_text
from bot.desk.settings import change
from bot.records import Picture, Subscriber, SubscriberState
from bot.reports.totals import Period
from parsers.claim import Kind

LAST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A command as it came: from which chat, and what is known of it. `subscriber` is None for a stranger."""

    chat_id: int
    chat_name: str
    words: tuple[str, ...]
    language: str
    subscriber: Subscriber | None
    is_editor: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What the answers speak of. `waits`: which sources Telegram asks us to leave alone, and until when."""

    picture: Picture
    status: Mapping[str, int | str]
    waits: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """The chart that is asked for, as of the day by the clock of `zone`."""

    kind: Kind
    by: Period
    zone: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say; what to store of the subscriber; whether editors must approve first; what to draw instead."""

    text: str
    subscriber: Subscriber | None = None
    asks_approval: bool = False
    chart: Wish | None = None


def answer(asked: Asked, scene: Scene) -> Answer:
    """Return what a command is answered, in the language of the chat."""
    command = COMMANDS.get(asked.words[0].lstrip("/").partition("@")[0].lower(), _unknown)
    return command(asked, scene)


def _start(asked: Asked, _scene: Scene) -> Answer:
    present = asked.subscriber or Subscriber(asked.chat_id, asked.chat_name, asked.language, is_editor=asked.is_editor)
    if asked.subscriber and present.state is SubscriberState.ACTIVE:
        return Answer(say(asked.language, "start-already"))
    if present.state is SubscriberState.REFUSED:
        return Answer(say(asked.language, "start-refused"))
    was_known = asked.subscriber is not None and present.state is not SubscriberState.ASKING
    if asked.is_open or asked.is_editor or was_known:
        return Answer(say(asked.language, "start"), replace(present, state=SubscriberState.ACTIVE))
    is_new = asked.subscriber is None
    asking = replace(present, state=SubscriberState.ASKING)
    return Answer(say(asked.language, "start-asked"), asking if is_new else None, asks_approval=is_new)


def _stop(asked: Asked, _scene: Scene) -> Answer:
    if asked.subscriber is None or asked.subscriber.state is not SubscriberState.ACTIVE:
        return _not_subscribed(asked)
    return Answer(say(asked.language, "stop"), replace(asked.subscriber, state=SubscriberState.STOPPED))


def _language(asked: Asked, _scene: Scene) -> Answer:
    wanted = asked.words[1].lower() if len(asked.words) > 1 else ""
    if wanted not in LANGUAGES:
        return Answer(say(asked.language, "language-which"))
    if asked.subscriber is None:
        return _not_subscribed(asked)
    return Answer(say(wanted, "language-set"), replace(asked.subscriber, language=wanted))


def _kinds(asked: Asked, _scene: Scene) -> Answer:
    if asked.subscriber is None:
        return _not_subscribed(asked)
    wanted = {word.lower() for word in asked.words[1:]}
    if wanted == {"all"}:
        wanted = {kind.value for kind in Kind}
    kinds = tuple(kind for kind in Kind if kind.value in wanted)
    if not kinds or wanted - {kind.value for kind in Kind}:
        return Answer(say(asked.language, "kinds-which", kinds=_kind_names(asked.subscriber.kinds, asked.language)))
    named = _kind_names(kinds, asked.language)
    return Answer(say(asked.language, "kinds-set", kinds=named), replace(asked.subscriber, kinds=kinds))


def _settings(asked: Asked, _scene: Scene) -> Answer:
    if asked.subscriber is None:
        return _not_subscribed(asked)
    return Answer(settings_text(asked.subscriber.policy, asked.language))


def _setting(asked: Asked, _scene: Scene, *, name: str) -> Answer:
    if asked.subscriber is None:
        return _not_subscribed(asked)
    policy = change(name, asked.words[1:], asked.subscriber.policy)
    if policy is None:
        return Answer(setting_text(name, asked.subscriber.policy, asked.language, is_new=False))
    text = setting_text(name, policy, asked.language, is_new=True)
    return Answer(text, replace(asked.subscriber, policy=policy))


def _last(asked: Asked, scene: Scene) -> Answer:
    latest = sorted(scene.picture.repatriations, key=lambda one: (one.happened_on, one.id), reverse=True)
    if not latest:
        return Answer(say(asked.language, "last-none"))
    return Answer("\n".join(last_line(one, asked.language) for one in latest[:LAST_SHOWN]))


def _chart(asked: Asked, _scene: Scene) -> Answer:
    if asked.subscriber is None or asked.subscriber.state is not SubscriberState.ACTIVE:
        return _not_subscribed(asked)
    wanted = [word.lower() for word in asked.words[1:]]
    kinds = [kind for kind in Kind if kind.value in wanted] or list(asked.subscriber.kinds[:1])
    periods = [period for period in Period if period.value in wanted] or [Period.MONTH]
    if set(wanted) - set(Kind) - set(Period) or len(kinds) > 1 or len(periods) > 1:
        return Answer(say(asked.language, "chart-which"))
    return Answer("", chart=Wish(kinds[0], periods[0], asked.subscriber.policy.zone))


def _status(asked: Asked, scene: Scene) -> Answer:
    state = asked.subscriber.state if asked.subscriber else SubscriberState.STOPPED
    lines = [say(asked.language, f"status-{state.value}"), say(asked.language, "status", **scene.status)]
    if scene.waits:
        named = ", ".join(f"{what} ({until:%H:%M} UTC)" for what, until in sorted(scene.waits.items()))
        lines.append(say(asked.language, "status-waits", waits=named))
    return Answer("\n".join(lines))


def _help(asked: Asked, _scene: Scene) -> Answer:
    return Answer(say(asked.language, "help"))


def _unknown(asked: Asked, _scene: Scene) -> Answer:
    return Answer(say(asked.language, "unknown-command"))


def _not_subscribed(asked: Asked) -> Answer:
    return Answer(say(asked.language, "not-subscribed"))


def _kind_names(kinds: tuple[Kind, ...], language: str) -> str:
    return ", ".join(kind_name(kind, language) for kind in kinds)


COMMANDS: Final[Mapping[str, Callable[[Asked, Scene], Answer]]] = {
    "start": _start,
    "stop": _stop,
    "language": _language,
    "kinds": _kinds,
    "settings": _settings,
    **{name: partial(_setting, name=name) for name in ("lowest", "received", "quiet", "zone", "digest", "findings")},
    "last": _last,
    "chart": _chart,
    "status": _status,
    "help": _help,
}
