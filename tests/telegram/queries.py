"""Buttons that were pressed and what bots answered."""

import asyncio
from dataclasses import dataclass
from typing import ClassVar

from telethon import types

from tests.telegram.cloud import Cloud
from tests.telegram.state import Account, Message
from tests.telegram.view import View


@dataclass(frozen=True, slots=True)
class ButtonAnswer:
    """What a bot answered to a press: a short text, in a box to be closed where it is an alert, or nothing."""

    text: str | None
    is_alert: bool


@dataclass(slots=True, eq=False)
class Query:
    """One press that waits for its answer."""

    PATIENCE: ClassVar[float] = 15

    id: int
    bot: int
    answer: "asyncio.Future[ButtonAnswer]"


class Queries:
    """All presses that are open."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._open: dict[int, Query] = {}

    def ask(self, user: Account, message: Message, data: bytes) -> Query:
        """Tell the bot that wrote the message that somebody pressed its button."""
        state = self._cloud.state
        bot = self._bot_of(message)
        query = Query(state.new_number(), bot.id, asyncio.get_running_loop().create_future())
        self._open[query.id] = query
        view = View(state, bot)
        in_channel = next((owner for owner in message.ids if owner in state.channels), None)
        update = types.UpdateBotCallbackQuery(
            query_id=query.id,
            user_id=user.id,
            peer=view.peer(in_channel or user.peer),
            msg_id=message.ids[in_channel or bot.id],
            chat_instance=in_channel or user.peer,
            data=data,
        )
        users, chats = view.introduce({user.peer, in_channel or user.peer})
        self._cloud.push(bot, types.Updates([update], users, chats, self._cloud.now(), seq=0))
        return query

    def settle(self, bot: Account, ident: int, text: str | None, is_alert: bool) -> bool:
        """Hand the bot's answer on. False where nobody waits for it."""
        query = self._open.get(ident)
        if query is None or query.bot != bot.id:
            return False
        del self._open[ident]
        if not query.answer.done():
            query.answer.set_result(ButtonAnswer(text, is_alert))
        self._cloud.changes.announce()
        return True

    def _bot_of(self, message: Message) -> Account:
        accounts = self._cloud.state.accounts
        author = accounts.get(message.author)
        if author is not None:
            return author
        admins = self._cloud.state.channels[message.author].admins
        return next(accounts[admin] for admin in admins if accounts[admin].is_bot)
