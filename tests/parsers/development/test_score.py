"""The scorer tells right from wrong on posts and readings made for it."""

from datetime import date

from parsers import Bound, Claim, Figure, Kind, Reading, Receiver, Scope
from tests.parsers.development.judge import judge
from tests.parsers.development.labels import post_from
from tests.parsers.development.score import report

BOTH_WAYS = post_from({
    "id": "both-ways", "lang": "en", "source": "tass", "posted_at": "2031-05-04T23:30:00+03:00",
    "text": "Moscow gave 412 bodies and got 9.",
    "claims": [
        {"kind": "bodies", "scope": "handover", "to": "ukraine", "value": 412, "bound": "exactly",
         "happened_on": "2031-05-04", "origin": None, "hedge": False, "label": None, "words": "412 bodies"},
        {"kind": "bodies", "scope": "handover", "to": "russia", "value": 9, "bound": "exactly",
         "happened_on": "2031-05-04", "origin": None, "hedge": False, "label": None, "words": "got 9"},
    ],
})  # fmt: skip
PLAN = post_from({
    "id": "plan", "lang": "uk", "posted_at": "2031-05-04T09:00:00+03:00",
    "text": "Завтра очікують 700 тіл.",
    "claims": [
        {"kind": "bodies", "scope": "plan", "to": "ukraine", "value": 700, "bound": "exactly",
         "happened_on": None, "origin": None, "hedge": False, "label": None, "words": "700 тіл"},
    ],
})  # fmt: skip
WEATHER = post_from({
    "id": "weather", "lang": "uk", "posted_at": "2031-05-04T09:00:00+03:00", "text": "Завтра +17.", "claims": [],
})  # fmt: skip


def claim(scope, to, value):
    """Return a claim of bodies as the parsers would make it."""
    return Claim(
        kind=Kind.BODIES, scope=scope, to=to, figure=Figure(value, Bound.EXACTLY), happened_on=date(2031, 5, 4),
        happened_on_basis=None, origin=None, hedge=False, label=None, quote=str(value), span=(0, 3), lang="en",
        template="made-up",
    )  # fmt: skip


def reading(*claims, unread=False):
    return Reading(claims=claims, relevant=bool(claims), unread=unread)


def causes(post, made):
    return [str(finding.cause) for finding in judge(post, made).findings]


TO_UKRAINE = claim(Scope.HANDOVER, Receiver.UKRAINE, 412)
TO_RUSSIA = claim(Scope.HANDOVER, Receiver.RUSSIA, 9)


def test_what_equals_its_label_is_right():
    assert causes(BOTH_WAYS, reading(TO_UKRAINE, TO_RUSSIA)) == ["right", "right"]


def test_a_figure_told_twice_counts_once():
    assert causes(BOTH_WAYS, reading(TO_UKRAINE, TO_UKRAINE, TO_RUSSIA)) == ["right", "right"]


def test_a_figure_turned_around_is_a_wrong_direction():
    turned = claim(Scope.HANDOVER, Receiver.UKRAINE, 9)
    assert causes(BOTH_WAYS, reading(TO_UKRAINE, turned)) == ["right", "wrong direction"]


def test_a_figure_that_nobody_labelled_is_wrong():
    assert causes(WEATHER, reading(claim(Scope.HANDOVER, None, 17))) == ["wrong figure"]


def test_a_plan_read_as_a_handover_is_false_news():
    assert causes(PLAN, reading(claim(Scope.HANDOVER, Receiver.UKRAINE, 700))) == ["background taken for news"]


def test_a_label_without_a_reading_is_missed():
    assert causes(BOTH_WAYS, reading(TO_UKRAINE)) == ["right", "missed"]


def test_a_handover_neither_read_nor_unread_is_silent():
    assert judge(BOTH_WAYS, reading()).is_silent


def test_a_handover_left_to_a_person_is_not_silent():
    assert not judge(BOTH_WAYS, reading(unread=True)).is_silent


def test_a_text_about_nothing_should_not_bother_a_person():
    assert judge(WEATHER, reading(unread=True)).is_falsely_unread


def optional_total():
    label = {"kind": "bodies", "scope": "total", "to": "ukraine", "value": 400, "bound": "exactly", "happened_on": None,
             "origin": None, "hedge": False, "label": None, "optional": True}  # fmt: skip
    row = {"id": "open", "lang": "en", "posted_at": "2031-05-04T09:00:00+03:00", "text": "400 came home so far."}
    return post_from(row | {"claims": [label]})


def errors(post, made):
    return next(line for line in report([judge(post, made)]) if line.endswith("errors, by cause"))


def test_an_optional_label_need_not_be_read():
    assert errors(optional_total(), reading()) == "0 errors, by cause"


def test_an_optional_label_may_be_read():
    assert errors(optional_total(), reading(claim(Scope.TOTAL, Receiver.UKRAINE, 400))) == "0 errors, by cause"


def test_an_optional_label_does_not_excuse_another_reading():
    assert errors(optional_total(), reading(claim(Scope.HANDOVER, Receiver.UKRAINE, 400))) == "1 errors, by cause"


def test_the_report_gives_precision_and_recall_of_each_scope():
    lines = list(report([judge(BOTH_WAYS, reading(TO_UKRAINE))]))
    assert "en bodies handover                  2      1      1    100.0 %  50.0 %" in lines


def test_a_blind_report_names_no_post():
    made = judge(WEATHER, reading(claim(Scope.HANDOVER, None, 17)))
    assert "weather" not in "\n".join(report([made], blind=True))


def test_the_list_of_errors_quotes_the_words():
    lines = list(report([judge(BOTH_WAYS, reading(TO_UKRAINE))], errors=True))
    assert lines[-1] == "both-ways  missed: bodies handover to russia, exactly 9 «got 9» → nothing"
