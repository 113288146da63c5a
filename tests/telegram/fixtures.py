"""A data centre and clients for one test. tests/conftest.py imports them for every test."""

from collections.abc import AsyncIterator

import pytest

from tests.telegram.clients import Clients
from tests.telegram.data_centre import DataCentre

__all__ = ["clients", "data_centre"]


@pytest.fixture
async def data_centre() -> AsyncIterator[DataCentre]:
    """A data centre that listens, and knows nobody yet."""
    async with DataCentre() as dc:
        yield dc


@pytest.fixture
async def clients(data_centre: DataCentre) -> AsyncIterator[Clients]:
    """Makes clients of the data centre, and disconnects them after the test."""
    made = Clients(data_centre)
    yield made
    await made.close()
