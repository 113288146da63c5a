"""Claims: what the revisions state, each in its setting."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bot.records import PostKey, Statement
from bot.records.evidence import sentence_around
from bot.store.schema import claims, meta, posts, revisions
from parsers.claim import Bound, Claim, Context, DayBasis, Figure, Kind, Receiver, Scope
from parsers.parties import UNKNOWN, Party
from parsers.version import version


def put(connection: Connection, key: PostKey, revision: int, found: Sequence[Claim]) -> None:
    """Store what a new revision claims."""
    place = {"source_id": key.source, "external_id": key.external_id, "revision": revision}
    place |= {"parser": version()}
    rows = [_row(claim) | place | {"ordinal": ordinal} for ordinal, claim in enumerate(found)]
    if rows:
        connection.execute(insert(claims), rows)


def replace(connection: Connection, key: PostKey, revision: int, found: Sequence[Claim]) -> None:
    """Store what another reading finds in a revision, in place of what was found before."""
    connection.execute(
        delete(claims).where(
            claims.c.source_id == key.source, claims.c.external_id == key.external_id, claims.c.revision == revision
        )
    )
    put(connection, key, revision, found)


def in_setting(
    connection: Connection, parties: Mapping[str, Party], key: PostKey, found: Mapping[int, Sequence[Claim]]
) -> Iterator[Statement]:
    """Yield claims that are not stored as they would be read back: those `found` in each revision of a post."""
    query = (
        select(
            posts.c.source_id,
            posts.c.external_id,
            posts.c.posted_at,
            posts.c.link,
            posts.c.forwarded_from,
            posts.c.withdrawn_at,
            posts.c.revision.label("speaks_now"),
            revisions.c.number.label("revision"),
            revisions.c.edited_at,
            revisions.c.text,
        )
        .join(posts, (posts.c.source_id == revisions.c.source_id) & (posts.c.external_id == revisions.c.external_id))
        .where(revisions.c.source_id == key.source, revisions.c.external_id == key.external_id)
        .order_by(revisions.c.number)
    )
    for row in connection.execute(query).mappings():
        for ordinal, claim in enumerate(found.get(row["revision"], ())):
            yield _statement({**row, **_row(claim), "ordinal": ordinal}, parties)


def parser_of(connection: Connection) -> str | None:
    """Return by which version of the parsers all that is stored was read last; None where nobody noted it."""
    return connection.execute(select(meta.c.value).where(meta.c.key == "parser")).scalar_one_or_none()


def note_parser(connection: Connection, version: str) -> None:
    """Note by which version of the parsers all that is stored was read."""
    connection.execute(delete(meta).where(meta.c.key == "parser"))
    connection.execute(insert(meta).values(key="parser", value=version))


def statements(connection: Connection, parties: Mapping[str, Party], key: PostKey | None = None) -> Iterator[Statement]:
    """Yield every claim in its setting, oldest post first; of one post only where `key` is given."""
    query = (
        select(
            claims,
            posts.c.posted_at,
            posts.c.link,
            posts.c.forwarded_from,
            posts.c.withdrawn_at,
            posts.c.revision.label("speaks_now"),
            revisions.c.edited_at,
            revisions.c.text,
        )
        .join(posts, (posts.c.source_id == claims.c.source_id) & (posts.c.external_id == claims.c.external_id))
        .join(
            revisions,
            (revisions.c.source_id == claims.c.source_id)
            & (revisions.c.external_id == claims.c.external_id)
            & (revisions.c.number == claims.c.revision),
        )
        .order_by(posts.c.posted_at, claims.c.source_id, claims.c.external_id, claims.c.revision, claims.c.ordinal)
    )
    if key is not None:
        query = query.where(claims.c.source_id == key.source, claims.c.external_id == key.external_id)
    for row in connection.execute(query).mappings():
        yield _statement(dict(row), parties)


def announcements(connection: Connection, source: str, since: datetime) -> list[str]:
    """Return the ids of the posts of a source that claim something and stand, published since that time."""
    query = (
        select(posts.c.external_id)
        .distinct()
        .join(claims, (claims.c.source_id == posts.c.source_id) & (claims.c.external_id == posts.c.external_id))
        .where(posts.c.source_id == source, posts.c.posted_at >= since, posts.c.withdrawn_at.is_(None))
    )
    return list(connection.execute(query).scalars())


def _row(claim: Claim) -> dict[str, Any]:
    figure = claim.figure
    return {
        "kind": claim.kind.value,
        "scope": claim.scope.value,
        "receiver": claim.to and claim.to.value,
        "value": figure and figure.value,
        "bound": figure and figure.bound.value,
        "granularity": figure and figure.granularity,
        "happened_on": claim.happened_on,
        "happened_on_basis": claim.happened_on_basis and claim.happened_on_basis.value,
        "origin": claim.origin,
        "hedge": claim.hedge,
        "label": claim.label,
        "quote": claim.quote,
        "span_from": claim.span[0],
        "span_to": claim.span[1],
        "lang": claim.lang,
        "template": claim.template,
        "agreement": claim.context.agreement,
        "mediators": list(claim.context.mediators),
    }


def _claim(row: Mapping[str, Any]) -> Claim:
    has_figure = row["value"] is not None
    return Claim(
        kind=Kind(row["kind"]),
        scope=Scope(row["scope"]),
        to=row["receiver"] and Receiver(row["receiver"]),
        figure=Figure(row["value"], Bound(row["bound"]), row["granularity"]) if has_figure else None,
        happened_on=row["happened_on"],
        happened_on_basis=row["happened_on_basis"] and DayBasis(row["happened_on_basis"]),
        origin=row["origin"],
        hedge=row["hedge"],
        label=row["label"],
        quote=row["quote"],
        span=(row["span_from"], row["span_to"]),
        lang=row["lang"],
        template=row["template"],
        context=Context(row["agreement"], tuple(row["mediators"])),
    )


def _statement(row: Mapping[str, Any], parties: Mapping[str, Party]) -> Statement:
    claim = _claim(row)
    source = party(parties, row["source_id"])
    return Statement(
        claim=claim,
        post=PostKey(row["source_id"], row["external_id"]),
        revision=row["revision"],
        ordinal=row["ordinal"],
        source=source,
        speaker=party(parties, claim.origin) if claim.origin else source,
        posted_at=row["posted_at"],
        stated_at=row["edited_at"] or row["posted_at"],
        link=row["link"],
        is_standing=row["withdrawn_at"] is None and row["revision"] == row["speaks_now"],
        forwarded_from=row["forwarded_from"],
        sentence=sentence_around(row["text"], claim.span),
    )


def party(parties: Mapping[str, Party], wanted: str) -> Party:
    """Return the party of that id; one that nobody has described is independent and has no authority."""
    return parties.get(wanted) or Party(wanted, UNKNOWN.side, UNKNOWN.role, wanted)
