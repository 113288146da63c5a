"""Cross-check: statements in, repatriations with verdicts and findings out. Pure."""

from bot.crosscheck.picture import Memory, crosscheck

__all__ = ["Memory", "crosscheck"]
