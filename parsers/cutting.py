"""Cuts a sentence into clauses, one for each count: with its verb and the parties in it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from parsers.claim import Receiver
from parsers.counts import Count
from parsers.roles import Actor, Clause
from parsers.sentences import Sentence
from parsers.tokens import NUMBER, SIGN

if TYPE_CHECKING:
    import regex

VERBS: Final = ("give", "get", "return", "come", "free", "exchange")
STRENGTHS: Final = (("flip", 6), ("contrast", 5), ("and", 3))
AMONG: Final = 4
PEOPLE: Final = frozenset({"unit", "people", "us", "own", "adj"})
BESIDE: Final = 3
SIGNS: Final = {";": 5, "\n": 5, ",": 2, "(": 2, "–": 1, ":": 1}


def cut_clauses(sentence: Sentence, counts: Sequence[Count], roles: Sequence[Actor]) -> list[Clause]:
    """Return one clause for each count: the sentence is cut between counts at the strongest joint."""
    groups = [count for count in counts if not (count.partner and count.partner.at < count.at)]
    cuts = [0]
    for left, right in pairwise(groups):
        cuts.append(_cut(sentence, left, right))
    cuts.append(len(sentence.tokens))
    found = []
    for count, low, high in zip(groups, cuts, cuts[1:], strict=False):
        found.append(_clause(sentence, count, low, high, roles))
        if count.partner:
            found.append(_clause(sentence, count.partner, low, high, roles))
    is_mutual = _both_return(found)
    for before, clause in pairwise(found):
        is_owned = not {"ukraine", "russia"}.isdisjoint(clause.count.features)
        leans = (not clause.verb or clause.verb_at > clause.count.high) and not is_owned
        clause.is_each |= clause.is_joined and before.is_each and leans and not clause.roles
        before.is_each |= clause.is_joined and clause.is_each and not clause.verb and not clause.roles
        _share_verb(before, clause)
    for clause in found:
        clause.is_mutual = is_mutual
    return found


def _share_verb(before: Clause, clause: Clause) -> None:
    """Give a count its verb where that follows the next one: "six officers and 101 privates came to Ukraine"."""
    if clause.is_joined and clause.verb_at > clause.count.at and not before.verb and not clause.is_flipped:
        before.verb, before.verb_at = clause.verb, clause.verb_at
        before.roles += [role for role in clause.roles if role.at > clause.count.at]


def _both_return(clauses: Sequence[Clause]) -> bool:
    """Return whether each side "returned" its number in one sentence: gave back or got back, nothing tells which."""
    sides = {role.side for clause in clauses for role in clause.roles if role.role == "subject"}
    return len(sides) == len(Receiver) and len(clauses) > 1 and {clause.verb for clause in clauses} <= {"return", ""}


def _cut(sentence: Sentence, left: Count, right: Count) -> int:
    """Return the token at which the clause of `right` begins."""
    best, best_at = 0, right.low
    for at in range(left.high + 1, right.low):
        opens_share = left.high + 1 < at >= right.low - BESIDE and "among" in sentence.tokens[at].features
        strength = AMONG if opens_share else _strength(sentence, at)
        if strength > best:
            best, best_at = strength, at
    if not best:
        best_at = next((at for at in range(left.high + 1, right.low) if _acts(sentence, at)), best_at)
        while "party" in sentence.tokens[best_at - 1].features:
            best_at -= 1
    if best and _is_a_subject(sentence, best_at - 1):
        best_at -= 1
    return max(best_at, left.at + 1)


def _is_a_subject(sentence: Sentence, at: int) -> bool:
    """Return whether a party opens a clause at a token: ", Moscow in return received"."""
    before = sentence.tokens[at - 1]
    return "party" in sentence.tokens[at].features and (
        before.kind == SIGN or not {"and", "contrast"}.isdisjoint(before.features)
    )


def _acts(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of giving or getting stands at a token."""
    return not set(VERBS).isdisjoint(sentence.tokens[at].features) and _is_verb(sentence, at)


def _strength(sentence: Sentence, at: int) -> int:
    token = sentence.tokens[at]
    if _is_in_exchange(sentence, at):
        return STRENGTHS[0][1]
    for feature, strength in STRENGTHS:
        if feature in token.features:
            return strength
    return SIGNS.get(token.text, 0)


def _is_in_exchange(sentence: Sentence, at: int) -> bool:
    """Return whether "for" gives some against others: "have been let go for 110 people"."""
    tokens = sentence.tokens
    is_for = 0 < at < len(tokens) - 2 and "for" in tokens[at].features and tokens[at + 1].kind == NUMBER
    return is_for and "transfer" in tokens[at - 1].features and bool(PEOPLE & tokens[at + 2].features)


def _clause(sentence: Sentence, count: Count, low: int, high: int, roles: Sequence[Actor]) -> Clause:
    clause = Clause(
        count, low, high, [role for role in roles if low <= role.at < high and not _is_counted(role, count)]
    )
    verbs = [
        (at, name)
        for at in range(low, high)
        for name in VERBS
        if name in sentence.tokens[at].features and _is_verb(sentence, at)
    ]
    before = [pair for pair in verbs if pair[0] < count.at]
    if verbs:
        clause.verb_at, clause.verb = before[-1] if before else verbs[0]
        clause.roles = [
            role
            for role in clause.roles
            if not _acts_elsewhere(role, clause.verb_at, verbs) and not _belongs_before(role, clause, verbs)
        ]
        clause.is_letting = "letting" in sentence.tokens[clause.verb_at].features
        unsure = {"either"} | ({"bodies-either"} if "body" in count.features else set())
        clause.is_either = not unsure.isdisjoint(sentence.tokens[clause.verb_at].features) and not any(
            "captivity" in token.features for token in sentence.tokens[clause.verb_at : high]
        )
        clause.is_pronoun = any("pronoun" in token.features for token in sentence.tokens[low : clause.verb_at])
        subjects = [role for role in clause.roles if role.role == "subject" and role.at < clause.verb_at]
        clause.is_joint = any(_act_together(sentence, *pair) for pair in pairwise(subjects[-2:]))
        before_verb = sentence.tokens[max(0, clause.verb_at - 1)].features
        clause.is_passive = "passive" in before_verb and clause.verb_at < count.at
    if not verbs:
        clause.verb = _event_verb(sentence, low, high)
        clause.is_event = bool(clause.verb)
        is_home = any("home" in token.features for token in sentence.tokens[low:high])
        clause.verb = clause.verb or ("come" if is_home else "")
    clause.is_to_us = any({"us", "dat"} <= token.features for token in sentence.tokens[low:high])
    clause.is_joined = "and" in sentence.tokens[low].features
    for at in range(low, high):
        is_elsewhere = any(token.text == "," for token in sentence.tokens[count.high + 1 : at])
        flips = "flip" in sentence.tokens[at].features or _is_in_exchange(sentence, at)
        clause.is_flipped |= flips and not is_elsewhere
    clause.is_each = any(_is_of_both(sentence, match, clause) for _, match in sentence.fits("each"))
    return clause


def _act_together(sentence: Sentence, one: Actor, other: Actor) -> bool:
    """Return whether "Russia and Ukraine" act as one: not "Kyiv said Moscow", nor "with Russia, with Ukraine"."""
    between = sentence.tokens[one.at + 1 : other.at]
    is_joined = any("and" in token.features for token in between) or [token.text for token in between] == [","]
    return one.side is not other.side and is_joined and not any("says" in token.features for token in between)


def _is_counted(role: Actor, count: Count) -> bool:
    """Return whether a subject is but what is counted: "1,200 fallen Ukrainians were given back"."""
    return role.role == "subject" and count.at < role.at <= count.high


def _is_of_both(sentence: Sentence, match: "regex.Match[str]", clause: Clause) -> bool:
    """Return whether "each" speaks of a count: of the number it names, else of all in its clause before a comma."""
    if match.groupdict().get("figure"):
        return clause.count.at == int(match.start("figure"))
    at = int(match.start())
    is_aside = any(token.text == "," for token in sentence.tokens[clause.count.high + 1 : at])
    return clause.low <= at < clause.high and not is_aside


def _acts_elsewhere(role: Actor, verb_at: int, verbs: Sequence[tuple[int, str]]) -> bool:
    """Return whether somebody named after the verb is the subject of another one: "…returned; Russia gave them"."""
    return role.role == "subject" and role.at > verb_at and any(at != verb_at for at, _ in verbs)


def _belongs_before(role: Actor, clause: Clause, verbs: Sequence[tuple[int, str]]) -> bool:
    """Return whether a giver or receiver goes with an earlier verb: "…freed from Russia, with Ukraine giving 30"."""
    if role.role not in {"giver", "receiver"} or not any(at < role.at for at, _ in verbs if at < clause.verb_at):
        return False
    return any(each.role == "subject" and role.at < each.at < clause.verb_at for each in clause.roles)


def _event_verb(sentence: Sentence, low: int, high: int) -> str:
    """Return the verb that "the return of" or "the handover of" stands for, where no other is told."""
    features = frozenset().union(*(token.features for token in sentence.tokens[low:high]))
    return next((verb for verb in ("return", "get", "give") if {"event", verb} <= features), "")


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Return whether a word of giving or getting is a verb here: no noun, nor the "передає" of who tells."""
    features = sentence.tokens[at].features
    if "telling" in features:
        return at > 0 and "party" in sentence.tokens[at - 1].features
    return "event" not in features
