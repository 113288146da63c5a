"""Builds statements from few words."""

from datetime import UTC, date, datetime, timedelta

from bot.records import PostKey, Statement
from parsers.claim import Bound, Claim, Context, DayBasis, Figure, Kind, Receiver, Scope
from parsers.parties import Party, Role, Side, known_parties

OUTLET = Party("outlet", Side.INDEPENDENT, Role.MEDIA, "An outlet")
UKRAINE, RUSSIA = Receiver.UKRAINE, Receiver.RUSSIA


def party(name):
    return known_parties().get(name) or Party(name, Side.INDEPENDENT, Role.MEDIA, name)


def said(
    source,
    value,
    to=UKRAINE,
    *,
    on="2026-01-29",
    day=None,
    hour=12,
    post=None,
    quoting=None,
    scope=Scope.HANDOVER,
    kind=Kind.BODIES,
    bound=Bound.EXACTLY,
    granularity=1,
    label=None,
    agreement=None,
    revision=1,
    ordinal=0,
    standing=True,
    forwarded=None,
    words=None,
    lang="uk",
    sentence=None,
):
    """Return what `source` posted on the day `on`; `day` is the day that the text states, if it does."""
    posted_at = datetime.fromisoformat(on).replace(hour=hour, tzinfo=UTC)
    claim = Claim(
        kind=kind,
        scope=scope,
        to=to,
        figure=None if value is None else Figure(value, bound, granularity),
        happened_on=date.fromisoformat(day or on),
        happened_on_basis=DayBasis.STATED if day else DayBasis.DAY_OF_POST,
        origin=quoting,
        hedge=False,
        label=label,
        quote=words or f"{value} {to}",
        span=(0, 4),
        lang=lang,
        template="t",
        context=Context(agreement),
    )
    return Statement(
        claim=claim,
        post=PostKey(source, post or f"{on}-{hour}"),
        revision=revision,
        ordinal=ordinal,
        source=party(source),
        speaker=party(quoting or source),
        posted_at=posted_at,
        stated_at=posted_at + timedelta(minutes=revision),
        link=None,
        is_standing=standing,
        forwarded_from=forwarded,
        sentence=sentence or words or "",
    )
