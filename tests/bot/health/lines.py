"""Lines as the parts that look at them see them."""

import asyncio


class FakeLine:
    """A line whose state a test sets."""

    is_stuck = False
    probe_seconds = 0.25
    renewals = 2
    waiting = 3

    def __init__(self, name):
        self.name = name
        self.is_up = asyncio.Event()
        self.is_up.set()
