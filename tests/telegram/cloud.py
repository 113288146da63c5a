"""What can be done to messages, whoever does it, and who hears of it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from telethon.tl import TLObject

from tests.telegram.faults import Faults
from tests.telegram.state import Account, Box, Change, Channel, Message, State
from tests.telegram.updates import packed
from tests.telegram.view import View
from tests.telegram.waiting import Changes

if TYPE_CHECKING:
    from tests.telegram.connection import Line


class Cloud:
    """The messages of everybody. `by` is the line of the caller: its answer tells it what others are pushed."""

    def __init__(self, state: State, faults: Faults, clock: Callable[[], datetime]) -> None:
        self.state = state
        self.faults = faults
        self.changes = Changes()
        self.lines: set[Line] = set()
        self.uploads: dict[int, int] = {}
        self._clock = clock

    def now(self) -> datetime:
        """The time that new messages get."""
        return self._clock().replace(microsecond=0)

    def write(self, message: Message, owners: Iterable[int], by: "Line | None" = None) -> dict[int, Change]:
        """Put a message into the boxes of these owners."""
        boxes = [self.state.box(owner) for owner in dict.fromkeys(owners)]
        changes = {box.owner: box.add(message, self.now()) for box in boxes}
        for account in (self.state.accounts[one] for one in message.ids if one in self.state.accounts):
            account.met.add(message.author)
        for box in boxes:
            self._tell(box, changes[box.owner], by)
        return changes

    def edit(self, message: Message, by: "Line | None" = None) -> dict[int, Change]:
        """Tell of a message that was changed in place."""
        boxes = [self.state.box(owner) for owner in message.ids]
        changes = {box.owner: box.touch(message, self.now()) for box in boxes}
        for box in boxes:
            self._tell(box, changes[box.owner], by)
        return changes

    def delete(self, box: Box, ids: Iterable[int], *, for_all: bool, by: "Line | None" = None) -> dict[int, Change]:
        """Take messages out of a box, and out of every other that holds them."""
        doomed: dict[int, list[int]] = {}
        for message in filter(None, map(box.messages.get, ids)):
            for owner in list(message.ids) if for_all else [box.owner]:
                doomed.setdefault(owner, []).append(message.ids[owner])
        changes = {}
        for owner, gone in doomed.items():
            changes[owner] = self.state.box(owner).remove(tuple(gone), self.now())
            self._tell(self.state.box(owner), changes[owner], by)
        return changes

    def push(self, account: Account, updates: TLObject) -> None:
        """Push something that no box counts, such as a pressed button."""
        for line in self._listeners({account.id}):
            self._send(line, updates)
        self.changes.announce()

    def may_write(self, account: Account, peer: int) -> bool:
        """Say whether the account may write there now."""
        channel = self.state.channels.get(peer)
        if channel is None:
            return True
        if account.id in channel.muted or account.id not in channel.members:
            return False
        return channel.is_group or account.id in channel.admins

    def _tell(self, box: Box, change: Change, by: "Line | None") -> None:
        channel = self.state.channels.get(box.owner)
        audience = _audience(channel) if channel else {box.owner}
        for line in self._listeners(audience):
            if line is not by:
                self._send(line, packed(View(self.state, line.account), box, [change], self.now()))
        self.changes.announce()

    def _send(self, line: "Line", updates: TLObject) -> None:
        for due in self.faults.on_push(line, updates):
            line.push(due)

    def _listeners(self, accounts: set[int]) -> list["Line"]:
        return [line for line in self.lines if line.is_listening and line.account and line.account.id in accounts]


def _audience(channel: Channel) -> set[int]:
    return channel.members if channel.is_pushed else set()
