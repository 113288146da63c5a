"""Sealed messages: what goes over the line after the key exchange, and the bytes of an answer.

Framing is the work of the `mtproto` package; the cipher is Telethon's, which uses cryptg.
"""

import gzip
import os
import struct
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from mtproto.transport.packets import EncryptedMessagePacket
from telethon.crypto import AES, AuthKey
from telethon.extensions import BinaryReader
from telethon.network.mtprotostate import MTProtoState
from telethon.tl import TLObject
from telethon.tl.core import GzipPacked

TRUE = b"\xb5\x75\x72\x99"
FALSE = b"\x37\x97\x79\xbc"
VECTOR = 0x1CB5C415
CONTAINER = 0x73F1F8DC
RPC_RESULT = 0xF35C6D01
GZIP_ABOVE = 4096
Answer: TypeAlias = TLObject | bytes | bool | list[TLObject]
UNKNOWN = b"\xef\xbe\xad\xde"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One message as it travels inside the cipher."""

    salt: int
    session: int
    id: int
    seq: int
    body: bytes


def open_packet(packet: EncryptedMessagePacket, key: AuthKey) -> Sealed:
    """Decrypt what a client sent."""
    aes_key, iv = MTProtoState._calc_key(key.key, packet.message_key, client=True)
    plain = AES.decrypt_ige(bytes(packet.encrypted_data), aes_key, iv)
    if sha256(key.key[88:120] + plain).digest()[8:24] != packet.message_key:
        raise ConnectionError("the message does not match its key")
    salt, session, message, seq, length = struct.unpack_from("<qqqii", plain)
    return Sealed(salt, session, message, seq, plain[32 : 32 + length])


def seal(message: Sealed, key: AuthKey) -> EncryptedMessagePacket:
    """Encrypt a message for a client."""
    head = struct.pack("<qqqii", message.salt, message.session, message.id, message.seq, len(message.body))
    plain = head + message.body
    plain += os.urandom(-(len(plain) + 12) % 16 + 12)
    message_key = sha256(key.key[96:128] + plain).digest()[8:24]
    aes_key, iv = MTProtoState._calc_key(key.key, message_key, client=False)
    return EncryptedMessagePacket(signed(key.key_id), message_key, AES.encrypt_ige(plain, aes_key, iv))


def container(messages: list[tuple[int, int, bytes]]) -> bytes:
    """Several messages, each with its id and sequence number, in one."""
    parts = [struct.pack("<qii", ident, seq, len(body)) + body for ident, seq, body in messages]
    return struct.pack("<Ii", CONTAINER, len(parts)) + b"".join(parts)


def rpc_result(request: int, answer: Answer) -> bytes:
    """The answer to the request of that id, compressed where it is long."""
    body = as_bytes(answer)
    if len(body) > GZIP_ABOVE:
        body = struct.pack("<I", GzipPacked.CONSTRUCTOR_ID) + TLObject.serialize_bytes(gzip.compress(body, 1))
    return struct.pack("<Iq", RPC_RESULT, request) + body


def as_bytes(answer: Answer) -> bytes:
    """Serialise an object, a boolean, a list of objects, or bytes that are ready."""
    if isinstance(answer, bytes):
        return answer
    if isinstance(answer, bool):
        return TRUE if answer else FALSE
    if isinstance(answer, list):
        return struct.pack("<Ii", VECTOR, len(answer)) + b"".join(bytes(item) for item in answer)
    return bytes(answer)


def read_object(body: bytes) -> TLObject:
    """Read one object, whichever it is. Bytes that end too early end the line."""
    try:
        with BinaryReader(bytes(body)) as reader:
            return reader.tgread_object()
    except struct.error as cut_short:
        raise ConnectionError("the object ends too early") from cut_short


def signed(number: int) -> int:
    """The same 64 bits as a signed number."""
    return struct.unpack("<q", struct.pack("<Q", number & (2**64 - 1)))[0]
