"""`zvirka backup`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, out
from bot.config import load
from bot.errors import BackupFailed, StoreUnavailable
from bot.store import posts
from bot.store.backup import back_up, name_at
from bot.store.engine import Store


def backup(
    to: Annotated[Path | None, typer.Argument(help="A file, or a folder; the folder of [backup] by default.")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Copy the database while the daemon runs, and prove that the copy is whole."""
    configuration = load(config, with_secrets=False)
    target = to or configuration.backup.folder
    if target is None:
        raise BackupFailed("no place for the backup: name a file or folder, or set [backup] folder")
    if not configuration.store.path.exists():
        raise StoreUnavailable(f"{configuration.store.path}: no database there yet: start `zvirka run`")
    if target.is_dir():
        target /= name_at(datetime.now(UTC))
    back_up(configuration.store.path, target)
    with Store.look_into(target) as store:
        count, _ = store.run(posts.count)
    out.print(f"{target}: {count} posts, whole, and the log of decisions in order", markup=False, soft_wrap=True)
