"""The sentence in which words stand."""

import pytest

from bot.records.evidence import sentence_around


def around(text, words):
    start = text.index(words)
    return sentence_around(text, (start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("Обмін. Повернуто 38 тіл! Дякуємо.", "38", "Повернуто 38 тіл!"),
        ("Повернуто 1 тис. тіл. Дякуємо.", "тіл", "Повернуто 1 тис. тіл."),
        ("Said on Jan. 29 that 38 came. More", "38", "Said on Jan. 29 that 38 came."),
        ("Перший рядок\n▪️ 320 — Донецький;\n▪️ 89", "320", "▪️ 320 — Донецький;"),
        ("«Повернуто 38». «Дякуємо»", "38", "«Повернуто 38»."),
        ("Перше. Друге 38 і. Третє 12. Далі", "38 і. Третє 12", "Друге 38 і. Третє 12."),
        ("38", "38", "38"),
    ],
)
def test_a_sentence_holds_its_words_and_no_more(text, words, sentence):
    assert around(text, words) == sentence
