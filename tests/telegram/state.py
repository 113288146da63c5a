"""What the data centre knows: accounts, channels, messages and keys, as plain values that can be written to a file.

A peer is named by one number, as Telethon marks it: a user by its id, a channel by -1000000000000 - id.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from hashlib import blake2b

from telethon.tl import TLObject

CHANNEL_MARK = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it carries data for the bot, or opens a page."""

    text: str
    data: bytes | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Forward:
    """Where a forwarded message comes from."""

    peer: int
    message_id: int
    date: datetime


@dataclass(slots=True, eq=False)
class Message:
    """One message. `ids` names it in each box that holds it, by the owner of the box."""

    text: str
    date: datetime
    author: int
    ids: dict[int, int] = field(default_factory=dict)
    entities: tuple[TLObject, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    reply_to: "Message | None" = None
    media: TLObject | None = None
    album: int | None = None
    forward: Forward | None = None
    service: TLObject | None = None
    edited_at: datetime | None = None
    edit_hidden: bool = False
    views: int = 0
    reactions: int = 0
    earlier_texts: list[str] = field(default_factory=list)

    def revise(self, text: str, entities: tuple[TLObject, ...]) -> None:
        """Change the words, and remember those of before."""
        self.earlier_texts.append(self.text)
        self.text, self.entities = text, entities


class Kind(Enum):
    """What happened to messages."""

    NEW = "new"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a box: `pts` is the count after it."""

    kind: Kind
    ids: tuple[int, ...]
    pts: int
    at: datetime

    @property
    def count(self) -> int:
        """By how much the step moved `pts`."""
        return len(self.ids)


@dataclass(slots=True, eq=False)
class Box:
    """The messages of one account or channel, and everything that ever happened to them. `ids` are in order."""

    owner: int
    messages: dict[int, Message] = field(default_factory=dict)
    ids: list[int] = field(default_factory=list)
    last_id: int = 0
    pts: int = 1
    log: list[Change] = field(default_factory=list)

    def add(self, message: Message, at: datetime) -> Change:
        """Put a new message in under the next id."""
        self.last_id += 1
        self.messages[self.last_id] = message
        self.ids.append(self.last_id)
        message.ids[self.owner] = self.last_id
        return self._step(Kind.NEW, (self.last_id,), at)

    def touch(self, message: Message, at: datetime) -> Change:
        """Note that a message was edited."""
        return self._step(Kind.EDITED, (message.ids[self.owner],), at)

    def remove(self, ids: tuple[int, ...], at: datetime) -> Change:
        """Take messages out for good."""
        self.forget(ids)
        return self._step(Kind.DELETED, ids, at)

    def forget(self, ids: tuple[int, ...]) -> None:
        """Take messages out without a word of it in the log."""
        for ident in ids:
            del self.messages.pop(ident).ids[self.owner]
            del self.ids[bisect_left(self.ids, ident)]

    def since(self, pts: int) -> list[Change]:
        """What happened after that count."""
        return self.log[bisect_right(self.log, pts, key=lambda change: change.pts) :]

    def _step(self, kind: Kind, ids: tuple[int, ...], at: datetime) -> Change:
        self.pts += len(ids)
        change = Change(kind, ids, self.pts, at)
        self.log.append(change)
        return change


@dataclass(slots=True, eq=False)
class Account:
    """A person or a bot. `met` holds who has written to a bot: it may write to nobody else."""

    id: int
    box: Box
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None
    phone: str | None = None
    code: str | None = None
    password: str | None = None
    token: str | None = None
    is_deleted: bool = False
    blocked: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    commands: list[TLObject] = field(default_factory=list)

    @property
    def is_bot(self) -> bool:
        """Bots sign in by token."""
        return self.token is not None

    @property
    def peer(self) -> int:
        """The number that names the account as a peer."""
        return self.id


@dataclass(slots=True, eq=False)
class Channel:
    """A channel, or a group where every member writes."""

    id: int
    title: str
    box: Box
    created_at: datetime
    username: str | None = None
    is_group: bool = False
    is_pushed: bool = True
    members: set[int] = field(default_factory=set)
    admins: set[int] = field(default_factory=set)
    muted: set[int] = field(default_factory=set)
    banned: set[int] = field(default_factory=set)

    @property
    def peer(self) -> int:
        """The number that names the channel as a peer."""
        return CHANNEL_MARK - self.id


@dataclass(slots=True, eq=False)
class KeyRecord:
    """An authorisation key and whose it is. `refusal` is the error that every call on it gets."""

    key: bytes
    salt: int
    account: int | None = None
    pending: int | None = None
    refusal: tuple[int, str] | None = None
    sessions: set[int] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class State:
    """Everything that outlives a restart."""

    accounts: dict[int, Account] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    keys: dict[int, KeyRecord] = field(default_factory=dict)
    sent: dict[tuple[int, int], Message] = field(default_factory=dict)
    last_number: int = 1000

    def new_number(self) -> int:
        """A number that nothing here bears yet."""
        self.last_number += 1
        return self.last_number

    def box(self, peer: int) -> Box:
        """The box of an account or a channel."""
        return self.channels[peer].box if peer in self.channels else self.accounts[peer].box

    def named(self, username: str) -> Account | Channel | None:
        """Whoever bears the username."""
        everyone: list[Account | Channel] = [*self.accounts.values(), *self.channels.values()]
        return next((one for one in everyone if (one.username or "").lower() == username.lower()), None)


def access_hash(viewer: int, peer: int) -> int:
    """The hash by which one account may name a peer. It differs for each account, as Telegram's does."""
    digest = blake2b(f"{viewer}:{peer}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
