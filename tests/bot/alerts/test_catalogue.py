"""The catalogues of the three languages say the same things."""

import re
import tomllib

import pytest
from jinja2 import UndefinedError

from bot.alerts.wording import LANGUAGES, say
from bot.alerts.wording.clean import units
from bot.alerts.wording.language import FOLDER

WINDOWS = [
    *(f"done-{action}" for action in ("confirm", "correct", "reject", "hold", "seen", "approve", "refuse")),
    *(f"done-{action}" for action in ("release", "second", "merge", "split", "asked", "waits")),
    *("not-held", "nothing-to-second", "second-self"),
    *("not-an-editor", "button-unknown", "gone", "asked", "request-settled"),
]
DESK = {
    *WINDOWS,
    *("start", "start-already", "start-asked", "start-refused", "stop", "help", "unknown-command", "not-subscribed"),
    *("language-which", "language-set", "kinds-which", "kinds-set", "last-none", "status", "button-outdated"),
    *("chart-which", "chart-waits", "command-chart"),
    *(f"status-{state}" for state in ("active", "asking", "refused", "stopped", "unreachable", "waits")),
    *(f"command-{name}" for name in ("start", "stop", "language", "kinds", "last", "status", "help")),
    *(f"command-{name}" for name in ("settings", "lowest", "received", "quiet", "zone", "digest", "findings")),
    *("ask-correct", "ask-reject", "figure-unreadable", "reason-missing", "request-active", "request-refused"),
    *(f"button-{action}" for action in ("confirm", "correct", "reject", "hold", "seen", "approve", "refuse")),
    *(f"button-{action}" for action in ("release", "second")),
    *("wish-unknown", "wish-incomplete", "changed-since", "no-such", "day-unreadable"),
    *("merge-strange", "split-strange", "split-whole"),
    *("second-confirm", "second-correct", "second-settled", "asked-overdue"),
}


def phrases(language, name):
    return dict(flat(tomllib.loads((FOLDER / language / f"{name}.toml").read_text("utf-8"))))


def flat(words, prefix=""):
    for key, value in words.items():
        if isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            yield from flat(value, f"{prefix}{key}.")


def placeholders(phrase):
    return sorted(set(re.findall(r"\{\{ *([a-z_]+)", phrase)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_says_exactly_what_it_is_asked(language):
    assert set(phrases(language, "desk")) == DESK


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("name", ["desk", "phrases", "reading", "settings", "times"])
def test_all_languages_have_the_same_keys(language, name):
    def keys(code):
        return {key for key in phrases(code, name) if not key.startswith("units.")}

    assert keys(language) == keys("en")


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("name", ["desk", "phrases", "reading", "settings", "times"])
def test_all_languages_have_the_same_placeholders(language, name):
    english = phrases("en", name)
    here = {key: placeholders(phrase) for key, phrase in phrases(language, name).items() if key in english}

    assert here == {key: placeholders(english[key]) for key in here}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", WINDOWS)
def test_what_a_window_shows_is_plain_and_short(language, key):
    text = say(language, key)

    assert (len(text) <= 200, "<" in text, "&" in text) == (True, False, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_of_the_desk_is_escaped(language):
    for key, phrase in phrases(language, "desk").items():
        values = dict.fromkeys(placeholders(phrase), "<script>")

        assert "<script>" not in say(language, key, **values), key


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(UndefinedError):
        say("en", "kinds-set")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_is_too_long_for_telegram(language):
    texts = [
        say(language, key, **dict.fromkeys(placeholders(text), "")) for key, text in phrases(language, "desk").items()
    ]

    assert max(map(units, texts)) < 1000
