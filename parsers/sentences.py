"""The module sentences."""
