"""What a recomputation costs with ten years of history: from nothing, and for one new claim."""

import statistics
import time
from datetime import date, timedelta

from bot.crosscheck import Memory, crosscheck
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said

REPATRIATIONS = 500
ROUNDS = 20


def main() -> None:
    """Print the figures."""
    days = [(date(2016, 1, 1) + timedelta(days=7 * number)).isoformat() for number in range(REPATRIATIONS)]
    history = [
        said(source, value, to, on=day, hour=hour, ordinal=hour)
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


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
