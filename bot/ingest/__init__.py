"""Takes publications and decisions in: facts, claims, repatriations and alerts, in one transaction."""

from bot.ingest.book import Book
from bot.ingest.ingest import Ingest, Reader

__all__ = ["Book", "Ingest", "Reader"]
