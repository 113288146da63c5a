"""Sentences that each need a template or a piece of vocabulary which no example beside the templates needs."""

import pytest

from tests.parsers.mutation import PACKS, details, needed, reads

ROWS = [pytest.param(row, id=row.text) for language in sorted(PACKS) for row in needed(language)]
DETAILED = [param for param in ROWS if param.values[0].details]


@pytest.mark.parametrize("row", ROWS)
def test_a_needed_sentence_reads_as_its_row_says(row):
    assert reads(row.text, row.language) == list(row.reads)


@pytest.mark.parametrize("row", DETAILED)
def test_the_claims_of_a_needed_sentence_say_what_its_row_says(row):
    assert details(row.text, row.language, row.details) == row.details
