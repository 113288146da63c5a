"""What the data centre answers, by call. Each module holds the calls of one subject."""

from collections.abc import Callable
from enum import Enum, auto

from telethon.tl import TLObject

from tests.telegram.call import Call, Refused

Answer = Callable[[Call], object]


class By(Enum):
    """Who may call."""

    ANYBODY = auto()
    ACCOUNTS = auto()
    PEOPLE = auto()
    BOTS = auto()


_ANSWERS: dict[type[TLObject], tuple[Answer, By]] = {}


def answers(*requests: type[TLObject], by: By = By.ACCOUNTS) -> Callable[[Answer], Answer]:
    """Declare that a function answers these calls, and who may make them."""

    def declare(function: Answer) -> Answer:
        _ANSWERS.update(dict.fromkeys(requests, (function, by)))
        return function

    return declare


def answer_of(call: Call) -> object:
    """The answer to a call. Bots may not do what only people may, and the other way round."""
    if type(call.request) not in _ANSWERS:
        raise Refused(400, f"NOT_IN_THIS_DATA_CENTRE: {call.name}")
    function, by = _ANSWERS[type(call.request)]
    if by is not By.ANYBODY:
        _check(call, by)
    return function(call)


def _check(call: Call, by: By) -> None:
    is_bot = call.account.is_bot
    if by is By.PEOPLE and is_bot:
        raise Refused(400, "BOT_METHOD_INVALID")
    if by is By.BOTS and not is_bot:
        raise Refused(400, "USER_BOT_REQUIRED")
