"""`zvirka run` as systemd sees it: a process with an exit code."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from tests.bot.newsroom import CODE, PASSWORD, PHONE, SECRETS, newsroom


@pytest.fixture
async def room(tmp_path):
    async with newsroom(tmp_path) as opened:
        yield opened


@asynccontextmanager
async def zvirka(*arguments, environment=SECRETS, **more):
    """Run the command; end it if the test did not."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env=os.environ | environment,
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        **more,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ended(process):
    """Its exit code, and what it said."""
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    return process.returncode, errors.decode()


async def test_sigterm_ends_the_daemon_in_order(room):
    async with zvirka("run", "--config", str(room.path)) as process:
        await room.until(lambda: room.dc.called("bots.setBotCommands"))
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            assert await process.wait() == 0


async def test_mistakes_of_the_configuration_exit_with_2_and_are_all_listed(tmp_path):
    path = tmp_path / "zvirka.toml"
    path.write_text("[telegram]\napi_id = 'x'\n", encoding="utf-8")
    async with zvirka("run", "--config", str(path)) as process:
        code, said = await ended(process)
    assert (code, said.splitlines()[1:]) == (
        2,
        ["  telegram.api_id = 'x': write a whole number without quotes", "  source: add it"],
    )


async def test_a_daemon_that_is_stopped_after_its_reader_was_refused_exits_with_78(room):
    (room.folder / "reader.session").unlink()
    async with zvirka("run", "--config", str(room.path)) as process:
        await room.message(room.editor, 0, "refuses the account")
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
    assert (code, said.splitlines()[-1]) == (
        78,
        "the reader account is not signed in: run `zvirka login`, then start again",
    )


async def test_no_secret_stands_in_what_the_daemon_says(room):
    async with zvirka("run", "--config", str(room.path)) as process:
        await room.until(lambda: room.dc.called("bots.setBotCommands"))
        process.send_signal(signal.SIGTERM)
        _, said = await ended(process)
    assert (SECRETS["ZVIRKA_BOT_TOKEN"].partition(":")[2] in said, "connected account=bot" in said) == (False, True)


async def log_in(room, *answers):
    """Run `zvirka login` with what a person would type; return the exit code and what it said."""
    (room.folder / "reader.session").unlink()
    # Without a terminal of its own, the command takes the password from standard input too.
    async with zvirka("login", "--config", str(room.path), start_new_session=True) as process, asyncio.timeout(20):
        said, errors = await process.communicate("".join(f"{one}\n" for one in answers).encode())
    return process.returncode, said.decode(), errors.decode()


async def test_login_asks_for_phone_code_and_password_and_says_what_is_next(room):
    code, said, _ = await log_in(room, PHONE, CODE, PASSWORD)
    mode = (room.folder / "reader.session").stat().st_mode & 0o777
    assert (code, "Signed in as Reader. Next: zvirka run" in said, oct(mode)) == (0, True, "0o600")


async def test_login_with_a_wrong_code_says_what_to_do(room):
    code, _, errors = await log_in(room, PHONE, "99999")
    assert (code, "run `zvirka login` again" in errors) == (78, True)


async def test_systemd_is_told_when_the_daemon_is_ready_alive_and_stopping(room):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(room.folder / "notify"))
        line.setblocking(False)
        systemd = {"NOTIFY_SOCKET": str(room.folder / "notify"), "WATCHDOG_USEC": "300000"}
        async with zvirka("run", "--config", str(room.path), environment=SECRETS | systemd) as process:
            loop = asyncio.get_running_loop()
            said = [await asyncio.wait_for(loop.sock_recv(line, 100), 10) for _ in range(4)]
            process.send_signal(signal.SIGTERM)
            await process.wait()
            while said[-1] != b"STOPPING=1":
                said.append(line.recv(100))
    assert (said[0], set(said[1:-1]), said[-1]) == (b"READY=1", {b"WATCHDOG=1"}, b"STOPPING=1")


async def test_a_database_that_another_daemon_holds_exits_with_75(room):
    async with zvirka("run", "--config", str(room.path)) as _:
        await room.until(lambda: room.dc.called("bots.setBotCommands"))
        async with zvirka("run", "--config", str(room.path)) as second:
            code, said = await ended(second)
    assert (code, "another zvirka is running on this database" in said) == (75, True)


async def test_a_daemon_that_was_killed_tells_nobody_twice(room):
    post = "До України повернуто 1000 тіл полеглих."
    room.dc.faults.swallow("messages.sendMessage")
    async with zvirka("run", "--config", str(room.path)) as process:
        await room.until(lambda: room.dc.called("bots.setBotCommands"))
        await room.until(lambda: len(room.dc.called("messages.getHistory")) >= 2)
        room.headquarters.post(post, at=datetime.now(UTC))
        await room.until(lambda: len(room.dc.called("messages.sendMessage")) >= 2)
        process.kill()
        await process.wait()
    sent = len(room.dc.called("messages.sendMessage"))
    async with zvirka("run", "--config", str(room.path)):
        await room.until(lambda: len(room.dc.called("messages.sendMessage")) > sent)
        await room.until(lambda: room.dc.called("messages.sendMessage")[-1].answer)
    shown = [len(room.sees(one)) for one in (room.editor, room.subscriber)]
    assert shown == [1, 1]


async def test_a_daemon_that_was_killed_shows_no_chart_twice(room):
    room.dc.faults.swallow("messages.sendMedia")
    async with zvirka("run", "--config", str(room.path)) as process:
        await room.until(lambda: room.dc.called("bots.setBotCommands"))
        room.subscriber.writes_to(room.bot, "/chart")
        await room.until(lambda: room.dc.called("messages.sendMedia"))
        process.kill()
        await process.wait()
    async with zvirka("run", "--config", str(room.path)):
        await room.until(lambda: len(room.dc.called("messages.sendMedia")) == 2)
        await room.until(lambda: room.dc.called("messages.sendMedia")[-1].answer)
    assert [one.has_media for one in room.sees(room.subscriber)] == [True]
