"""What comes from outside can neither break a message nor make it too long."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.wording import (
    LANGUAGES,
    blocked_text,
    finding_text,
    message,
    no_backup_text,
    overdue_text,
    parked_text,
    refused_text,
    reply,
    request_text,
    second_text,
    unread_text,
    unreadable_text,
)
from bot.alerts.wording.clean import clean, safe_link, shorten, units
from bot.records import Action, AlertType, Asked, FindingType, PostKey, Publication, Status, Subscriber
from parsers.claim import Scope
from parsers.parties import Party, Role, Side
from tests.bot.alerts.build import UKRAINE, at, finding, repatriation, ruling, said, verdict

ALLOWED = {"b", "a", "blockquote", "code"}
LONG = 'Передано "тіла" & <b>полеглих</b> 👨‍👩‍👧 ' * 40


class Checker(HTMLParser):
    """Refuses tags that Telegram does not know, and tags that are not closed in order."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def is_well_formed(text):
    checker = Checker()
    checker.feed(text)
    checker.close()
    return not checker.open


def crowd(count, quote=LONG):
    """Return statements of many parties with long names and words."""
    for number in range(count):
        party = Party(f"outlet-{number}", Side.INDEPENDENT, Role.OFFICIAL, f"<{number}> " + "long name " * 20)
        yield replace(said(1000 + number, quote=f"{number} {quote}", post=str(number)), source=party, speaker=party)


def crowded(count):
    standing = tuple(crowd(count))
    findings = [finding(FindingType.MISCOPY, str(number), **MISCOPY) for number in range(count)]
    parts = [replace(one, claim=replace(one.claim, label=LONG, scope=Scope.PART)) for one in standing]
    one = verdict(status=Status.DISPUTED, standing=standing)
    return repatriation(one, findings=findings, parts=parts, ruling=ruling(editor=LONG, reason=LONG))


MISCOPY = {"source": "<unn>" * 20, "speaker": "tass", "printed": 1, "published": None, "mistake": "unit"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 4, 8, 16, 60])
def test_no_message_is_longer_than_telegram_takes(language, count):
    assert units(message(crowded(count), language)) <= 4096


@pytest.mark.parametrize("count", [1, 8, 60])
def test_a_crowded_message_is_well_formed(count):
    assert is_well_formed(message(crowded(count), "uk"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reply_is_longer_than_telegram_takes(language):
    assert units(reply(AlertType.DISPUTED, repatriation(verdict()), crowded(60), language)) <= 4096


def test_what_was_left_out_is_told():
    assert "Not shown here for length: posts 54, findings 56" in message(crowded(60), "en")


def test_relays_are_left_out_before_those_who_speak_for_themselves():
    relays = [
        said(source="unn", speaker="coordination-hq", post=f"r{n}", quote=LONG, posted_at=at(9)) for n in range(30)
    ]
    one = repatriation(verdict(standing=(*relays, said(quote=LONG))))

    assert ">Coordination Headquarters</a>, 12:40" in message(one, "en")


@given(st.text(), st.text(), st.text())
def test_whatever_a_source_writes_the_message_is_well_formed(quote, name, link):
    party = Party("x", Side.RUSSIA, Role.OFFICIAL, name)
    standing = replace(said(quote=quote, link=link), source=party, speaker=party)
    one = repatriation(verdict(standing=(standing,)), ruling=ruling(Action.HOLD, reason=quote, editor=name))

    assert is_well_formed(message(one, "uk"))


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_a_shortened_text_is_never_longer_than_asked(text, length):
    assert len(shorten(text, length)) <= length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb", "ab"),
        ("a\u2066b\u2069", "ab"),
        ("a\u200fb", "ab"),
        ("a\x00b\x1b", "ab"),
        ("a\ud800b", "ab"),
        ("a\u200bb\ufeff", "ab"),
        ("a\n\t b\u2028c", "a b c"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_unseen_characters_are_left_out(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 5, "one…"),
        ("unbreakable", 6, "unbre…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("👨\u200d👩\u200d👧", 3, "👨…"),
    ],
)
def test_a_text_is_shortened_at_the_end_of_a_word(text, length, expected):
    assert shorten(text, length) == expected


@pytest.mark.parametrize("link", ["https://t.me/a/1", "http://example.org/x?a=1&b=2"])
def test_a_web_link_is_shown(link):
    assert safe_link(link) == link


@pytest.mark.parametrize(
    "link",
    [
        None,
        "",
        "javascript:alert(1)",
        "tg://resolve?domain=x",
        "https:///nowhere",
        "https://a b",
        "https://a\u202eb",
        "http://[",
        "https://t.me/" + "x" * 300,
    ],
)
def test_any_other_link_is_not(link):
    assert safe_link(link) is None


def test_a_link_is_escaped():
    one = repatriation(verdict(standing=(said(link='https://t.me/a"b&c'),)))

    assert '<a href="https://t.me/a&#34;b&amp;c">' in message(one, "en")


def test_a_source_begins_its_line_with_a_capital():
    one = repatriation(verdict(standing=(said(source="unknown", link=None),)))

    assert "\nAn unnamed source, 12:40" in message(one, "en")


def test_without_a_link_the_source_is_named_bare():
    assert "\nCoordination Headquarters, 12:40" in message(repatriation(verdict(standing=(said(link=None),))), "en")


def test_a_long_quotation_can_be_folded():
    one = repatriation(verdict(standing=(said(quote="слово " * 60),)))

    assert "<blockquote expandable>«слово" in message(one, "en")


def test_a_post_without_words_has_no_quotation():
    assert "blockquote" not in message(repatriation(verdict(standing=(said(quote=""),))), "en")


def test_a_quotation_within_another_is_not_repeated():
    standing = (said(quote="повернуто 1000 тіл"), said(quote="1000 тіл", ordinal=1))

    assert "<blockquote>«повернуто 1000 тіл»</blockquote>" in message(repatriation(verdict(standing=standing)), "en")


def test_a_party_that_we_have_no_word_for_goes_by_its_own_name():
    party = Party("local", Side.UKRAINE, Role.MEDIA, "Local News")
    standing = (replace(said(), source=party, speaker=party),)
    found = finding(FindingType.REVISED, to=UKRAINE, was=1, now=2, speaker="local")

    assert "• To Ukraine. Local News changed its figure" in message(
        repatriation(verdict(standing=standing), findings=[found]), "en"
    )


def test_a_finding_about_a_stranger_names_its_id_plainly():
    found = finding(FindingType.WITHDRAWN, source="a&b", value=None)

    assert finding_text(found, "en") == "A&b withdrew its post."


def test_an_unread_post_is_quoted_with_its_link():
    text = unread_text(publication("Повернуто 5 тіл <і>"), None, "en")

    assert text.splitlines() == [
        "<b>A person must read this</b>",
        "The post seems to speak of a handover, with a number, and no template reads it.",
        "",
        '<a href="https://t.me/x/7">Coordination Headquarters</a>, 29 January 2026, 12:40 Kyiv time',
        "<blockquote expandable>Повернуто 5 тіл &lt;і&gt;</blockquote>",
        "",
        "<code>coordination-hq/7</code>",
    ]


def test_a_post_on_which_the_parser_failed_says_so():
    assert "The parser failed on it: ValueError: &lt;x&gt;" in unread_text(publication("x"), "ValueError: <x>", "en")


def test_an_unread_post_that_was_edited_says_when():
    edited = replace(publication("x"), edited_at=at(14))

    assert "12:40 Kyiv time, edited 29 January 2026, 16:00 Kyiv time" in unread_text(edited, None, "en")


def test_an_unread_post_without_text_has_no_quotation():
    assert "blockquote" not in unread_text(publication(None), None, "en")


@pytest.mark.parametrize("text", ["слово " * 5000, '"' * 9000, "👨" * 9000])
def test_no_unread_post_is_longer_than_telegram_takes(text):
    assert units(unread_text(publication(text), "f" * 900, "uk")) <= 4096


def test_a_request_names_the_chat():
    asking = Subscriber(-100, "<Desk>", "en")

    assert request_text(asking, "en") == "<b>&lt;Desk&gt;</b> asks for alerts (chat <code>-100</code>)."


def publication(text):
    key = PostKey("coordination-hq", "7")
    return Publication(key, at(10, 40), text, at(10, 40), link="https://t.me/x/7")


ENDLESS = "<b>\u202e" + "довга причина & " * 1000
TO_EDITORS = {
    "unreadable": lambda language: unreadable_text(ENDLESS, language),
    "parked": lambda language: parked_text(Subscriber(7, ENDLESS, "uk"), ENDLESS, language),
    "refused": lambda language: refused_text(ENDLESS, language),
    "blocked": lambda language: blocked_text(ENDLESS, at(9), language, is_over=False),
    "free again": lambda language: blocked_text(ENDLESS, at(9), language, is_over=True),
    "no backup": lambda language: no_backup_text(ENDLESS, language),
    "request": lambda language: request_text(Subscriber(7, ENDLESS, "uk"), language),
    "second": lambda language: second_text(replace(crowded(60), pending=ruling(editor=ENDLESS, reason=LONG)), language),
    "overdue": lambda language: overdue_text(crowded(60), Asked(ENDLESS, at(9), at(10)), language),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TO_EDITORS)
def test_what_editors_are_told_is_short_and_well_formed_whatever_is_in_it(name, language):
    text = str(TO_EDITORS[name](language))

    assert (units(text) < 2000, is_well_formed(text), "\u202e" in text) == (True, True, False)
