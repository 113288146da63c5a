"""The module dates."""
