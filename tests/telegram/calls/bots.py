"""Bots: pressed buttons, the answers to them, and commands."""

import asyncio

from telethon import functions, types

from tests.telegram.call import Call, Refused
from tests.telegram.calls import By, answers
from tests.telegram.queries import Query


@answers(functions.messages.GetBotCallbackAnswerRequest, by=By.PEOPLE)
async def press(call: Call) -> types.messages.BotCallbackAnswer:
    """A client's user presses a button, and waits for what the bot says."""
    box = call.box_of(call.peer(call.request.peer))
    message = box.messages.get(call.request.msg_id)
    if message is None:
        raise Refused(400, "MESSAGE_ID_INVALID")
    query = call.dc.queries.ask(call.account, message, call.request.data)
    try:
        answer = await asyncio.wait_for(asyncio.shield(query.answer), Query.PATIENCE)
    except TimeoutError:
        raise Refused(400, "BOT_RESPONSE_TIMEOUT") from None
    return types.messages.BotCallbackAnswer(cache_time=0, message=answer.text, alert=answer.is_alert)


@answers(functions.messages.SetBotCallbackAnswerRequest, by=By.BOTS)
def answer_press(call: Call) -> bool:
    """A bot answers who pressed its button."""
    request = call.request
    if not call.dc.queries.settle(call.account, request.query_id, request.message, bool(request.alert)):
        raise Refused(400, "QUERY_ID_INVALID")
    return True


@answers(functions.bots.SetBotCommandsRequest, by=By.BOTS)
def set_commands(call: Call) -> bool:
    """Set the list of commands that people are shown."""
    call.account.commands = list(call.request.commands)
    return True


@answers(functions.bots.GetBotCommandsRequest, by=By.BOTS)
def get_commands(call: Call) -> list[types.BotCommand]:
    """The list of commands that people are shown."""
    return call.account.commands


@answers(functions.bots.ResetBotCommandsRequest, by=By.BOTS)
def reset_commands(call: Call) -> bool:
    """Show no commands."""
    call.account.commands = []
    return True
