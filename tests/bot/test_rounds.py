"""What is told at set times: the morning after quiet hours, digests; with a clock that the test moves."""

from datetime import UTC, date, datetime

import pytest

from bot.alerts import rules
from bot.alerts.policy import judge
from bot.records import (
    Action,
    Asked,
    Digest,
    Known,
    Level,
    Mark,
    Picture,
    Policy,
    Quiet,
    Sight,
    Subscriber,
    SubscriberState,
)
from bot.reports.rounds import make_round
from bot.store import Store, channels, coverage, held, outbox, parcels, subscribers
from parsers.claim import Kind
from tests.bot.alerts.build import UKRAINE, picture, repatriation, ruling, verdict

EVENING = "2026-01-29T20:30"  # half past ten in Kyiv
DEADLINE = datetime(2026, 1, 30, 15, tzinfo=UTC)
REPORTED = repatriation(verdict())
CONFIRMED = repatriation(verdict(), ruling=ruling(), state="s2")
REJECTED = repatriation(verdict(), ruling=ruling(Action.REJECT, {}, reason="another day"), state="s3")


class Desk:
    """A chat, what it is told, and a clock."""

    def __init__(self, store):
        self.store = store
        self.now = None
        self.picture = Picture()
        self.messages = []
        self.history = ()
        self.charts = []

    def at(self, moment):
        self.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        return self

    def chooses(self, state=SubscriberState.ACTIVE, **policy):
        chat = Subscriber(7, "desk", "en", policy=Policy(**policy), state=state)
        self.store.run(subscribers.put, chat, self.now)

    def learns(self, *repatriations):
        after = picture(*repatriations)
        for alert in rules.alerts(self.picture, after):
            self.store.run(outbox.add, alert, (), self.now, judge)
        self.picture = after
        return self

    def gets(self):
        """Deliver what is due; return the first line of each new or amended message, without its tags."""
        texts = []
        while waiting := self.store.run(parcels.claim, self.now):
            for one in waiting:
                self.store.run(parcels.sent, one.number, one.message_id or 100 + one.number, self.now)
                self.charts += [one.random_id] if one.chart else []
                texts.append(one.text.replace("\N{NO-BREAK SPACE}", " "))
        self.messages += texts
        return [text.splitlines()[0].replace("<b>", "").replace("</b>", "") for text in texts]

    def looks(self):
        self.store.run(make_round, self.picture, self.now, self.history)
        return self.gets()


@pytest.fixture
def desk(tmp_path):
    with Store.open(tmp_path / "zvirka.db") as store:
        yield Desk(store).at(EVENING)


def test_what_comes_by_day_is_told_by_day(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.learns(REPORTED)
    assert desk.gets() == ["Bodies handed over"]


def test_what_comes_at_night_waits_for_the_morning(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.at("2026-01-29T21:30").learns(REPORTED)
    assert (desk.gets(), desk.at("2026-01-30T04:59").looks()) == ([], [])


def test_the_morning_begins_with_a_summary(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.at("2026-01-29T21:30").learns(REPORTED)
    assert desk.at("2026-01-30T05:00").looks() == ["While it was quiet here: 1 handover", "Bodies handed over"]


def test_the_summary_names_each_handover_in_a_line(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.at("2026-01-29T21:30").learns(REPORTED)
    desk.at("2026-01-30T05:00").looks()
    figures = "to Ukraine 1,000 bodies (reported) · to Russia – no figure"
    assert desk.messages[0].splitlines()[2:] == [
        f"<b>29.01.2026</b> · bodies · {figures} · <code>bodies-2026-01-29</code>",
        "",
        "They follow in full.",
    ]


ASKED = repatriation(verdict(), asked=Asked("the press service", datetime(2026, 1, 29, 15, tzinfo=UTC), DEADLINE))


@pytest.fixture
def editors_desk(desk):
    desk.at("2026-01-29T15:00").store.run(subscribers.put, Subscriber(7, "Olena", "en", is_editor=True), desk.now)
    desk.learns(ASKED).gets()
    return desk


def test_an_editor_is_reminded_when_nobody_answered_in_time(editors_desk):
    assert editors_desk.at("2026-01-30T15:00").looks() == [
        "29.01.2026 · bodies · to Ukraine 1,000 bodies (reported) · to Russia – no figure"
    ]
    assert "Asked: the press service" in editors_desk.messages[-1]


def test_an_editor_is_reminded_once(editors_desk):
    editors_desk.at("2026-01-30T15:00").looks()
    assert editors_desk.at("2026-01-30T15:01").looks() == []


def test_nobody_is_reminded_before_the_time_is_over(editors_desk):
    assert editors_desk.at("2026-01-30T14:59").looks() == []


def test_a_question_that_was_answered_needs_no_reminder(editors_desk):
    editors_desk.learns(REPORTED).gets()
    assert editors_desk.at("2026-01-30T15:00").looks() == []


def test_who_is_no_editor_is_not_reminded(desk):
    desk.at("2026-01-29T15:00").learns(ASKED).gets()
    assert desk.at("2026-01-30T15:00").looks() == []


def test_a_morning_after_a_quiet_night_says_nothing(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    assert desk.at("2026-01-30T05:00").looks() == []


def test_what_changed_overnight_comes_as_it_is_in_the_morning(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.at("2026-01-29T21:30").learns(REPORTED).learns(CONFIRMED)
    desk.at("2026-01-30T05:00").looks()
    assert (len(desk.messages), "Confirmed by Olena Koval" in desk.messages[1]) == (2, True)


def test_what_was_rejected_overnight_never_comes(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.at("2026-01-29T21:30").learns(REPORTED).learns(REJECTED)
    assert desk.at("2026-01-30T05:00").looks() == []


def test_a_message_of_the_day_is_amended_at_night_and_its_reply_waits(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.learns(REPORTED).gets()
    desk.at("2026-01-29T21:30").learns(REJECTED)
    amended = desk.gets()
    assert (amended, desk.at("2026-01-30T05:00").looks()) == (
        ["REJECTED BY AN EDITOR: NOT FOR USE"],
        ["While it was quiet here: 1 handover", "❗ REJECTED BY AN EDITOR · bodies, 29 January 2026"],
    )


def test_who_ends_the_quiet_hours_early_gets_what_waited(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.at("2026-01-29T21:30").learns(REPORTED)
    desk.chooses()
    assert desk.looks() == ["While it was quiet here: 1 handover", "Bodies handed over"]


def test_who_stopped_at_night_gets_nothing_in_the_morning(desk):
    desk.chooses(quiet=Quiet.read("23-7"))
    desk.at("2026-01-29T21:30").learns(REPORTED)
    desk.chooses(state=SubscriberState.STOPPED, quiet=Quiet.read("23-7"))
    desk.at("2026-01-30T05:00").looks()
    assert (desk.messages, desk.store.run(held.waiting)) == ([], {})


def test_a_handover_that_reaches_the_lowest_level_is_told_whole(desk):
    desk.chooses(lowest=Level.CONFIRMED)
    desk.learns(REPORTED)
    before = desk.gets()
    desk.learns(CONFIRMED).gets()
    assert (before, "coordination" in desk.messages[0].lower(), "✓ Confirmed" in desk.messages[0]) == ([], True, True)


def test_what_falls_below_the_lowest_level_is_amended_for_who_was_told(desk):
    desk.chooses(lowest=Level.CONFIRMED)
    desk.learns(CONFIRMED).gets()
    desk.learns(repatriation(verdict(best=1003), ruling=ruling(is_outdated=True), state="s4"))
    assert desk.gets() == ["Bodies handed over", "❗ FIGURE CHANGED · bodies, 29 January 2026"]


@pytest.mark.parametrize(
    ("often", "before", "due"),
    [
        (Digest.DAILY, "2026-01-30T06:59", "2026-01-30T07:00"),
        (Digest.WEEKLY, "2026-02-02T06:59", "2026-02-02T07:00"),
    ],
)
def test_a_digest_comes_at_nine_by_the_clock_of_the_chat(desk, often, before, due):
    desk.chooses(digest=often)
    desk.looks()
    assert (desk.at(before).looks(), len(desk.at(due).looks())) == ([], 1)


@pytest.mark.parametrize(
    ("saturday", "before", "due"),
    [
        ("2026-03-28T07:00", "2026-03-29T05:59", "2026-03-29T06:00"),  # the clock goes forward: 23 hours
        ("2026-10-24T06:00", "2026-10-25T06:59", "2026-10-25T07:00"),  # it goes back: 25 hours
    ],
)
def test_a_daily_digest_keeps_its_hour_when_the_clocks_change(desk, saturday, before, due):
    desk.at(saturday).chooses(digest=Digest.DAILY)
    desk.looks()
    assert (desk.at(before).looks(), len(desk.at(due).looks())) == ([], 1)


@pytest.mark.parametrize(
    ("monday", "before", "due"),
    [
        ("2026-03-23T07:00", "2026-03-30T05:59", "2026-03-30T06:00"),
        ("2026-10-19T06:00", "2026-10-26T06:59", "2026-10-26T07:00"),
    ],
)
def test_a_weekly_digest_keeps_its_hour_when_the_clocks_change(desk, monday, before, due):
    desk.at(monday).chooses(digest=Digest.WEEKLY)
    desk.looks()
    assert (desk.at(before).looks(), len(desk.at(due).looks())) == ([], 1)


@pytest.mark.parametrize(
    ("saturday", "before", "due"),
    [
        ("2026-03-28T21:30", "2026-03-29T03:59", "2026-03-29T04:00"),
        ("2026-10-24T20:30", "2026-10-25T04:59", "2026-10-25T05:00"),
    ],
)
def test_quiet_hours_end_at_their_hour_when_the_clocks_change(desk, saturday, before, due):
    desk.at(saturday).chooses(quiet=Quiet.read("23-7"))
    desk.learns(REPORTED)
    assert (desk.at(before).looks(), len(desk.at(due).looks())) == ([], 2)


def test_a_digest_names_its_days_and_what_happened(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.at("2026-01-29T21:30").learns(REPORTED).gets()
    desk.at("2026-01-30T07:00").looks()
    assert [line.split(" · ")[0] for line in desk.messages[-1].splitlines()] == [
        "<b>Digest: 29 January 2026 to 30 January 2026</b>",
        "",
        "<b>29.01.2026</b>",
    ]


def test_a_digest_of_nothing_says_so(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.at("2026-01-30T07:00").looks()
    assert desk.messages[-1].splitlines()[-1] == "No handover was reported, and nothing changed in those known."


def test_a_digest_keeps_to_what_the_chat_follows(desk):
    desk.chooses(digest=Digest.DAILY, lowest=Level.CORROBORATED)
    desk.looks()
    desk.learns(REPORTED)
    desk.at("2026-01-30T07:00").looks()
    assert "bodies-2026-01-29" not in desk.messages[-1]


def test_a_digest_has_what_the_chat_was_told_though_it_fell_below(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.at("2026-01-29T21:30").learns(REPORTED).gets()
    desk.learns(REJECTED).gets()
    desk.at("2026-01-30T07:00").looks()
    assert "bodies-2026-01-29" in desk.messages[-1]


def test_a_digest_says_how_complete_the_reading_is(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.store.run(channels.put, channels.Channel("tass", "@tass_agency", channel_id=5), desk.now)
    desk.store.run(coverage.begin, "tass", 10)
    desk.store.run(coverage.note, Sight("tass", {11: Mark.SEEN, 12: Mark.SEEN}, desk.now))
    desk.at("2026-01-30T07:00").store.run(coverage.checked, "tass", desk.now)
    desk.looks()
    assert desk.messages[-1].splitlines()[-2:] == ["<b>What was read</b>", "TASS: complete to id 12 as of 07:00 UTC"]


def test_a_daemon_that_was_down_makes_up_for_a_digest_once(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.at("2026-02-03T12:00")
    assert (len(desk.looks()), desk.looks()) == (1, [])


def test_a_digest_that_falls_into_quiet_hours_waits_for_their_end(desk):
    desk.chooses(digest=Digest.DAILY, quiet=Quiet.read("23-10"))
    desk.at("2026-01-29T20:59").looks()
    assert (desk.at("2026-01-30T07:00").looks(), len(desk.at("2026-01-30T08:00").looks())) == ([], 1)


def test_who_ends_the_digest_gets_none(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.chooses()
    assert (desk.looks(), desk.at("2026-01-30T07:00").looks()) == ([], [])


def test_a_digest_begins_anew_for_who_takes_it_again(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.chooses()
    desk.at("2026-01-30T12:00").looks()
    desk.chooses(digest=Digest.DAILY)
    assert (desk.looks(), len(desk.at("2026-01-31T07:00").looks())) == ([], 1)


SUNDAY, MONDAY = "2026-02-01T12:00", "2026-02-02T07:00"
PRISONERS = repatriation(verdict(best=157), kind=Kind.PRISONERS)


def week(desk, *happened):
    """Let a chat with a weekly digest see Sunday's handovers and Monday's nine o'clock; return the first lines."""
    desk.at(SUNDAY).chooses(digest=Digest.WEEKLY)
    desk.looks()
    desk.learns(*(happened or (REPORTED,))).gets()
    return desk.at(MONDAY).looks()


def test_a_weekly_digest_is_followed_by_a_chart(desk):
    assert (week(desk)[1:], len(desk.charts)) == (["Bodies handed over, month by month"], 1)


def test_each_kind_has_a_chart(desk):
    titles = ["Bodies handed over, month by month", "Prisoners handed over, month by month"]
    assert week(desk, REPORTED, PRISONERS)[1:] == titles


def test_a_chart_goes_over_the_reference_history(desk):
    desk.history = [Known(Kind.PRISONERS, date(2025, 12, 19), {UKRAINE: 1003})]
    assert week(desk)[-1] == "Prisoners handed over, month by month"


def test_a_daily_digest_has_no_chart(desk):
    desk.chooses(digest=Digest.DAILY)
    desk.looks()
    desk.learns(REPORTED).gets()
    desk.at("2026-01-30T07:00").looks()
    assert desk.charts == []


def test_a_chart_of_a_week_comes_once(desk):
    week(desk)
    assert (desk.looks(), desk.at("2026-02-02T07:01").looks(), len(desk.charts)) == ([], [], 1)


def test_charts_of_two_weeks_are_two_messages(desk):
    week(desk)
    desk.at("2026-02-09T07:00").looks()
    assert len(set(desk.charts)) == 2
