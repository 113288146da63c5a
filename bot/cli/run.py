"""`zvirka run`."""

import asyncio
import os

from bot.cli import logs
from bot.cli.console import DEFAULT_CONFIG, ConfigOption
from bot.config import Configuration, load
from bot.errors import ZvirkaError, leaves


def run(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Follow the sources, alert the subscribers, listen to the editors; until SIGTERM."""
    os.umask(0o077)  # sessions and the database are for this user alone
    configuration = load(config)
    logs.set_up()
    try:
        asyncio.run(_serve(configuration))
    except* ZvirkaError as group:
        raise leaves(group)[0] from None


async def _serve(configuration: Configuration) -> None:
    from bot.service import Service  # noqa: PLC0415 - Telethon is slow to load, and other commands do not need it

    await Service(configuration).run()
