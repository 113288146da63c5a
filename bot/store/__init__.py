"""The database. Nothing above this package knows SQL."""
