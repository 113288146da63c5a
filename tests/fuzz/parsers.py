"""Feeds the parsers broken texts: `python -m tests.fuzz.parsers [--inputs N] [--seed S]`.

A text is made of examples, words of the packs, numbers and signs, spliced, cut and garbled; the n-th text of a seed is
always the same. What breaks a promise of `parse` is printed and kept in `tests/fuzz/kept`, where a test reads it for
ever. The promises: it never raises, each quote stands at its span, the same text reads the same twice, no figure is
negative, and none takes longer than `SLOWEST_SECONDS` three times in a row (machines pause).
"""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from parsers import Reading, parse
from parsers.lexicon import forms
from parsers.templates import load_packs
from tests.parsers.hostile import HOSTILE

KEPT = Path(__file__).with_name("kept")
POSTED_ON = date(2027, 6, 6)
SLOWEST_SECONDS = 0.05
LONGEST = 4096
SIGNS = list(" \n\t\u00a0\u202f.,;:!?—–-()«»\"'’ʼ…•№%/\\[]{}<>🔹🕊\u0301\u200d\ufe0f\u20e3\u202e\x00½²")
NUMBERS = [
    "0",
    "1",
    "38",
    "157",
    "1000",
    "1 003",
    "1,212",
    "1.245",
    "11 тис.",
    "1,2 тыс.",
    "3k",
    "10²",
    "²",
    "٣٨",
    "007",
]
NUMBERS += ["29.01.2026", "2026-01-29", "12:30", "71-й", "157 на 157", "157 for 157", "300–400", "99999999999999999999"]


def texts(seed: int) -> Iterator[str]:
    """Yield texts without end."""
    stock = _stock()
    number = 0
    while True:
        yield _text(Random(f"{seed}/{number}"), stock)
        number += 1


def faults(text: str) -> list[str]:
    """Return the promises that the reading of `text` breaks."""
    try:
        reading = parse(text, posted_on=POSTED_ON)
        again = parse(text, posted_on=POSTED_ON)
    except Exception as error:  # noqa: BLE001 - whatever it raises is what we look for
        return [f"raises {error!r}"]
    return [*_broken(reading, text), *(["reads otherwise the second time"] if again != reading else [])]


def is_slow(text: str) -> bool:
    """Return whether `text` takes too long, each of three times."""
    return all(_seconds(text) > SLOWEST_SECONDS for _ in range(3))


def main(arguments: list[str]) -> int:
    """Run as many inputs as asked for; return how many broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    broken = relevant = unread = 0
    for number, text in zip(range(options.inputs), texts(options.seed), strict=False):
        found = faults(text) + (["takes too long"] if is_slow(text) else [])
        if found:
            broken += 1
            (KEPT / f"{options.seed}-{number}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
            print(f"seed {options.seed}, input {number}: {'; '.join(found)}", flush=True)  # noqa: T201 - its output
        else:
            reading = parse(text, posted_on=POSTED_ON)
            relevant, unread = relevant + reading.relevant, unread + reading.unread
    print(f"{options.inputs} inputs, seed {options.seed}: {broken} broken, {relevant} relevant, {unread} unread")  # noqa: T201 - its output
    return broken


def _broken(reading: Reading, text: str) -> Iterator[str]:
    for claim in reading.claims:
        start, end = claim.span
        if not 0 <= start < end <= len(text) or text[start:end] != claim.quote:
            yield f"quote {claim.quote!r} is not at {claim.span}"
        if claim.figure is not None and claim.figure.value < 0:
            yield f"figure {claim.figure.value}"


def _seconds(text: str) -> float:
    started = time.thread_time()
    parse(text, posted_on=POSTED_ON)
    return time.thread_time() - started


def _stock() -> list[str]:
    packs = load_packs().values()
    listed = [template for pack in packs for templates in pack.templates.values() for template in templates]
    sentences = [example.text for template in listed for example in (*template.examples, *template.counterexamples)]
    words = [
        form.replace("*", "") for pack in packs for piece in pack.lexicon.entries.values() for form in forms(piece)
    ]
    return sentences + words


def _text(chance: Random, stock: list[str]) -> str:
    parts = [_part(chance, stock) for _ in range(chance.choice((1, 2, 4, 8, 16)))]
    text = chance.choice((" ", "", "\n", ". ")).join(parts)
    for _ in range(chance.choice((0, 0, 1, 3, 9))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(SIGNS) + text[at + chance.choice((0, 0, 1, 2, 5)) :]
    if chance.random() < 0.02:
        text = (text + chance.choice(SIGNS)) * chance.randrange(2, 60)
    if chance.random() < 0.005:
        text = chance.choice(HOSTILE)[: chance.randrange(LONGEST)] + text
    return text[:LONGEST]


def _part(chance: Random, stock: list[str]) -> str:
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(NUMBERS)
    if kind < 0.25:
        return chance.choice(SIGNS)
    part = chance.choice(stock)
    if kind < 0.3:
        return part[: chance.randrange(len(part) + 1)]
    return part.upper() if kind < 0.33 else part


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
