"""The sentences of findings."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.alerts.wording.language import Language, language, sentence_case
from bot.records import Finding


def finding_text(finding: Finding, language_code: str) -> str:
    """Return the sentence of a finding as plain text; it says of whom it speaks, where it speaks of one receiver."""
    return finding_line(finding, language(language_code)).unescape()


def finding_line(finding: Finding, language: Language, names: Mapping[str, str] | None = None) -> Markup:
    """Return the sentence of a finding as HTML. `names` are what parties call themselves, by id."""
    told = {key: _named(key, value, language, names or {}) for key, value in finding.values.items()}
    sentence = Markup(sentence_case(language.say(f"finding.{finding.type.value}", **told)))  # noqa: S704 - escaped above
    if finding.to is None:
        return sentence
    return language.say("finding.directed", to=language.say(f"to.{finding.to.value}"), finding=sentence)


def _named(key: str, value: str | int | None, language: Language, names: Mapping[str, str]) -> str | int | None:
    """Return a party that we have no word for by the name it goes by; everything else as it is."""
    if key in _PARTIES and isinstance(value, str) and value in names:
        return language.party(value, names[value])
    return value


_PARTIES = frozenset({"speaker", "source", "wide_speaker", "narrow_speaker"})
