"""What a message says, word for word."""

import pytest

from bot.alerts.wording import LANGUAGES, closed, finding_text, kind_name, last_line, message, plain_line, reply, say
from bot.records import ON_FIGURES, Action, AlertType, FindingType, Status
from parsers.claim import Bound, Context, Kind, Scope
from parsers.parties import Side
from tests.bot.alerts.build import (
    RUSSIA,
    TASS_QUOTE,
    UKRAINE,
    at,
    finding,
    repatriation,
    ruling,
    said,
    verdict,
)

NBSP = "\N{NO-BREAK SPACE}"


def line_of(one, start, language="en"):
    """Return the line of a message that starts so, without its tags of emphasis."""
    plain = message(one, language).replace("<b>", "").replace("</b>", "").replace(NBSP, " ")
    return next(line for line in plain.splitlines() if line.startswith(start))


def tass(value=1000, to=UKRAINE, quote=TASS_QUOTE, **rest):
    return said(value, to=to, source="tass", post="9", quote=quote, posted_at=at(11, 5), **rest)


@pytest.mark.parametrize(
    ("language", "kind", "value", "expected"),
    [
        ("en", Kind.BODIES, 1, "1 body"),
        ("en", Kind.BODIES, 1000, "1,000 bodies"),
        ("en", Kind.PRISONERS, 1, "1 person"),
        ("en", Kind.PRISONERS, 157, "157 people"),
        ("uk", Kind.BODIES, 1, "1 тіло"),
        ("uk", Kind.BODIES, 2, "2 тіла"),
        ("uk", Kind.BODIES, 5, "5 тіл"),
        ("uk", Kind.BODIES, 11, "11 тіл"),
        ("uk", Kind.BODIES, 1003, "1 003 тіла"),
        ("uk", Kind.PRISONERS, 21, "21 особа"),
        ("uk", Kind.PRISONERS, 22, "22 особи"),
        ("uk", Kind.PRISONERS, 205, "205 осіб"),
        ("ru", Kind.BODIES, 1, "1 тело"),
        ("ru", Kind.BODIES, 24, "24 тела"),
        ("ru", Kind.BODIES, 1000, "1 000 тел"),
        ("ru", Kind.PRISONERS, 21, "21 человек"),
        ("ru", Kind.PRISONERS, 22, "22 человека"),
    ],
)
def test_numbers_and_nouns_agree(language, kind, value, expected):
    text = message(repatriation(verdict(best=value), kind=kind), language)

    assert f": {expected.replace(' ', NBSP)}</b>" in text


@pytest.mark.parametrize(
    ("language", "bound", "expected"),
    [
        ("en", Bound.ABOUT, "To Ukraine: about 500 bodies"),
        ("en", Bound.AT_LEAST, "To Ukraine: at least 500 bodies"),
        ("en", Bound.AT_MOST, "To Ukraine: at most 500 bodies"),
        ("uk", Bound.AT_LEAST, "До України: щонайменше 500 тіл"),
        ("ru", Bound.ABOUT, "Украине: примерно 500 тел"),
    ],
)
def test_a_bound_keeps_its_word(language, bound, expected):
    one = repatriation(verdict(best=500, bound=bound))

    assert line_of(one, expected, language).startswith(f"{expected} — ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Thursday, 29 January 2026"),
        ("uk", "четвер, 29 січня 2026 року"),
        ("ru", "четверг, 29 января 2026 года"),
    ],
)
def test_the_day_is_written_as_the_reader_writes_it(language, expected):
    assert message(repatriation(verdict()), language).splitlines()[1] == expected


def test_one_origin_is_named():
    one = repatriation(verdict())

    assert line_of(one, "To Ukraine") == "To Ukraine: 1,000 bodies — reported by one origin: Coordination Headquarters"


def test_two_voices_of_one_side_are_one_side():
    one = repatriation(verdict(standing=(said(), said(source="ombudsman", post="2"))))

    assert line_of(one, "To Ukraine").endswith("reported by one side: Coordination Headquarters, Ukraine’s Ombudsman")


def test_what_outlets_say_by_themselves_is_reported():
    standing = (said(source="unn"), said(source="kyiv-independent", post="2"))
    one = repatriation(verdict(sides=(Side.INDEPENDENT, Side.UKRAINE), standing=standing))

    assert line_of(one, "To Ukraine").endswith("reported: UNN, The Kyiv Independent")


def test_the_side_that_alone_gives_a_figure_is_named():
    one = repatriation(verdict(), verdict(RUSSIA, best=38, standing=(tass(38, RUSSIA),), sides=(Side.RUSSIA,)))

    assert line_of(one, "To Russia") == "To Russia: 38 bodies — reported; only the Russian side gives a figure"


def test_a_receiver_of_whom_nobody_spoke_has_no_number():
    assert line_of(repatriation(verdict()), "To Russia") == "To Russia: no figure given"


def test_a_dispute_says_who_says_what():
    standing = (said(1003), tass(1000))
    one = repatriation(verdict(status=Status.DISPUTED, best=1003, low=1000, standing=standing))

    assert line_of(one, "To Ukraine") == (
        "To Ukraine: 1,000–1,003 bodies — disputed: Coordination Headquarters 1,003; TASS 1,000"
    )


def test_a_dispute_of_bounds_shows_no_range_of_one_number():
    standing = (said(1000, bound=Bound.AT_MOST), tass(1000))
    one = repatriation(verdict(status=Status.DISPUTED, standing=standing))

    assert line_of(one, "To Ukraine") == (
        "To Ukraine: 1,000 bodies — disputed: Coordination Headquarters at most 1,000; TASS 1,000"
    )


def test_agreement_within_a_side_and_a_neutral_party_is_not_across_the_sides():
    one = repatriation(verdict(status=Status.CORROBORATED, standing=(said(), said(source="icrc", post="2"))))

    assert line_of(one, "To Ukraine").endswith(
        "corroborated by independent origins: Coordination Headquarters, the ICRC"
    )


def test_agreement_after_rounding_says_so():
    one = repatriation(verdict(status=Status.CORROBORATED, is_across_sides=True, rounding=True))

    assert line_of(one, "To Ukraine").endswith("Coordination Headquarters (equal when rounded)")


def test_a_figure_that_is_withheld_is_not_disclosed():
    one = repatriation(verdict(status=Status.UNDISCLOSED, best=None, withheld_by=(Side.RUSSIA, Side.UKRAINE)))

    assert line_of(one, "To Ukraine") == (
        "To Ukraine: not disclosed: the Russian side, the Ukrainian side said that no figure is given"
    )


def test_an_exchange_without_figures_says_so_in_its_headline():
    one = repatriation(verdict(status=Status.UNDISCLOSED, best=None), kind=Kind.PRISONERS)

    assert message(one, "en").startswith("<b>Prisoners handed over, no figures given</b>\n")


def test_what_was_withdrawn_altogether_has_a_banner():
    one = repatriation(verdict(status=Status.WITHDRAWN, best=None, standing=()))

    assert message(one, "en").startswith("<b>WITHDRAWN BY ITS SOURCES</b>\n\n<b>Bodies handed over</b>")


def test_sides_that_count_differently_are_not_in_dispute():
    values = {"wide": 205, "wide_speaker": "coordination-hq", "narrow": 185, "narrow_speaker": "russian-mod"}
    found = finding(FindingType.UNIT_MISMATCH, to=UKRAINE, **values)
    standing = (said(205), said(185, source="russian-mod", post="2"))
    one = repatriation(verdict(best=205, standing=standing), kind=Kind.PRISONERS, findings=[found])

    assert line_of(one, "To Ukraine") == (
        "To Ukraine: 205 people — reported; the sides count differently: "
        "Coordination Headquarters 205; Russian Defence Ministry 185"
    )


def test_a_figure_whose_receiver_is_not_said_stays_without_direction():
    one = repatriation(verdict(), unplaced=(tass(157, None),))

    assert line_of(one, "Direction") == "Direction not given: 157 bodies — reported: TASS"


def test_a_repatriation_of_figures_without_direction_has_only_that_line():
    text = message(repatriation(unplaced=(tass(157, None),)), "en")

    assert "no figure given" not in text


def test_a_figure_without_a_number_and_direction_shows_a_dash():
    assert "Direction not given: —" in message(repatriation(unplaced=(tass(None, None),)), "en")


def test_a_speaker_without_a_number_shows_a_dash_in_a_dispute():
    one = repatriation(verdict(status=Status.DISPUTED, low=990, standing=(said(None),)))

    assert line_of(one, "To Ukraine").endswith("disputed: Coordination Headquarters —")


def test_a_speaker_is_shown_by_its_own_post_before_any_relay():
    standing = (said(1003), said(1000, source="unn", speaker="coordination-hq", post="3"))
    one = repatriation(verdict(status=Status.DISPUTED, best=1003, low=1000, standing=standing))

    assert line_of(one, "To Ukraine").endswith("disputed: Coordination Headquarters 1,003")


def test_the_speaker_of_a_relay_is_named():
    one = repatriation(verdict(standing=(said(source="unn", speaker="coordination-hq", link=None),)))

    assert line_of(one, "UNN") == "UNN, quoting Coordination Headquarters, 12:40 Kyiv time"


def test_the_time_of_a_post_of_another_day_has_its_day():
    one = repatriation(verdict(standing=(said(posted_at=at(7, day=30), link=None),)))

    assert line_of(one, "Coordination") == "Coordination Headquarters, 30 January, 09:00 Kyiv time"


def test_the_time_of_an_edit_is_shown():
    one = repatriation(verdict(standing=(said(revision=2, stated_at=at(14), link=None),)))

    assert line_of(one, "Coordination") == "Coordination Headquarters, 12:40 Kyiv time, edited 16:00 Kyiv time"


def test_figures_of_one_post_share_its_quotation():
    standing = tass(1000), tass(38, RUSSIA, ordinal=1)
    one = repatriation(verdict(standing=standing[:1]), verdict(RUSSIA, best=38, standing=standing[1:]))

    assert message(one, "en").count("<blockquote>") == 1


def test_two_quotations_of_one_post_are_joined():
    standing = tass(1000, quote="a 1000"), tass(38, RUSSIA, ordinal=1, quote="b 38")
    one = repatriation(verdict(standing=standing[:1]), verdict(RUSSIA, best=38, standing=standing[1:]))

    assert "<blockquote>«a 1000 … b 38»</blockquote>" in message(one, "en")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Whose bodies they are: by the Russian side’s word only, until forensics."),
        ("uk", "Чиї це тіла, відомо лише зі слів російської сторони, до експертизи."),
        ("ru", "Чьи это тела, известно только со слов российской стороны, до экспертизы."),
    ],
)
def test_the_hedge_is_kept(language, expected):
    assert expected in message(repatriation(verdict(standing=(said(hedge=True),))), language)


def test_prisoners_need_no_hedge():
    one = repatriation(verdict(standing=(said(hedge=True),)), kind=Kind.PRISONERS)

    assert "forensics" not in message(one, "en")


def test_mediators_and_agreements_are_named():
    one = repatriation(verdict(), context=Context("istanbul", ("icrc", "uae")))

    assert "Named in the posts: the Istanbul agreements, the ICRC, the UAE." in message(one, "en")


def test_an_agreement_without_a_word_of_ours_is_named_as_it_is():
    assert "Named in the posts: geneva." in message(repatriation(verdict(), context=Context("geneva")), "en")


def test_parts_are_listed_with_their_speaker():
    parts = [said(value, scope=Scope.PART, label=label) for value, label in ((320, "Donetsk"), (89, "Bakhmut"))]
    unlabelled = said(3, scope=Scope.PART)
    one = repatriation(verdict(), parts=[*parts, unlabelled])

    assert "Parts named by Coordination Headquarters: Donetsk 320, Bakhmut 89." in message(one, "en")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Parts named by Coordination Headquarters: morgues 154, Сіверський 3."),
        ("uk", "Частки, які називає Координаційний штаб: морги 154, Сіверський 3."),
        ("ru", "Доли, которые называет Координационный штаб: морги 154, Сіверський 3."),
    ],
)
def test_parts_have_their_names_in_the_language_of_the_reader(language, expected):
    parts = [said(value, scope=Scope.PART, label=label) for value, label in ((154, "morgues"), (3, "Сіверський"))]

    assert expected in message(repatriation(verdict(), parts=parts), language)


def test_a_confirmation_says_who_and_when():
    one = repatriation(verdict(), ruling=ruling())

    assert line_of(one, "✓") == "✓ Confirmed by Olena Koval, 15:15 Kyiv time"


def test_a_confirmation_on_an_earlier_text_says_so():
    one = repatriation(verdict(best=1003), ruling=ruling(is_outdated=True))

    assert line_of(one, "Confirmed") == (
        "Confirmed on the earlier text (to Ukraine 1,000) by Olena Koval, 15:15 Kyiv time; "
        "not confirmed as it reads now"
    )


def test_a_confirmation_whose_figures_still_stand_says_that_posts_have_come_in():
    one = repatriation(verdict(), ruling=ruling(is_outdated=True))

    assert line_of(one, "✓").endswith("posts have come in or changed since, the figures have not")


def test_a_correction_shows_old_new_and_reason():
    one = repatriation(verdict(), ruling=ruling(Action.CORRECT, {UKRAINE: 1003}, reason="HQ\ncorrected <it>"))

    assert line_of(one, "Corrected") == (
        "Corrected by Olena Koval, 15:15 Kyiv time: to Ukraine 1,000 bodies → 1,003. Reason: HQ corrected &lt;it&gt;"
    )


def test_a_corrected_figure_takes_the_place_of_that_of_the_sources():
    one = repatriation(verdict(), ruling=ruling(Action.CORRECT, {UKRAINE: 1003}, reason="x"))

    assert line_of(one, "To Ukraine") == (
        "To Ukraine: 1,003 bodies — corrected by an editor; the sources: 1,000 bodies, "
        "reported by one origin: Coordination Headquarters"
    )


def test_a_figure_that_only_an_editor_gives_says_so():
    one = repatriation(verdict(), ruling=ruling(Action.CORRECT, {RUSSIA: 38}, reason="x"))

    assert line_of(one, "To Russia") == "To Russia: 38 bodies — given by an editor; the sources give no figure"


def test_an_outdated_correction_gives_way_to_the_sources():
    one = repatriation(verdict(), ruling=ruling(Action.CORRECT, {UKRAINE: 1003}, is_outdated=True, reason="x"))

    assert line_of(one, "To Ukraine").startswith("To Ukraine: 1,000 bodies — reported")


def test_a_correction_to_no_figure_says_so():
    one = repatriation(verdict(), ruling=ruling(Action.CORRECT, {UKRAINE: None}, reason="x"))

    assert "to Ukraine 1,000 bodies → no figure" in line_of(one, "Corrected")


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (Action.REJECT, "<b>REJECTED BY AN EDITOR: NOT FOR USE</b>"),
        (Action.HOLD, "<b>HELD BY AN EDITOR: WAIT</b>"),
    ],
)
def test_what_is_not_for_use_says_so_first(action, expected):
    assert message(repatriation(verdict(), ruling=ruling(action)), "en").splitlines()[0] == expected


def test_a_rejection_of_an_earlier_text_is_no_banner():
    one = repatriation(verdict(), ruling=ruling(Action.REJECT, is_outdated=True))

    assert message(one, "en").startswith("<b>Bodies handed over</b>")


def test_the_reference_is_the_last_line():
    assert message(repatriation(verdict()), "uk").splitlines()[-1] == "<code>bodies-2026-01-29</code>"


def test_a_reply_shows_only_what_changed():
    other = verdict(RUSSIA, best=38, standing=(tass(38, RUSSIA),), sides=(Side.RUSSIA,))
    before, after = repatriation(verdict(), other), repatriation(verdict(best=1003), other)

    assert "To Russia" not in reply(AlertType.CHANGED, before, after, "en")


def test_a_reply_leaves_out_a_figure_of_which_only_the_words_changed():
    to_russia = verdict(RUSSIA, best=195, standing=(tass(195, RUSSIA),), sides=(Side.RUSSIA,))
    theirs = verdict(best=195, standing=(tass(195),), sides=(Side.RUSSIA,))
    both = verdict(status=Status.DISPUTED, best=207, low=195, standing=(tass(195), said(207)))
    before, after = repatriation(theirs, to_russia), repatriation(both, to_russia)

    assert "To Russia" not in reply(AlertType.DISPUTED, before, after, "en")


def test_a_reply_says_that_nothing_was_given_before():
    after = repatriation(verdict(), verdict(RUSSIA, Status.DISPUTED, 38, low=29))

    assert "Before: no figure given" in reply(AlertType.DISPUTED, repatriation(verdict()), after, "en")


def test_a_reply_says_that_a_figure_was_withheld_before():
    before = repatriation(verdict(status=Status.UNDISCLOSED, best=None, withheld_by=(Side.UKRAINE,)))

    assert "Before: no figure — not disclosed: the Ukrainian side" in reply(
        AlertType.DISPUTED, before, repatriation(verdict()), "en"
    )


def test_what_is_gone_is_closed():
    assert closed(repatriation(verdict()), None, "en").splitlines() == [
        "<b>WITHDRAWN: no post stands behind this any more</b>",
        "",
        "<b>Bodies</b>",
        "Thursday, 29 January 2026",
        "",
        "",
        "<code>bodies-2026-01-29</code>",
    ]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            repatriation(verdict(status=Status.CORROBORATED)),
            "29.01.2026 · bodies · to Ukraine 1,000 bodies (corroborated) · to Russia – no figure",
        ),
        (
            repatriation(verdict(), ruling=ruling(is_outdated=True)),
            (
                "29.01.2026 · bodies · to Ukraine 1,000 bodies (reported) · to Russia – no figure"
                " · confirmed on the earlier text"
            ),
        ),
        (
            repatriation(verdict(status=Status.UNDISCLOSED, best=None), ruling=ruling(Action.HOLD, {})),
            "29.01.2026 · bodies · to Ukraine: not disclosed · to Russia – no figure · held",
        ),
        (
            repatriation(ruling=ruling(Action.CORRECT, {RUSSIA: 38})),
            "29.01.2026 · bodies · to Ukraine – no figure · to Russia 38 bodies · corrected",
        ),
    ],
)
def test_one_line_says_what_is_known(one, expected):
    assert plain_line(one, "en").replace(NBSP, " ") == expected


def test_the_line_of_last_carries_the_reference():
    assert last_line(repatriation(verdict()), "en").endswith(" · <code>bodies-2026-01-29</code>")


def test_a_kind_has_a_name():
    assert [kind_name(kind, "uk") for kind in Kind] == ["тіла", "полонені"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            finding(FindingType.PARTS_MISMATCH, to=UKRAINE, whole=563, sum=560, gap=-3, speaker="coordination-hq"),
            "To Ukraine. Parts do not add up (Coordination Headquarters): the whole is 563, the parts make 560.",
        ),
        (
            finding(FindingType.STAGES_MISMATCH, whole=500, sum=502, speaker="russian-mod"),
            "Stages do not add up (Russian Defence Ministry): the whole is 500, the stages make 502.",
        ),
        (
            finding(
                FindingType.TOTAL_MISMATCH,
                to=RUSSIA,
                declared=207,
                sum=201,
                gap=-6,
                speaker="lavrov",
                since="2025-06-01",
                place=None,
            ),
            (
                "To Russia. A total does not close (Russian Foreign Minister): declared 207 since 1 June 2025, "
                "the handovers known make 201, a gap of 6."
            ),
        ),
        (
            finding(FindingType.TOTALS_DIFFER, to=UKRAINE, ukraine=6057, russia=6060, gap=3, place="2025-06-16"),
            (
                "To Ukraine. The sides’ totals differ by 3: Ukraine 6,057, Russia 6,060; "
                "they part at the handover of 16 June 2025."
            ),
        ),
        (
            finding(
                FindingType.MISCOPY, source="unknown", speaker="medinsky", printed=29, published=26, mistake="figure"
            ),
            "Miscopy: an unnamed source prints 29; published by Vladimir Medinsky: 26.",
        ),
        (
            finding(FindingType.MISCOPY, source="unn", speaker="unn", printed=26, published=1003, mistake="direction"),
            "Miscopy: UNN prints 26; published: 1,003 (the other direction).",
        ),
        (
            finding(FindingType.REVISED, was=1000, now=1003, speaker="coordination-hq"),
            "Coordination Headquarters changed its figure: 1,000 before, 1,003 now.",
        ),
        (finding(FindingType.WITHDRAWN, source="tass", value=None), "TASS withdrew its post."),
        (finding(FindingType.WITHDRAWN, source="tass", value=1000), "TASS withdrew its post, which gave 1,000."),
        (
            finding(
                FindingType.UNIT_MISMATCH,
                wide=205,
                wide_speaker="coordination-hq",
                narrow=185,
                narrow_speaker="russian-mod",
            ),
            "Counted differently, no dispute: Coordination Headquarters 205; Russian Defence Ministry 185 of these.",
        ),
        (finding(FindingType.WITHHELD, side="ukraine"), "Figure withheld by the Ukrainian side."),
        (
            finding(FindingType.GIVEN_LATER, speaker="medinsky", value=38, days=1),
            f"Vladimir Medinsky gave 38 only later, 1{NBSP}day after the handover.",
        ),
    ],
)
def test_a_finding_is_one_sentence(found, expected):
    assert finding_text(found, "en") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "uk",
            "Підсумки сторін різняться на 3: Україна 6 057, Росія 6 060; розходяться на передачі 16 червня 2025 року.",
        ),
        ("ru", "Итоги сторон различаются на 3: Украина 6 057, Россия 6 060; расходятся на передаче 16 июня 2025 года."),
    ],
)
def test_a_finding_speaks_the_language_of_its_reader(language, expected):
    found = finding(FindingType.TOTALS_DIFFER, ukraine=6057, russia=6060, gap=3, place="2025-06-16")

    assert finding_text(found, language).replace(NBSP, " ") == expected


@pytest.mark.parametrize(("days", "expected"), [(1, "через 1 день"), (2, "через 2 дні"), (5, "через 5 днів")])
def test_days_are_counted_in_ukrainian(days, expected):
    found = finding(FindingType.GIVEN_LATER, speaker="medinsky", value=38, days=days)

    assert expected in finding_text(found, "uk").replace(NBSP, " ")


def test_a_finding_is_shown_in_the_message():
    found = finding(FindingType.REVISED, was=1000, now=1003, speaker="coordination-hq")

    assert "• Coordination Headquarters changed its figure" in message(repatriation(verdict(), findings=[found]), "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", ON_FIGURES)
def test_the_note_over_an_outdated_button_fits_its_window(language, action):
    figures = [verdict(to, Status.DISPUTED, 11003, low=10000) for to in (UKRAINE, RUSSIA)]
    one = repatriation(*figures, kind=Kind.PRISONERS, ruling=ruling(action, is_outdated=True))

    assert len(say(language, "button-outdated", now=plain_line(one, language))) <= 200


def test_a_line_too_long_for_a_window_goes_without_its_statuses():
    figures = [verdict(to, Status.DISPUTED, 11003, low=10000) for to in (UKRAINE, RUSSIA)]
    one = repatriation(*figures, kind=Kind.PRISONERS, ruling=ruling(is_outdated=True))

    assert plain_line(one, "uk").replace(NBSP, " ") == (
        "29.01.2026 · полонені · до України 10 000–11 003 особи · до Росії 10 000–11 003 особи"
        " · підтверджено редакцією за попереднім текстом"
    )


def test_a_line_names_a_figure_whose_receiver_is_not_said():
    one = repatriation(unplaced=(said(14, to=None),))

    assert plain_line(one, "en").replace(NBSP, " ") == "29.01.2026 · bodies · direction not given 14 bodies"


def test_a_line_names_a_figure_whose_receiver_is_not_said_after_those_of_known_receivers():
    one = repatriation(verdict(), unplaced=(said(14, to=None),))

    assert plain_line(one, "en").replace(NBSP, " ") == (
        "29.01.2026 · bodies · to Ukraine 1,000 bodies (reported) · to Russia – no figure"
        " · direction not given 14 bodies"
    )


def test_a_receiver_that_only_an_editor_names_is_shown():
    one = repatriation(unplaced=(said(14, to=None),), ruling=ruling(Action.CORRECT, {UKRAINE: 14}))

    assert line_of(one, "To Ukraine") == "To Ukraine: 14 bodies — given by an editor; the sources give no figure"
