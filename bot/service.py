"""Starts the parts of the daemon, and stops them."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import NoReturn

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alerts.delivery import Delivery
from bot.alerts.distress import Distress
from bot.alerts.telegram import TelegramVoice
from bot.backups import Backups
from bot.config import Chat, Configuration
from bot.desk.decisions import Editor
from bot.desk.parking import Parking
from bot.desk.road import Road, socket_of
from bot.desk.telegram import Desk
from bot.errors import AccountUnusable, leaves
from bot.health.accounts import Accounts
from bot.health.heartbeat import Heartbeat
from bot.health.judgement import patience, urgent
from bot.health.metrics import Metrics, served
from bot.health.vitals import Vitals
from bot.health.watchdog import Watchdog
from bot.ingest import Ingest
from bot.records import Digest, Level, Policy, Quiet, Source, Subscriber
from bot.reports.draw import Drawings
from bot.reports.rounds import Rounds
from bot.schedule import daily, every, make_scheduler
from bot.sources.alarm import Alarm
from bot.sources.channels import Channels
from bot.sources.history import shipped_history
from bot.sources.silence import Silence
from bot.sources.sweep import Sweep
from bot.sources.telegram import ChannelReader
from bot.store import Store, subscribers
from bot.telegram import Line, Pace, TelegramClient, expect_reader, make_client, sign_in_bot
from parsers import Reading, parse
from parsers.parties import Role

log = logging.getLogger(__name__)

CHANNELS_RETRY_SECONDS = 3600.0
SILENCE_SECONDS = 600.0
ROUND_SECONDS = 60.0
ACCOUNTS = 2


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


class Service:
    """The daemon. `run` returns after SIGTERM or SIGINT, and raises what no retry can mend.

    `channels` can be asked for a sweep while it runs, `rounds` to look who is to be told what, `heart` to beat.
    """

    def __init__(
        self,
        configuration: Configuration,
        clock: Callable[[], datetime] = utc_now,
        read: Callable[..., Reading] = parse,
    ) -> None:
        self._configuration = configuration
        self._clock = clock
        self._read = read
        self._stop = asyncio.Event()
        self._refused: dict[str, AccountUnusable] = {}
        self.channels: ChannelReader | None = None
        self.rounds: Rounds | None = None
        self.heart: Heartbeat | None = None

    def stop(self) -> None:
        """Finish the transaction in hand and return from `run`."""
        self._stop.set()

    async def run(self) -> None:
        """Read, alert and listen until told to stop. Raises `ZvirkaError` where a person must mend something.

        An account that Telegram refuses stops alone. It is raised when the other one is refused too, or at the end.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        with Store.open(self._configuration.store.path) as store:
            try:
                await self._work(store)
            except* _StoppedError:
                log.info("stopped")
        for refused in self._refused.values():
            raise refused

    async def _work(self, store: Store) -> None:
        settings = self._configuration.telegram
        api_hash = self._configuration.api_hash.get_secret_value()
        bot = make_client(settings, settings.bot_session, api_hash)
        reader = make_client(settings, settings.reader_session, api_hash)
        voice = TelegramVoice(bot, Drawings().draw)
        delivery = Delivery(store, voice, self._clock, Random())  # noqa: S311 - jitter, no secret
        watchdog = Watchdog(store)
        distress = self._distress(voice, watchdog)
        store.onlooker = distress
        ingest = await self._ingest(store, delivery)
        self.rounds = Rounds(
            store, lambda: ingest.book.picture, self._clock, delivery.wake, history=lambda: ingest.book.history
        )
        accounts = Accounts(store, self._clock)
        for name, client in (("bot", bot), ("reader", reader)):
            client.when_flooded = partial(accounts.flooded, name)
        desk = Desk(bot, store, ingest, self._configuration, self._clock, delivery.wake)
        self.channels = channels = self._channel_reader(reader, store, ingest)
        silence = Silence(
            store,
            self._clock,
            timedelta(hours=settings.silence_hours),
            when_alerted=delivery.wake,
            want_sweep=channels.want_sweep,
        )
        editors = [Editor(one.id, one.name) for one in self._configuration.editors]
        oldest = timedelta(hours=self._configuration.alerts.oldest_hours)
        alarm = Alarm(store, self._clock, delivery.wake)
        pace = Pace(settings.probe_seconds, settings.answer_seconds, settings.open_seconds)
        reading = Line("reader", reader, expect_reader, pace, when_unreadable=alarm.unreadable)
        speaking = Line("bot", bot, sign_in_bot(self._configuration.bot_token.get_secret_value()), pace)
        vitals = Vitals((reading, speaking), self._clock)
        unpark = Parking(store, self._clock, oldest, delivery.wake).unpark
        errands = {"unpark": unpark, "vitals": vitals.tell}
        road = Road(socket_of(self._configuration.store.path), ingest, editors, self._clock, errands)
        watchdog.lines = (reading, speaking)
        scheduler = self._recurring(channels, silence, self.rounds, alarm)
        self._beat(scheduler, store, vitals, delivery)
        scheduler.start()
        try:
            async with asyncio.TaskGroup() as parts:
                parts.create_task(self._until_stopped(watchdog))
                outlive = partial(self._outlive, accounts=accounts, watchdog=watchdog, alarm=alarm)
                parts.create_task(outlive(speaking.name, accounts.hold(speaking, desk.when_up)))
                parts.create_task(outlive(reading.name, accounts.hold(reading, channels.when_up)))
                parts.create_task(outlive(reading.name, channels.run(reading.is_up)))
                parts.create_task(outlive(speaking.name, delivery.run(speaking.is_up)))
                parts.create_task(watchdog.run())
                parts.create_task(distress.run())
                parts.create_task(road.run())
                parts.create_task(self._measure(vitals))
        finally:
            watchdog.say("STOPPING=1")
            scheduler.shutdown(wait=False)

    def _recurring(self, channels: ChannelReader, silence: Silence, rounds: Rounds, alarm: Alarm) -> AsyncIOScheduler:
        """Return the schedule of all that recurs; it is not started yet."""
        settings = self._configuration.telegram
        scheduler = make_scheduler()
        every(scheduler, settings.sweep_seconds, partial(channels.want_sweep_of, {Role.OFFICIAL}))
        every(scheduler, settings.sweep_others_seconds, partial(channels.want_sweep_of, set(Role) - {Role.OFFICIAL}))
        every(scheduler, CHANNELS_RETRY_SECONDS, channels.want_channels)
        every(scheduler, SILENCE_SECONDS, silence.check)
        every(scheduler, ROUND_SECONDS, rounds.make)
        backup = self._configuration.backup
        if backup.folder is not None:
            backups = Backups(self._configuration.store.path, backup.folder, backup.keep, self._clock, alarm.no_backup)
            daily(scheduler, backup.at, backups.make)
        return scheduler

    async def _measure(self, vitals: Vitals) -> None:
        """Serve metrics until cancelled, if they are wanted."""
        listen = self._configuration.metrics.listen
        if listen is not None:
            sources = patience(self._configuration)
            with served(Metrics(self._configuration.store.path, sources, vitals, self._clock), listen):
                await asyncio.Event().wait()

    def _beat(self, scheduler: AsyncIOScheduler, store: Store, vitals: Vitals, delivery: Delivery) -> None:
        """Put the heartbeat into the schedule, if one is wanted."""
        settings = self._configuration.heartbeat
        if settings.is_wanted:
            judge = partial(urgent, patience(self._configuration))
            self.heart = heart = Heartbeat(settings, store, vitals, judge, self._clock, delivery.wake)
            every(scheduler, settings.every_seconds, heart.beat)

    async def _outlive(
        self, account: str, work: Awaitable[None], accounts: Accounts, watchdog: Watchdog, alarm: Alarm
    ) -> None:
        """Do the work of an account until Telegram refuses it; then tell by every road that is left, and go on."""
        try:
            await work
        except (AccountUnusable, ExceptionGroup) as raised:
            error = next((one for one in leaves(raised) if isinstance(one, AccountUnusable)), None)
            if error is not None:
                await accounts.refused(account, str(error))
            if error is None or (len(self._refused | {account: error}) == ACCOUNTS and account not in self._refused):
                raise
            if self._refused.setdefault(account, error) is error:
                await self._tell_refused(account, error, watchdog, alarm)

    async def _tell_refused(self, account: str, error: AccountUnusable, watchdog: Watchdog, alarm: Alarm) -> None:
        log.error("account refused", extra={"account": account, "cause": str(error)})
        watchdog.say(f"STATUS={error}")
        if account == "reader":
            await alarm.refused(str(error))

    async def _until_stopped(self, watchdog: Watchdog) -> NoReturn:
        watchdog.say("READY=1")
        await self._stop.wait()
        raise _StoppedError

    async def _ingest(self, store: Store, delivery: Delivery) -> Ingest:
        configuration = self._configuration
        await store.transact(subscribers.configure, _wanted(configuration), self._clock())
        ingest = Ingest(
            store,
            configuration.parties,
            partial(self._read, aliases=configuration.aliases),
            self._clock,
            oldest=timedelta(hours=configuration.alerts.oldest_hours),
            history=shipped_history(),
            needs_second=configuration.desk.second_editor,
            when_alerted=delivery.wake,
        )
        await ingest.start()
        return ingest

    def _distress(self, voice: TelegramVoice, watchdog: Watchdog) -> Distress:
        editors = [one for one in _wanted(self._configuration) if one.is_editor]
        patience = self._configuration.store.patience_seconds
        return Distress(voice, editors, self._clock, watchdog.say, short_seconds=patience)

    def _channel_reader(self, client: TelegramClient, store: Store, ingest: Ingest) -> ChannelReader:
        sources = [Source(row.party, row.lang, row.channel) for row in self._configuration.sources]
        settings = self._configuration.telegram
        channels = Channels(client, store, sources, self._clock)
        sweep = Sweep(
            client,
            store,
            ingest,
            self._clock,
            channels.name_of,
            fill=timedelta(days=settings.fill_days),
            reread_posts=settings.reread_posts,
        )
        return ChannelReader(client, ingest, channels, sweep, self._clock)


class _StoppedError(Exception):
    """Ends the group of tasks when we are told to stop."""


def _wanted(configuration: Configuration) -> list[Subscriber]:
    """Return who is told without asking. An editor who is also named as a chat is an editor."""
    chats = [_chat(one) for one in configuration.chats]
    editors = [Subscriber(one.id, one.name, one.language, is_editor=True) for one in configuration.editors]
    named = {one.chat_id for one in editors}
    return [*(one for one in chats if one.chat_id not in named), *editors]


def _chat(chat: Chat) -> Subscriber:
    policy = Policy(
        lowest=Level(chat.lowest),
        received=chat.received,
        quiet=Quiet.read(chat.quiet or ""),
        zone=chat.zone,
        digest=Digest(chat.digest),
        findings=chat.findings,
    )
    return Subscriber(chat.id, f"chat {chat.id}", chat.language, chat.kinds, policy=policy)
