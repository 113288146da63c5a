"""Loads language packs: vocabulary, numerals and templates, each a pattern over the entries of words."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

import regex

from parsers.claim import Receiver
from parsers.lexicon import Lexicon, Phrase, fits
from parsers.numerals import Numerals
from parsers.tokens import DAY, NUMBER, OTHER, PERIOD, SIGN, VAGUE, WORD, Token

LANGUAGES: Final = Path(__file__).with_name("languages")
TIMEOUT_SECONDS: Final = 0.05
FIRST_CODE: Final = 0xE000
UNKNOWN_WORD: Final = "w"
CODES: Final = {NUMBER: "N", VAGUE: "V", DAY: "D", PERIOD: "P", OTHER: "x"}
ORDINAL: Final = "O"
SLOT: Final = regex.compile(r"\{([a-z]+)((?:\.[a-z_0-9-]+)*)\}|<([^<>]+)>|\s+")
REQUIRED: Final = regex.compile(
    r"(?:\{(?P<slot>[a-z]+)(?P<more>(?:\.[a-z_0-9-]+)*)\}|<(?P<class>[^<>]+)>)(?!\s*(?:[?*]|\{0))"
)
ESCAPED: Final = regex.compile(r"\\.")
GROUP: Final = regex.compile(r"\((?:\?(?:<[!=]|[!=:]))?[^()]*\)(?:[?*+]|\{\d*,?\d*\})?")
TERMS_OF_SLOTS: Final = {"figure": "N", "second": "N", "day": "D"}


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the claims that the whole parser must make of it, in short form; `gap` says why it does not yet."""

    text: str
    reads: tuple[str, ...]
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A construction: a pattern over entries, the job it does and what it gives."""

    id: str
    says: str
    job: str
    pattern: "regex.Pattern[str]"
    needs: frozenset[str]
    gives: Mapping[str, str]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]

    def find(self, codes: str) -> Iterator["regex.Match[str]"]:
        """Yield the matches in the codes of a sentence, which hold one of `needs` if there are any."""
        return cast("Iterator[regex.Match[str]]", self.pattern.finditer(codes, timeout=TIMEOUT_SECONDS))


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """All that is known of one language."""

    id: str
    letters: frozenset[str]
    common: frozenset[str]
    stems: tuple[str, ...]
    abbreviations: frozenset[str]
    lexicon: Lexicon
    numerals: Numerals
    months: Mapping[str, int]
    features: Mapping[str, frozenset[str]]
    codes: Mapping[str, str]
    templates: Mapping[str, tuple[Template, ...]]
    home: Receiver | None

    def with_aliases(self, aliases: Mapping[str, str]) -> "Pack":
        """Return a pack which also knows phrases for authorities, as a configuration gives them: phrase to party id."""
        added: dict[str, str] = {}
        for phrase, party in aliases.items():
            added[f"authority.{party}.alias"] = f"{added.get(f'authority.{party}.alias', '')},{phrase}"
        features = {entry: frozenset({*entry.split("."), entry}) for entry in added}
        return replace(self, lexicon=Lexicon(added | self.lexicon.entries), features={**features, **self.features})

    def tag(self, tokens: list[Token]) -> list[Token]:
        """Return `tokens` with phrases joined, numbers read, and each word's entry and features."""
        return self.numerals.join(self._joined(tokens))

    def encode(self, tokens: Sequence[Token]) -> str:
        """Return the characters that stand for `tokens` in a pattern, one for each."""
        codes = self.codes
        return "".join(
            [codes.get(token.entry, UNKNOWN_WORD) if token.kind == WORD else self._code(token) for token in tokens]
        )

    def _code(self, token: Token) -> str:
        if token.kind == SIGN:
            return token.text
        if token.kind == NUMBER:
            return ORDINAL if token.ending else "N"
        return self.codes.get(token.entry) or CODES[token.kind]

    def _joined(self, tokens: Sequence[Token]) -> list[Token]:
        """Give each word its entry; join the words of a phrase."""
        joined: list[Token] = []
        skipped = 0
        for position, token in enumerate(tokens):
            if skipped:
                skipped -= 1
                continue
            joined.append(token)
            if token.kind != WORD:
                continue
            entry, phrases = self.lexicon.find(token.text)
            if phrases:
                entry, skipped = self._phrase(tokens, position, phrases) or (entry, 0)
            if entry:
                token.entry, token.features = entry, self.features[entry]
        return joined

    def _phrase(self, tokens: Sequence[Token], position: int, phrases: tuple[Phrase, ...]) -> tuple[str, int] | None:
        """Make the token the phrase that begins there, the longest first; return its entry and how many it takes in."""
        following = tokens[position + 1].text if position + 1 < len(tokens) else ""
        for rest, entry in self.lexicon.going_on(tokens[position].text, following, phrases):
            follows = tokens[position + 1 : position + 1 + len(rest)]
            if len(follows) == len(rest) and all(map(fits, rest, (token.text for token in follows))):
                tokens[position].text = " ".join((tokens[position].text, *(each.text for each in follows)))
                tokens[position].end = follows[-1].end
                return entry, len(rest)
        return None


class Index:
    """Which templates of a pack may fit a sentence at all, told by the codes that it holds: one bit a template."""

    def __init__(self, pack: Pack) -> None:
        self._jobs: dict[str, list[tuple[int, Template]]] = {}
        self._bits: dict[str, int] = {}
        self._always = 0
        listed = (template for templates in pack.templates.values() for template in templates)
        for number, template in enumerate(listed):
            bit = 1 << number
            self._jobs.setdefault(template.job, []).append((bit, template))
            self._always |= 0 if template.needs else bit
            for code in template.needs:
                self._bits[code] = self._bits.get(code, 0) | bit

    def possible(self, codes: str) -> int:
        """Return the bits of the templates that may fit `codes`."""
        bits = self._always
        for code in set(codes):
            bits |= self._bits.get(code, 0)
        return bits

    def of(self, job: str, possible: int) -> list[Template]:
        """Return those of the templates of a job that are possible, in the order of the pack."""
        return [template for bit, template in self._jobs.get(job, ()) if bit & possible]


@lru_cache(maxsize=64)
def index(pack: Pack) -> Index:
    """Return the index of the templates of `pack`."""
    return Index(pack)


@cache
def load_packs(folder: Path = LANGUAGES) -> Mapping[str, Pack]:
    """Return the packs in `folder` by language; each is a folder of TOML files."""
    return MappingProxyType(
        {path.name: load_pack(path) for path in sorted(folder.iterdir()) if any(path.glob("*.toml"))}
    )


def load_pack(folder: Path) -> Pack:
    """Return the pack in `folder`."""
    tables: dict[str, Any] = {}
    templates: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        templates += content.pop("template", [])
        for name, table in content.items():
            tables.setdefault(name, {}).update(table)
    return _pack(folder.name, tables, templates)


def _pack(name: str, tables: Mapping[str, Any], rows: list[dict[str, Any]]) -> Pack:
    pieces: Mapping[str, str] = tables["pieces"]
    lexicon = Lexicon(pieces)
    codes = {
        entry: UNKNOWN_WORD if UNKNOWN_WORD in entry.split(".") else chr(FIRST_CODE + number)
        for number, entry in enumerate(lexicon.entries)
    }
    language = tables["language"]
    jobs: dict[str, list[Template]] = {}
    for row in rows:
        template = _template(row, codes)
        jobs.setdefault(template.job, []).append(template)
    return Pack(
        id=name,
        letters=frozenset(language["letters"]),
        common=frozenset(language["common"]),
        stems=tuple(stem.replace("_", " ") for stem in language["stems"].split()),
        abbreviations=frozenset(language.get("abbreviations", "").split()),
        lexicon=lexicon,
        numerals=Numerals.load(tables.get("numerals", {})),
        months={form: int(number) for number, listed in tables.get("months", {}).items() for form in _words(listed)},
        features={entry: frozenset({*entry.split("."), entry}) for entry in lexicon.entries},
        codes=codes,
        templates={job: tuple(listed) for job, listed in jobs.items()},
        home=Receiver(language["home"]) if "home" in language else None,
    )


def _words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


def _template(row: dict[str, Any], codes: Mapping[str, str]) -> Template:
    source, needs = _compile(row["pattern"], codes)
    known = {"id", "says", "job", "pattern", "examples", "counterexamples"}
    return Template(
        id=row["id"],
        says=row["says"],
        job=row["job"],
        pattern=regex.compile(source),
        needs=needs,
        gives=MappingProxyType({key: value for key, value in row.items() if key not in known}),
        examples=tuple(_example(each) for each in row.get("examples", ())),
        counterexamples=tuple(_example(each) for each in row.get("counterexamples", ())),
    )


def _example(row: dict[str, Any]) -> Example:
    return Example(row["text"], tuple(row.get("reads", ())), row.get("known_gap"))


def _compile(pattern: str, codes: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """Return the regular expression over codes, and the codes of which a match holds at least one."""

    def replace(match: "regex.Match[str]") -> str:
        if match[3]:
            return _class(match[3], codes)
        if not match[1]:
            return ""
        if match[1] in TERMS_OF_SLOTS:
            return f"(?P<{match[1]}>{TERMS_OF_SLOTS[match[1]]})"
        return f"(?P<{match[1]}>{_class(match[1] + match[2], codes)})"

    return SLOT.sub(replace, pattern), _needs(pattern, codes)


def _needs(pattern: str, codes: Mapping[str, str]) -> frozenset[str]:
    """Return codes of which every match holds at least one; empty where that cannot be told from the pattern."""
    needs: set[str] = set()
    for alternative in _alternatives(ESCAPED.sub("", pattern.replace("(?<", "(?"))):
        held = [_codes_of(match, codes) for match in REQUIRED.finditer(_outside(alternative))]
        chosen = min((each for each in held if each), key=lambda each: (each == {"N"}, len(each)), default=None)
        if chosen is None:
            return frozenset()
        needs |= chosen
    return frozenset(needs)


def _codes_of(match: "regex.Match[str]", codes: Mapping[str, str]) -> frozenset[str]:
    if match["slot"] in TERMS_OF_SLOTS:
        return frozenset(TERMS_OF_SLOTS[match["slot"]])
    terms = match["class"] or match["slot"] + match["more"]
    return frozenset(_class(terms, codes).strip("[]").replace("(?!)", ""))


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern at its top level."""
    parts, depth = [""], 0
    for char in pattern:
        depth += (char in "(<[") - (char in ")>]")
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _outside(alternative: str) -> str:
    """Return what stands outside all groups of an alternative."""
    previous = ""
    while previous != alternative:
        previous, alternative = alternative, GROUP.sub(" ", alternative)
    return alternative


def _class(terms: str, codes: Mapping[str, str]) -> str:
    chars = "".join(
        code
        for entry, code in codes.items()
        for term in terms.split("|")
        if set(term.split(".")) <= set(entry.split("."))
    )
    if not chars:
        return "(?!)"
    return f"[{chars}]"
