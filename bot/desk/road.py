"""The road from the command line into the daemon: a socket beside the database, for its owner alone."""

import asyncio
import json
import logging
import os
import pwd
import socket
import struct
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.desk.decisions import Editor
from bot.desk.orders import Order, editor_named, obey
from bot.errors import DecisionRefused, StateOutdated, ZvirkaError
from bot.ingest import Ingest

log = logging.getLogger(__name__)

SECONDS: Final = 10.0
PEER: Final = struct.Struct("3i")
"""What Linux tells of the other end: process, user, group (unix(7), SO_PEERCRED)."""


def socket_of(database: Path) -> Path:
    """Return where the daemon on a database listens."""
    return database.with_name(database.name + ".socket")


def user_name(uid: int) -> str:
    """Return the name of a user of the system, or the number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


Errand = Callable[[Sequence[str]], Awaitable[str]]
"""What does a command that is no ruling, from its words; returns what was done."""


class Road:
    """Listens for rulings, and for `errands` by their first word: one line of JSON each, answered by one."""

    def __init__(
        self,
        path: Path,
        ingest: Ingest,
        editors: Iterable[Editor],
        clock: Callable[[], datetime],
        errands: Mapping[str, Errand] | None = None,
    ) -> None:
        self._path = path
        self._ingest = ingest
        self._editors = tuple(editors)
        self._clock = clock
        self._errands = errands or {}

    async def run(self) -> None:
        """Listen until cancelled. Where that is not possible, say so once: the desk in Telegram works without."""
        try:
            # Whoever holds the lock of the database may remove what a killed daemon left.
            self._path.unlink(missing_ok=True)
            server = await asyncio.start_unix_server(self._hear, self._path)
            self._path.chmod(0o600)
        except OSError as error:
            log.warning("command line unheard", extra={"socket": str(self._path), "cause": str(error)})
            return
        try:
            async with server:
                await server.serve_forever()
        finally:
            self._path.unlink(missing_ok=True)

    async def _hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                answer = await self._answer(await reader.readline(), writer.get_extra_info("socket"))
                writer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
                await writer.drain()
        except (OSError, TimeoutError, ValueError) as error:
            log.warning("command failed", extra={"chat": "command line", "cause": repr(error)})
        finally:
            writer.close()

    async def _answer(self, line: bytes, peer: socket.socket) -> dict[str, Any]:
        _, uid, _ = PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, PEER.size))
        asked = json.loads(line)
        order = Order(tuple(asked["words"]), asked["state"], f"command line: {user_name(uid)}")
        errand = self._errands.get(order.words[0])
        try:
            if errand is not None:
                return {"ok": await errand(order.words)}
            editor = editor_named(asked["as"], self._editors)
            return {"ok": await obey(order, editor, "en", self._ingest, self._clock)}
        except DecisionRefused as error:
            return {"refused": str(error), "is_outdated": isinstance(error, StateOutdated)}


def send(path: Path, words: list[str], state: str | None = None, name: str | None = None) -> str | None:
    """Hand a ruling to the daemon that listens at `path`; return its answer, or None where none listens.

    Raises what the daemon raised.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(SECONDS)
        try:
            line.connect(os.fspath(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except OSError as error:
            raise ZvirkaError(f"{path}: the daemon cannot be asked: {error.strerror or error}") from error
        line.sendall(json.dumps({"words": words, "state": state, "as": name}).encode() + b"\n")
        with line.makefile(encoding="utf-8") as answers:
            found = json.loads(answers.readline() or '{"refused": "the daemon did not answer: see its log"}')
    if "ok" in found:
        return str(found["ok"])
    kind = StateOutdated if found.get("is_outdated") else DecisionRefused
    raise kind(found["refused"])
