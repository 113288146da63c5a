"""What a chat has chosen, in words, and which words it may choose with."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.alerts.wording.language import LANGUAGES, Language, language
from bot.records import Policy


def settings_text(policy: Policy, language_code: str) -> str:
    """Return all that a chat has chosen, a line for each command."""
    words = language(language_code)
    lines = [words.say("settings.all")]
    for name, now in NOW.items():
        title = words.say(f"settings.title.{name}")
        lines.append(words.say("settings.line", command=f"/{name}", title=title, now=now(policy, words)))
    return "\n".join(lines)


def setting_text(name: str, policy: Policy, language_code: str, *, is_new: bool) -> str:
    """Return what one setting is now; how to change it where it is not `is_new`."""
    words = language(language_code)
    title, now = words.say(f"settings.title.{name}"), NOW[name](policy, words)
    if is_new:
        return str(words.say("settings.set", title=title, now=now))
    return str(words.say("settings.which", title=title, now=now, ways=words.say(f"settings.ways.{name}")))


def chosen(word: str) -> str:
    """Return the English word of settings for one of any language; an unknown one as it is, in lower case."""
    wanted = word.casefold()
    for code in LANGUAGES:
        for meaning, known in language(code).words_of("settings.words").items():
            if wanted == known:
                return meaning
    return wanted


def _received(policy: Policy, words: Language) -> str:
    return words.say(f"settings.received.{policy.received[0].value if len(policy.received) == 1 else 'all'}")


def _quiet(policy: Policy, words: Language) -> str:
    if policy.quiet is None:
        return words.say("settings.quiet.off")
    return words.say("settings.quiet.on", hours=f"{policy.quiet.begins:%H:%M}–{policy.quiet.ends:%H:%M}")


NOW: Final[Mapping[str, Callable[[Policy, Language], str]]] = {
    "lowest": lambda policy, words: words.say(f"settings.lowest.{policy.lowest.value}"),
    "received": _received,
    "quiet": _quiet,
    "zone": lambda policy, words: words.say("settings.zone.name", zone=policy.zone),
    "digest": lambda policy, words: words.say(f"settings.digest.{policy.digest.value}"),
    "findings": lambda policy, words: words.say(f"settings.findings.{'on' if policy.findings else 'off'}"),
}
"""Each setting by the name of its command, and how it is said."""
