"""`zvirka login`."""

import asyncio
import os

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, out
from bot.config import Configuration, load

QUESTIONS = {
    "phone": "Phone number of the reader's account, with the country's code",
    "code": "Code that Telegram has just sent to that account",
    "password": "Two-step password",
}


def login(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Sign the reader's account in: asks for the phone number, the code, and the two-step password if there is one."""
    os.umask(0o077)  # the session file is the account: nobody else may read it
    name = asyncio.run(_sign_in(load(config)))
    out.print(f"Signed in as {name}. Next: zvirka run", markup=False)


async def _sign_in(configuration: Configuration) -> str:
    from bot.telegram import LOST, make_client, sign_in_reader  # noqa: PLC0415 - Telethon is slow to load

    settings = configuration.telegram
    client = make_client(settings, settings.reader_session, configuration.api_hash.get_secret_value())
    try:
        await client.connect()
        return await sign_in_reader(client, _ask)
    except LOST as error:
        typer.echo(f"Telegram cannot be reached: {error}: check the network and run `zvirka login` again", err=True)
        raise typer.Exit(1) from error
    finally:
        await client.disconnect()


def _ask(what: str) -> str:
    return str(typer.prompt(QUESTIONS[what], hide_input=what == "password")).strip()
