"""What a chart of handovers shows, in the reader's language: numbers and words, not yet drawn. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.alerts.wording.language import Language, language
from bot.records import Picture
from bot.reports.totals import MARKS, Handover, Period, Share, Total, totals
from parsers.claim import Bound, Kind, Receiver
from parsers.parties import Side

MOST_PERIODS: Final = 12
MOST_NAMES: Final = 5

SERIES: Final = ("ukraine", "russia", "other", "editor")
"""By whose figures: each side's own, those of others where no side gives one, what an editor set and no side says."""


@dataclass(frozen=True, slots=True)
class Series:
    """One bar for each period; None is no bar. `labels` are its values as they are written, `said` is its sum."""

    key: str
    name: str
    values: tuple[int | None, ...]
    labels: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What one receiver got. `withheld` counts the handovers of each period whose figure is withheld."""

    title: str
    series: tuple[Series, ...]
    withheld: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn. `description` says the same in words, for those who cannot see it; `caption` is its HTML."""

    title: str
    periods: tuple[str, ...]
    panels: tuple[Panel, ...]
    withheld_name: str
    foot: tuple[str, ...]
    description: str
    caption: str


def chart(
    found: Sequence[Handover],
    names: Sequence[str],
    kind: Kind,
    day: date,
    language_code: str,
    by: Period = Period.MONTH,
) -> Chart | None:
    """Return the chart of the latest periods up to `day`; None where there is nothing to draw.

    `names` are the ids of the parties whose figures they are, the most frequent first.
    """
    words = language(language_code)
    of_kind = [one for one in found if one.kind is kind]
    sums = {(one.period, one.to): one for one in totals(of_kind, by)}
    if not sums:
        return None
    periods = _periods(sorted({period for period, _ in sums}), by)
    shown = tuple(_name(period, by, words) for period in periods)
    panels = tuple(_panel(to, periods, sums, words) for to in Receiver)
    title = words.say(f"chart.title.{kind.value}-by-{by.value}").unescape()
    sources = _sources(names, words)
    lines = [words.say("chart.caption.line", panel=one.title, said=_said(one, words)) for one in panels]
    caption = words.say("chart.caption.text", title=title, first=shown[0], last=shown[-1], lines=lines, sources=sources)
    return Chart(
        title,
        shown,
        panels,
        words.say("chart.series.withheld").unescape(),
        (
            words.say("chart.foot.scales").unescape(),
            *_notes(panels, words),
            words.say(f"chart.foot.{kind.value}").unescape(),
            *_origins(of_kind, periods, sources, words),
            words.say("chart.foot.compiled", day=words.day(day)).unescape(),
            *_left_out([one for (period, _), one in sums.items() if period in periods], words),
        ),
        "\n".join(line.striptags() for line in caption.splitlines()),
        str(caption),
    )


def speakers(picture: Picture, kind: Kind) -> list[str]:
    """Return the ids of the parties that give the figures of a kind, the most frequent first."""
    verdicts = (verdict for one in picture.repatriations if one.kind is kind for verdict in one.figures.values())
    counted = Counter(said.speaker.id for verdict in verdicts for said in verdict.standing)
    return [party for party, _ in counted.most_common()]


def _panel(to: Receiver, periods: Sequence[str], sums: dict[tuple[str, Receiver], Total], words: Language) -> Panel:
    of_this = [sums.get((period, to)) for period in periods]
    series = [_series(key, of_this, words) for key in SERIES]
    return Panel(
        words.say(f"chart.panel.{to.value}").unescape(),
        tuple(one for one in series if any(value is not None for value in one.values)),
        tuple(one.undisclosed if one else 0 for one in of_this),
    )


def _series(key: str, found: Sequence[Total | None], words: Language) -> Series:
    given = [None if one is None else _given(key, one) for one in found]
    whole = [0 if one is None else one.handovers for one in found]
    return Series(
        key,
        words.say(f"chart.series.{key}").unescape(),
        tuple(None if one is None else one.value for one in given),
        tuple("" if one is None else _label(one, of, words) for one, of in zip(given, whole, strict=True)),
        _in_all([one for one in given if one is not None and one.value is not None], sum(whole), words),
    )


def _given(key: str, one: Total) -> Share:
    apart = {"other": one.by_others, "editor": one.by_editor}
    return apart[key] if key in apart else one.by_side[Side(key)]


def _label(one: Share, of: int, words: Language) -> str:
    """Return a value as it is written, with how many of the handovers it covers where it is not all."""
    if one.value is None:
        return ""
    value = f"{MARKS[one.bound]}{words.number(one.value)}"
    return value if one.handovers == of else f"{value}\n({one.handovers}/{of})"


def _in_all(given: Sequence[Share], of: int, words: Language) -> str:
    """Return the sum of a series in words, with how many of the handovers it covers where it is not all."""
    value = words.number(sum(one.value or 0 for one in given))
    count = sum(one.handovers for one in given)
    is_vague = any(one.bound is not Bound.EXACTLY for one in given)
    value = f"{MARKS[Bound.ABOUT]}{value}" if is_vague else value
    return value if count == of else words.say("chart.caption.some", value=value, count=count, of=of).unescape()


def _notes(panels: Sequence[Panel], words: Language) -> list[str]:
    """Return what explains marks that not every chart has."""
    labels = [label for panel in panels for one in panel.series for label in one.labels]
    is_partial = any("\n" in label for label in labels)
    is_vague = any(mark in label for label in labels for mark in MARKS.values() if mark)
    marks = {"some": is_partial, "bounds": is_vague}
    return [words.say(f"chart.foot.{name}").unescape() for name, is_there in marks.items() if is_there]


def _origins(found: Sequence[Handover], periods: Sequence[str], sources: str, words: Language) -> list[str]:
    """Return who says so, and whether some of it stands on the reference history."""
    is_recalled = any(one.is_from_history and one.day.isoformat().startswith(tuple(periods)) for one in found)
    return [*filter(None, [sources]), *([words.say("chart.foot.history").unescape()] if is_recalled else [])]


def _left_out(sums: Iterable[Total], words: Language) -> list[str]:
    count = sum(one.unsettled for one in sums)
    return [words.say("chart.foot.left-out", count=count).unescape()] if count else []


def _periods(known: Sequence[str], by: Period) -> list[str]:
    """Return the latest periods without a hole among them."""
    if by is Period.DAY:
        return list(known[-MOST_PERIODS:])
    found = [known[-1]]
    while len(found) < MOST_PERIODS and found[-1] > known[0]:
        found.append(_before(found[-1], by))
    return found[::-1]


def _before(period: str, by: Period) -> str:
    if by is Period.YEAR:
        return f"{int(period) - 1:04}"
    year, month = map(int, period.split("-"))
    return f"{year - 1:04}-12" if month == 1 else f"{year:04}-{month - 1:02}"


def _name(period: str, by: Period, words: Language) -> str:
    if by is Period.YEAR:
        return period
    return words.day(date.fromisoformat(period if by is Period.DAY else f"{period}-01"), f"axis_{by.value}")


def _sources(names: Sequence[str], words: Language) -> str:
    if not names:
        return ""
    listed = ", ".join(words.party(name) for name in names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        listed = words.say("chart.foot.more", names=listed).unescape()
    return words.say("chart.foot.sources", names=listed).unescape()


def _said(panel: Panel, words: Language) -> str:
    """Return the sum of each series in words."""
    return "; ".join(
        words.say("chart.caption.said", value=one.said, series=one.name) for one in panel.series
    ) or words.say("chart.caption.none")
