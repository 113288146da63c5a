"""The whole message of one repatriation, as short as Telegram wants it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from bot.alerts.wording.clean import TELEGRAM_LIMIT, shorten, units
from bot.alerts.wording.course import course
from bot.alerts.wording.figures import figure_lines
from bot.alerts.wording.findings import finding_line
from bot.alerts.wording.language import LONGEST_NAME, Language, language
from bot.alerts.wording.rulings import ruling_line
from bot.alerts.wording.voices import most_important, spoken, voice
from bot.records import Action, Finding, FindingType, Repatriation, Statement, Status
from parsers.claim import Kind, Receiver

MOST_PARTS: Final = 12


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the evidence is shown: characters of a quotation, posts, findings, and lines of parts."""

    quote: int
    posts: int
    findings: int
    parts: int


LIMITS: Final = (
    Limits(quote=600, posts=20, findings=20, parts=4),
    Limits(quote=280, posts=12, findings=8, parts=2),
    Limits(quote=160, posts=8, findings=6, parts=1),
    Limits(quote=100, posts=6, findings=4, parts=0),
    Limits(quote=60, posts=4, findings=2, parts=0),
    Limits(quote=0, posts=2, findings=1, parts=0),
    Limits(quote=0, posts=0, findings=0, parts=0),
)
"""From all to the least. Quotations shorten first, then relays, findings and parts go; figures and rulings stay."""

NOT_FOR_USE: Final = {Action.REJECT: "reject", Action.HOLD: "hold"}


def message(one: Repatriation, language_code: str) -> str:
    """Return the message of a repatriation as HTML of Telegram's subset, 4,096 UTF-16 units at most."""
    words = language(language_code)
    texts = (_message(one, limits, words) for limits in LIMITS)
    return next((text for text in texts if units(text) <= TELEGRAM_LIMIT), _message(one, LIMITS[-1], words))


def closed(one: Repatriation, successor: str | None, language_code: str) -> str:
    """Return the message of a repatriation that is no more: without figures, so that nobody takes them from it."""
    words = language(language_code)
    key = "banner.gone" if successor is None else "banner.merged"
    return words.page(
        "message",
        banner=words.say(key, successor=successor),
        headline=words.say(f"kinds.{one.kind.value}").capitalize(),
        day=words.day(one.happened_on, "full"),
        figures=[],
        ruling=None,
        voices=[],
        notes=[],
        id=one.id,
    )


def _message(one: Repatriation, limits: Limits, words: Language) -> str:
    every = spoken(one)
    shown = most_important(every, limits.posts)
    notes = [*hedges(one, words), *course(one, words), *_context(one, words), *_parts(one, limits.parts, words)]
    notes += [Markup("• {}").format(line) for line in _findings(one, limits.findings, words)]
    hidden = len(every) - len(shown), max(0, len(one.findings) - limits.findings)
    if any(hidden) or limits.quote < LIMITS[0].quote:
        notes.append(words.say("said.omitted", posts=hidden[0], findings=hidden[1]))
    return words.page(
        "message",
        banner=_banner(one, words),
        headline=_headline(one, words),
        day=words.day(one.happened_on, "full"),
        figures=figure_lines(one, words),
        ruling=ruling_line(one, words),
        voices=[voice(said, one.happened_on, limits.quote, words) for said in shown],
        notes=notes,
        id=one.id,
    )


def _banner(one: Repatriation, words: Language) -> Markup | None:
    if one.ruling and not one.ruling.is_outdated and one.ruling.action in NOT_FOR_USE:
        return words.say(f"banner.{NOT_FOR_USE[one.ruling.action]}")
    return words.say("banner.withdrawn") if is_withdrawn(one) else None


def is_withdrawn(one: Repatriation) -> bool:
    """Say whether all that was ever said of it was withdrawn."""
    if one.unplaced:
        return False
    if one.figures:
        return {verdict.status for verdict in one.figures.values()} == {Status.WITHDRAWN}
    return not one.parts and any(finding.type is FindingType.WITHDRAWN for finding in one.findings)


def _headline(one: Repatriation, words: Language) -> Markup:
    what = words.say(f"headline.{one.kind.value}")
    statuses = {verdict.status for verdict in one.figures.values()}
    if statuses == {Status.UNDISCLOSED} and not one.unplaced:
        return words.say("headline.undisclosed", what=what)
    return what


def hedges(one: Repatriation, words: Language) -> list[Markup]:
    """Return on whose word it rests whose bodies they are, where a source says so."""
    if one.kind is not Kind.BODIES:
        return []
    hedged = {to for to, verdict in one.figures.items() if any(said.claim.hedge for said in verdict.standing)}
    return [words.say(f"hedge.{to.value}") for to in Receiver if to in hedged]


def _context(one: Repatriation, words: Language) -> list[Markup]:
    names: list[str] = []
    if one.context.agreement:
        known = f"context.{one.context.agreement}"
        names.append(words.say(known) if known in words.phrases else shorten(one.context.agreement, LONGEST_NAME))
    names += [words.party(mediator) for mediator in one.context.mediators]
    return [words.say("context.line", names=Markup(", ").join(names))] if names else []


def _parts(one: Repatriation, most: int, words: Language) -> list[Markup]:
    by_speaker: dict[str, list[Statement]] = {}
    for part in one.parts:
        if part.claim.figure and part.claim.label:
            by_speaker.setdefault(part.speaker.id, []).append(part)
    return [
        words.say("context.parts", speaker=words.party(key, said[0].speaker.name), parts=_shares(said, words))
        for key, said in list(by_speaker.items())[:most]
    ]


def _shares(said: Iterable[Statement], words: Language) -> str:
    shares = (
        f"{words.label(one.claim.label)} {words.number(one.claim.figure.value)}"
        for one in said
        if one.claim.figure and one.claim.label
    )
    return ", ".join(list(dict.fromkeys(shares))[:MOST_PARTS])


def _findings(one: Repatriation, most: int, words: Language) -> list[Markup]:
    names = {party.id: party.name for said in spoken(one) for party in (said[0].source, said[0].speaker)}
    ranked = sorted(one.findings, key=_weight)
    return [finding_line(finding, words, names) for finding in ranked[:most]]


def _weight(finding: Finding) -> int:
    """Return how early a finding comes: in the order of the vocabulary, miscopies by others last."""
    return len(FindingType) if finding.type is FindingType.MISCOPY else list(FindingType).index(finding.type)
