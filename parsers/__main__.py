"""The module main."""
