"""Makes what comes from outside fit to be shown: no control characters, no endless lines, no strange links."""

import unicodedata
from typing import Final
from urllib.parse import urlsplit

TELEGRAM_LIMIT: Final = 4096
"""The longest message that Telegram takes, in UTF-16 units."""

LONGEST_LINK: Final = 300

_JOINER: Final = "\u200d"
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Controls, bidi marks and overrides, lone surrogates, private and unassigned characters."""


def clean(text: str) -> str:
    """Return `text` on one line, without characters that are unseen or turn the direction of what follows."""
    shown = (one if one.isspace() else "" if _is_unseen(one) else one for one in text)
    return " ".join("".join(shown).split())


def shorten(text: str, length: int) -> str:
    """Return `text` cleaned, cut at the end of a word so that it has at most `length` characters with its ellipsis."""
    whole = clean(text)
    if len(whole) <= length:
        return whole
    cut = whole[: length - 1]
    if not whole[length - 1].isspace() and " " in cut:
        cut = cut.rpartition(" ")[0]
    while cut and (cut[-1] == _JOINER or unicodedata.combining(whole[len(cut)])):
        cut = cut[:-1]
    return cut.rstrip(" ,;:–—-") + "…"


def safe_link(link: str | None) -> str | None:
    """Return a link that may be shown: http or https, with a host, of bearable length; else None."""
    if link is None or len(link) > LONGEST_LINK or clean(link) != link or " " in link:
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.hostname else None


def units(text: str) -> int:
    """Return how long Telegram takes `text` to be: its UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _is_unseen(one: str) -> bool:
    return one != _JOINER and unicodedata.category(one) in _UNSEEN
