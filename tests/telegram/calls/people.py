"""Users and user names."""

from telethon import functions, types

from tests.telegram.call import Call, Refused
from tests.telegram.calls import answers


@answers(functions.users.GetUsersRequest)
def get_users(call: Call) -> list[types.User]:
    """The users that the caller names."""
    return [call.view.user(call.state.accounts[call.peer(named)]) for named in call.request.id]


@answers(functions.users.GetFullUserRequest)
def get_full_user(call: Call) -> types.users.UserFull:
    """One user at length."""
    account = call.state.accounts[call.peer(call.request.id)]
    about = types.UserFull(
        id=account.id,
        settings=types.PeerSettings(),
        notify_settings=types.PeerNotifySettings(),
        common_chats_count=0,
        bot_info=types.BotInfo(user_id=account.id, commands=account.commands) if account.is_bot else None,
    )
    return types.users.UserFull(about, chats=[], users=[call.view.user(account)])


@answers(functions.contacts.ResolveUsernameRequest)
def resolve_username(call: Call) -> types.contacts.ResolvedPeer:
    """Who bears a user name. Telegram limits this call to the point of hour-long waits."""
    found = call.state.named(call.request.username)
    if found is None:
        raise Refused(400, "USERNAME_NOT_OCCUPIED")
    users, chats = call.view.introduce({found.peer})
    return types.contacts.ResolvedPeer(call.view.peer(found.peer), chats, users)
