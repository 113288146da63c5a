"""Fixtures that every test may use."""

from tests.telegram.fixtures import *  # noqa: F403  the module says in __all__ what it offers
