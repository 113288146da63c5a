"""`zvirka run` as systemd sees it: a process with an exit code."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager

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


async def test_a_reader_that_is_not_signed_in_exits_with_78(room):
    (room.folder / "reader.session").unlink()
    async with zvirka("run", "--config", str(room.path)) as process:
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
