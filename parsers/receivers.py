"""Tells who received: from verb, voice, case, the parties named and the speaker's own side."""

from typing import Final

from parsers.claim import Receiver
from parsers.parties import Side
from parsers.roles import Clause, home_of
from parsers.story import Flow

BOTH_SIDES: Final = 5  # tokens in which "Russia and Ukraine have" stands before its verb
HOMECOMING: Final = frozenset({"return", "come", "free"})


def receiver(clause: Clause, flow: Flow) -> Receiver | None:
    """Return who received what the clause counts, or None where the text does not say."""
    named = _named(clause, "receiver")
    if named:
        return named.pop() if len(named) == 1 else None
    givers = _named(clause, "giver")
    nation = _nation(clause)
    if len(givers) == 1 and nation not in givers:
        return givers.pop().other
    if clause.is_event and not clause.roles and flow.is_here and flow.to and nation in {None, flow.to}:
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
    if clause.is_joint and len({role.side for role in before[-2:] if role.at >= clause.verb_at - BOTH_SIDES}) > 1:
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
    lets_go = clause.is_letting or (clause.home is not None and subject is clause.home.other)
    let_go = nation or (subject.other if lets_go else subject)
    if verb == "return" and nation is None and (clause.is_mutual or _answers_giving(subject, flow)):
        return None if clause.is_mutual else subject.other
    if clause.is_either and nation is None and subject is Receiver.RUSSIA:
        # "Russia returned 80 bodies": it gave them back, or got its own; of Ukraine it is told of its own.
        return subject if flow.is_here and flow.to is subject.other else None
    given_to = subject if clause.is_passive else subject.other
    acts = any(role.role == "subject" and role.at < clause.verb_at for role in clause.roles)
    came = subject if acts and len(_named(clause, "subject")) == 1 else None
    return {"give": given_to, "get": subject, "return": nation or subject, "come": came, "free": let_go}.get(verb)


def _answers_giving(subject: Receiver, flow: Flow) -> bool:
    """Return whether the other side gave in the clause before: "Kyiv handed over 26, Moscow returned 27"."""
    return flow.is_here and flow.verb == "give" and flow.to is subject


def _by_home(clause: Clause) -> Receiver | None:
    """Return the side that people and bodies come home to, where nobody is named."""
    defaults = _named(clause, "default")
    if len(defaults) == 1:
        return defaults.pop()
    is_homecoming = clause.verb in {"come", "return", "free"} and not _named(clause, "subject")
    return (home_of(clause.speaker) or clause.home) if is_homecoming else None


def _without_subject(clause: Clause, flow: Flow, nation: Receiver | None) -> Receiver | None:
    if nation:
        return nation
    if flow.to and flow.is_here and clause.verb != flow.verb:
        return flow.to.other
    own = home_of(clause.speaker)
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
        return home_of(clause.speaker)
    if "own" in features:
        owners_named = [role.side for role in clause.roles if role.role in {"subject", "teller"}]
        return owners_named[-1] if owners_named else home_of(clause.speaker)
    return None


def _named(clause: Clause, role: str) -> set[Receiver]:
    return {each.side for each in clause.roles if each.role == role}
