"""`zvirka status`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json, write_table
from bot.config import Configuration, load
from bot.desk.road import send, socket_of
from bot.errors import StoreUnavailable, ZvirkaError
from bot.health.judgement import Fault, faults, patience
from bot.store import Store, standing
from bot.store.migrations import VERSION
from bot.store.outbox import DeliveryState
from bot.store.standing import Standing
from parsers.version import version

ACCOUNTS = ("reader", "bot")
RUNS, DOWN, MUTE = "runs", "down", "does not answer"


def status(config: ConfigOption = DEFAULT_CONFIG, *, as_json: JsonOption = False) -> None:
    """Say how all stands: sources, accounts, waits, outbox, posts. Exit code 1 where something needs a person."""
    configuration = load(config, with_secrets=False)
    now = datetime.now(UTC)
    found = _look(configuration, now)
    daemon, live = ask(configuration)
    wrong = [*_of_daemon(daemon, live), *faults(found.vital, patience(configuration), now), *_of_parsers(found)]
    said = as_document(configuration, found, daemon, live, wrong)
    if as_json:
        write_json(said)
    else:
        _write(said)
    if wrong:
        raise typer.Exit(1)


def ask(configuration: Configuration) -> tuple[str, Mapping[str, Any]]:
    """Return how the daemon is, and what it alone knows."""
    try:
        said = send(socket_of(configuration.store.path), ["vitals"])
        return (DOWN, {}) if said is None else (RUNS, json.loads(said))
    except (OSError, ValueError, ZvirkaError):
        return MUTE, {}


def as_document(
    configuration: Configuration, found: Standing, daemon: str, live: Mapping[str, Any], wrong: list[Fault]
) -> dict[str, Any]:
    """Return all that is known, as JSON has it. What only a running daemon knows is null without one."""
    return {
        "daemon": daemon,
        "started_at": live.get("started_at"),
        "needs_a_person": [one.text for one in wrong],
        "sources": [_source(one.id, one.channel, found) for one in configuration.sources if one.channel],
        "accounts": [_account(name, found, live) for name in ACCOUNTS],
        "heartbeat": live.get("heartbeat"),
        "waits": [_plain(asdict(one)) | {"source": found.source_at(one.place)} for one in found.waits],
        "outbox": _outbox(found),
        "posts": {"stored": found.posts, "unread": found.unread, "quarantined": found.vital.quarantined},
        "schema": VERSION,
        "parsers": {"now": version(), "stored_by": found.parser},
    }


def _look(configuration: Configuration, now: datetime) -> Standing:
    path = configuration.store.path
    with Store.look_into(path) as store:
        schema = store.run(standing.schema_version)
        if schema != VERSION:
            remedy = "start the daemon, which migrates it" if schema < VERSION else "install the later version again"
            raise StoreUnavailable(f"{path}: it has schema {schema}, and this Zvirka knows {VERSION}: {remedy}")
        return store.run(standing.look, now)


def _of_daemon(daemon: str, live: Mapping[str, Any]) -> Iterator[Fault]:
    if daemon == DOWN:
        yield Fault("no daemon runs on this database: start it", is_vital=True)
    if daemon == MUTE:
        yield Fault("the daemon runs and does not answer: see its log, then restart it", is_vital=True)
    for one in live.get("connections", ()):
        if one["is_stuck"]:
            yield Fault(f"{one['account']}: the connection is stuck: restart the daemon, and report it", is_vital=True)


def _of_parsers(found: Standing) -> Iterator[Fault]:
    if found.parser not in (None, version()):
        yield Fault("other parsers read what is stored: run `zvirka reparse`", is_vital=False)


def _source(name: str, address: str | None, found: Standing) -> dict[str, Any]:
    known = found.vital.channels.get(name)
    facts: dict[str, Any] = {"source": name, "channel": address, "last_post": found.last_posts.get(name)}
    if known is not None:
        facts |= {"complete_to": known.cursor, "as_of": known.checked_at, "unknown_ids": found.open_ids.get(name, 0)}
        facts |= {"silent_since": known.silent_since, "failure": known.failure}
        facts["waits_until"] = next((one.until for one in found.waits if found.source_at(one.place) == name), None)
    return _plain(facts)


def _account(name: str, found: Standing, live: Mapping[str, Any]) -> dict[str, Any]:
    refusal = next((one for one in found.vital.refusals if one.account == name), None)
    here: Mapping[str, Any] = next((one for one in live.get("connections", ()) if one["account"] == name), {})
    return {
        "account": name,
        "refused": refusal and refusal.cause,
        "refused_since": refusal and refusal.since.isoformat(),
        "is_up": here.get("is_up"),
        "probe_seconds": here.get("probe_seconds"),
        "renewals": here.get("renewals"),
        "updates_waiting": here.get("waiting"),
    }


def _outbox(found: Standing) -> dict[str, Any]:
    away = [
        {"chat": chat, "since": one.since.isoformat(), "reason": one.reason, "waiting": one.waiting}
        for chat, one in found.vital.parked.items()
    ]
    return {
        "waiting": found.deliveries.get(DeliveryState.DUE.value, 0),
        "oldest": found.oldest and found.oldest.isoformat(),
        "held_for_quiet_hours": found.held,
        "parked": away,
    }


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: one.isoformat() if isinstance(one, datetime) else one for key, one in facts.items()}


def _write(said: Mapping[str, Any]) -> None:
    since = f" since {_minute(said['started_at'])} UTC" if said["started_at"] else ""
    out.print(f"The daemon {said['daemon']}{since}." if said["daemon"] != DOWN else "No daemon runs.", markup=False)
    out.print("All is well." if not said["needs_a_person"] else "Needs a person:", markup=False)
    for line in said["needs_a_person"]:
        out.print(f"- {line}", markup=False, soft_wrap=True)
    columns = ["source", "complete to", "as of (UTC)", "unknown", "last post", "silent since", "waits until"]
    write_table("Sources", columns, [_source_row(one) for one in said["sources"]])
    columns = ["account", "state", "last probe", "renewals", "updates waiting"]
    write_table("Accounts", columns, [_account_row(one) for one in said["accounts"]])
    if said["waits"]:
        rows = [[one["account"], one["method"], _place(one), _minute(one["until"])] for one in said["waits"]]
        write_table("Telegram asks to wait", ["account", "method", "for", "until (UTC)"], rows)
    _write_counts(said)


def _write_counts(said: Mapping[str, Any]) -> None:
    outbox, posts, parsers = said["outbox"], said["posts"], said["parsers"]
    oldest = f", the oldest since {_minute(outbox['oldest'])} UTC" if outbox["oldest"] else ""
    waiting = f"{outbox['waiting']} waiting{oldest}; {outbox['held_for_quiet_hours']} held for quiet hours"
    unread = f"{posts['unread']} for an editor to read, {posts['quarantined']} quarantined"
    heartbeat = said["heartbeat"] or {"at": None, "withheld": []}
    for line in (
        *([f"Last heartbeat: {_minute(heartbeat['at'])} UTC"] if heartbeat["at"] else []),
        *(f"Heartbeat withheld: {cause}" for cause in heartbeat["withheld"]),
        f"Outbox: {waiting}; chats parked: {len(outbox['parked'])}",
        f"Posts: {posts['stored']} stored, {unread}",
        f"Schema {said['schema']}, parsers {parsers['now']}",
    ):
        out.print(line, markup=False, soft_wrap=True)


def _source_row(one: Mapping[str, Any]) -> list[str]:
    return [
        one["source"],
        str(one.get("complete_to", "")),
        _minute(one.get("as_of")) or "never",
        str(one.get("unknown_ids", "")),
        _minute(one["last_post"]),
        _minute(one.get("silent_since")),
        _minute(one.get("waits_until")),
    ]


def _account_row(one: Mapping[str, Any]) -> list[str]:
    state = "refused" if one["refused"] else {None: "unknown", True: "up", False: "down"}[one["is_up"]]
    probe = "" if one["probe_seconds"] is None else f"{1000 * one['probe_seconds']:.0f} ms"
    return [one["account"], state, probe, *(str(one[key] or 0) for key in ("renewals", "updates_waiting"))]


def _place(one: Mapping[str, Any]) -> str:
    return one["source"] or ("" if one["place"] is None else f"chat {one['place']}")


def _minute(moment: str | None) -> str:
    return "" if moment is None else f"{datetime.fromisoformat(moment):%Y-%m-%d %H:%M}"
