"""The database as commands look into it, beside a running daemon."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.config import Configuration
from bot.ingest import Book
from bot.ingest.book import load
from bot.sources.history import shipped_history
from bot.store import Store


@contextmanager
def opened(configuration: Configuration) -> Iterator[tuple[Store, Book]]:
    """Give the store, for reading only, and the book of what follows from it."""
    with Store.look_into(configuration.store.path) as store:
        yield store, store.run(load, configuration.parties, shipped_history())
