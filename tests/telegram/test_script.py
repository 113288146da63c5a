import json
from pathlib import Path

import pytest
from telethon import Button, errors, events

from tests.telegram.script import Script

SETTING = (
    {"do": "add_user", "phone": "+380501112233", "username": "olena"},
    {"do": "add_bot", "token": "77:secret", "username": "zvirka_bot"},
    {"do": "add_channel", "username": "alerts", "title": "Alerts", "members": ["olena"]},
)


@pytest.fixture
async def tell(data_centre):
    script = Script(data_centre)

    async def told(**order):
        return json.loads(await script.obey(json.dumps(order)))

    for order in SETTING:
        await told(**order)
    return told


def _orders_of_the_readme():
    text = Path(__file__).with_name("README.md").read_text("utf-8")
    return [line for line in text.splitlines() if line.startswith('{"do"')]


async def test_every_order_of_the_readme_is_carried_out(data_centre):
    script = Script(data_centre)

    answers = [json.loads(await script.obey(line)) for line in _orders_of_the_readme()]

    assert [answer for answer in answers if "error" in answer] == []


async def test_a_post_is_edited(tell):
    await tell(do="post", channel="alerts", text="1,000 bodies")
    await tell(do="edit", channel="alerts", post=1, text="1,003 bodies")

    (shown,) = await tell(do="messages", channel="alerts")

    assert (shown["text"], shown["is_edited"]) == ("1,003 bodies", True)


async def test_a_post_is_deleted(tell):
    await tell(do="post", channel="alerts", text="1,000 bodies")
    await tell(do="delete", channel="alerts", post=1)

    assert await tell(do="messages", channel="alerts") == []


async def test_a_bot_is_made_admin_and_posts(tell, data_centre, clients):
    await tell(do="add_admin", channel="alerts", person="zvirka_bot")
    client = await clients.sign_in(data_centre.person("zvirka_bot"))
    await client.send_message("alerts", "1,000 bodies")

    (shown,) = await tell(do="messages", channel="alerts")

    assert shown["sender"] == "Alerts"


async def test_a_group_has_the_members_that_were_named(tell, data_centre):
    await tell(do="add_group", title="Newsroom", members=["olena"])

    assert data_centre.stage("Newsroom").channel.members == {data_centre.person("olena").id}


async def test_a_press_is_answered_with_what_the_bot_says(tell, data_centre, clients):
    await tell(do="write", user="olena", to="zvirka_bot", text="/start")
    client = await clients.sign_in(data_centre.person("zvirka_bot"))
    client.add_event_handler(lambda event: event.answer("done"), events.CallbackQuery)
    await client.send_message(data_centre.person("olena").id, "1,000 bodies", buttons=[Button.inline("Confirm", b"c")])

    assert await tell(do="press", user="olena", bot="zvirka_bot", label="Confirm") == {
        "text": "done",
        "is_alert": False,
    }


async def test_a_button_that_nobody_offers_is_an_error(tell):
    answer = await tell(do="press", user="olena", bot="zvirka_bot", label="Confirm")

    assert answer == {"error": "LookupError: no message offers Confirm"}


async def test_calls_are_listed(tell, clients):
    await clients.connect()

    assert await tell(do="calls") == ["help.getConfig", "users.getUsers"]


async def test_a_fault_is_ordered(tell, clients):
    await tell(do="fault", kind="refuse", call="users.getUsers", code=400, error="INPUT_REQUEST_INVALID")

    with pytest.raises(errors.BadRequestError, match="INPUT_REQUEST_INVALID"):
        await clients.connect()


async def test_lines_are_cut_and_come_back(tell, data_centre, clients):
    client = await clients.sign_in(data_centre.person("olena"), connection_retries=None)
    await tell(do="drop_lines")

    assert (await client.get_me()).username == "olena"


async def test_it_restarts_on_the_same_port(tell, data_centre):
    port = data_centre.port
    await tell(do="restart")

    assert data_centre.port == port


async def test_a_line_that_is_no_json_is_an_error(data_centre):
    answer = json.loads(await Script(data_centre).obey("not json"))

    assert answer["error"].startswith("JSONDecodeError")
