"""Signing in by phone, code and password, or by bot token; signing out."""

from hashlib import sha1

from telethon import functions, types

from tests.telegram import password
from tests.telegram.call import Call, Refused
from tests.telegram.calls import By, answers
from tests.telegram.state import Account
from tests.telegram.view import View


@answers(functions.auth.SendCodeRequest, functions.auth.ResendCodeRequest, by=By.ANYBODY)
def send_code(call: Call) -> object:
    """Pretend to send a code: the test knows it."""
    phone = _digits(call.request.phone_number)
    if not phone.isdigit():
        raise Refused(400, "PHONE_NUMBER_INVALID")
    owner = _by_phone(call, phone)
    if owner and owner.is_deleted:
        raise Refused(400, "PHONE_NUMBER_BANNED")
    length = len(owner.code or "") if owner else 5
    return types.auth.SentCode(types.auth.SentCodeTypeApp(length), _code_hash(phone))


@answers(functions.auth.SignInRequest, by=By.ANYBODY)
def sign_in(call: Call) -> object:
    """Take the code, and ask for the password where there is one."""
    phone = _digits(call.request.phone_number)
    if call.request.phone_code_hash != _code_hash(phone):
        raise Refused(400, "PHONE_CODE_EXPIRED")
    account = _by_phone(call, phone)
    if account is None:
        return types.auth.AuthorizationSignUpRequired()
    if call.request.phone_code != account.code:
        raise Refused(400, "PHONE_CODE_INVALID")
    if account.password is not None:
        call.key.pending = account.id
        raise Refused(401, "SESSION_PASSWORD_NEEDED")
    return _welcome(call, account)


@answers(functions.account.GetPasswordRequest, by=By.ANYBODY)
def get_password(call: Call) -> object:
    """Begin a proof that the caller knows the password."""
    owner = call.key.pending if call.key.pending is not None else call.account.id
    return password.question(call.state.accounts[owner])


@answers(functions.auth.CheckPasswordRequest, by=By.ANYBODY)
def check_password(call: Call) -> object:
    """Check the proof."""
    if call.key.pending is None:
        raise Refused(400, "PHONE_CODE_EXPIRED")
    account = call.state.accounts[call.key.pending]
    if not password.is_proven(account, call.request.password):
        raise Refused(400, "PASSWORD_HASH_INVALID")
    return _welcome(call, account)


@answers(functions.auth.ImportBotAuthorizationRequest, by=By.ANYBODY)
def import_bot(call: Call) -> object:
    """Sign a bot in by its token."""
    token = call.request.bot_auth_token
    bots = [one for one in call.state.accounts.values() if one.token == token and not one.is_deleted]
    if not bots:
        raise Refused(400, "ACCESS_TOKEN_INVALID")
    return _welcome(call, bots[0])


@answers(functions.auth.LogOutRequest)
def log_out(call: Call) -> object:
    """Forget whose key it is."""
    call.key.account = None
    return types.auth.LoggedOut()


def _welcome(call: Call, account: Account) -> types.auth.Authorization:
    call.key.account, call.key.pending = account.id, None
    call.line.is_listening = not call.is_quiet
    return types.auth.Authorization(View(call.state, account).user(account))


def _by_phone(call: Call, phone: str) -> Account | None:
    return next((one for one in call.state.accounts.values() if one.phone and _digits(one.phone) == phone), None)


def _digits(phone: str) -> str:
    return phone.lstrip("+").replace(" ", "")


def _code_hash(phone: str) -> str:
    return sha1(phone.encode()).hexdigest()[:18]
