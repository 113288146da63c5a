"""Every example and counterexample of every template, through the whole parser, and what each template is for."""

from dataclasses import replace
from datetime import date

import pytest

from parsers import UNKNOWN
from parsers.lexicon import forms
from parsers.match import read, read_sentences
from parsers.normalize import fold
from parsers.templates import load_packs

POSTED_ON = date(2027, 6, 6)
PACKS = load_packs()
TEMPLATES = [
    (language, template)
    for language, pack in PACKS.items()
    for listed in pack.templates.values()
    for template in listed
]
EXAMPLES = [
    pytest.param(
        language,
        example,
        id=f"{template.id}: {example.text[:60]}",
        marks=[pytest.mark.xfail(reason=example.gap, strict=True)] if example.gap else [],
    )
    for language, template in TEMPLATES
    for example in (*template.examples, *template.counterexamples)
]
DOUBLED = 70


def reads(text, language, packs=PACKS):
    """Return in short what is read: kind, scope, receiver, number, hedge, and whether a person must look."""
    reading = read(text, packs, posted_on=POSTED_ON, source=UNKNOWN, lang=language)
    short = [
        f"{claim.kind} {claim.scope} {claim.to or 'open'} {claim.figure.value if claim.figure else 'none'}"
        + (" hedged" if claim.hedge else "")
        for claim in reading.claims
    ]
    return short + (["unread"] if reading.unread else [])


def without(language, template):
    """Return the packs without one template."""
    pack = PACKS[language]
    rest = tuple(other for other in pack.templates[template.job] if other.id != template.id)
    return {**PACKS, language: replace(pack, templates={**pack.templates, template.job: rest})}


def is_needed(language, template):
    """Return whether an example of any template of the language reads otherwise without this one."""
    packs = without(language, template)
    return any(
        reads(example.text, language, packs) != list(example.reads)
        for other_language, other in TEMPLATES
        if other_language == language
        for example in other.examples
    )


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_an_example_reads_as_its_pack_says(language, example):
    assert reads(example.text, language) == list(example.reads)


@pytest.mark.parametrize(("language", "template"), [pytest.param(*pair, id=f"{pair[1].id}") for pair in TEMPLATES])
def test_a_counterexample_does_not_fit_its_template(language, template):
    assert all(example.text not in {each.text for each in template.examples} for example in template.counterexamples)


def test_template_ids_are_unique():
    ids = [template.id for _, template in TEMPLATES]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", sorted(PACKS))
def test_no_form_stands_in_two_pieces(language):
    pieces = PACKS[language].lexicon.entries
    listed = [(form, name) for name, words in pieces.items() for form in set(forms(words))]
    counts = {}
    for form, name in listed:
        counts.setdefault(form, set()).add(name)

    assert {form: names for form, names in counts.items() if len(names) > 1} == {}


def test_few_templates_are_doubled_by_others():
    doubled = [template.id for language, template in TEMPLATES if not is_needed(language, template)]

    assert len(doubled) <= DOUBLED


@pytest.mark.parametrize(
    ("language", "template"), [pytest.param(*pair, id=f"{pair[1].id}") for pair in TEMPLATES if pair[1].needs]
)
def test_the_shortcut_of_a_template_skips_no_match(language, template):
    texts = [each.text for other, listed in TEMPLATES if other == language for each in listed.examples]
    codes = [sentence.codes for text in texts for sentence in read_sentences(fold(text), PACKS, POSTED_ON, language)]

    assert not [code for code in codes if template.pattern.search(code) and template.needs.isdisjoint(code)]
