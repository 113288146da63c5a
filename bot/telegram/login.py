"""Signs the two accounts in."""

from collections.abc import Awaitable, Callable

from telethon import TelegramClient, errors
from telethon.tl.functions.updates import GetStateRequest

from bot.errors import AccountUnusable
from bot.telegram.client import call, deadline, refusal


async def expect_reader(client: TelegramClient) -> None:
    """Check that the reader is signed in; raises `AccountUnusable`."""
    if not await _is_signed_in(client):
        raise AccountUnusable("the reader account is not signed in: run `zvirka login`, then start again")


def sign_in_bot(token: str) -> Callable[[TelegramClient], Awaitable[None]]:
    """Return what signs the bot in, unless its session already is; it raises `AccountUnusable`."""

    async def sign_in(client: TelegramClient) -> None:
        try:
            if not await _is_signed_in(client):
                await client.sign_in(bot_token=token)
        except (errors.AccessTokenExpiredError, errors.AccessTokenInvalidError) as error:
            raise refusal("bot", error) from error

    return sign_in


async def sign_in_reader(client: TelegramClient, ask: Callable[[str], str]) -> str:
    """Sign the reader in with what a person types; return the name of the account.

    `ask` gets "phone", "code" or "password" and returns the answer. Raises `AccountUnusable` where Telegram refuses it.
    """
    try:
        if not await _is_signed_in(client):
            await _prove(client, ask)
    except errors.FloodWaitError as error:
        raise AccountUnusable(f"Telegram asks to wait {error.seconds} s before the next try") from error
    except errors.RPCError as error:
        raise AccountUnusable(f"Telegram refuses: {error}: run `zvirka login` again") from error
    async with deadline():
        me = await client.get_me()
    return " ".join(filter(None, [me.first_name, me.last_name])) or str(me.id)


async def _is_signed_in(client: TelegramClient) -> bool:
    """Say whether the session belongs to somebody. Telethon's own answer takes a flood wait for a no."""
    try:
        await call(client, GetStateRequest())
    except errors.UnauthorizedError:
        return False
    return True


async def _prove(client: TelegramClient, ask: Callable[[str], str]) -> None:
    phone = ask("phone")
    async with deadline():
        sent = await client.send_code_request(phone)
    try:
        code = ask("code")
        async with deadline():
            await client.sign_in(phone, code, phone_code_hash=sent.phone_code_hash)
    except errors.SessionPasswordNeededError:
        password = ask("password")
        async with deadline():
            await client.sign_in(password=password)
