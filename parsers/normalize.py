"""The module normalize."""
