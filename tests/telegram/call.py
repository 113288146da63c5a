"""One call of a client: who calls what, and what came of it."""

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telethon import types
from telethon.tl import TLObject

from tests.telegram.state import CHANNEL_MARK, Account, Box, Channel, KeyRecord, State, access_hash
from tests.telegram.view import View

if TYPE_CHECKING:
    from tests.telegram.connection import Line
    from tests.telegram.data_centre import DataCentre


class Refused(Exception):
    """The call gets an error, as Telegram words it."""

    def __init__(self, code: int, error: str) -> None:
        self.code = code
        self.error = error
        super().__init__(f"{code} {error}")


@dataclass(slots=True, eq=False)
class Call:
    """One call. `answer` and `error` are filled in once it was carried out; `arrived_at` reads `time.perf_counter`."""

    dc: "DataCentre" = field(repr=False)
    line: "Line" = field(repr=False)
    id: int = field(repr=False)
    request: TLObject
    is_quiet: bool = False
    account_id: int | None = None
    arrived_at: float = field(default_factory=time.perf_counter)
    answer: object = field(default=None, repr=False)
    error: Refused | None = None

    def __post_init__(self) -> None:
        while isinstance(getattr(self.request, "query", None), TLObject):
            self.is_quiet |= type(self.request).__name__ == "InvokeWithoutUpdatesRequest"
            self.request = self.request.query
        self.account_id = self.key.account

    @property
    def name(self) -> str:
        """The TL name: `messages.sendMessage`."""
        return tl_name(type(self.request))

    @property
    def key(self) -> KeyRecord:
        """The key that the call came on."""
        return self.line.known_key

    @property
    def state(self) -> State:
        """What the data centre knows."""
        return self.dc.state

    @property
    def account(self) -> Account:
        """Who calls. Refused where nobody signed in."""
        if self.line.account is None:
            raise Refused(401, "AUTH_KEY_UNREGISTERED")
        return self.line.account

    @property
    def view(self) -> View:
        """The eyes of the caller."""
        return View(self.state, self.account)

    def peer(self, named: TLObject) -> int:
        """The number of a peer that the caller names, once its access hash is checked."""
        if isinstance(named, types.InputPeerSelf | types.InputUserSelf):
            return self.account.peer
        if hasattr(named, "channel_id"):
            return self.channel(named).peer
        account = self.state.accounts.get(getattr(named, "user_id", 0))
        if account is None or not self._may_name(account.peer, named.access_hash):
            raise Refused(400, "PEER_ID_INVALID")
        return account.peer

    def channel(self, named: TLObject) -> Channel:
        """The channel that the caller names, where it may look at it."""
        channel = self.state.channels.get(CHANNEL_MARK - getattr(named, "channel_id", 0))
        if channel is None or not self._may_name(channel.peer, named.access_hash):
            raise Refused(400, "CHANNEL_INVALID")
        is_closed = channel.username is None and self.account.id not in channel.members
        if is_closed or self.account.id in channel.banned:
            raise Refused(400, "CHANNEL_PRIVATE")
        return channel

    def box_of(self, peer: int) -> Box:
        """The box that holds the chat with a peer: a channel's own, or the caller's."""
        return self.state.channels[peer].box if peer in self.state.channels else self.account.box

    def _may_name(self, peer: int, key: int) -> bool:
        return key == access_hash(self.account.id, peer) or (self.account.is_bot and key == 0)


def tl_name(request: type[TLObject]) -> str:
    """The name that the schema gives to a call."""
    space = request.__module__.removeprefix("telethon.tl.functions").lstrip(".")
    name = re.sub("Request$", "", request.__name__)
    return ".".join(filter(None, (space, name[0].lower() + name[1:])))
