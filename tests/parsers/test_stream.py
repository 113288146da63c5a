"""Posts as JSON lines in, claims as JSON lines out."""

import json

from parsers import Party, Role, Side, parse_lines

POST = {"id": "1", "text": "До України повернуто 640 тіл полеглих.", "posted_at": "2027-03-04T14:00:00+02:00"}


def answers(*lines, **keywords):
    return [json.loads(answer) for answer in parse_lines(lines, **keywords)]


def with_changes(**changes):
    return json.dumps(POST | changes)


def test_a_post_gets_its_claims():
    (answer,) = answers(json.dumps(POST))

    assert answer == {
        "id": "1",
        "relevant": True,
        "unread": False,
        "claims": [
            {
                "kind": "bodies",
                "scope": "handover",
                "to": "ukraine",
                "value": 640,
                "bound": "exactly",
                "granularity": 1,
                "happened_on": "2027-03-04",
                "happened_on_basis": "day_of_post",
                "origin": None,
                "hedge": False,
                "label": None,
                "quote": "До України повернуто 640 тіл полеглих",
                "span": [0, 37],
                "lang": "uk",
                "template": "uk-number-before-noun",
                "context": {"agreement": None, "mediators": []},
            }
        ],
    }


def test_a_line_that_is_not_json_gets_an_error_and_the_next_line_is_read():
    assert [("error" in answer) for answer in answers("{", json.dumps(POST))] == [True, False]


def test_a_line_that_is_not_an_object_gets_an_error():
    assert answers("[1]") == [{"id": None, "error": "This line is not a JSON object."}]


def test_a_post_without_text_gets_an_error_with_its_id():
    assert answers(with_changes(text=None)) == [{"id": "1", "error": "'text' is missing or not a string."}]


def test_a_post_without_a_time_gets_an_error():
    (answer,) = answers(json.dumps({"id": 7, "text": ""}))

    assert answer == {"id": 7, "error": "'posted_at' is missing; give ISO 8601 with an offset."}


def test_a_time_without_an_offset_is_an_error():
    (answer,) = answers(with_changes(posted_at="2027-03-04T14:00:00"))

    assert answer["error"] == "'posted_at' has no offset; write it like 2026-01-29T12:40:00+02:00."


def test_a_time_that_is_not_iso_is_an_error():
    (answer,) = answers(with_changes(posted_at="yesterday"))

    assert answer["error"] == "'posted_at' is not ISO 8601; write it like 2026-01-29T12:40:00+02:00."


def test_a_source_that_is_not_a_string_is_an_error():
    assert answers(with_changes(source=7)) == [{"id": "1", "error": "'source' is not a string."}]


def test_the_day_of_a_post_is_that_of_its_source():
    (answer,) = answers(with_changes(posted_at="2027-03-04T22:30:00+00:00"))

    assert answer["claims"][0]["happened_on"] == "2027-03-05"


def test_a_time_at_the_end_of_the_calendar_keeps_its_day():
    (answer,) = answers(
        with_changes(posted_at="9999-12-31T23:59:00+00:00", text="До України повернуто 640 тіл полеглих.")
    )

    assert answer["claims"][0]["happened_on"] == "9999-12-31"


def test_an_unknown_source_is_read_as_an_unknown_party():
    assert answers(with_changes(source="somebody"))[0]["relevant"] is True


def test_sources_of_a_configuration_are_known():
    ministry = Party("ministry", Side.RUSSIA, Role.OFFICIAL, "A ministry")
    line = with_changes(text="Нам передали 19 тел погибших.", source="ministry")

    assert answers(line, parties={"ministry": ministry})[0]["claims"][0]["to"] == "russia"


def test_blank_lines_are_skipped():
    assert answers("", "  ") == []
