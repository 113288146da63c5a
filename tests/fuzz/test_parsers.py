"""What the fuzzer found stays found, and a few inputs of its own go through every time."""

from itertools import islice

import pytest

from tests.fuzz.parsers import KEPT, faults, texts


def test_an_input_that_broke_a_promise_breaks_none():
    kept = {path.name: path.read_bytes().decode("utf-8", "surrogatepass") for path in KEPT.glob("*.txt")}
    assert {name: found for name, text in kept.items() if (found := faults(text))} == {}


@pytest.mark.parametrize("seed", range(4))
def test_the_first_inputs_of_a_seed_break_no_promise(seed):
    assert {text: found for text in islice(texts(seed), 400) if (found := faults(text))} == {}
