"""Channels and groups: looking, joining, leaving."""

from telethon import functions, types

from tests.telegram.call import Call
from tests.telegram.calls import By, answers
from tests.telegram.state import Channel


@answers(functions.channels.GetChannelsRequest)
def get_channels(call: Call) -> types.messages.Chats:
    """The channels that the caller names."""
    return types.messages.Chats([call.view.channel(call.channel(named)) for named in call.request.id])


@answers(functions.channels.GetFullChannelRequest)
def get_full_channel(call: Call) -> types.messages.ChatFull:
    """One channel at length, with its count of updates."""
    channel = call.channel(call.request.channel)
    full = types.ChannelFull(
        id=channel.id,
        about="",
        read_inbox_max_id=channel.box.last_id,
        read_outbox_max_id=channel.box.last_id,
        unread_count=0,
        chat_photo=types.PhotoEmpty(0),
        notify_settings=types.PeerNotifySettings(),
        bot_info=[],
        pts=channel.box.pts,
        participants_count=len(channel.members),
    )
    return types.messages.ChatFull(full, [call.view.channel(channel)], [])


@answers(functions.channels.JoinChannelRequest, by=By.PEOPLE)
def join_channel(call: Call) -> types.messages.ChatInviteJoinResultOk | types.Updates:
    """Become a member: from now on its posts are pushed."""
    channel = call.channel(call.request.channel)
    channel.members.add(call.account.id)
    return _told(call, channel)


@answers(functions.channels.LeaveChannelRequest)
def leave_channel(call: Call) -> types.Updates:
    """Stop being a member."""
    channel = call.channel(call.request.channel)
    channel.members.discard(call.account.id)
    return _told(call, channel)


def _told(call: Call, channel: Channel) -> types.Updates:
    call.dc.cloud.changes.announce()
    updates = types.Updates([types.UpdateChannel(channel.id)], [], [call.view.channel(channel)], call.dc.now(), seq=0)
    if isinstance(call.request, functions.channels.JoinChannelRequest):
        return types.messages.ChatInviteJoinResultOk(updates)
    return updates
