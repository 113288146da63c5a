"""The sentence in which words stand, as a reader wants to see them quoted."""

import re
from typing import Final

ENDS: Final = re.compile(r"\n+|(?<=[.!?…])[ \u00a0]+(?=[\"«“„(]?[A-ZА-ЯІЇЄҐЁ])")
"""Where one sentence ends and the next begins: a line break, or a stop before a capital ("тис. тіл" goes on)."""


def sentence_around(text: str, span: tuple[int, int]) -> str:
    """Return the sentence, or sentences, of `text` that hold the code points from `span[0]` to `span[1]`."""
    start, end = 0, len(text)
    for found in ENDS.finditer(text):
        if found.end() <= span[0]:
            start = found.end()
        elif found.start() >= span[1]:
            end = found.start()
            break
    return text[start:end].strip()
