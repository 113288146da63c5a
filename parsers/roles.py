"""Tells who received: from verb, voice, case, the parties named and the speaker's own side."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from parsers.claim import Receiver
from parsers.counts import Count
from parsers.parties import Side
from parsers.sentences import Sentence
from parsers.story import Flow
from parsers.templates import Template
from parsers.tokens import SIGN

if TYPE_CHECKING:
    import regex

BOTH_SIDES: Final = 5  # tokens in which "Russia and Ukraine have" stands before its verb
VERBS: Final = ("give", "get", "return", "come", "free", "exchange")
HOMECOMING: Final = frozenset({"return", "come", "free"})
STRENGTHS: Final = (("flip", 6), ("contrast", 5), ("and", 3))
SIGNS: Final = {";": 5, "\n": 5, ",": 2, "(": 2, "–": 1, ":": 1}


@dataclass(frozen=True, slots=True)
class Actor:
    """A party in a role: receiver, giver, subject, owner or default, at a token."""

    at: int
    role: str
    side: Receiver
    template: str


@dataclass(slots=True)
class Clause:
    """The tokens around one count, with the verb and the parties in them."""

    count: Count
    low: int
    high: int
    roles: list[Actor] = field(default_factory=list)
    verb: str = ""
    verb_at: int = -1
    is_letting: bool = False
    is_passive: bool = False
    is_either: bool = False
    is_pronoun: bool = False
    is_flipped: bool = False
    is_each: bool = False
    is_joined: bool = False
    is_mutual: bool = False
    is_event: bool = False
    is_to_us: bool = False
    speaker: Side = Side.INDEPENDENT
    home: Receiver | None = None


def find_roles(sentence: Sentence, speaker: Side) -> list[Actor]:
    """Return the parties of `sentence` in their roles; `speaker` is whom "we" means."""
    roles: dict[int, Actor] = {}
    for template, match in sentence.fits("role"):
        at = next((match.start(name) for name, value in match.groupdict().items() if value), match.start())
        side = _side(sentence, at, template, speaker)
        if side and at not in roles:
            roles[at] = Actor(at, template.gives["role"], side, template.id)
    return sorted(roles.values(), key=lambda role: role.at)


def teller(roles: Sequence[Actor], speaker: Side) -> Side:
    """Return whose side speaks in a sentence: that of the source, or where it takes none, that of whom it quotes."""
    sides = {role.side for role in roles if role.role == "teller"}
    return Side(sides.pop().value) if speaker not in {Side.UKRAINE, Side.RUSSIA} and len(sides) == 1 else speaker


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
        clause.is_each |= clause.is_joined and before.is_each and not clause.verb and not clause.roles
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


def receiver(clause: Clause, flow: Flow) -> Receiver | None:
    """Return who received what the clause counts, or None where the text does not say."""
    named = _named(clause, "receiver")
    if named:
        return named.pop() if len(named) == 1 else None
    givers = _named(clause, "giver")
    if len(givers) == 1:
        return givers.pop().other
    nation = _nation(clause)
    if clause.is_event and not clause.roles and flow.is_here and flow.to:
        return flow.to
    flipped = flow.to.other if clause.is_flipped and flow.to else None
    is_ours = "us" in clause.count.features or clause.is_to_us
    goes_on = {clause.verb, flow.verb} <= HOMECOMING
    if is_ours and nation is None and (flow.is_here or flow.is_near) and flow.to and not goes_on:
        return flow.to.other
    shared = flow.to if flow.is_here and not clause.verb and not clause.roles and clause.is_joined else None
    return _by_verb(clause, flow, nation) or nation or flipped or shared or _by_home(clause)


def subject_of(clause: Clause, flow: Flow) -> Receiver | None:
    """Return who acts in the clause, else in the one before."""
    subjects = [role for role in clause.roles if role.role == "subject"]
    before = [role for role in subjects if clause.verb_at < 0 or role.at < clause.verb_at]
    if len({role.side for role in before[-2:] if role.at >= clause.verb_at - BOTH_SIDES}) > 1:
        return None
    chosen = (before or subjects)[-1:]
    if chosen:
        return chosen[0].side
    if clause.is_pronoun and (tellers := _named(clause, "teller")):
        return tellers.pop() if len(tellers) == 1 else None
    goes_on = flow.is_here or (flow.is_near and clause.is_pronoun and clause.speaker is Side.INDEPENDENT)
    return flow.subject if goes_on else None


def _by_verb(clause: Clause, flow: Flow, nation: Receiver | None) -> Receiver | None:
    subject = subject_of(clause, flow)
    verb = clause.verb or flow.verb
    if verb in {"come", "free"} and nation:
        return nation
    if subject is None and clause.verb in {"give", "get"}:
        return _without_subject(clause, flow, nation)
    if subject is None or not (clause.verb or _named(clause, "subject")):
        return None
    let_go = nation or (subject.other if clause.is_letting else subject)
    if verb == "return" and nation is None and (clause.is_mutual or _answers_giving(subject, flow)):
        return None if clause.is_mutual else subject.other
    if clause.is_either and nation is None and subject is Receiver.RUSSIA:
        # "Russia returned 80 bodies": it gave them back, or got its own; of Ukraine it is told of its own.
        return subject if flow.is_here and flow.to is subject.other else None
    given_to = subject if clause.is_passive else subject.other
    return {"give": given_to, "get": subject, "return": nation or subject, "free": let_go}.get(verb)


def _answers_giving(subject: Receiver, flow: Flow) -> bool:
    """Return whether the other side gave in the clause before: "Kyiv handed over 26, Moscow returned 27"."""
    return flow.is_here and flow.verb == "give" and flow.to is subject


def _by_home(clause: Clause) -> Receiver | None:
    """Return the side that people and bodies come home to, where nobody is named."""
    defaults = _named(clause, "default")
    if len(defaults) == 1:
        return defaults.pop()
    is_homecoming = clause.verb in {"come", "return", "free"} and not _named(clause, "subject")
    return (_receiver(clause.speaker) or clause.home) if is_homecoming else None


def _without_subject(clause: Clause, flow: Flow, nation: Receiver | None) -> Receiver | None:
    if nation:
        return nation
    if flow.to and flow.is_here and clause.verb != flow.verb:
        return flow.to.other
    own = _receiver(clause.speaker)
    if clause.verb == "get":
        return own or clause.home
    return own.other if own is Receiver.RUSSIA else None


def _nation(clause: Clause) -> Receiver | None:
    """Return whose the bodies or people are, where the words say it."""
    features = clause.count.features
    owners = _named(clause, "owner")
    if "ukraine" in features and "russia" not in features:
        return Receiver.UKRAINE
    if "russia" in features and "ukraine" not in features:
        return Receiver.RUSSIA
    if len(owners) == 1:
        return owners.pop()
    if "us" in features:
        return _receiver(clause.speaker)
    if "own" in features:
        owners_named = [role.side for role in clause.roles if role.role in {"subject", "teller"}]
        return owners_named[-1] if owners_named else _receiver(clause.speaker)
    return None


def _named(clause: Clause, role: str) -> set[Receiver]:
    return {each.side for each in clause.roles if each.role == role}


def _receiver(side: Side) -> Receiver | None:
    return {Side.UKRAINE: Receiver.UKRAINE, Side.RUSSIA: Receiver.RUSSIA}.get(side)


def _side(sentence: Sentence, at: int, template: Template, speaker: Side) -> Receiver | None:
    if "side" in template.gives:
        return Receiver(template.gives["side"]) if template.gives["side"] != "speaker" else _receiver(speaker)
    features = sentence.tokens[at].features
    if "ukraine" in features:
        return Receiver.UKRAINE
    if "russia" in features:
        return Receiver.RUSSIA
    return _receiver(speaker) if "us" in features else None


def _cut(sentence: Sentence, left: Count, right: Count) -> int:
    """Return the token at which the clause of `right` begins."""
    best, best_at = 0, right.low
    for at in range(left.high + 1, right.low):
        strength = _strength(sentence, at)
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
    for feature, strength in STRENGTHS:
        if feature in token.features:
            return strength
    return SIGNS.get(token.text, 0)


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
        clause.is_either = not unsure.isdisjoint(sentence.tokens[clause.verb_at].features)
        clause.is_pronoun = any("pronoun" in token.features for token in sentence.tokens[low : clause.verb_at])
        before_verb = sentence.tokens[max(0, clause.verb_at - 1)].features
        clause.is_passive = "passive" in before_verb and clause.verb_at < count.at
    if not verbs:
        clause.verb = _event_verb(sentence, low, high)
        clause.is_event = bool(clause.verb)
    clause.is_to_us = any({"us", "dat"} <= token.features for token in sentence.tokens[low:high])
    clause.is_joined = "and" in sentence.tokens[low].features
    for at in range(low, high):
        is_elsewhere = any(token.text == "," for token in sentence.tokens[count.high + 1 : at])
        clause.is_flipped |= "flip" in sentence.tokens[at].features and not is_elsewhere
    clause.is_each = any(_is_of_both(match, count, low, high) for _, match in sentence.fits("each"))
    return clause


def _is_counted(role: Actor, count: Count) -> bool:
    """Return whether a subject is but what is counted: "1,200 fallen Ukrainians were given back"."""
    return role.role == "subject" and count.at < role.at <= count.high


def _is_of_both(match: "regex.Match[str]", count: Count, low: int, high: int) -> bool:
    """Return whether "each" speaks of a count: of the number that it names, else of all in its clause."""
    if match.groupdict().get("figure"):
        return count.at == int(match.start("figure"))
    return low <= int(match.start()) < high


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
