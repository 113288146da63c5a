"""What a recomputation costs with ten years of history: from nothing, and for one new claim."""

import statistics
import time
from datetime import date, timedelta

from bot.crosscheck import Memory, crosscheck
from parsers.claim import Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said

REPATRIATIONS = 500
ROUNDS = 20


def main() -> None:
    """Print the figures."""
    days = [(date(2022, 2, 25) + timedelta(days=7 * number)).isoformat() for number in range(REPATRIATIONS)]
    history = [
        said(source, value, to, on=day, day=day, hour=hour, ordinal=hour)
        for day in days
        for hour, (source, value, to) in enumerate(
            [
                ("coordination-hq", 1000, UKRAINE),
                ("medinsky", 1000, UKRAINE),
                ("medinsky", 38, RUSSIA),
                ("tass", 1000, UKRAINE),
                ("ukrinform", 1000, UKRAINE),
                ("ria", 38, RUSSIA),
            ]
        )
    ]
    history += [
        total
        for place, day in enumerate(days)
        if place % 4 == 0
        for total in _totals(day, 1000 * (place + 1), 38 * (place + 1))
    ]
    memory = Memory()
    whole, one = [], []
    for number in range(ROUNDS):
        whole.append(_seconds(lambda: crosscheck(history)))
        crosscheck(history, memory=memory)
        more = [*history, said("icrc", 1000, on=days[number])]
        one.append(_seconds(lambda claims=more: crosscheck(claims, memory=memory)))
    print(f"{REPATRIATIONS} repatriations, {len(history)} statements, from nothing  {_ms(whole):8.1f} ms")
    print(f"one new claim among them                             {_ms(one):8.1f} ms  (aim: under 10)")
    print(f"ratio                                                {_ms(one) / _ms(whole):8.2f}")


def _totals(day, to_ukraine, to_russia):
    """Return what both sides declare in all about once a month, and what an outlet recalls."""
    words = {"scope": Scope.TOTAL, "words": "від початку повномасштабного вторгнення", "on": day}
    yield said("coordination-hq", to_ukraine, **words, ordinal=7)
    yield said("medinsky", to_ukraine, **words, ordinal=8)
    yield said("medinsky", to_russia, RUSSIA, **words, ordinal=9)
    yield said("ukrinform", 1000, on=day, day=_week_before(day), scope=Scope.PREVIOUS, ordinal=10)


def _week_before(day):
    return (date.fromisoformat(day) - timedelta(days=7)).isoformat()


def _seconds(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
