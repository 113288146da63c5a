"""The bot's ears: commands of subscribers, buttons and answers of editors."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from telethon import TelegramClient, events, utils
from telethon.tl import types
from telethon.tl.functions.bots import SetBotCommandsRequest

from bot.alerts.wording import LANGUAGES, request_text, say
from bot.config import Configuration
from bot.desk.commands import COMMANDS, Asked, Scene, Wish, answer
from bot.desk.decisions import Editor
from bot.desk.orders import Order, obey, thread_of
from bot.desk.rulings import Rulings
from bot.errors import DecisionRefused
from bot.ingest import Ingest
from bot.records import Alert, AlertType, Subscriber, SubscriberState, Thread, Topic
from bot.reports.pictures import chart_alert
from bot.store import Store, Transaction, accounts, channels, outbox, parcels, parked, posts, subscribers
from bot.telegram import call, deadline

log = logging.getLogger(__name__)

APPROVALS: Final = ("approve", "refuse")


class Desk:
    """Listens to the bot's account. Rights come from the configuration, by Telegram id, at every single press."""

    def __init__(
        self,
        client: TelegramClient,
        store: Store,
        ingest: Ingest,
        configuration: Configuration,
        clock: Callable[[], datetime],
        when_alerted: Callable[[], None],
    ) -> None:
        self._client = client
        self._store = store
        self._ingest = ingest
        self._is_open = configuration.desk.is_open
        self._oldest = timedelta(hours=configuration.alerts.oldest_hours)
        self._editors = {one.id: one for one in configuration.editors}
        self._clock = clock
        self._when_alerted = when_alerted
        self._username = ""
        self._rulings = Rulings(store, ingest, clock)
        client.add_event_handler(self._on_message, events.NewMessage(incoming=True))
        client.add_event_handler(self._on_press, events.CallbackQuery())

    async def when_up(self) -> None:
        """Learn our own name, and tell Telegram the commands, which it shows in its menu."""
        async with deadline():
            self._username = (await self._client.get_me()).username or ""
        names = [types.BotCommand(name, say("en", f"command-{name}")) for name in COMMANDS]
        await call(self._client, SetBotCommandsRequest(types.BotCommandScopeDefault(), "", names))

    async def _on_message(self, event: Any) -> None:  # noqa: ANN401 - Telethon has no types
        text = event.raw_text or ""
        try:
            async with deadline():
                if text.split()[:1] == ["/decide"] and event.is_private and event.sender_id in self._editors:
                    await self._decide(event, text)
                elif text.startswith("/") and self._is_for_us(text):
                    await self._obey(event, text)
                elif event.is_private and event.sender_id in self._editors:
                    await self._hear(event, text)
        except Exception as error:  # noqa: BLE001 - one chat's message must not end the desk
            log.warning("command failed", extra={"chat": event.chat_id, "cause": repr(error)})

    def _is_for_us(self, text: str) -> bool:
        """Say whether a command is not addressed to another bot of the same group ("/start@that_bot")."""
        _, at, name = text.split(maxsplit=1)[0].partition("@")
        return not at or name.lower() == self._username.lower()

    async def _obey(self, event: Any, text: str) -> None:  # noqa: ANN401
        known = await self._store.transact(subscribers.find, event.chat_id)
        sender = await event.get_sender()
        asked = Asked(
            chat_id=event.chat_id,
            chat_name=utils.get_display_name(await event.get_chat()),
            words=tuple(text.split()),
            language=known.language if known else _language_of(sender),
            subscriber=known,
            is_editor=event.chat_id in self._editors,
            is_open=self._is_open,
        )
        scene = Scene(
            self._ingest.book.picture,
            await self._store.transact(_status),
            await self._store.transact(_waits, self._clock()),
        )
        found = answer(asked, scene)
        if found.subscriber is not None:
            await self._store.transact(_enrol, found.subscriber, found.asks_approval, self._clock(), self._oldest)
            self._when_alerted()
        said = found.text if found.chart is None else await self._show(event, asked.language, found.chart)
        if said is not None:
            await event.respond(said, parse_mode="html", link_preview=False)

    async def _show(self, event: Any, language: str, wish: Wish) -> str | None:  # noqa: ANN401
        """Put a chart into the outbox, once for each time it is asked for; return what to say instead, if anything."""
        book, now = self._ingest.book, self._clock()
        thread = f"{AlertType.CHART.value}:{event.chat_id}/{event.id}"
        today = now.astimezone(ZoneInfo(wish.zone)).date()
        alert = chart_alert(book.picture, book.history, thread, wish.kind, today, wish.by)
        if alert is None:
            return say(language, "last-none")
        if not await self._store.transact(_tell_one, alert, event.chat_id, now):
            return say(language, "chart-waits")
        self._when_alerted()
        return None

    async def _decide(self, event: Any, text: str) -> None:  # noqa: ANN401
        """Take a ruling in words, on the state of the message that the editor has."""
        words = tuple(text.split()[1:])
        thread = str(thread_of(words))
        state = await self._store.transact(outbox.shown, thread, event.chat_id)
        editor, language = self._editor(event.sender_id), self._language(event.sender_id)
        try:
            said = await obey(Order(words, state), editor, language, self._ingest, self._clock)
        except DecisionRefused as error:
            said = str(error)
        await event.respond(said, parse_mode=None, link_preview=False)

    async def _hear(self, event: Any, text: str) -> None:  # noqa: ANN401
        said = await self._rulings.answer(self._editor(event.sender_id), self._language(event.sender_id), text)
        if said is not None:
            await event.respond(said, parse_mode="html", link_preview=False)

    async def _on_press(self, event: Any) -> None:  # noqa: ANN401
        try:
            async with deadline():
                await self._press(event)
        except Exception as error:  # noqa: BLE001 - one press must not end the desk
            log.warning("button failed", extra={"editor": event.sender_id, "cause": repr(error)})

    async def _press(self, event: Any) -> None:  # noqa: ANN401
        if event.sender_id not in self._editors:
            log.warning("press by somebody who is no editor", extra={"person": event.sender_id, "chat": event.chat_id})
            sender = await event.get_sender()
            await event.answer(say(_language_of(sender), "not-an-editor"), alert=True)
            return
        language = self._language(event.sender_id)
        pressed = await self._rulings.press(self._editor(event.sender_id), language, event.data)
        await event.answer(pressed.note, alert=pressed.is_urgent)
        if pressed.question is not None:
            await event.respond(pressed.question, parse_mode="html", link_preview=False)
        if pressed.welcome is not None:
            self._when_alerted()
            await self._welcome(*pressed.welcome)

    async def _welcome(self, subscriber: Subscriber, text: str) -> None:
        await self._client.send_message(subscriber.chat_id, text, parse_mode="html", link_preview=False)

    def _editor(self, person: int) -> Editor:
        return Editor(person, self._editors[person].name)

    def _language(self, person: int) -> str:
        return self._editors[person].language


def _enrol(
    connection: Transaction, subscriber: Subscriber, asks_approval: bool, now: datetime, oldest: timedelta
) -> None:
    subscribers.put(connection, subscriber, now)
    if subscriber.state is SubscriberState.ACTIVE:
        parked.release(connection, subscriber.chat_id, now, now - oldest)
    if asks_approval:
        request = Alert(
            type=AlertType.REQUEST,
            thread=str(Thread(Topic.SUBSCRIBER, str(subscriber.chat_id))),
            kind=None,
            state="asking",
            text={language: request_text(subscriber, language) for language in LANGUAGES},
        )
        outbox.add(connection, request, APPROVALS, now)


def _tell_one(connection: Transaction, alert: Alert, chat_id: int, now: datetime) -> bool:
    """Tell a chat, once; say whether that could be. Another that waits comes first: news must not queue behind many."""
    if outbox.has_thread(connection, alert.thread):
        return True
    if outbox.waits(connection, alert.type, chat_id):
        return False
    outbox.tell(connection, alert, chat_id, now)
    return True


def _status(connection: Transaction) -> Mapping[str, int | str]:
    stored, unread = posts.count(connection)
    known = channels.every(connection).values()
    waiting = parcels.count(connection).get(outbox.DeliveryState.DUE.value, 0)
    return {
        "sources": sum(one.failure is None for one in known),
        "failing": sum(one.failure is not None for one in known),
        "posts": stored,
        "unread": unread,
        "waiting": waiting,
    }


def _waits(connection: Transaction, now: datetime) -> Mapping[str, datetime]:
    """Return which sources Telegram asks us to leave alone; which chats it does is nobody else's business."""
    until = {one.place: one.until for one in reversed(accounts.waiting(connection, now))}
    known = [one for one in channels.every(connection).values() if one.channel_id is not None]
    places = {one.source_id: utils.get_peer_id(types.PeerChannel(one.channel_id)) for one in known}
    return {source: until[place] for source, place in places.items() if place in until}


def _language_of(sender: Any) -> str:  # noqa: ANN401
    code = getattr(sender, "lang_code", None) if isinstance(sender, types.User) else None
    return code if code in LANGUAGES else "uk"
