"""A sentence for every name that a pack knows: authorities, places, days, bounds and mediators."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parsers import UNKNOWN, Claim
from parsers.lexicon import forms
from parsers.match import read
from parsers.templates import load_packs

POSTED_ON = date(2027, 6, 6)
PACKS = load_packs()
SENTENCES = {
    "en": {
        "authority": "{}: Ukraine received 1,000 bodies.",
        "place": "Ukraine received 1,000 bodies, 120 of them from the {} direction.",
        "day": "{} Ukraine received 1,000 bodies.",
        "bound": "Ukraine received {} 1,000 bodies.",
        "mediator": "Ukraine received 1,000 bodies. We thank the {}.",
    },
    "uk": {
        "authority": "{}: до України повернули 1000 тіл.",
        "place": "До України повернули 1000 тіл, з них 120 на {} напрямку.",
        "day": "{} до України повернули 1000 тіл.",
        "bound": "До України повернули {} 1000 тіл.",
        "mediator": "До України повернули 1000 тіл. Дякуємо: {}.",
    },
    "ru": {
        "authority": "{}: Украине передали 1000 тел.",
        "place": "Украине передали 1000 тел, из них 120 на {} направлении.",
        "day": "{} Украине передали 1000 тел.",
        "bound": "Украине передали {} 1000 тел.",
        "mediator": "Украине передали 1000 тел. Благодарим: {}.",
    },
}
SUBJECTS = {
    **{f"ago-{days}": "day" for days in range(3)},
    **{f"weekday-{number}": "day" for number in range(7)},
    **{name: name for name in ("authority", "place", "bound", "mediator")},
}


@dataclass(frozen=True)
class Name:
    """One form of a piece, the sentence that it stands in and what it is a name of."""

    language: str
    piece: str
    form: str
    subject: str

    @property
    def text(self) -> str:
        """The sentence."""
        return SENTENCES[self.language][self.subject].format(self.form.replace("*", ""))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the parsers make of it."""
        return read(self.text, PACKS, posted_on=POSTED_ON, source=UNKNOWN, lang=self.language).claims


def names(subject: str) -> Iterator[Name]:
    """Yield every form of every piece that names a subject."""
    for language, pack in PACKS.items():
        for piece, listed in pack.lexicon.entries.items():
            if subject in {SUBJECTS.get(feature) for feature in piece.split(".")}:
                yield from (Name(language, piece, form, subject) for form in dict.fromkeys(forms(listed)))
