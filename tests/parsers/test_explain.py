"""The walk from a text to its claims, as data and as text."""

from datetime import date

from parsers.explain import explain, render

TEXT = "До України повернуто 640 тіл. Ідентифіковано 18%. Нагадаємо, раніше повернули 700 тіл."
WALK = explain(TEXT, posted_on=date(2027, 6, 6))


def test_a_walk_has_every_sentence():
    assert [sentence.text for sentence in WALK.sentences] == [
        "До України повернуто 640 тіл.",
        "Ідентифіковано 18%.",
        "Нагадаємо, раніше повернули 700 тіл.",
    ]


def test_a_walk_says_which_template_took_a_number():
    assert ("uk-number-before-noun", "640 тіл", "a count") in [
        (step.template, step.words, step.meaning) for step in WALK.sentences[0].steps
    ]


def test_a_walk_says_why_a_number_is_no_count():
    assert [(step.words, step.meaning) for step in WALK.sentences[1].steps] == [("18", "not a count")]


def test_a_walk_is_shown_as_text():
    assert "=> bodies handover to ukraine: exactly 640" in render(WALK)


def test_a_number_that_nothing_explains_is_shown():
    walk = explain("Тіла повернули, 38 столів.", posted_on=date(2027, 6, 6))

    assert "nothing explains it" in render(walk)
