"""The module numerals."""
