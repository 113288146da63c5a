"""What must hold: the store equals what was published, and every chat has each alert once and in its final text."""

from collections import Counter

from sqlalchemy import func, select
from telethon.extensions import html

from bot.alerts.wording import LANGUAGES, is_withdrawn, message
from bot.ingest.book import load
from bot.records import PostKey
from bot.store import coverage, posts
from bot.store.outbox import DeliveryState, Part
from bot.store.schema import alerts, deliveries
from parsers.parties import known_parties

EMPTY = posts.digest("")


def unsettled(house, world, since):
    """What the store still lacks of the posts with ids after `since` (by source); empty once it has all."""
    if not house.has_store:
        return ["there is no database yet"]
    shown = {key: posts.digest(text) for key, text in world.visible(since).items()}
    stored = _stored(house, [key for key, ident in world.places.items() if ident > since.get(key[0], 0)])
    wrong = [f"{one}: published and not stored" for one in shown.keys() - stored.keys()]
    wrong += [f"{one}: deleted and not withdrawn" for one in stored.keys() - shown.keys()]
    wrong += [f"{one}: another text speaks for it" for one in shown.keys() & stored.keys() if shown[one] != stored[one]]
    return wrong + _open_holes(house, world) + house.ask(_undelivered)


def _stored(house, keys):
    """The hash of the text that speaks for each of those posts, without what was withdrawn and what has no text."""
    found = {}
    for source in {source for source, _ in keys}:
        texts = house.ask(posts.texts, source, [ident for one, ident in keys if one == source])
        found |= {(source, ident): sha256 for ident, sha256 in texts.items() if sha256 not in (None, EMPTY)}
    return found


def untrue(house, world, seen):
    """Everything in which the end differs from what it must be. `seen` are texts that stood while all was calm."""
    return [
        *unsettled(house, world, {}),
        *_revisions(house, world, seen),
        *house.ask(alerts_of_the_picture),
        *(line for language, person in house.people.items() for line in _chat(house, language, person)),
    ]


def _open_holes(house, world):
    """Nothing is unknown up to the last message; of those after it that are gone nobody can know."""
    tops = {source: max(stage.channel.box.ids, default=0) for (source, _), stage in world.channels.items()}
    return [
        f"{one.source}: complete to {one.complete_to} of {tops[one.source]}, unknown: {one.unknown}"
        for one in house.ask(coverage.every)
        if one.unknown or one.complete_to < tops[one.source]
    ]


def _undelivered(connection):
    query = select(func.count()).where(deliveries.c.state == DeliveryState.DUE.value)
    waiting = connection.execute(query).scalar_one()
    return [f"{waiting} deliveries are due"] if waiting else []


def _revisions(house, world, seen):
    """Every text that stood while all was calm is kept, and none that never stood."""
    wrong = []
    for (source, ident), written in world.texts.items():
        kept = {one.text for one in house.ask(posts.revisions_of, [PostKey(source, ident)])}
        wrong += [f"{source}/{ident}: {text!r} was never published" for text in kept - set(written) - {""}]
        wrong += [f"{source}/{ident}: {text!r} is lost" for text in seen.get((source, ident), set()) - kept]
    return wrong


def alerts_of_the_picture(connection):
    """The last alert of each repatriation says what its posts, read anew, come to."""
    told = _final_texts(connection)
    wrong = []
    for one in load(connection, known_parties(), ()).picture.repatriations:
        if one.id not in told and not is_withdrawn(one):
            wrong.append(f"{one.id}: nobody was alerted")
        wrong += [
            f"{one.id}: the last alert differs from the picture in {language}"
            for language in LANGUAGES
            if one.id in told and told[one.id][language] != message(one, language)
        ]
    return wrong


def _chat(house, language, person):
    """The chat holds the final text of each thread once, each reply once, and nothing else."""
    due = house.ask(expected, person.id, language)
    shown = Counter(one.text for one in house.dc.chat(person, house.bot) if one.sender == house.bot.username)
    wrong = [f"{language}: shown {shown[text]} times, due {due[text]}: {text[:160]!r}" for text in shown - due]
    return wrong + [f"{language}: due and not shown: {text[:160]!r}" for text in due - shown]


def expected(connection, chat_id, language):
    told = _final_texts(connection)
    query = (
        select(deliveries.c.thread, deliveries.c.part, alerts.c.reply)
        .join(alerts, alerts.c.number == deliveries.c.alert)
        .where(deliveries.c.chat_id == chat_id, deliveries.c.state == DeliveryState.SENT.value)
    )
    rows = connection.execute(query).all()
    mains = {row.thread for row in rows if row.part == Part.MAIN.value}
    replies = [row.reply[language] for row in rows if row.part == Part.REPLY.value]
    return Counter(html.parse(text)[0] for text in [*(told[one][language] for one in mains), *replies])


def _final_texts(connection):
    return {row.thread: row.text for row in connection.execute(select(alerts).order_by(alerts.c.number))}
