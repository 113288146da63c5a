"""The two-step password: the server's half of Telegram's SRP."""

from hashlib import sha256

from telethon import types
from telethon.password import compute_hash

from tests.telegram.numbers import GENERATOR, SAFE_PRIME
from tests.telegram.state import Account

SIZE = 256
SRP_ID = 7
SECRET = int.from_bytes(sha256(b"the server's half of the proof").digest() * 8, "big")
PRIME = SAFE_PRIME.to_bytes(SIZE, "big")
ALGORITHM = types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
    salt1=b"salt of the client", salt2=b"salt of the server", g=GENERATOR, p=PRIME
)


def question(account: Account) -> types.account.Password:
    """What a client needs to prove that it knows the password."""
    has_password = account.password is not None
    return types.account.Password(
        has_password=has_password,
        current_algo=ALGORITHM if has_password else None,
        srp_B=_server_half(account).to_bytes(SIZE, "big") if has_password else None,
        srp_id=SRP_ID if has_password else None,
        hint=None,
        new_algo=ALGORITHM,
        new_secure_algo=types.SecurePasswordKdfAlgoUnknown(),
        secure_random=b"not random at all",
    )


def is_proven(account: Account, proof: types.InputCheckPasswordSRP) -> bool:
    """Say whether the proof could only come from somebody who knows the password."""
    if not isinstance(proof, types.InputCheckPasswordSRP) or proof.srp_id != SRP_ID:
        return False
    client, server = proof.A, _server_half(account).to_bytes(SIZE, "big")
    mixed = _number(client, server)
    base = int.from_bytes(client, "big") * pow(_verifier(account), mixed, SAFE_PRIME)
    shared = pow(base, SECRET, SAFE_PRIME).to_bytes(SIZE, "big")
    groups = bytes(a ^ b for a, b in zip(_hash(PRIME), _hash(_wide(GENERATOR)), strict=True))
    expected = _hash(groups, _hash(ALGORITHM.salt1), _hash(ALGORITHM.salt2), client, server, _hash(shared))
    return expected == proof.M1


def _verifier(account: Account) -> int:
    secret = int.from_bytes(compute_hash(ALGORITHM, account.password or ""), "big")
    return pow(GENERATOR, secret, SAFE_PRIME)


def _server_half(account: Account) -> int:
    factor = _number(PRIME, _wide(GENERATOR))
    return (factor * _verifier(account) + pow(GENERATOR, SECRET, SAFE_PRIME)) % SAFE_PRIME


def _wide(number: int) -> bytes:
    return number.to_bytes(SIZE, "big")


def _hash(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


def _number(*parts: bytes) -> int:
    return int.from_bytes(_hash(*parts), "big")
