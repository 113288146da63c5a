"""One line to a client: handshake, sessions, acknowledgements, calls and pushes."""

import asyncio
import os
import struct
from typing import TYPE_CHECKING

from mtproto import ConnectionRole
from mtproto.enums import TransportEvent
from mtproto.transport import Connection as Framing
from mtproto.transport.packets import BasePacket, EncryptedMessagePacket, ErrorPacket, UnencryptedMessagePacket
from mtproto.transport.transports.base_transport import TcpTransport
from telethon import functions, types
from telethon.crypto import AuthKey
from telethon.errors import TypeNotFoundError
from telethon.tl import TLObject
from telethon.tl.core import GzipPacked, MessageContainer

from tests.telegram import wire
from tests.telegram.call import Call
from tests.telegram.handshake import Handshake
from tests.telegram.state import Account, KeyRecord
from tests.telegram.wire import Sealed

if TYPE_CHECKING:
    from tests.telegram.data_centre import DataCentre

CHUNK = 1 << 16
UNKNOWN_KEY = 404
ID_TOO_LOW, ID_TOO_HIGH, WRONG_SALT = 16, 17, 48
OLDEST, NEWEST = 300, 30
SERVICE = (
    functions.PingRequest
    | functions.PingDelayDisconnectRequest
    | functions.GetFutureSaltsRequest
    | functions.DestroySessionRequest
)


class Line:
    """The server's end of one TCP connection."""

    def __init__(self, dc: "DataCentre", reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.dc = dc
        self.record: KeyRecord | None = None
        self.is_listening = False
        self.is_deaf = dc.faults.deafens_new_lines
        self.is_cut = False
        self.acknowledged: set[int] = set()
        self._reader = reader
        self._writer = writer
        self._framing: Framing[TcpTransport] = Framing(ConnectionRole.SERVER)
        self._handshake = Handshake(int(dc.server_time()))
        self._key: AuthKey | None = None
        self._session = 0
        self._last_id = 0
        self._sent = 0
        self._outgoing: list[tuple[int, int, bytes]] = []
        self._calls: set[asyncio.Task[None]] = set()

    @property
    def account(self) -> Account | None:
        """Who has signed in on this line's key."""
        owner = self.record.account if self.record else None
        return self.dc.state.accounts[owner] if owner is not None else None

    @property
    def known_key(self) -> KeyRecord:
        """The key of this line's messages."""
        if self.record is None:
            raise ConnectionError("nothing came on a key yet")
        return self.record

    async def serve(self) -> None:
        """Read until the line ends."""
        try:
            while data := await self._reader.read(CHUNK):
                if not self.is_deaf:
                    self._framing.data_received(data)
                    self._take_packets()
        except (ConnectionError, TypeNotFoundError):
            pass
        finally:
            for call in self._calls:
                call.cancel()
            self.drop()

    def push(self, updates: TLObject) -> None:
        """Send updates that nobody asked for."""
        body = bytes(updates)
        if self.dc.faults.garbled_pushes:
            self.dc.faults.garbled_pushes -= 1
            body = _garbled(updates)
        self._queue(body, is_answer=False)

    def drop(self) -> None:
        """Cut the line: what is not sent yet is lost."""
        self.is_cut = True
        self._outgoing.clear()
        self._writer.transport.abort()

    def send_error(self, code: int) -> None:
        """Send a transport error, which Telegram does before it hangs up."""
        self._writer.write(self._framing.send(ErrorPacket(code)))

    def _take_packets(self) -> None:
        while (packet := self._framing.next_event()) is not None:
            if packet is TransportEvent.DISCONNECT:
                raise ConnectionError("the packet is too long")
            self._take(packet)

    def _take(self, packet: BasePacket) -> None:
        if isinstance(packet, UnencryptedMessagePacket):
            self._exchange(packet)
        elif isinstance(packet, EncryptedMessagePacket):
            self._decrypt(packet)

    def _exchange(self, packet: UnencryptedMessagePacket) -> None:
        answer = self._handshake.answer(wire.read_object(packet.message_data))
        if self._handshake.agreed:
            key = self._handshake.agreed
            self.dc.state.keys[key.key_id] = KeyRecord(key.key, salt=_random_salt())
        self._write(UnencryptedMessagePacket(self._next_id(is_answer=True), bytes(answer)))

    def _decrypt(self, packet: EncryptedMessagePacket) -> None:
        self.record = self.dc.state.keys.get(packet.auth_key_id & (2**64 - 1))
        if self.record is None:
            self.send_error(UNKNOWN_KEY)
            return
        self._key = AuthKey(self.record.key)
        message = wire.open_packet(packet, self._key)
        self._session = message.session
        if self._is_acceptable(message):
            self._greet(message)
            self._read(message.id, message.body)

    def _is_acceptable(self, message: Sealed) -> bool:
        age = self.dc.server_time() - (message.id >> 32)
        if age > OLDEST or -age > NEWEST:
            code = ID_TOO_LOW if age > 0 else ID_TOO_HIGH
            self._queue(bytes(types.BadMsgNotification(message.id, message.seq, code)), is_answer=True)
            return False
        if message.salt != self.known_key.salt:
            notice = types.BadServerSalt(message.id, message.seq, WRONG_SALT, self.known_key.salt)
            self._queue(bytes(notice), is_answer=True)
            return False
        return True

    def _greet(self, message: Sealed) -> None:
        if message.session not in self.known_key.sessions:
            self.known_key.sessions.add(message.session)
            notice = types.NewSessionCreated(message.id, message.session, self.known_key.salt)
            self._queue(bytes(notice), is_answer=False)

    def _read(self, ident: int, body: bytes) -> None:
        try:
            self._obey(ident, wire.read_object(body))
        except TypeNotFoundError:
            self._queue(wire.rpc_result(ident, types.RpcError(400, "INPUT_METHOD_INVALID")), is_answer=True)

    def _obey(self, ident: int, message: TLObject) -> None:
        if isinstance(message, MessageContainer):
            for inner in message.messages:
                self._obey(inner.msg_id, inner.obj)
        elif isinstance(message, GzipPacked):
            self._read(ident, message.data)
        elif isinstance(message, types.MsgsAck):
            self.acknowledged.update(message.msg_ids)
        elif isinstance(message, SERVICE):
            self._queue(bytes(self._serve_protocol(ident, message)), is_answer=True)
        elif not isinstance(message, types.MsgsStateInfo | types.HttpWait):
            self._start(Call(self.dc, self, ident, message))

    def _serve_protocol(self, ident: int, request: TLObject) -> TLObject:
        if isinstance(request, functions.GetFutureSaltsRequest):
            now = self.dc.now()
            salt = types.FutureSalt(now, now.replace(year=now.year + 1, day=1), self.known_key.salt)
            return types.FutureSalts(ident, int(now.timestamp()), [salt])
        if isinstance(request, functions.DestroySessionRequest):
            self.known_key.sessions.discard(request.session_id)
            return types.DestroySessionOk(request.session_id)
        return types.Pong(ident, request.ping_id)

    def _start(self, call: Call) -> None:
        task = asyncio.get_running_loop().create_task(self._answer(call))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def _answer(self, call: Call) -> None:
        if self.is_cut:
            return
        try:
            answer = await self.dc.perform(call)
            body = None if answer is None else wire.rpc_result(call.id, answer)
        except Exception as crash:  # noqa: BLE001  a fault of the data centre itself: the test is to fail with it
            self.dc.crashes.append(crash)
            body = wire.rpc_result(call.id, types.RpcError(400, "DATA_CENTRE_CRASHED"))
        if body is not None and not self.is_cut:
            self._queue(body, is_answer=True)

    def _queue(self, body: bytes, *, is_answer: bool) -> None:
        if not self._outgoing:
            asyncio.get_running_loop().call_soon(self._flush)
        self._outgoing.append((self._next_id(is_answer=is_answer), self._next_seq(), body))

    def _flush(self) -> None:
        if not self._outgoing or self._key is None or self.is_deaf:
            return
        if len(self._outgoing) == 1:
            ident, seq, body = self._outgoing[0]
        else:
            body = wire.container(self._outgoing)
            ident, seq = self._next_id(is_answer=False), self._sent * 2
        self._outgoing.clear()
        self._write(wire.seal(Sealed(self.known_key.salt, self._session, ident, seq, body), self._key))

    def _write(self, packet: BasePacket) -> None:
        if not self.is_deaf:
            self._writer.write(bytes(self._framing.send(packet)))

    def _next_id(self, *, is_answer: bool) -> int:
        now = self.dc.server_time()
        ident = int(now) << 32 | int(now % 1 * 2**30) << 2
        self._last_id = max(ident, (self._last_id & ~3) + 4) | (1 if is_answer else 3)
        return self._last_id

    def _next_seq(self) -> int:
        self._sent += 1
        return self._sent * 2 - 1


def _random_salt() -> int:
    return int.from_bytes(os.urandom(8), "little", signed=True)


def _garbled(updates: types.Updates) -> bytes:
    """The same push, its last update of a kind that no client knows."""
    readable, lost = bytes(updates), bytes(updates.updates[-1])
    start = readable.rfind(lost)
    return readable[:start] + wire.UNKNOWN + readable[start + struct.calcsize("<I") :]
