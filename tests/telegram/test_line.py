"""What a line does with bytes that no honest client sends."""

import asyncio
import struct
from zlib import crc32

import pytest

PATIENCE = 5


async def _answer_to(dc, data):
    reader, writer = await asyncio.open_connection(dc.host, dc.port)
    try:
        writer.write(data)
        return await asyncio.wait_for(reader.read(64), PATIENCE)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()
        await asyncio.gather(writer.wait_closed(), return_exceptions=True)


def _full(payload):
    frame = struct.pack("<ii", len(payload) + 12, 0) + payload
    return frame + struct.pack("<I", crc32(frame))


@pytest.mark.parametrize(
    "payload",
    [
        struct.pack("<qqi", 0, 4, 4) + b"\xa9\x5e\xcd\xc1",
        struct.pack("<qqiIq", 0, 4, 12, 0x7ABE77EC, 5),
        struct.pack("<qqiI", 0, 4, 4, 0xDEADBEEF),
    ],
    ids=["an object that ends too early", "a ping without a key", "an unknown constructor"],
)
async def test_what_has_no_place_in_a_handshake_ends_the_line(data_centre, payload):
    assert await _answer_to(data_centre, _full(payload)) == b""


async def test_a_packet_that_is_too_long_ends_the_line(data_centre):
    assert await _answer_to(data_centre, struct.pack("<ii", 2**30, 0) + bytes(64)) == b""


async def test_an_unknown_key_is_told_so(data_centre):
    answer = await _answer_to(data_centre, _full(b"\x01" * 8 + bytes(16) + bytes(32)))

    assert struct.unpack("<i", answer[8:12]) == (-404,)
