"""The bot's voice: sends and amends messages so that a repeated send is recognised by Telegram itself."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from telethon import Button, TelegramClient, errors, utils
from telethon.extensions import html
from telethon.tl import types
from telethon.tl.functions.channels import GetFullChannelRequest
from telethon.tl.functions.messages import EditMessageRequest, SendMediaRequest, SendMessageRequest
from telethon.tl.functions.updates import GetChannelDifferenceRequest, GetDifferenceRequest, GetStateRequest
from telethon.tl.functions.upload import SaveFilePartRequest

from bot.alerts.wording import say
from bot.errors import ChartFailed, ChatUnreachable, DeliveryFailed
from bot.store.parcels import Parcel
from bot.telegram import LOST, REFUSED, call, refusal

log = logging.getLogger(__name__)

GONE: Final = (
    errors.ChannelInvalidError,
    errors.ChannelPrivateError,
    errors.ChatAdminRequiredError,
    errors.ChatIdInvalidError,
    errors.ChatWriteForbiddenError,
    errors.InputUserDeactivatedError,
    errors.PeerIdInvalidError,
    errors.UserBannedInChannelError,
    errors.UserIsBlockedError,
    errors.UserIsBotError,
)
"""What Telegram answers where no later try reaches the chat."""

BUTTONS_A_ROW: Final = 2

PART_BYTES: Final = 512 * 1024
"""Files go up in parts of this size, see core.telegram.org/api/files."""

LATELY: Final = 100
"""So many of the last events are looked through for a message that was sent before."""


Draw = Callable[[Mapping[str, Any]], Awaitable[bytes]]
"""Draws a chart, given as JSON has it, as PNG; raises `ChartFailed`."""


class TelegramVoice:
    """Says parcels through the bot's account; `draw` makes their pictures."""

    def __init__(self, client: TelegramClient, draw: Draw) -> None:
        self._client = client
        self._draw = draw

    async def send(self, parcel: Parcel) -> int | None:
        """Send a new message; return its id, or None where Telegram has it already and it is not found.

        A repeat that Telegram may not recognise any more is looked for first.
        """
        if parcel.is_doubtful and (there := await self._find(parcel)) is not None:
            return there
        try:
            return _message_id(await self._say(parcel), parcel.random_id)
        except errors.RandomIdDuplicateError:
            return await self._find(parcel)

    async def _say(self, parcel: Parcel) -> Any:  # noqa: ANN401 - Telethon's types have no stubs
        """Send with its picture, or the text alone where there is none: under one id, so that only one can arrive."""
        text, entities = html.parse(parcel.text)
        said = {
            "peer": self._peer(parcel.chat_id),
            "message": text,
            "random_id": parcel.random_id,
            "entities": entities,
            "reply_markup": _markup(parcel),
            "reply_to": parcel.reply_to and types.InputReplyToMessage(parcel.reply_to),
        }
        if parcel.chart is not None:
            try:
                return await self._call(SendMediaRequest(media=await self._picture(parcel, parcel.chart), **said))
            except ChartFailed as error:
                log.warning("chart not drawn", extra={"chat": parcel.chat_id, "cause": str(error)})
            except DeliveryFailed as error:
                if not _is_refused(error):
                    raise
                log.warning("chart refused", extra={"chat": parcel.chat_id, "cause": str(error)})
        return await self._call(SendMessageRequest(no_webpage=True, **said))

    async def _picture(self, parcel: Parcel, chart: Mapping[str, Any]) -> types.InputMediaUploadedPhoto:
        picture = await self._draw(chart)
        parts = [picture[start : start + PART_BYTES] for start in range(0, len(picture), PART_BYTES)]
        for number, part in enumerate(parts):
            await self._call(SaveFilePartRequest(parcel.random_id, number, part))
        return types.InputMediaUploadedPhoto(types.InputFile(parcel.random_id, len(parts), "chart.png", ""))

    async def _find(self, parcel: Parcel) -> int | None:
        """Return the id of the message that an earlier try of `parcel` became, if it is among the chat's last ones."""
        text, _ = html.parse(parcel.text)
        try:
            found = await self._last_messages(parcel.chat_id)
        except DeliveryFailed as error:
            if isinstance(error.__cause__, errors.BadRequestError):
                return None  # no later try would be answered
            raise
        mine = {one.id for one in found if (one.out or one.post) and one.message == text}
        return max(mine - parcel.receipts, default=None)

    async def _last_messages(self, chat_id: int) -> list[Any]:
        """Return the latest messages of a chat; a bot may not ask for history, but for what has happened lately."""
        peer = self._peer(chat_id)
        if isinstance(peer, types.InputPeerChannel):
            channel = types.InputChannel(peer.channel_id, peer.access_hash)
            pts = (await self._call(GetFullChannelRequest(channel))).full_chat.pts
            since, every = max(1, pts - LATELY), types.ChannelMessagesFilterEmpty()
            found = await self._call(GetChannelDifferenceRequest(channel, every, since, LATELY))
        else:
            now = await self._call(GetStateRequest())
            found = await self._call(GetDifferenceRequest(max(1, now.pts - LATELY), now.date, now.qts))
        messages = getattr(found, "new_messages", None) or getattr(found, "messages", [])
        return [one for one in messages if isinstance(one, types.Message) and utils.get_peer_id(one.peer_id) == chat_id]

    async def amend(self, parcel: Parcel) -> None:
        """Put the text in place of that of `parcel.message_id`; a message that its reader deleted stays deleted."""
        text, entities = html.parse(parcel.text)
        request = EditMessageRequest(
            peer=self._peer(parcel.chat_id),
            id=parcel.message_id,
            message=text,
            entities=entities,
            reply_markup=_markup(parcel),
            no_webpage=True,
        )
        try:
            await self._call(request)
        except (errors.MessageNotModifiedError, errors.MessageIdInvalidError):
            return

    async def _call(self, request: Any) -> Any:  # noqa: ANN401 - requests have no common type
        try:
            return await call(self._client, request)
        except GONE as error:
            raise ChatUnreachable(f"{type(error).__name__}: {error}") from error
        except errors.FloodWaitError as error:
            raise DeliveryFailed(f"Telegram asks to wait {error.seconds} s", error.seconds) from error
        except REFUSED as error:
            raise refusal("bot", error) from error
        except (errors.RandomIdDuplicateError, errors.MessageNotModifiedError, errors.MessageIdInvalidError):
            raise
        except (errors.RPCError, *LOST) as error:
            raise DeliveryFailed(f"{type(error).__name__}: {error}") from error

    def _peer(self, chat_id: int) -> Any:  # noqa: ANN401 - Telethon's types have no stubs
        try:
            return self._client.session.get_input_entity(chat_id)
        except ValueError:
            return _bare_peer(chat_id)


def _is_refused(error: DeliveryFailed) -> bool:
    """Say whether Telegram refuses the picture, and not the chat."""
    refused = isinstance(error.__cause__, errors.BadRequestError | errors.ForbiddenError)
    return refused and not isinstance(error, ChatUnreachable)


def _bare_peer(chat_id: int) -> Any:  # noqa: ANN401
    """Return a peer without an access hash: bots may use those, see core.telegram.org/api/peers."""
    bare_id, kind = utils.resolve_id(chat_id)
    if kind is types.PeerChannel:
        return types.InputPeerChannel(bare_id, 0)
    return types.InputPeerChat(bare_id) if kind is types.PeerChat else types.InputPeerUser(bare_id, 0)


def _markup(parcel: Parcel) -> Any:  # noqa: ANN401
    """Return an inline keyboard for the buttons of a parcel, labelled in its language; None where there are none."""
    row = [
        Button.inline(say(parcel.language, f"button-{action}"), token.encode())
        for action, token in parcel.buttons.items()
    ]
    rows = [row[start : start + BUTTONS_A_ROW] for start in range(0, len(row), BUTTONS_A_ROW)]
    return types.ReplyInlineMarkup([types.KeyboardInlineButtonRow(one) for one in rows]) if rows else None


def _message_id(answer: Any, random_id: int) -> int | None:  # noqa: ANN401
    if isinstance(answer, types.UpdateShortSentMessage):
        return int(answer.id)
    for update in answer.updates:
        if isinstance(update, types.UpdateMessageID) and update.random_id == random_id:
            return int(update.id)
    return None
