"""What the data centre answers, by call. Each module holds the calls of one subject."""

from collections.abc import Callable

from telethon.tl import TLObject

from tests.telegram.call import Call

Answer = Callable[[Call], object]
ANSWERS: dict[type[TLObject], Answer] = {}


def answers(*requests: type[TLObject]) -> Callable[[Answer], Answer]:
    """Declare that a function answers these calls."""

    def declare(function: Answer) -> Answer:
        ANSWERS.update(dict.fromkeys(requests, function))
        return function

    return declare
