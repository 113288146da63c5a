"""docs/alerts.md shows what is sent: each of its messages is rendered here again."""

from itertools import pairwise
from pathlib import Path

import pytest

from bot.alerts.rules import alerts
from bot.alerts.wording import LANGUAGES
from tests.bot.alerts.build import founding_case, misread_case

PAGE = Path(__file__).parents[3] / "docs" / "alerts.md"


def messages():
    """Yield the name and the text of each message of the founding case, as the page writes them."""
    for number, (before, after) in enumerate([*pairwise(founding_case()), misread_case()], start=1):
        (alert,) = alerts(before, after)
        for language in LANGUAGES:
            yield f"{number} {language}", as_page(alert.text[language])
            if alert.reply:
                yield f"{number} {language} reply", as_page(alert.reply[language])


def as_page(html):
    return html.replace("\n", "<br>\n")


@pytest.mark.parametrize(("name", "text"), list(messages()), ids=lambda value: value if len(value) < 12 else "")
def test_the_page_shows_what_is_sent(name, text):
    assert f"<!-- {name} -->\n{text}\n" in PAGE.read_text("utf-8")
