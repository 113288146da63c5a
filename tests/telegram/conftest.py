"""A bot, its client, and a subscriber who has written to it."""

import pytest
from telethon import types

TOKEN = "77:secret"


@pytest.fixture
def subscriber(data_centre):
    return data_centre.add_user("+380501112233", first_name="Olena")


@pytest.fixture
def bot(data_centre, subscriber):
    made = data_centre.add_bot(TOKEN, "zvirka_bot")
    subscriber.writes_to(made, "/start")
    return made


@pytest.fixture
async def client(clients, bot):
    return await clients.sign_in(bot, sequential_updates=True)


@pytest.fixture
async def desk(client, subscriber):
    return await client.get_input_entity(types.PeerUser(subscriber.id))


@pytest.fixture
def shown(data_centre, subscriber, bot):
    return lambda: data_centre.chat(subscriber, bot)
