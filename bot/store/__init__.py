"""The database. Nothing above this package knows SQL."""

from bot.store.engine import Store, Transaction

__all__ = ["Store", "Transaction"]
