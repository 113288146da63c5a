"""Cross-check: statements in, repatriations with verdicts and findings out. Pure."""
