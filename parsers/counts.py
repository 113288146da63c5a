"""Finds the numbers of a sentence that count bodies or people, and explains the others."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from parsers.claim import Bound, Figure
from parsers.sentences import Sentence
from parsers.tokens import DAY, NUMBER, PERIOD, SIGN, WORD, Token

BOUNDS: Final = {"at_least": Bound.AT_LEAST, "about": Bound.ABOUT, "at_most": Bound.AT_MOST}
PEOPLE: Final = frozenset({"held", "missing", "losses", "identified", "search", "list", "children"})
OWN: Final = frozenset({"own", "us"})
LARGEST: Final = 100_000


@dataclass(slots=True)
class Count:
    """A number that counts bodies or people. `at` is its token, `low` and `high` the tokens of its phrase.

    Half of a formula has the other half for its `partner`; a bare one, "50 for 50", may be the format of a whole.
    """

    at: int
    low: int
    high: int
    figure: Figure
    features: frozenset[str]
    template: str
    is_elided: bool = False
    partner: "Count | None" = None
    is_format: bool = False


@dataclass(slots=True)
class Numbers:
    """The numbers of a sentence: those that count, those explained as something else (by token), and the rest.

    `groups` are bodies or people that are told of without a number.
    """

    counts: list[Count] = field(default_factory=list)
    explained: dict[int, str] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)
    groups: list[Count] = field(default_factory=list)
    has_range: bool = False


def find_numbers(sentence: Sentence) -> Numbers:
    """Return what the numbers of `sentence` are."""
    numbers = Numbers()
    _read_formulas(sentence, numbers)
    _explain(sentence, numbers)
    _read_counts(sentence, numbers)
    _read_words(sentence, numbers)
    taken = {count.at for count in numbers.counts} | numbers.explained.keys()
    numbers.loose = [at for at, code in enumerate(sentence.codes) if code == "N" and at not in taken]
    numbers.counts.sort(key=lambda count: count.at)
    return numbers


def take_elided(sentence: Sentence, numbers: Numbers) -> None:
    """Take numbers without a noun of their own ("Russia got 38") for counts, where nothing else can be meant."""
    for at in tuple(numbers.loose):
        if _stands_alone(sentence, at) and not _is_a_pronoun(sentence, at):
            numbers.loose.remove(at)
            own = sentence.tokens[at + 1].features & OWN if at + 1 < len(sentence.tokens) else frozenset()
            numbers.counts.append(Count(at, at, at, figure_at(sentence, at), own, "elided", is_elided=True))
    numbers.counts.sort(key=lambda count: count.at)


def figure_at(sentence: Sentence, at: int) -> Figure:
    """Return the number at a token, with the bound that stands before it."""
    token = sentence.tokens[at]
    return Figure(token.value, _bound(sentence.tokens, at), token.granularity)


def _bound(tokens: list[Token], at: int) -> Bound:
    for before in reversed(tokens[max(0, at - 3) : at]):
        for feature, bound in BOUNDS.items():
            if feature in before.features and "bound" in before.features:
                return bound
        if not {"of", "another", "article"} & before.features:
            break
    after = tokens[at + 1].features if at + 1 < len(tokens) else frozenset()
    return Bound.AT_LEAST if {"after", "at_least"} <= after else Bound.EXACTLY


def _explain(sentence: Sentence, numbers: Numbers) -> None:
    formulas = {count.at for count in numbers.counts}
    for template, match in sentence.fits("explain"):
        numbers.has_range |= template.gives.get("as") == "range"
        for name in match.groupdict():
            if name in {"figure", "second"} and match[name] and match.start(name) not in formulas:
                numbers.explained.setdefault(match.start(name), template.id)
    _explain_shares(sentence, numbers)
    for at, token in enumerate(sentence.tokens):
        if token.kind == NUMBER and token.value > LARGEST:
            numbers.explained.setdefault(at, "too large")


def _explain_shares(sentence: Sentence, numbers: Numbers) -> None:
    """Explain "168 of them" as the number before it is: people held, missing, lost."""
    people = {template.id for template in sentence.pack.templates.get("explain", ()) if template.gives["as"] in PEOPLE}
    for before, at in pairwise(at for at, code in enumerate(sentence.codes) if code == "N"):
        beside = sentence.tokens[max(before, at - 2) + 1 : at] + sentence.tokens[at + 1 : at + 2]
        is_share = any("among" in token.features for token in beside)
        if is_share and numbers.explained.get(before) in people:
            numbers.explained.setdefault(at, numbers.explained[before])


def _read_formulas(sentence: Sentence, numbers: Numbers) -> None:
    for template, match in sentence.fits("formula"):
        first, second = match.start("figure"), match.start("second")
        pair = [
            Count(at, first, second, figure_at(sentence, at), frozenset(), template.id, is_elided=True)
            for at in (first, second)
        ]
        pair[0].partner, pair[1].partner = pair[1], pair[0]
        pair[0].is_format = pair[1].is_format = not _counts_people(sentence, first, second)
        numbers.counts += pair


def _counts_people(sentence: Sentence, first: int, second: int) -> bool:
    """Return whether both halves of a formula have a noun: "45 defenders for three pilots"."""
    between, after = sentence.tokens[first + 1 : second], sentence.tokens[second + 1 : second + 4]
    return all(any({"unit", "people"} & token.features for token in tokens) for tokens in (between, after))


def _read_counts(sentence: Sentence, numbers: Numbers) -> None:
    taken = {count.at: count for count in numbers.counts}
    for template, match in sentence.fits("count"):
        at = match.start("figure")
        if at in numbers.explained:
            continue
        features = frozenset().union(*(t.features for t in sentence.tokens[match.start() : match.end()]))
        if at in taken:
            taken[at].features |= features
            continue
        taken[at] = Count(at, match.start(), match.end() - 1, figure_at(sentence, at), features, template.id)
        numbers.counts.append(taken[at])


def _read_words(sentence: Sentence, numbers: Numbers) -> None:
    """Read "not a single body" as 0; "the same number" takes its figure later, "a group of prisoners" has none."""
    for template, match in sentence.fits("none"):
        features = frozenset().union(*(t.features for t in sentence.tokens[match.start() : match.end()]))
        numbers.counts.append(
            Count(match.start(), match.start(), match.end() - 1, Figure(0), features | {"none"}, template.id)
        )
    for template, match in sentence.fits("same"):
        count = Count(match.start(), match.start(), match.end() - 1, Figure(0), frozenset({"same"}), template.id)
        numbers.counts.append(count)
    for template, match in sentence.fits("group"):
        features = frozenset().union(*(t.features for t in sentence.tokens[match.start() : match.end()]))
        numbers.groups.append(
            Count(match.start(), match.start(), match.end() - 1, Figure(0), features | {"unnumbered"}, template.id)
        )


def _stands_alone(sentence: Sentence, at: int) -> bool:
    """Return whether no noun of its own follows the number."""
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if following is None or following.kind == SIGN:
        return following is None or not (following.text in {"%", "/", "°", "$", "€"} or _is_hyphen(sentence, at + 1))
    if following.kind in {DAY, PERIOD}:
        return True
    alone = {"to", "from", "and", "contrast", "transfer", "party", "says", "flip", "of", "own", "in", "among", "home"}
    alone |= {"back", "loss", "weekday", "today", "yesterday", "each", "auxiliary", "passive", "belong", "same-day"}
    alone |= {"who"}
    return bool(alone & (following.features | {following.kind}))


def _is_hyphen(sentence: Sentence, at: int) -> bool:
    """Return whether a dash joins a number to a word, without a space: "17-річний", "5-tv"."""
    sign, after = sentence.tokens[at], sentence.tokens[at + 1 : at + 2]
    is_close = sign.start == sentence.tokens[at - 1].end and sign.text == "–"
    return is_close and any(token.start == sign.end and token.kind == WORD for token in after)


def _is_a_pronoun(sentence: Sentence, at: int) -> bool:
    """Return whether "one" is no number but a pronoun."""
    return sentence.tokens[at].value == 1 and sentence.tokens[at].text == "words"
