"""The RSA key of the loopback data centre: public on purpose, it opens nothing but loopback tests."""

from hashlib import sha1
from pathlib import Path

import rsa
from telethon.crypto.rsa import get_byte_array
from telethon.tl import TLObject

PRIVATE_KEY = rsa.PrivateKey.load_pkcs1(Path(__file__).with_name("data_centre.pem").read_bytes())
PUBLIC_KEY = rsa.PublicKey(PRIVATE_KEY.n, PRIVATE_KEY.e).save_pkcs1().decode()


def fingerprint() -> int:
    """The last eight bytes of the SHA-1 of modulus and exponent, as MTProto names a key."""
    numbers = (TLObject.serialize_bytes(get_byte_array(number)) for number in (PRIVATE_KEY.n, PRIVATE_KEY.e))
    return int.from_bytes(sha1(b"".join(numbers)).digest()[-8:], "little", signed=True)


def decrypt(block: bytes) -> bytes:
    """Open what a client encrypted with the public key: a SHA-1, the data and padding, 255 bytes."""
    return pow(int.from_bytes(block, "big"), PRIVATE_KEY.d, PRIVATE_KEY.n).to_bytes(255, "big")
