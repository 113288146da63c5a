"""Charts as alerts: what one chat is shown, in its language when it goes out."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from bot.alerts.wording import LANGUAGES
from bot.records import Alert, AlertType, Known, Picture
from bot.reports.chart import chart, speakers
from bot.reports.totals import Period, handovers
from parsers.claim import Kind


def chart_alert(
    picture: Picture,
    history: Iterable[Known],
    thread: str,
    kind: Kind,
    day: date,
    by: Period = Period.MONTH,
) -> Alert | None:
    """Return the chart of what is known on `day`; None where there is nothing to draw.

    `thread` is its own: the same thread again is the same message.
    """
    found, names = handovers(picture, history), speakers(picture, kind)
    drawn = {language: chart(found, names, kind, day, language, by) for language in LANGUAGES}
    charts = {language: one for language, one in drawn.items() if one is not None}
    if not charts:
        return None
    text = {language: one.caption for language, one in charts.items()}
    return Alert(
        AlertType.CHART,
        thread,
        None,
        AlertType.CHART.value,
        text,
        charts={language: asdict(one) for language, one in charts.items()},
    )
