"""Tells what each figure of a sentence speaks of: this handover, a share, a total, an earlier one, a plan."""

from dataclasses import dataclass
from typing import Final

from parsers.claim import Scope
from parsers.roles import Clause
from parsers.sentences import Sentence

EXPLAINED: Final = "explained"
FORMAT: Final = "format"
PAUSES: Final = frozenset({",", ";", "–", "("})
UNIT_LABELS: Final = {
    "civilian": "civilians",
    "woman": "women",
    "officer": "officers",
    "private": "privates and sergeants",
    "man": "men",
    "wounded": "wounded",
    "sentenced": "sentenced",
    "soldier": "soldiers",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a token that set the scope of the figures from `low` to `high`."""

    at: int
    low: int
    high: int
    scope: str
    template: str
    in_clause: bool = False
    yields: str = ""


def find_marks(sentence: Sentence) -> list[Mark]:
    """Return the scope marks of a sentence, the most telling first."""
    marks = []
    for template, match in sentence.fits("scope"):
        if _excused(sentence, template.gives.get("unless")):
            continue
        gives = template.gives
        if gives["scope"] == Scope.PREVIOUS and _is_of_the_report(sentence, match.start()):
            continue
        reach = gives["reach"]
        low = 0 if reach == "sentence" else match.start()
        end = len(sentence.tokens)
        marks.append(
            Mark(match.start(), low, end, gives["scope"], template.id, reach == "clause", gives.get("yields", ""))
        )
    return marks


def _is_of_the_report(sentence: Sentence, at: int) -> bool:
    """Return whether "earlier" only tells when it was reported: "as the ministry said earlier, 146 came"."""
    before = sentence.tokens[at - 1].features if at else frozenset()
    return "says" in before and "mark.recall" in sentence.tokens[at].features


def scope_of(sentence: Sentence, clause: Clause, marks: list[Mark]) -> str | None:
    """Return the scope that the marks give to the count of the clause, or None for news."""
    reaching = [mark for mark in marks if _reaches(mark, clause) and not _yields(sentence, mark, clause)]
    if not reaching:
        return None
    scope = reaching[0].scope
    is_promised = any(mark.scope == Scope.PLAN and _governs(sentence, mark, clause, scope) for mark in reaching)
    return Scope.PLAN if is_promised else scope


def _governs(sentence: Sentence, mark: Mark, clause: Clause, scope: str) -> bool:
    """Return whether a plan was recalled, or is of a whole: "earlier they agreed on 300", "in all 900 will come"."""
    if scope == Scope.TOTAL:
        between = sentence.tokens[mark.at : clause.count.low]
        return mark.low == mark.at < clause.count.low and not any(token.text == ":" for token in between)
    return scope == Scope.PREVIOUS


def part_label(sentence: Sentence, clause: Clause) -> tuple[bool, str | None]:
    """Return whether the count is a share, and of what: a place or a morgue before a kind of people."""
    at = clause.count.at
    is_part = False
    for template, match in sentence.fits("part"):
        reach = template.gives["reach"]
        if reach == "label" and match.start("figure") == at:
            return True, template.gives.get("label") or _place(sentence, match.start("place"))
        is_open = match.start() < at and not _is_closed(sentence, match.start(), at)
        is_open &= not _is_said(sentence, match.start())
        is_part |= (reach == "after" and is_open) or (reach == "rest" and match.end() <= at)
        is_part |= reach == "figure" and match.start("figure") == at
    return is_part, unit_label(clause) if is_part else None


def _is_closed(sentence: Sentence, low: int, high: int) -> bool:
    """Return whether a bracket that was opened before `low` closes before `high`: "215 (including 108 …) for 56"."""
    texts = [token.text for token in sentence.tokens[low:high]]
    return texts.count(")") > texts.count("(")


def _is_said(sentence: Sentence, at: int) -> bool:
    """Return whether "also" only adds to what was said: "the ministry also said"."""
    after = sentence.tokens[at + 1].features if at + 1 < len(sentence.tokens) else frozenset()
    return {"also"} <= sentence.tokens[at].features and "says" in after


def unit_label(clause: Clause) -> str | None:
    """Return the label of the noun that is counted."""
    return next((label for feature, label in UNIT_LABELS.items() if feature in clause.count.features), None)


def _reaches(mark: Mark, clause: Clause) -> bool:
    """Return whether a mark speaks of the clause: it stands in it, or before it where it reaches on."""
    return mark.low < clause.high and (not mark.in_clause or mark.low >= clause.low)


def _yields(sentence: Sentence, mark: Mark, clause: Clause) -> bool:
    """Return whether a mark leaves a count alone: behind it, where the verb before the count tells it as done."""
    if mark.yields == "done" and mark.at < clause.low:
        return _is_told_anew(sentence, clause)
    if mark.yields and clause.count.at < mark.at and _is_told_today(sentence, mark, clause):
        return True
    is_behind = 0 <= clause.verb_at < mark.at and clause.count.at < mark.at
    is_behind &= (clause.verb_at < clause.count.at or not _is_border(sentence, mark)) and not _is_goal(sentence, mark)
    verb = sentence.tokens[clause.verb_at].features
    if not (mark.yields and is_behind and {"done", "now", "inf"} & verb):
        return False
    between = sentence.tokens[clause.count.high + 1 : mark.at]
    is_elsewhere = any(token.text in PAUSES or "contrast" in token.features for token in between)
    return is_elsewhere or (mark.yields == "done" and "done" in verb)


def _is_told_today(sentence: Sentence, mark: Mark, clause: Clause) -> bool:
    """Return whether "today" stands before a count and a pause before the mark: "today 390, and we expect more"."""
    tokens = sentence.tokens
    is_today = any("today" in token.features for token in tokens[: clause.count.at])
    return is_today and any(token.text in PAUSES for token in tokens[clause.count.high + 1 : mark.at])


def _is_told_anew(sentence: Sentence, clause: Clause) -> bool:
    """Return whether a clause tells by its own verb what somebody has done: "ready for 900, Kyiv has received 30"."""
    tokens = sentence.tokens[clause.low : clause.count.at]
    is_done = clause.low <= clause.verb_at and {"transfer", "done"} <= sentence.tokens[clause.verb_at].features
    acts = any(role.role == "subject" for role in clause.roles)
    return is_done and (acts or any("today" in token.features for token in tokens))


def _is_border(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a mark only tells where the bodies have come to: the place of the exchange, or a lorry."""
    return any("border" in token.features for token in sentence.tokens[mark.at : mark.at + 2])


def _is_goal(sentence: Sentence, mark: Mark) -> bool:
    """Return whether the bodies were only brought there: "to the exchange point", "reached the exchange zone"."""
    before = frozenset().union(*(token.features for token in sentence.tokens[max(0, mark.at - 2) : mark.at]))
    return _is_border(sentence, mark) and bool({"to", "come"} & before)


def _excused(sentence: Sentence, features: str | None) -> bool:
    """Return whether the sentence has one of the words that take a mark's force away."""
    excuses = set((features or "").split())
    return bool(excuses) and any(excuses & token.features for token in sentence.tokens)


def _place(sentence: Sentence, at: int) -> str:
    place = sentence.tokens[at].entry.rpartition(".")[2]
    return sentence.tokens[at].text if place == "other" else place.replace("-", " ")
