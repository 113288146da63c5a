import pytest
from telethon import errors, functions, types

from tests.telegram.clients import client_of

PHONE = "+380501112233"
TOKEN = "77:secret"


async def test_a_person_signs_in_by_phone_and_code(data_centre, clients):
    data_centre.add_user(PHONE, "24680", first_name="Olena")
    client = await clients.connect()
    await client.send_code_request(PHONE)

    me = await client.sign_in(PHONE, "24680")

    assert (me.first_name, me.phone, me.is_self) == ("Olena", "380501112233", True)


async def test_a_wrong_code_is_refused(data_centre, clients):
    data_centre.add_user(PHONE, "24680")
    client = await clients.connect()
    await client.send_code_request(PHONE)

    with pytest.raises(errors.PhoneCodeInvalidError):
        await client.sign_in(PHONE, "11111")


async def test_a_number_that_is_none_is_refused(clients):
    client = await clients.connect()

    with pytest.raises(errors.PhoneNumberInvalidError):
        await client(functions.auth.SendCodeRequest("not a number", 1, "a hash", types.CodeSettings()))


async def test_a_number_without_account_is_unoccupied(clients):
    client = await clients.connect()
    await client.send_code_request("+380990000000")

    with pytest.raises(errors.PhoneNumberUnoccupiedError):
        await client.sign_in("+380990000000", "12345")


async def test_a_code_of_another_request_has_expired(data_centre, clients):
    data_centre.add_user(PHONE)
    client = await clients.connect()

    with pytest.raises(errors.PhoneCodeExpiredError):
        await client.sign_in(PHONE, "12345", phone_code_hash="of yesterday")


async def test_a_password_is_asked_for_after_the_code(data_centre, clients):
    data_centre.add_user(PHONE, password="correct horse")
    client = await clients.connect()
    await client.send_code_request(PHONE)

    with pytest.raises(errors.SessionPasswordNeededError):
        await client.sign_in(PHONE, "12345")


async def test_the_right_password_completes_the_sign_in(data_centre, clients):
    person = data_centre.add_user(PHONE, password="correct horse")
    client = await clients.connect()
    await client.send_code_request(PHONE)
    with pytest.raises(errors.SessionPasswordNeededError):
        await client.sign_in(PHONE, "12345")

    me = await client.sign_in(password="correct horse")

    assert me.id == person.id


async def test_a_wrong_password_is_refused(data_centre, clients):
    data_centre.add_user(PHONE, password="correct horse")
    client = await clients.connect()
    await client.send_code_request(PHONE)
    with pytest.raises(errors.SessionPasswordNeededError):
        await client.sign_in(PHONE, "12345")

    with pytest.raises(errors.PasswordHashInvalidError):
        await client.sign_in(password="battery staple")


async def test_a_bot_signs_in_by_its_token(data_centre, clients):
    data_centre.add_bot(TOKEN, "zvirka_bot")
    client = await clients.connect()

    me = await client.sign_in(bot_token=TOKEN)

    assert (me.id, me.username, me.bot) == (77, "zvirka_bot", True)


async def test_an_unknown_token_is_refused(clients):
    client = await clients.connect()

    with pytest.raises(errors.AccessTokenInvalidError):
        await client.sign_in(bot_token="78:guess")


async def test_nobody_is_anybody_before_signing_in(clients):
    client = await clients.connect()

    assert await client.get_me() is None


async def test_a_session_stays_signed_in_over_connections(data_centre, clients):
    person = data_centre.add_user(PHONE)
    client = await clients.sign_in(person)
    await client.disconnect()
    await client.connect()

    assert (await client.get_me()).id == person.id


async def test_logging_out_ends_the_session(data_centre, clients):
    client = await clients.sign_in(data_centre.add_user(PHONE))
    await client.log_out()
    session = client_of(data_centre).session
    session.auth_key = client._sender.auth_key

    again = await clients.connect(session)

    assert not await again.is_user_authorized()


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        ("signs_out_everywhere", errors.SessionRevokedError),
        ("loses_its_key", errors.AuthKeyUnregisteredError),
        ("deletes_account", errors.UserDeactivatedError),
        ("is_used_twice", errors.AuthKeyDuplicatedError),
    ],
)
async def test_a_lost_account_is_told_why(data_centre, clients, deed, error):
    person = data_centre.add_user(PHONE)
    client = await clients.sign_in(person)
    getattr(person, deed)()

    with pytest.raises(error):
        await client(functions.updates.GetStateRequest())
