"""The loopback data centre as a process of its own: `python -m tests.telegram --port 4430 --state state.bin`.

It prints one JSON line with host, port, dc and public key, then answers JSON lines on standard input (script.py),
until SIGTERM or SIGINT. With `--state` it goes on from that file, and writes it at the end.
"""

import argparse
import asyncio
import json
import os
import signal
import stat
import sys
from pathlib import Path

from tests.telegram.data_centre import DataCentre
from tests.telegram.script import Script


async def serve(dc: DataCentre) -> None:
    """Serve until a signal comes."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with dc:
        address = {"host": dc.host, "port": dc.port, "dc": dc.number, "public_key": dc.public_key}
        print(json.dumps(address), flush=True)  # noqa: T201  whoever started it reads the address here
        orders = asyncio.create_task(follow(Script(dc)))
        await stopped.wait()
        orders.cancel()


async def follow(script: Script) -> None:
    """Carry out what comes on standard input, line by line. A file is read at once, a pipe as it fills."""
    mode = os.fstat(sys.stdin.fileno()).st_mode
    if stat.S_ISREG(mode):
        for line in sys.stdin:
            print(await script.obey(line), flush=True)  # noqa: T201  the answer to the line
    elif stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or sys.stdin.isatty():
        await follow_pipe(script)


async def follow_pipe(script: Script) -> None:
    """Carry out lines as they come."""
    orders = asyncio.StreamReader()
    reading = asyncio.StreamReaderProtocol(orders)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: reading, sys.stdin)
    try:
        while line := await orders.readline():
            print(await script.obey(line.decode()), flush=True)  # noqa: T201  the answer to the line
    finally:
        transport.close()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.telegram", description="A loopback Telegram data centre.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--state", type=Path, help="file to go on from, and to write at the end")
    arguments = parser.parse_args()
    path = arguments.state
    dc = DataCentre(port=arguments.port, state=DataCentre.load(path) if path and path.exists() else None)
    asyncio.run(serve(dc))
    if path:
        dc.save(path)


if __name__ == "__main__":
    main()
