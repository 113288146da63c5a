"""The module explain."""
