"""`zvirka check`."""

from pathlib import Path

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json
from bot.config import load
from bot.errors import ConfigurationInvalid


def check(config: ConfigOption = DEFAULT_CONFIG, *, as_json: JsonOption = False) -> None:
    """Read the configuration and report every mistake at once. Exit code 2 where there are some."""
    try:
        found = load(config)
    except ConfigurationInvalid as error:
        if as_json:
            write_json({"file": str(config), "mistakes": error.mistakes})
        raise
    channels = sum(row.channel is not None for row in found.sources)
    if as_json:
        write_json({"file": str(config), "mistakes": []})
        return
    out.print(
        f"{config}: in order: {channels} channels, {len(found.editors)} editors, {len(found.chats)} chats, "
        f"database {_short(found.store.path)}"
    )
    if not found.editors:
        out.print("note: there is no \\[\\[editor]]: nobody can confirm figures or approve subscribers")


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
