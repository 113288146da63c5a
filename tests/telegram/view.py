"""Messages, people and channels as one account is shown them."""

from collections.abc import Iterable

from telethon import types
from telethon.tl import TLObject

from tests.telegram.state import Account, Box, Button, Channel, Message, State, access_hash

ADMIN_RIGHTS = types.ChatAdminRights(post_messages=True, edit_messages=True, delete_messages=True, other=True)


class View:
    """The eyes of one account."""

    def __init__(self, state: State, account: Account) -> None:
        self.state = state
        self.account = account

    def peer(self, peer: int) -> types.PeerUser | types.PeerChannel:
        """The peer of that number."""
        channel = self.state.channels.get(peer)
        return types.PeerChannel(channel.id) if channel else types.PeerUser(peer)

    def user(self, account: Account) -> types.User:
        """A person or bot. Only one's own phone number shows."""
        is_self = account is self.account
        return types.User(
            id=account.id,
            is_self=is_self,
            bot=account.is_bot,
            bot_info_version=1 if account.is_bot else None,
            bot_chat_history=account.is_bot,
            deleted=account.is_deleted,
            access_hash=access_hash(self.account.id, account.peer),
            first_name=None if account.is_deleted else account.first_name,
            last_name=account.last_name,
            username=account.username,
            phone=account.phone.lstrip("+") if is_self and account.phone else None,
        )

    def channel(self, channel: Channel) -> types.Channel | types.ChannelForbidden:
        """A channel or group, or no more than its title where the account may not look."""
        ident, key = channel.id, access_hash(self.account.id, channel.peer)
        if self.account.id in channel.banned:
            return types.ChannelForbidden(ident, key, channel.title, broadcast=not channel.is_group)
        return types.Channel(
            id=ident,
            access_hash=key,
            title=channel.title,
            username=channel.username,
            photo=types.ChatPhotoEmpty(),
            date=channel.created_at,
            left=self.account.id not in channel.members,
            broadcast=not channel.is_group,
            megagroup=channel.is_group,
            admin_rights=ADMIN_RIGHTS if self.account.id in channel.admins else None,
            participants_count=len(channel.members),
        )

    def chat_of(self, message: Message) -> int:
        """The peer whose chat holds the message, for this account."""
        own = self.account.peer
        return next((owner for owner in message.ids if owner != own), own)

    def message(self, box: Box, ident: int) -> types.Message | types.MessageService | types.MessageEmpty:
        """The message of that id, or an empty one."""
        message = box.messages.get(ident)
        if message is None:
            channel = self.state.channels.get(box.owner)
            return types.MessageEmpty(ident, types.PeerChannel(channel.id) if channel else None)
        shared = self._shared(box, ident, message)
        if message.service is not None:
            return types.MessageService(action=message.service, **shared)
        return types.Message(
            message=message.text,
            entities=list(message.entities) or None,
            media=message.media,
            reply_markup=_markup(message.buttons),
            fwd_from=self._forward(message),
            grouped_id=message.album,
            edit_date=message.edited_at,
            edit_hide=message.edit_hidden,
            views=message.views if shared["post"] else None,
            forwards=0 if shared["post"] else None,
            reactions=_reactions(message.reactions),
            **shared,
        )

    def _shared(self, box: Box, ident: int, message: Message) -> dict[str, object]:
        in_channel = box.owner in self.state.channels
        by_channel = message.author == box.owner and in_channel
        chat = box.owner if in_channel else self.chat_of(message)
        answered = message.reply_to.ids.get(box.owner) if message.reply_to else None
        return {
            "id": ident,
            "peer_id": self.peer(chat),
            "date": message.date,
            "post": by_channel,
            "out": message.author == self.account.peer,
            "from_id": self.peer(message.author) if in_channel and not by_channel else None,
            "reply_to": types.MessageReplyHeader(reply_to_msg_id=answered) if answered else None,
        }

    def _forward(self, message: Message) -> types.MessageFwdHeader | None:
        if message.forward is None:
            return None
        origin = self.peer(message.forward.peer)
        post = message.forward.message_id if isinstance(origin, types.PeerChannel) else None
        return types.MessageFwdHeader(message.forward.date, from_id=origin, channel_post=post)

    def dialog(self, box: Box, peer: int, top: int) -> types.Dialog:
        """One line of the list of chats. Only channels count their own updates."""
        return types.Dialog(
            peer=self.peer(peer),
            top_message=top,
            read_inbox_max_id=top,
            read_outbox_max_id=top,
            unread_count=0,
            unread_mentions_count=0,
            unread_reactions_count=0,
            unread_poll_votes_count=0,
            notify_settings=types.PeerNotifySettings(),
            pts=box.pts if peer == box.owner else None,
        )

    def around(self, box: Box, ids: Iterable[int]) -> tuple[list[TLObject], list[TLObject]]:
        """The users and the channels that messages speak of."""
        peers = {box.owner}
        for message in filter(None, map(box.messages.get, ids)):
            peers |= {message.author, *message.ids}
            if message.forward:
                peers.add(message.forward.peer)
        return self.introduce(peers)

    def introduce(self, peers: Iterable[int]) -> tuple[list[TLObject], list[TLObject]]:
        """The users and the channels of those numbers."""
        ordered = sorted(peers)
        users = [self.user(self.state.accounts[peer]) for peer in ordered if peer in self.state.accounts]
        channels = [self.channel(self.state.channels[peer]) for peer in ordered if peer in self.state.channels]
        return users, channels


def _markup(buttons: tuple[tuple[Button, ...], ...]) -> types.ReplyInlineMarkup | None:
    if not buttons:
        return None
    return types.ReplyInlineMarkup([types.KeyboardInlineButtonRow([_button(one) for one in row]) for row in buttons])


def _button(button: Button) -> types.KeyboardInlineButton:
    kind = types.InlineButtonTypeUrl(button.url) if button.url else types.InlineButtonTypeCallback(button.data or b"")
    return types.KeyboardInlineButton(button.text, kind)


def _reactions(count: int) -> types.MessageReactions | None:
    if not count:
        return None
    return types.MessageReactions([types.ReactionCount(types.ReactionEmoji("🕯"), count)])
