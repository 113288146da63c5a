"""The key exchange: from `req_pq_multi` to `dh_gen_ok`, the server's half."""

import os
import secrets
from hashlib import sha1

from telethon import functions, types
from telethon.crypto import AES, AuthKey
from telethon.crypto.rsa import get_byte_array
from telethon.helpers import generate_key_data_from_nonce
from telethon.tl import TLObject

from tests.telegram import key, wire
from tests.telegram.numbers import GENERATOR, SAFE_PRIME, SMALL_PRIMES


class Handshake:
    """One exchange. `agreed` is the key once both sides have it."""

    def __init__(self, server_time: int) -> None:
        self.agreed: AuthKey | None = None
        self._server_time = server_time
        self._server_nonce = int.from_bytes(os.urandom(16), "little", signed=True)
        self._new_nonce = 0
        self._secret = secrets.randbits(256)

    def answer(self, request: TLObject) -> TLObject:
        """Answer one of the three unencrypted requests."""
        if isinstance(request, functions.ReqPqMultiRequest | functions.ReqPqRequest):
            return self._offer(request)
        if isinstance(request, functions.ReqDHParamsRequest):
            return self._parameters(request)
        if isinstance(request, functions.SetClientDHParamsRequest):
            return self._finish(request)
        raise ConnectionError(f"{type(request).__name__} has no place in a key exchange")

    def _offer(self, request: functions.ReqPqMultiRequest) -> types.ResPQ:
        first, second = SMALL_PRIMES
        return types.ResPQ(request.nonce, self._server_nonce, get_byte_array(first * second), [key.fingerprint()])

    def _parameters(self, request: functions.ReqDHParamsRequest) -> types.ServerDHParamsOk:
        plain = key.decrypt(request.encrypted_data)
        inner = wire.read_object(plain[20:])
        if sha1(bytes(inner)).digest() != plain[:20] or inner.server_nonce != self._server_nonce:
            raise ConnectionError("the client's half does not match its hash")
        self._new_nonce = inner.new_nonce
        half = types.ServerDHInnerData(
            nonce=request.nonce,
            server_nonce=self._server_nonce,
            g=GENERATOR,
            dh_prime=get_byte_array(SAFE_PRIME),
            g_a=get_byte_array(pow(GENERATOR, self._secret, SAFE_PRIME)),
            server_time=self._server_time,
        )
        encrypted = AES.encrypt_ige(_padded(bytes(half)), *self._temporary_key())
        return types.ServerDHParamsOk(request.nonce, self._server_nonce, encrypted)

    def _finish(self, request: functions.SetClientDHParamsRequest) -> types.DhGenOk:
        plain = AES.decrypt_ige(request.encrypted_data, *self._temporary_key())
        inner = wire.read_object(plain[20:])
        shared = pow(int.from_bytes(inner.g_b, "big"), self._secret, SAFE_PRIME)
        # Telethon drops leading zero bytes of the shared number (one key in 256): so does this side.
        self.agreed = AuthKey(get_byte_array(shared))
        proof = self.agreed.calc_new_nonce_hash(self._new_nonce, 1)
        return types.DhGenOk(request.nonce, self._server_nonce, proof)

    def _temporary_key(self) -> tuple[bytes, bytes]:
        return generate_key_data_from_nonce(self._server_nonce, self._new_nonce)


def _padded(data: bytes) -> bytes:
    hashed = sha1(data).digest() + data
    return hashed + os.urandom(-len(hashed) % 16)
