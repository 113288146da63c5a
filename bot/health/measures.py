"""What can be measured of the daemon, by name. No label comes from a text, only from the configuration and from us."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.health.vitals import Vitals
from bot.store.outbox import DeliveryState
from bot.store.standing import Standing

ACCOUNTS = ("reader", "bot")


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity: a value for each combination of the values of its labels. `counts` what only grows."""

    name: str
    says: str
    labels: tuple[str, ...]
    values: Mapping[tuple[str, ...], float]
    counts: bool = False


def live(vitals: Vitals) -> Iterator[Measure]:
    """Measure what only the daemon knows."""
    known = {row.account: row for row in vitals.connections}
    up = {name: row.is_up for name, row in known.items()}
    probed = {name: row.probe_seconds for name, row in known.items() if row.probe_seconds is not None}
    renewed = {name: row.renewals for name, row in known.items()}
    waiting = {name: row.waiting for name, row in known.items()}
    yield _each("zvirka_connection_up", "1 while an account is connected", "account", up)
    yield _each("zvirka_probe_seconds", "how long Telegram took to answer the last probe", "account", probed)
    says = "how often a connection was lost and came back"
    yield replace(_each("zvirka_reconnects", says, "account", renewed), counts=True)
    yield _each("zvirka_updates_waiting", "updates of Telegram that wait to be handled", "account", waiting)
    beaten = vitals.beaten_at.timestamp() if vitals.beaten_at else 0
    yield one("zvirka_heartbeat_timestamp_seconds", "when the last heartbeat went out, 0 for never", beaten)


def stored(found: Standing, sources: Collection[str], now: datetime) -> Iterator[Measure]:
    """Measure what the database knows; `sources` are those of the configuration."""
    yield one("zvirka_posts", "posts stored", found.posts)
    yield one("zvirka_posts_unread", "posts that an editor must read", found.unread)
    yield one("zvirka_posts_quarantined", "posts that no parser could read", found.vital.quarantined)
    yield one("zvirka_claims", "claims read out of posts", found.claims)
    yield one("zvirka_alerts", "alerts written", found.alerts)
    yield from _of_outbox(found, now)
    refused = {account.account for account in found.vital.refusals}
    accounts = {name: name in refused for name in ACCOUNTS}
    yield _each("zvirka_account_refused", "1 while Telegram refuses an account", "account", accounts)
    yield _waits(found, sources, now)
    yield from _of_sources(found, sources, now)


def one(name: str, says: str, value: float) -> Measure:
    """Measure a quantity of which there is one."""
    return Measure(name, says, (), {(): float(value)})


def _each(name: str, says: str, label: str, values: Mapping[str, float]) -> Measure:
    return Measure(name, says, (label,), {(key,): float(value) for key, value in values.items()})


def _of_outbox(found: Standing, now: datetime) -> Iterator[Measure]:
    states = {state.value: found.deliveries.get(state.value, 0) for state in DeliveryState}
    oldest = 0.0 if found.oldest is None else (now - found.oldest).total_seconds()
    yield _each("zvirka_deliveries", "deliveries by what became of them", "state", states)
    yield one("zvirka_outbox_waiting", "deliveries to be made", states[DeliveryState.DUE.value])
    yield one("zvirka_outbox_oldest_seconds", "how long the oldest alert waits to be delivered", oldest)
    yield one("zvirka_chats_parked", "chats that cannot be reached", len(found.vital.parked))


def _waits(found: Standing, sources: Collection[str], now: datetime) -> Measure:
    """Measure the longest wait of each method and source; chats are named nowhere."""
    values: dict[tuple[str, ...], float] = {}
    for wait in found.waits:
        source = found.source_at(wait.place)
        key = (wait.account, wait.method, source if source in sources and source else "")
        values[key] = max(values.get(key, 0.0), (wait.until - now).total_seconds())
    labels = ("account", "method", "source")
    return Measure("zvirka_flood_wait_seconds", "how long Telegram still asks to wait", labels, values)


def _of_sources(found: Standing, sources: Collection[str], now: datetime) -> Iterator[Measure]:
    known = {name: found.vital.channels[name] for name in sources if name in found.vital.channels}
    ages = {name: (now - row.checked_at).total_seconds() for name, row in known.items() if row.checked_at is not None}
    holes = {name: found.open_ids.get(name, 0) for name in known}
    silent = {name: row.silent_since is not None for name, row in known.items()}
    failing = {name: row.failure is not None for name, row in known.items()}
    yield _each("zvirka_source_lag_seconds", "how long ago a source was read to its end", "source", ages)
    yield _each("zvirka_source_unknown_ids", "message ids that nothing is known of yet", "source", holes)
    yield _each("zvirka_source_silent", "1 while a source is silent for longer than its habit", "source", silent)
    yield _each("zvirka_source_unavailable", "1 while a source cannot be read", "source", failing)
