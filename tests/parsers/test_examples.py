"""Every example and counterexample of every template, through the whole parser, and what each template is for."""

import pytest

from parsers.lexicon import forms
from parsers.match import read_sentences
from parsers.normalize import fold
from tests.parsers.mutation import PACKS, POSTED_ON, reads, survivors, without_templates

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
DOUBLED = {"en": 8, "ru": 9, "uk": 8}


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


@pytest.mark.parametrize("language", sorted(PACKS))
def test_few_templates_are_doubled_by_others(language):
    assert len(survivors(language, without_templates(language))) <= DOUBLED[language]


@pytest.mark.parametrize("language", [name for name, pack in PACKS.items() if "told" in pack.templates])
def test_every_infinitive_has_the_verb_of_now_that_it_may_be_told_as(language):
    entries = [entry for entry in PACKS[language].features if "inf" in entry.split(".")]
    assert [entry for entry in entries if entry.replace("inf", "transfer.now") not in PACKS[language].features] == []


@pytest.mark.parametrize(
    ("language", "template"), [pytest.param(*pair, id=f"{pair[1].id}") for pair in TEMPLATES if pair[1].needs]
)
def test_the_shortcut_of_a_template_skips_no_match(language, template):
    texts = [each.text for other, listed in TEMPLATES if other == language for each in listed.examples]
    codes = [sentence.codes for text in texts for sentence in read_sentences(fold(text), PACKS, POSTED_ON, language)]

    assert not [code for code in codes if template.pattern.search(code) and template.needs.isdisjoint(code)]
