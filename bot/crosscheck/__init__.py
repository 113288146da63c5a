"""Cross-check: statements in, repatriations with verdicts and findings out. Pure."""

from bot.crosscheck.picture import crosscheck

__all__ = ["crosscheck"]
