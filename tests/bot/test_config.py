"""The configuration: every mistake at once, with its key, value and remedy; secrets stay out of sight."""

from pathlib import Path

import pytest

from bot.config import load
from bot.errors import ConfigurationInvalid
from parsers.parties import Role, Side

GOOD = """
[telegram]
api_id = 12345

[[source]]
id = "coordination-hq"
channel = "@Koord_shtab"
"""
SECRETS = {"ZVIRKA_API_HASH": "0123456789abcdef0123456789abcdef", "ZVIRKA_BOT_TOKEN": "1:secret"}


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "zvirka.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def mistakes(path, environment=SECRETS):
    with pytest.raises(ConfigurationInvalid) as raised:
        load(path, environment)
    return raised.value.mistakes


def test_a_short_configuration_is_enough(write):
    assert load(write(GOOD), SECRETS).sources[0].party.side is Side.UKRAINE


def test_every_mistake_is_reported_at_once(write):
    text = GOOD.replace("12345", '"twelve"') + '\ncolour = "red"\n[desk]\nopen = "perhaps"\n'
    assert mistakes(write(text), {}) == [
        "telegram.api_id = 'twelve': write a whole number without quotes",
        "desk.open = 'perhaps': write true or false without quotes",
        "source[1].colour = 'red': no such key: correct its name or remove it",
        "api_hash: no secret found: set telegram.api_hash_file or ZVIRKA_API_HASH",
        "bot_token: no secret found: set telegram.bot_token_file or ZVIRKA_BOT_TOKEN",
    ]


def test_a_missing_file_says_what_to_copy(tmp_path):
    assert mistakes(tmp_path / "zvirka.toml") == ["no such file: copy config.example.toml there and edit it"]


def test_a_folder_in_place_of_the_file_is_named(tmp_path):
    assert mistakes(tmp_path) == ["cannot be read: Is a directory"]


def test_a_file_that_is_not_toml_names_the_place(write):
    assert mistakes(write("[telegram\n")) == [
        "is not TOML: Expected ']' at the end of a table declaration (at line 1, column 10)"
    ]


def test_a_file_that_is_not_text_names_the_byte(tmp_path):
    path = tmp_path / "zvirka.toml"
    path.write_bytes(b"a = 1\xff")
    assert mistakes(path) == ["is not UTF-8 text at byte 5: save it as UTF-8"]


def test_an_unknown_party_must_be_described(write):
    text = GOOD.replace("coordination-hq", "nadia-fund")
    assert mistakes(write(text)) == [
        "source[1]: 'nadia-fund' is not a party that Zvirka knows: give its name, side and role"
    ]


def test_a_described_party_is_known(write):
    text = GOOD.replace("coordination-hq", "nadia-fund") + 'name = "Nadia"\nside = "independent"\nrole = "media"\n'
    party = load(write(text), SECRETS).parties["nadia-fund"]
    assert (party.name, party.side, party.role) == ("Nadia", Side.INDEPENDENT, Role.MEDIA)


def test_a_source_given_twice_is_a_mistake(write):
    text = GOOD + '\n[[source]]\nid = "coordination-hq"\n'
    assert mistakes(write(text)) == ["source: given twice: coordination-hq"]


def test_a_configuration_without_sources_is_a_mistake(write):
    assert mistakes(write("[telegram]\napi_id = 1\n")) == ["source: add it"]


def test_a_secret_in_the_file_is_refused_and_not_shown(write):
    text = GOOD.replace("api_id = 12345", 'api_id = 12345\nbot_token = "123456:hunter2"')
    assert mistakes(write(text)) == [
        "telegram.bot_token: a secret must not stand in this file: name its file in bot_token_file"
    ]


def test_a_credential_of_systemd_comes_first(write, tmp_path):
    (tmp_path / "bot_token").write_text("from-systemd\n")
    found = load(write(GOOD), SECRETS | {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert found.bot_token.get_secret_value() == "from-systemd"


def test_a_secret_is_read_from_the_file_that_is_named(write, tmp_path):
    (tmp_path / "token").write_text("from-file\n")
    text = GOOD.replace("api_id = 12345", 'api_id = 12345\nbot_token_file = "token"')
    environment = {"ZVIRKA_API_HASH": "x"}
    assert load(write(text), environment).bot_token.get_secret_value() == "from-file"


def test_a_secrets_file_that_cannot_be_read_is_named(write, tmp_path):
    text = GOOD.replace("api_id = 12345", 'api_id = 12345\nbot_token_file = "token"')
    assert mistakes(write(text), {"ZVIRKA_API_HASH": "x"}) == [
        f"telegram.bot_token_file: cannot be read: {tmp_path / 'token'}: No such file or directory"
    ]


def test_no_printout_shows_a_secret(write):
    assert "hunter2" not in repr(load(write(GOOD), SECRETS | {"ZVIRKA_BOT_TOKEN": "123456:hunter2"}))


def test_commands_that_only_look_need_no_secrets(write):
    assert load(write(GOOD), {}, with_secrets=False).telegram.api_id == 12345


def test_relative_paths_count_from_the_folder_of_the_file(write, tmp_path):
    found = load(write(GOOD), SECRETS)
    assert (found.store.path, found.telegram.reader_session) == (tmp_path / "zvirka.db", tmp_path / "reader.session")


def test_under_systemd_relative_paths_count_from_the_state_directory(write):
    found = load(write(GOOD), SECRETS | {"STATE_DIRECTORY": "/var/lib/zvirka"})
    assert found.store.path == Path("/var/lib/zvirka/zvirka.db")


def test_the_example_has_no_mistakes():
    example = Path(__file__).parents[2] / "config.example.toml"
    assert [row.id for row in load(example, SECRETS).sources] == [
        "coordination-hq",
        "ombudsman",
        "zelensky",
        "medinsky",
        "russian-mod",
        "moskalkova",
        "tass",
        "ria",
        "icrc",
        "kyiv-independent",
        "ukrinform",
        "voxukraine",
    ]


def test_a_heartbeat_needs_a_whole_url_which_is_not_shown(write):
    assert mistakes(write(GOOD + '[heartbeat]\nurl = "hc.example.org/secret"\n')) == [
        "heartbeat.url: write a whole URL that begins with https://"
    ]


def test_the_url_of_the_heartbeat_is_never_printed(write):
    found = load(write(GOOD + '[heartbeat]\nurl = "https://hc.example.org/secret"\n'), SECRETS)
    assert "secret" not in repr(found.heartbeat)


def test_a_heartbeat_goes_only_to_a_chat_that_is_named(write):
    assert mistakes(write(GOOD + "[heartbeat]\nchat = 7\n")) == [
        "heartbeat.chat = 7: name it as an [[editor]] or a [[chat]] too"
    ]


def test_a_heartbeat_may_go_to_an_editor(write):
    text = GOOD + '[heartbeat]\nchat = 7\n[[editor]]\nid = 7\nname = "Olena"\n'
    assert load(write(text), SECRETS).heartbeat.chat == 7


@pytest.mark.parametrize("listen", ["127.0.0.1:9108", "localhost:9108", "::1:9108"])
def test_metrics_are_served_on_loopback(write, listen):
    assert load(write(GOOD + f'[metrics]\nlisten = "{listen}"\n'), SECRETS).metrics.listen == listen


@pytest.mark.parametrize("listen", ["0.0.0.0:9108", "192.0.2.1:9108", "127.0.0.1", "127.example.org:9108"])
def test_metrics_are_served_nowhere_else(write, listen):
    remedy = "write a loopback address and a port, such as 127.0.0.1:9108: it knows no passwords"
    text = GOOD + f'[metrics]\nlisten = "{listen}"\n'
    assert mistakes(write(text)) == [f"metrics.listen = {listen!r}: {remedy}"]
