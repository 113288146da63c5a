"""Values by hand, as short as a test wants them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.crosscheck import crosscheck
from bot.records import Action, Decision, Finding, Picture, PostKey, Repatriation, Ruling, Statement, Status, Verdict
from parsers.claim import Bound, Claim, Context, DayBasis, Figure, Kind, Receiver, Scope
from parsers.parties import Side, known_parties

UKRAINE, RUSSIA = Receiver.UKRAINE, Receiver.RUSSIA
DAY = date(2026, 1, 29)
HQ_QUOTE = "до України повернуто 1000 тіл, які, за словами російської сторони, належать українським військовим"
TASS_QUOTE = "Украине передано 1000 тел погибших военнослужащих, России — 38"


def at(hour, minute=0, day=29):
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


NOON = at(10, 40)


def said(
    value=1000,
    *,
    to=UKRAINE,
    source="coordination-hq",
    speaker=None,
    quote=HQ_QUOTE,
    kind=Kind.BODIES,
    scope=Scope.HANDOVER,
    bound=Bound.EXACTLY,
    hedge=False,
    label=None,
    post="1",
    revision=1,
    ordinal=0,
    posted_at=NOON,
    stated_at=None,
    link="https://t.me/Koord_shtab/1",
    standing=True,
    day=DAY,
    context=None,
):
    parties = known_parties()
    claim = Claim(
        kind=kind,
        scope=scope,
        to=to,
        figure=None if value is None else Figure(value, bound),
        happened_on=day,
        happened_on_basis=DayBasis.STATED,
        origin=speaker,
        hedge=hedge,
        label=label,
        quote=quote,
        span=(0, len(quote)),
        lang="uk",
        template="by-hand",
        context=context or Context(),
    )
    return Statement(
        claim=claim,
        post=PostKey(source, post),
        revision=revision,
        ordinal=ordinal,
        source=parties[source],
        speaker=parties[speaker or source],
        posted_at=posted_at,
        stated_at=stated_at or posted_at,
        link=link,
        is_standing=standing,
    )


def verdict(to=UKRAINE, status=Status.REPORTED, best=1000, *, low=None, high=None, standing=None, sides=None, **rest):
    standing = (said(best, to=to),) if standing is None else standing
    return Verdict(
        to=to,
        status=status,
        low=best if low is None else low,
        best=best,
        high=best if high is None else high,
        bound=rest.pop("bound", Bound.EXACTLY),
        basis="receiver-authority",
        sides=(Side.UKRAINE,) if sides is None else sides,
        standing=standing,
        **rest,
    )


def repatriation(*verdicts, kind=Kind.BODIES, state="s1", day=DAY, findings=(), parts=(), context=None, **rest):
    return Repatriation(
        id=rest.pop("id", f"{kind.value}-{day.isoformat()}"),
        kind=kind,
        happened_on=day,
        figures={one.to: one for one in verdicts},
        findings=tuple(findings),
        parts=tuple(parts),
        context=context or Context(),
        state=state,
        **rest,
    )


def picture(*repatriations):
    return Picture(tuple(repatriations))


def ruling(
    action=Action.CONFIRM, figures=None, *, is_outdated=False, reason=None, editor="Olena Koval", decided_at=None
):
    figures = {UKRAINE: 1000} if figures is None else figures
    return Ruling(action, 7, editor, decided_at or at(13, 15), reason, figures, is_outdated)


def finding(kind, key="k", to=None, **values):
    return Finding(kind, "bodies-2026-01-29", key, to, values)


def founding_case():
    """Return the pictures of 29 January 2026: reported, corroborated, confirmed, edited to 1,003, corrected."""
    hq = said(hedge=True, context=Context(mediators=("icrc",)), link="https://t.me/Koord_shtab/4101", post="4101")
    context = Context(agreement="istanbul")
    tass = {"source": "tass", "quote": TASS_QUOTE, "posted_at": at(11, 5), "context": context, "post": "77120"}
    link = "https://t.me/tass_agency/77120"
    to_ukraine, to_russia = (
        said(1000, link=link, **tass),
        said(38, to=RUSSIA, ordinal=1, link=link, **tass),
    )
    first = crosscheck([hq])
    second = crosscheck([hq, to_ukraine, to_russia])
    decision = Decision(
        "bodies-2026-01-29",
        Action.CONFIRM,
        7,
        "Olena Koval",
        at(13, 15),
        second.repatriations[0].state,
        {UKRAINE: 1000, RUSSIA: 38},
    )
    third = crosscheck([hq, to_ukraine, to_russia], decisions=[decision])
    claim = replace(hq.claim, figure=Figure(1003), quote=hq.claim.quote.replace("1000 тіл", "1003 тіла"))
    edited = replace(hq, claim=claim, revision=2, stated_at=at(14))
    said_last = [replace(hq, is_standing=False), edited, to_ukraine, to_russia]
    fourth = crosscheck(said_last, decisions=[decision])
    correction = replace(
        decision,
        action=Action.CORRECT,
        decided_at=at(14, 20),
        on_state=fourth.repatriations[0].state,
        figures={UKRAINE: 1003},
        reason="the Headquarters counted three more",
    )
    fifth = crosscheck(said_last, decisions=[decision, correction])
    return Picture(), first, second, third, fourth, fifth


def misread_case():
    """Return the pictures of a post whose figure was read wrongly at first: "1 тис." as 1."""
    right = said(1000, quote="до України повернуто 1 тис. тіл", link="https://t.me/Koord_shtab/4101", post="4101")
    wrong = replace(right, claim=replace(right.claim, figure=Figure(1)))
    return crosscheck([wrong]), crosscheck([right])
