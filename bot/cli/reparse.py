"""`zvirka reparse`."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, out, write_json, write_table
from bot.cli.paint import to_text
from bot.cli.repatriations import figure_cell
from bot.cli.views import repatriation_json
from bot.config import Configuration, load
from bot.errors import ZvirkaError
from bot.ingest.reparse import Outcome, Reread, apply
from bot.ingest.reparse import reparse as read_again
from bot.records import Alert, Picture, Repatriation
from bot.sources.history import shipped_history
from bot.store import Store, Transaction
from parsers import Reading, parse
from parsers.claim import Claim, Receiver, claim_to_json
from parsers.parties import Party

ApplyOption = Annotated[bool, typer.Option("--apply", help="Store what came out. The daemon must be stopped.")]
TellOption = Annotated[bool, typer.Option("--tell", help="Correct those who were told otherwise: as our reading.")]


def reparse(
    config: ConfigOption = DEFAULT_CONFIG,
    *,
    apply: ApplyOption = False,
    tell: TellOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read every stored text with the present parsers, and show what would change: claims, repatriations, alerts."""
    if tell and not apply:
        raise ZvirkaError("--tell: nobody is told of what is not applied: give --apply too")
    configuration = load(config, with_secrets=False)
    path = configuration.store.path
    outcome = _apply(path, configuration, tell=tell) if apply else _look(path, configuration)
    if as_json:
        write_json(_json(outcome) | {"applied": apply, "told": tell})
        return
    _write(outcome, is_applied=apply, is_told=tell)


def _look(path: Path, configuration: Configuration) -> Outcome:
    with Store.look_into(path) as store:
        return store.run(_outcome, configuration)


def _apply(path: Path, configuration: Configuration, *, tell: bool) -> Outcome:
    def work(connection: Transaction) -> Outcome:
        outcome = _outcome(connection, configuration)
        apply(connection, outcome, datetime.now(UTC), tell=tell)
        return outcome

    with Store.open(path) as store:
        return store.run(work)


def _outcome(connection: Transaction, configuration: Configuration) -> Outcome:
    def read(text: str, source: Party, day: date) -> Reading:
        return parse(text, source=source, posted_on=day, aliases=configuration.aliases)

    return read_again(connection, configuration.parties, read, shipped_history())


def _json(outcome: Outcome) -> dict[str, Any]:
    return {
        "texts": outcome.texts,
        "claims": [
            {
                "source": one.post.source,
                "id": one.post.external_id,
                "revision": one.revision,
                "before": [claim_to_json(claim) for claim in one.before],
                "after": [claim_to_json(claim) for claim in one.after],
            }
            for one in outcome.rereads
        ],
        "repatriations": [
            {"id": key, "before": before and repatriation_json(before), "after": after and repatriation_json(after)}
            for key, before, after in _changed(outcome.before, outcome.after)
        ],
        "unread": ["/".join(key) for key in outcome.unread],
        "no_longer_unread": ["/".join(key) for key in outcome.read],
        "alerts": [_alert_json(one) for one in outcome.alerts],
    }


def _alert_json(one: Alert) -> dict[str, Any]:
    reply = None if one.reply is None else dict(one.reply)
    return {"type": one.type.value, "repatriation": one.thread, "text": dict(one.text), "reply": reply}


def _changed(before: Picture, after: Picture) -> list[tuple[str, Repatriation | None, Repatriation | None]]:
    old = {one.id: one for one in before.repatriations}
    new = {one.id: one for one in after.repatriations}
    keys = sorted(old.keys() | new.keys(), key=lambda key: key[-10:])
    return [(key, old.get(key), new.get(key)) for key in keys if _state(old.get(key)) != _state(new.get(key))]


def _state(one: Repatriation | None) -> str | None:
    return None if one is None else one.state


def _write(outcome: Outcome, *, is_applied: bool, is_told: bool) -> None:
    if outcome.rereads:
        write_table("Claims", ["post", "revision", "was read", "is read"], [_claim_row(one) for one in outcome.rereads])
    changed = _changed(outcome.before, outcome.after)
    if changed:
        rows = [[key, *(_cell(old, new, to) for to in Receiver)] for key, old, new in changed]
        write_table("Repatriations", ["id", "to Ukraine", "to Russia"], rows)
    if outcome.alerts:
        rows = [[one.type.value, one.thread, _reads(one)] for one in outcome.alerts]
        write_table("Alerts", ["what", "to all who were told of", "which would read"], rows)
    out.print(
        f"{outcome.texts} texts read: {len(outcome.rereads)} otherwise than before; {len(changed)} repatriations "
        f"change; {len(outcome.alerts)} corrections; {len(outcome.unread)} posts more and {len(outcome.read)} fewer "
        "for a person to read"
    )
    out.print(_closing(outcome, is_applied=is_applied, is_told=is_told))


def _closing(outcome: Outcome, *, is_applied: bool, is_told: bool) -> str:
    if not is_applied:
        return "Nothing was changed: --apply stores it, --apply --tell corrects those who were told as well."
    if is_told:
        return "Applied. The corrections go out when the daemon runs."
    return "Applied. Nobody was told." if outcome.alerts else "Applied."


def _reads(one: Alert) -> str:
    """Return the answer that a reader would get, else the message as it would be amended."""
    return to_text((one.reply or one.text)["en"]).plain


def _claim_row(one: Reread) -> list[str]:
    return ["/".join(one.post), str(one.revision), _claims(one.before), _claims(one.after)]


def _claims(found: tuple[Claim, ...]) -> str:
    return "\n".join(_claim(one) for one in found) or "nothing"


def _claim(one: Claim) -> str:
    figure = "no figure" if one.figure is None else f"{one.figure.value:,} {one.figure.bound.value}"
    return f"{one.kind.value} {one.scope.value} to {one.to.value if one.to else '?'}: {figure}, {one.happened_on}"


def _cell(before: Repatriation | None, after: Repatriation | None, to: Receiver) -> str:
    old, new = (figure_cell(one.figures.get(to)) if one else "—" for one in (before, after))
    return new if old == new else f"{old} → {new}"
