"""Makes a backup every night, and tells the editors where it could not be made."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.errors import BackupFailed
from bot.store.backup import back_up, name_at, prune

log = logging.getLogger(__name__)


class Backups:
    """Backs `path` up into `folder`, where the newest `keep` stay. `when_failed` is told why one was not made."""

    def __init__(
        self,
        path: Path,
        folder: Path,
        keep: int,
        clock: Callable[[], datetime],
        when_failed: Callable[[str], Awaitable[None]],
    ) -> None:
        self._path = path
        self._folder = folder
        self._keep = keep
        self._clock = clock
        self._when_failed = when_failed

    async def make(self) -> None:
        """Make one. Never raises for what is wrong with the folder or the disk."""
        target = self._folder / name_at(self._clock())
        try:
            await asyncio.to_thread(back_up, self._path, target)
        except BackupFailed as error:
            log.error("backup failed", extra={"cause": str(error)})  # noqa: TRY400 - its cause says all
            await self._when_failed(str(error))
            return
        kept = await asyncio.to_thread(prune, self._folder, self._keep)
        log.info("backup made", extra={"file": str(target), "kept": len(kept)})
