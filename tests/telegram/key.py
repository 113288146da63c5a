"""The RSA key of the loopback data centre: public on purpose, it opens nothing but loopback tests."""

from hashlib import sha1

import rsa
from telethon.crypto.rsa import get_byte_array
from telethon.tl import TLObject

EXPONENT = 65537
FIRST_PRIME = int(
    "B027FC0C67666E8E06D3DC929A139F1001095D07035CE27F2E5893DFF528ECF8"
    "2C7EE69E85E4AE96749D17493A561280AA575708C588412F181FAF54C283AC94"
    "1255C9E852C08AB0C07ADCE5A84E0D73B045A5AD6EBBBA0D9D8051F2D6EF1CEC"
    "298E0E022B86C2B1856F9ECD2F3D09C71CBBC14F8A7E4C41C32B5A597773D2B1"
    "30C12FBB5AD32C99",
    16,
)
SECOND_PRIME = int(
    "E3503E2F977222033B4D1CF2FC9433B0535D254A9FC4A3C90416360A1AB74EEC"
    "0C5901B79E4597D4595AA2AC54FB852C318A677B5CCC0EF99220A7E32FEFC3AD"
    "8E27F25E1D35A4CD0332241553CF7796AD742D9B986AF29634EEEFED955989BF"
    "5EA210A96632215837936C498474592A5C1D1D19C7C55A37",
    16,
)
MODULUS = FIRST_PRIME * SECOND_PRIME
SECRETS = tuple((prime, pow(EXPONENT, -1, prime - 1)) for prime in (FIRST_PRIME, SECOND_PRIME))
PUBLIC_KEY = rsa.PublicKey(MODULUS, EXPONENT).save_pkcs1().decode()


def fingerprint() -> int:
    """The last eight bytes of the SHA-1 of modulus and exponent, as MTProto names a key."""
    numbers = (TLObject.serialize_bytes(get_byte_array(number)) for number in (MODULUS, EXPONENT))
    return int.from_bytes(sha1(b"".join(numbers)).digest()[-8:], "little", signed=True)


def decrypt(block: bytes) -> bytes:
    """Open what a client encrypted with the public key: a SHA-1, the data and padding, 255 bytes."""
    cipher = int.from_bytes(block, "big")
    first, second = (pow(cipher, secret, prime) for prime, secret in SECRETS)
    step = (first - second) * pow(SECOND_PRIME, -1, FIRST_PRIME) % FIRST_PRIME
    return (second + step * SECOND_PRIME).to_bytes(255, "big")
