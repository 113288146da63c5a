"""Whether a figure stands between quotation marks."""

import pytest

from bot.crosscheck.quotations import is_quoted
from tests.bot.crosscheck.said import RUSSIA, said


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("«Нам вернули 26 воинов», – написал Мединский", "Нам вернули 26 воинов"),
        ("Нам вернули 26 воинов», – написал Мединский", "Нам вернули 26 воинов"),
        ("«Украина вернула нам 26 воинов.", "Украина вернула нам 26 воинов"),
        ('Medinsky wrote: "We received 26 of ours"', "We received 26 of ours"),
        ('We received 26 of ours", Medinsky wrote', "We received 26 of ours"),
        ("Медінський: „Нам повернули 26 своїх“", "Нам повернули 26 своїх"),
        ("“We received 26 of ours,” he wrote", "We received 26 of ours"),
        ("Мединский написал: «Нам вернули 26 своих»", "Мединский написал: «Нам вернули 26"),
    ],
)
def test_between_the_marks(sentence, words):
    assert is_quoted(said("outlet", 26, RUSSIA, sentence=sentence, words=words))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Россия получила 26 тел", "Россия получила 26 тел"),
        ("«Важное дело», сказал он; Россия получила 26 тел", "Россия получила 26 тел"),
        ("Россия получила 26 тел, написал «Коммерсант»", "Россия получила 26 тел"),
        ('He said "enough" and 26 bodies came home', "26 bodies came home"),
        ("„Досить“, сказав він; повернуто 26 тіл", "повернуто 26 тіл"),
        ("Другие слова", "Россия получила 26 тел"),
    ],
)
def test_outside_the_marks(sentence, words):
    assert not is_quoted(said("outlet", 26, RUSSIA, sentence=sentence, words=words))


def test_a_statement_without_a_figure_is_placed_by_its_first_word():
    assert is_quoted(said("outlet", None, RUSSIA, sentence="«Обмен был»", words="Обмен был"))
