"""Handovers known from public reports: each gives exactly the verdicts and the findings that it is there for."""

import pytest

from bot.crosscheck import crosscheck
from parsers.claim import Bound, Kind, Scope
from tests.bot.crosscheck.said import RUSSIA, UKRAINE, said

HQ, MEDINSKY, SARALIEV, MOD, TASS = "coordination-hq", "medinsky", "saraliev", "russian-mod", "tass"
PEOPLE = Kind.PRISONERS
PART, TOTAL, PLAN, HIDDEN, RECALLED = Scope.PART, Scope.TOTAL, Scope.PLAN, Scope.UNDISCLOSED, Scope.PREVIOUS


def one(source, on, value, to=UKRAINE, ordinal=0, **more):
    return said(source, value, to, on=on, ordinal=ordinal, **more)


def parts(source, on, *values):
    return [
        one(source, on, value, ordinal=place, scope=PART, label=str(place)) for place, value in enumerate(values, 1)
    ]


def june_2025():
    """The series under the Istanbul agreements: the sides part in its last stage, by 3."""
    days = (("2025-06-11", 1212), ("2025-06-13", 1200), ("2025-06-14", 1200), ("2025-06-15", 1200))
    series = [one(source, day, value) for day, value in days for source in (HQ, MEDINSKY)]
    back = [one(MEDINSKY, "2025-06-11", 27, RUSSIA, 1), one(TASS, "2025-06-14", 0, RUSSIA, 1)]
    last = [
        one(HQ, "2025-06-16", 1245),
        one(HQ, "2025-06-16", 6057, ordinal=1, scope=TOTAL, agreement="istanbul"),
        one(MEDINSKY, "2025-06-16", 1248),
        one(MEDINSKY, "2025-06-16", 51, RUSSIA, 1),
        one(MEDINSKY, "2025-06-16", 6060, ordinal=2, scope=TOTAL),
        one(MEDINSKY, "2025-06-16", 78, RUSSIA, 3, scope=TOTAL),
    ]
    return [*series, *back, *last]


CASES = {
    "2024-01-26 remains in brackets, one side only": (
        [one(HQ, "2024-01-26", 77)],
        {"bodies-2024-01-26": {"ukraine": ("reported", 77, 77, 77)}},
        [],
    ),
    "2024-01-31 a disputed exchange": (
        [one("zelensky", "2024-01-31", 207, kind=PEOPLE), one(MOD, "2024-01-31", 195, kind=PEOPLE)],
        {"prisoners-2024-01-31": {"ukraine": ("disputed", 195, 207, 207)}},
        [],
    ),
    "2024-03-29 three parts that sum": (
        [one(HQ, "2024-03-29", 121), *parts(HQ, "2024-03-29", 12, 107, 2)],
        {"bodies-2024-03-29": {"ukraine": ("reported", 121, 121, 121)}},
        [],
    ),
    "2024-04-26 five parts, and the handover before recalled rightly": (
        [
            one(HQ, "2024-04-12", 99),
            one(HQ, "2024-04-26", 140),
            *parts(HQ, "2024-04-26", 112, 20, 5, 2, 1),
            one(HQ, "2024-04-26", 99, ordinal=9, scope=RECALLED, day="2024-04-12"),
        ],
        {
            "bodies-2024-04-12": {"ukraine": ("reported", 99, 99, 99)},
            "bodies-2024-04-26": {"ukraine": ("reported", 140, 140, 140)},
        },
        [],
    ),
    "2024-05-31 two kinds and two directions": (
        [
            one(HQ, "2024-05-31", 75, kind=PEOPLE),
            one(HQ, "2024-05-31", 212, ordinal=1),
            one(MOD, "2024-05-31", 75, RUSSIA, kind=PEOPLE),
            one(SARALIEV, "2024-05-31", 45, RUSSIA),
            one(SARALIEV, "2024-05-31", 212, ordinal=1),
        ],
        {
            "bodies-2024-05-31": {"ukraine": ("corroborated", 212, 212, 212), "russia": ("reported", 45, 45, 45)},
            "prisoners-2024-05-31": {"ukraine": ("reported", 75, 75, 75), "russia": ("reported", 75, 75, 75)},
        },
        [],
    ),
    "2024-11-08 parts, some of them from morgues": (
        [one(HQ, "2024-11-08", 563), *parts(HQ, "2024-11-08", 320, 89, 154)],
        {"bodies-2024-11-08": {"ukraine": ("reported", 563, 563, 563)}},
        [],
    ),
    "2024-11-29 four parts": (
        [one(HQ, "2024-11-29", 502), *parts(HQ, "2024-11-29", 397, 24, 64, 17)],
        {"bodies-2024-11-29": {"ukraine": ("reported", 502, 502, 502)}},
        [],
    ),
    "2025-06-09 an exchange without figures on either side": (
        [
            one(HQ, "2025-06-09", None, None, scope=HIDDEN, kind=PEOPLE),
            one(MOD, "2025-06-09", None, None, scope=HIDDEN, kind=PEOPLE),
        ],
        {
            "prisoners-2025-06-09": {
                "ukraine": ("undisclosed", None, None, None),
                "russia": ("undisclosed", None, None, None),
            }
        },
        [],
    ),
    "2025-06-16 the sides' totals differ by what parts them in the last stage": (
        june_2025(),
        {
            "bodies-2025-06-11": {"ukraine": ("corroborated", 1212, 1212, 1212), "russia": ("reported", 27, 27, 27)},
            "bodies-2025-06-13": {"ukraine": ("corroborated", 1200, 1200, 1200)},
            "bodies-2025-06-14": {"ukraine": ("corroborated", 1200, 1200, 1200), "russia": ("reported", 0, 0, 0)},
            "bodies-2025-06-15": {"ukraine": ("corroborated", 1200, 1200, 1200)},
            "bodies-2025-06-16": {"ukraine": ("disputed", 1245, 1245, 1248), "russia": ("reported", 51, 51, 51)},
        },
        ["totals_differ"],
    ),
    "2025-06-20 an offer is no handover": (
        [one(MEDINSKY, "2025-06-20", 3000, scope=PLAN, bound=Bound.ABOUT)],
        {},
        [],
    ),
    "2025-10-02 soldiers against everybody": (
        [
            one(HQ, "2025-10-02", 205, kind=PEOPLE),
            one(HQ, "2025-10-02", 185, ordinal=1, kind=PEOPLE, scope=PART, label="soldiers"),
            one(HQ, "2025-10-02", 20, ordinal=2, kind=PEOPLE, scope=PART, label="civilians"),
            one(MOD, "2025-10-02", 185, kind=PEOPLE),
            one(MOD, "2025-10-02", 185, RUSSIA, 1, kind=PEOPLE),
        ],
        {"prisoners-2025-10-02": {"ukraine": ("reported", 205, 205, 205), "russia": ("reported", 185, 185, 185)}},
        ["unit_mismatch"],
    ),
    "2025-10-23 a project of the other side confirms what Russia received": (
        [
            one(HQ, "2025-10-23", 1000),
            one(MEDINSKY, "2025-10-23", 1000),
            one(MEDINSKY, "2025-10-23", 31, RUSSIA, 1),
            one("khochu-zhit", "2025-10-23", 31, RUSSIA),
        ],
        {
            "bodies-2025-10-23": {
                "ukraine": ("corroborated", 1000, 1000, 1000),
                "russia": ("corroborated", 31, 31, 31),
            }
        },
        [],
    ),
    "2025-12-19 relays of one post disagree with it": (
        [
            one(MEDINSKY, "2025-12-19", 1003),
            one(MEDINSKY, "2025-12-19", 26, RUSSIA, 1),
            one(HQ, "2025-12-19", 1003),
            one("outlet", "2025-12-19", 29, RUSSIA, quoting=MEDINSKY, hour=15),
            one("another", "2025-12-19", 1000, quoting=MEDINSKY, hour=15, granularity=1000),
        ],
        {
            "bodies-2025-12-19": {
                "ukraine": ("corroborated", 1003, 1003, 1003),
                "russia": ("reported", 26, 26, 26),
            }
        },
        ["miscopy"],
    ),
    "2026-01-29 one half comes from one side, and an outlet reverses December's 26": (
        [
            one(MEDINSKY, "2025-12-19", 1003),
            one(MEDINSKY, "2025-12-19", 26, RUSSIA, 1),
            one(HQ, "2026-01-29", 1000),
            one(TASS, "2026-01-29", 1000, granularity=1000),
            one(TASS, "2026-01-29", 38, RUSSIA, 1),
            one("outlet", "2026-01-29", 26, UKRAINE, scope=RECALLED, day="2025-12-19"),
        ],
        {
            "bodies-2025-12-19": {"ukraine": ("reported", 1003, 1003, 1003), "russia": ("reported", 26, 26, 26)},
            "bodies-2026-01-29": {"ukraine": ("corroborated", 1000, 1000, 1000), "russia": ("reported", 38, 38, 38)},
        },
        ["miscopy"],
    ),
    "2026-03-05 two stages make up the whole that was announced": (
        [
            one(MEDINSKY, "2026-03-05", 200, kind=PEOPLE),
            one(MEDINSKY, "2026-03-05", 500, ordinal=1, kind=PEOPLE, scope=PLAN),
            one(MOD, "2026-03-06", 300, kind=PEOPLE),
            one(MOD, "2026-03-06", 500, ordinal=1, kind=PEOPLE, scope=TOTAL, words="всего за два дня", lang="ru"),
        ],
        {
            "prisoners-2026-03-05": {"ukraine": ("reported", 200, 200, 200)},
            "prisoners-2026-03-06": {"ukraine": ("reported", 300, 300, 300)},
        },
        [],
    ),
}


def numbers(verdict):
    return verdict.status.value, verdict.low, verdict.best, verdict.high


@pytest.mark.parametrize("name", CASES)
def test_the_verdicts_are_those_of_the_case(name):
    statements, expected, _ = CASES[name]
    picture = crosscheck(statements)
    got = {one.id: {to.value: numbers(verdict) for to, verdict in one.figures.items()} for one in picture.repatriations}
    assert got == expected


@pytest.mark.parametrize("name", CASES)
def test_the_findings_are_those_of_the_case_and_no_other(name):
    statements, _, expected = CASES[name]
    picture = crosscheck(statements)
    every = [finding for one in picture.repatriations for finding in one.findings]
    assert [finding.type.value for finding in (*every, *picture.findings)] == expected
