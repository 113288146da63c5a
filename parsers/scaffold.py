"""Makes the folder of a new language: its words, numerals and grammar to fill in, ready to load."""

import shutil
from pathlib import Path
from typing import Final

from parsers.templates import LANGUAGES, load_packs

CODE_LENGTHS: Final = (2, 3)
WORDS: Final = """\
# Words of {name}, by what they mean. `bod(y|ies)` lists forms, `bod*` is a stem; an exact word beats a stem.
# docs/templates.md says what each feature of a piece means.

[language]
letters = "{letters}"
common = "{letters}"
stems = "{stem}"

[pieces]
"ukraine.party" = ""
"russia.party" = ""
"unit.body" = "{body}"
"give.transfer.done" = "{gave}"
"to" = "{to}"
"""
GRAMMAR: Final = """\
# Constructions of {name}. `job` says what a match does; the pattern is written over the entries of words.toml.

[[template]]
id = "{code}-number-before-noun"
says = "a number before what is counted"
job = "count"
pattern = '{{figure}} <unit>'

[[template]]
id = "{code}-to-place"
says = "received there"
job = "role"
role = "receiver"
pattern = '<to> {{party}}'
"""


class LanguageExists(Exception):
    """The folder of the language is there already."""


def make_language(code: str, folder: Path = LANGUAGES) -> Path:
    """Make the folder of language `code` in `folder`, and return it; refuses what exists or is no code.

    The pack loads at once and reads nothing until its words are filled in.
    """
    if not code.isalpha() or not code.islower() or len(code) not in CODE_LENGTHS:
        raise ValueError(f"'{code}' is no language code; give two or three small letters, such as 'pl'.")
    target = folder / code
    if target.exists():
        raise LanguageExists(f"{target} exists already; fill it in, or remove it first.")
    target.mkdir(parents=True)
    blanks = dict.fromkeys(("letters", "stem", "body", "gave", "to"), "")
    (target / "words.toml").write_text(WORDS.format(name=code, **blanks), encoding="utf-8")
    (target / "grammar.toml").write_text(GRAMMAR.format(name=code, code=code), encoding="utf-8")
    shutil.copy(LANGUAGES / "en" / "numerals.toml", target / "numerals.toml")
    load_packs.cache_clear()
    return target
