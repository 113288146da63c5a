"""What is pushed to an account, and what it is told when it asks what it missed."""

from collections.abc import Iterable

from telethon import types
from telethon.tl import TLObject

from tests.telegram.state import Box, Change, Kind
from tests.telegram.view import View


def update_of(view: View, box: Box, change: Change) -> TLObject:
    """One change as an update with its count."""
    is_channel = box.owner in view.state.channels
    if change.kind is Kind.DELETED:
        if is_channel:
            channel = view.state.channels[box.owner]
            return types.UpdateDeleteChannelMessages(channel.id, list(change.ids), change.pts, change.count)
        return types.UpdateDeleteMessages(list(change.ids), change.pts, change.count)
    new, edited = (
        (types.UpdateNewChannelMessage, types.UpdateEditChannelMessage)
        if is_channel
        else (types.UpdateNewMessage, types.UpdateEditMessage)
    )
    constructor = new if change.kind is Kind.NEW else edited
    return constructor(view.message(box, change.ids[0]), change.pts, change.count)


def packed(
    view: View, box: Box, changes: Iterable[Change], at: object, extra: Iterable[TLObject] = ()
) -> types.Updates:
    """Changes as Telegram pushes them, with whom and what they speak of."""
    changes = list(changes)
    users, chats = view.around(box, [ident for change in changes for ident in change.ids])
    updates = [*extra, *(update_of(view, box, change) for change in changes)]
    return types.Updates(updates, users, chats, at, seq=0)


def split(view: View, box: Box, changes: list[Change]) -> tuple[list[TLObject], list[TLObject]]:
    """Changes as a difference tells them: new messages that still stand, and everything else."""
    new = [change.ids[0] for change in changes if change.kind is Kind.NEW and change.ids[0] in box.messages]
    edited = [change for change in changes if change.kind is Kind.EDITED and change.ids[0] in box.messages]
    deleted = [change for change in changes if change.kind is Kind.DELETED]
    others = [update_of(view, box, change) for change in (*edited, *deleted)]
    return [view.message(box, ident) for ident in new], others
