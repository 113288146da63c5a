"""The module templates."""
