"""Whether two figures can both be true (ruling 10)."""

from enum import Enum
from math import inf
from typing import Final

from parsers.claim import Bound, Figure

ABOUT: Final = 0.05
"""How far from "about 500" the truth may lie, on either side."""


class Agreement(Enum):
    """How two figures agree."""

    AGREE = "agree"
    ROUNDING = "rounding"
    DIFFER = "differ"


def compare(one: Figure, other: Figure) -> Agreement:
    """Compare two figures: their bounds overlap, they are equal at the coarser granularity, or they differ."""
    low, high = _limits(one)
    other_low, other_high = _limits(other)
    if low <= other_high and other_low <= high:
        return Agreement.AGREE
    step = max(one.granularity, other.granularity)
    if step > 1 and _rounded(one.value, step) == _rounded(other.value, step):
        return Agreement.ROUNDING
    return Agreement.DIFFER


def differ(one: Figure, other: Figure) -> bool:
    """Say whether both cannot be true."""
    return compare(one, other) is Agreement.DIFFER


def _limits(figure: Figure) -> tuple[float, float]:
    value = figure.value
    return {
        Bound.EXACTLY: (value, value),
        Bound.ABOUT: (value * (1 - ABOUT), value * (1 + ABOUT)),
        Bound.AT_LEAST: (value, inf),
        Bound.AT_MOST: (0, value),
    }[figure.bound]


def _rounded(value: int, step: int) -> int:
    return (value + step // 2) // step * step
