"""`zvirka posts`."""

from typing import Annotated

import typer

from bot.cli.console import DEFAULT_CONFIG, ConfigOption, JsonOption, LimitOption, write_json, write_table
from bot.cli.views import post_json
from bot.config import load
from bot.records import Post
from bot.store import Store
from bot.store import posts as stored

SHOWN = 70


def posts(
    config: ConfigOption = DEFAULT_CONFIG,
    limit: LimitOption = 20,
    *,
    unread: Annotated[bool, typer.Option("--unread", help="Only those that a person must read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the latest posts, newest first."""
    with Store.look_into(load(config, with_secrets=False).store.path) as store:
        found = store.run(stored.latest, limit=limit, unread_only=unread)
    if as_json:
        write_json([post_json(post, text) for post, text in found])
        return
    rows = [[f"{post.posted_at:%Y-%m-%d %H:%M}", *post.key, _state(post), _start(text)] for post, text in found]
    write_table("Posts (times are UTC)", ["posted", "source", "id", "state", "text"], rows)


def _state(post: Post) -> str:
    if post.withdrawn_at is not None:
        return "withdrawn"
    if post.fault is not None:
        return "fault"
    return "unread" if post.unread else ""


def _start(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"
