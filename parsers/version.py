"""Which parsers these are: a digest of their code and of their language packs."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def version() -> str:
    """Return twelve digits that are others as soon as a line of the parsers, or of what they know, is another."""
    folder = Path(__file__).parent
    found = hashlib.sha256()
    for path in sorted((*folder.rglob("*.toml"), *folder.rglob("*.py"))):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:12]
