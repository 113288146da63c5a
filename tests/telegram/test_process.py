import asyncio
import json
import sys
from contextlib import asynccontextmanager

import pytest
from telethon.sessions import MemorySession

from tests.telegram.clients import PATIENCE, client_of
from tests.telegram.data_centre import DataCentre

PHONE = "+380501112233"
SETTING = (
    {"do": "add_user", "phone": PHONE, "username": "olena"},
    {"do": "add_bot", "token": "77:secret", "username": "zvirka_bot"},
    {"do": "add_channel", "username": "Koord_shtab", "members": ["olena"]},
    {"do": "post", "channel": "Koord_shtab", "text": "1,000 bodies", "at": "2026-01-29T09:30:00+00:00"},
)


class Process:
    def __init__(self, process, address):
        self.process = process
        self.address = address

    async def tells(self, order):
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        return json.loads(await asyncio.wait_for(self.process.stdout.readline(), PATIENCE))


@asynccontextmanager
async def running(*arguments):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.telegram", *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    address = json.loads(await asyncio.wait_for(process.stdout.readline(), PATIENCE))
    yield Process(process, address)
    process.terminate()
    process.stdin.close()
    await process.wait()


@asynccontextmanager
async def reading(address, session):
    client = client_of(DataCentre(port=address["port"]), session)
    await client.connect()
    yield client
    await client.disconnect()


async def test_it_prints_where_it_listens_and_its_key():
    async with running() as process:
        assert sorted(process.address) == ["dc", "host", "port", "public_key"]


async def test_a_client_signs_in_and_reads_what_was_ordered():
    async with running() as process:
        for order in SETTING:
            await process.tells(order)
        async with reading(process.address, MemorySession()) as client:
            await client.send_code_request(PHONE)
            await client.sign_in(PHONE, "12345")

            (message,) = await client.get_messages("Koord_shtab", limit=1)

    assert message.raw_text == "1,000 bodies"


async def test_it_goes_on_from_its_file(tmp_path):
    session = MemorySession()
    async with running("--state", str(tmp_path / "state")) as process:
        for order in SETTING:
            await process.tells(order)
        async with reading(process.address, session) as client:
            await client.send_code_request(PHONE)
            await client.sign_in(PHONE, "12345")

    async with running("--state", str(tmp_path / "state")) as process, reading(process.address, session) as client:
        (message,) = await client.get_messages("Koord_shtab", limit=1)

    assert message.raw_text == "1,000 bodies"


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        ({"do": "post", "channel": "nowhere", "text": "x"}, "LookupError: no channel here is called nowhere"),
        ({"do": "dance"}, "KeyError: 'dance'"),
    ],
)
async def test_an_order_that_cannot_be_carried_out_is_answered_with_its_error(order, answer):
    async with running() as process:
        assert await process.tells(order) == {"error": answer}


async def test_a_chat_is_told_as_its_user_sees_it():
    async with running() as process:
        for order in SETTING:
            await process.tells(order)
        await process.tells({"do": "write", "user": "olena", "to": "zvirka_bot", "text": "/start"})

        (shown,) = await process.tells({"do": "chat", "user": "olena", "other": "zvirka_bot"})

    assert (shown["sender"], shown["text"], shown["buttons"]) == ("olena", "/start", [])
