"""A language is a folder: made by the scaffold, filled in, read."""

from datetime import date

import pytest

from parsers import UNKNOWN
from parsers.match import read
from parsers.scaffold import LanguageExists, make_language
from parsers.templates import load_packs

WORDS = """
[language]
letters = "ŝĝ"
common = "aeiou"
stems = "ŝorpo"

[pieces]
"ukraine.party" = "ukrĝo"
"unit.body" = "ŝorpo, ŝorpoj"
"give.transfer.done" = "donis"
"to" = "al"
"""


def test_an_invented_language_is_read_from_its_folder_alone(tmp_path):
    folder = make_language("xx", tmp_path)
    (folder / "words.toml").write_text(WORDS, encoding="utf-8")

    reading = read(
        "Oni donis 640 ŝorpoj al ukrĝo.", load_packs(tmp_path), posted_on=date(2027, 6, 6), source=UNKNOWN, lang=None
    )

    assert [(claim.to, claim.figure.value) for claim in reading.claims] == [("ukraine", 640)]


def test_a_new_pack_loads_and_reads_nothing(tmp_path):
    make_language("xx", tmp_path)

    reading = read("640", load_packs(tmp_path), posted_on=date(2027, 6, 6), source=UNKNOWN, lang="xx")

    assert reading.claims == ()


def test_a_language_that_exists_is_left_alone(tmp_path):
    make_language("xx", tmp_path)

    with pytest.raises(LanguageExists):
        make_language("xx", tmp_path)


@pytest.mark.parametrize("code", ["", "X", "xx1", "../xx", "xxxx", "XX"])
def test_what_is_no_language_code_is_refused(code, tmp_path):
    with pytest.raises(ValueError, match="no language code"):
        make_language(code, tmp_path)
