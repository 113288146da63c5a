"""Those whom a test puts on the stage: people, bots and channels, and what they do."""

from datetime import datetime

from telethon import types
from telethon.extensions import html as markup
from telethon.tl import TLObject

from tests.telegram import seen
from tests.telegram.calls.uploads import photo
from tests.telegram.cloud import Cloud
from tests.telegram.queries import ButtonAnswer, Queries
from tests.telegram.seen import Seen
from tests.telegram.state import Account, Channel, Forward, Message
from tests.telegram.view import View


class Person:
    """A user or bot. What it does here needs no connection of its own."""

    def __init__(self, cloud: Cloud, queries: Queries, account: Account) -> None:
        self.account = account
        self._cloud = cloud
        self._queries = queries

    @property
    def id(self) -> int:
        """The Telegram id."""
        return self.account.id

    @property
    def peer(self) -> int:
        """The same, as the number that names a peer."""
        return self.account.id

    @property
    def username(self) -> str | None:
        """The user name, without the at sign."""
        return self.account.username

    @property
    def commands(self) -> dict[str, str]:
        """The commands that a bot shows to people."""
        return {one.command: one.description for one in self.account.commands}

    def writes_to(self, other: "Person | Stage", text: str, *, reply_to: Seen | None = None) -> Seen:
        """Write a text to somebody, or into a group."""
        message = Message(text, self._cloud.now(), self.id, reply_to=reply_to.message if reply_to else None)
        message.entities = _commands(text)
        owners = [other.peer] if isinstance(other, Stage) else [self.id, other.id]
        self._cloud.write(message, owners)
        return seen.look(self._cloud.state, self._cloud.state.box(owners[0]), message)

    async def presses(self, where: Seen, label: str, *, within: float = 5) -> ButtonAnswer:
        """Press a button under a message, and return what the bot answers."""
        chosen = [one for row in where.message.buttons for one in row if one.text == label]
        if not chosen or chosen[0].data is None:
            raise LookupError(f"there is no button {label!r} under {where.text!r}, but {where.buttons}")
        return await self.presses_data(where, chosen[0].data, within=within)

    async def presses_data(self, where: Seen, data: bytes, *, within: float = 5) -> ButtonAnswer:
        """Send what a button carries, as a forged client can with any bytes."""
        query = self._queries.ask(self.account, where.message, data)
        await self._cloud.changes.until(query.answer.done, within)
        return query.answer.result()

    def deletes(self, where: Seen, *, for_all: bool = True) -> None:
        """Delete a message of a private chat."""
        self._cloud.delete(self.account.box, [where.message.ids[self.id]], for_all=for_all)

    def blocks(self, other: "Person") -> None:
        """Block somebody."""
        self.account.blocked.add(other.id)

    def unblocks(self, other: "Person") -> None:
        """Let somebody write again."""
        self.account.blocked.discard(other.id)

    def deletes_account(self) -> None:
        """Leave Telegram for good."""
        self.account.is_deleted = True
        self._refuse_keys(401, "USER_DEACTIVATED")

    def signs_out_everywhere(self) -> None:
        """End every session from another device."""
        self._refuse_keys(401, "SESSION_REVOKED")

    def loses_its_key(self) -> None:
        """The server forgets whose keys these are."""
        self._refuse_keys(401, "AUTH_KEY_UNREGISTERED")

    def is_used_twice(self) -> None:
        """The same key was seen at two addresses: Telegram gives it up for good."""
        self._refuse_keys(406, "AUTH_KEY_DUPLICATED")

    def _refuse_keys(self, code: int, error: str) -> None:
        for record in self._cloud.state.keys.values():
            if record.account == self.id:
                record.refusal = (code, error)
        self._cloud.changes.announce()


class Stage:
    """A channel, or a group."""

    def __init__(self, cloud: Cloud, channel: Channel) -> None:
        self.channel = channel
        self._cloud = cloud

    @property
    def id(self) -> int:
        """The bare channel id."""
        return self.channel.id

    @property
    def peer(self) -> int:
        """The id as Telethon marks it: -100…"""
        return self.channel.peer

    @property
    def messages(self) -> list[Seen]:
        """What stands in it now, oldest first."""
        return seen.channel(self._cloud.state, self.channel.box)

    def post(
        self,
        text: str = "",
        *,
        at: datetime | None = None,
        html: bool = False,
        has_photo: bool = False,
        forwarded_from: "tuple[Stage, int] | None" = None,
        reply_to: int | None = None,
        by: Person | None = None,
    ) -> int:
        """Publish a text, with a photo or a forward's origin if told so. Returns its id."""
        message = self._message(text, at, html=html, has_photo=has_photo)
        message.author = by.id if by else self.peer
        message.forward = _origin(*forwarded_from) if forwarded_from else None
        message.reply_to = self.channel.box.messages[reply_to] if reply_to else None
        return self._publish(message)

    def album(self, caption: str, *, photos: int = 3, at: datetime | None = None) -> list[int]:
        """Publish several photos as one post: the first carries the caption."""
        number = self._cloud.state.new_number()
        messages = [self._message(caption if not place else "", at, has_photo=True) for place in range(photos)]
        for message in messages:
            message.album = number
        return [self._publish(message) for message in messages]

    def service(self, action: TLObject | None = None, *, at: datetime | None = None, by: Person | None = None) -> int:
        """Publish a line of Telegram's own: by default, that the title changed."""
        message = self._message("", at)
        message.author = by.id if by else self.peer
        message.service = action or types.MessageActionChatEditTitle(self.channel.title)
        return self._publish(message)

    def edit(self, ident: int, text: str, *, html: bool = False, quietly: bool = False) -> None:
        """Change the text of a post. Of a quiet change neither a push nor a difference tells."""
        message = self.channel.box.messages[ident]
        message.revise(*_parsed(text, html))
        message.edited_at, message.edit_hidden = self._cloud.now(), False
        if not quietly:
            self._cloud.edit(message)

    def gather(self, ident: int, *, views: int = 0, reactions: int = 0) -> None:
        """Let a post gather views and reactions, which Telegram pushes as an edit of the same text."""
        message = self.channel.box.messages[ident]
        message.views += views
        message.reactions += reactions
        message.edited_at, message.edit_hidden = self._cloud.now(), True
        self._cloud.edit(message)

    def delete(self, *ids: int, quietly: bool = False) -> None:
        """Take posts down. Telegram does not always tell: of a quiet deletion neither a push nor a difference does."""
        if quietly:
            self.channel.box.forget(ids)
        else:
            self._cloud.delete(self.channel.box, ids, for_all=True)

    def add(self, *people: Person, as_admin: bool = False, by: Person | None = None) -> None:
        """Let people in, which a line in a group tells. Admins may post."""
        self.channel.members.update(person.id for person in people)
        self.channel.banned.difference_update(person.id for person in people)
        if as_admin:
            self.channel.admins.update(person.id for person in people)
        for person in people:
            self._cloud.push(person.account, self._announcement())
        if self.channel.is_group:
            self.service(types.MessageActionChatAddUser([person.id for person in people]), by=by)

    def remove(self, person: Person) -> None:
        """Throw somebody out: the channel is closed to that account from now on."""
        self.channel.members.discard(person.id)
        self.channel.admins.discard(person.id)
        self.channel.banned.add(person.id)
        self._cloud.push(person.account, self._announcement())

    def mute(self, person: Person) -> None:
        """Let somebody read, and not write."""
        self.channel.muted.add(person.id)

    def rename(self, username: str | None) -> None:
        """Take another user name, or none: without one only members may look."""
        self.channel.username = username

    def tell_too_long(self) -> None:
        """Push `updateChannelTooLong` to the members: they are to ask for the difference."""
        notice = types.UpdateChannelTooLong(self.id, self.channel.box.pts)
        for member in self.channel.members:
            account = self._cloud.state.accounts[member]
            chats = [View(self._cloud.state, account).channel(self.channel)]
            self._cloud.push(account, types.Updates([notice], [], chats, self._cloud.now(), seq=0))

    def stop_pushing(self) -> None:
        """Push nothing of this channel any more, as Telegram does with some."""
        self.channel.is_pushed = False

    def _announcement(self) -> types.Updates:
        return types.Updates([types.UpdateChannel(self.id)], [], [], self._cloud.now(), seq=0)

    def _publish(self, message: Message) -> int:
        self._cloud.write(message, [self.peer])
        return message.ids[self.peer]

    def _message(
        self, text: str, at: datetime | None = None, *, html: bool = False, has_photo: bool = False
    ) -> Message:
        date = at or self._cloud.now()
        plain, entities = _parsed(text, html)
        media = photo(self._cloud.state.new_number(), date) if has_photo else None
        return Message(plain, date, author=self.peer, entities=entities, media=media)


def _origin(stage: Stage, ident: int) -> Forward:
    return Forward(stage.peer, ident, stage.channel.box.messages[ident].date)


def _parsed(text: str, is_html: bool) -> tuple[str, tuple[TLObject, ...]]:
    plain, entities = markup.parse(text) if is_html else (text, [])
    return plain, tuple(entities)


def _commands(text: str) -> tuple[TLObject, ...]:
    if not text.startswith("/"):
        return ()
    return (types.MessageEntityBotCommand(0, len(text.split(maxsplit=1)[0])),)
