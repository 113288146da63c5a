"""The reference history."""

import re
from datetime import date

import pytest

from bot.errors import ArchiveInvalid
from bot.records import Known
from bot.sources.history import read_history, shipped_history
from parsers.claim import Kind, Receiver

HEAD = "kind,happened_on,to_ukraine,to_russia,sources\n"


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "history.csv"
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


def test_a_row_has_a_figure_for_each_receiver_that_was_told(write):
    (one,) = read_history(write("bodies,2025-06-13,1200,0,https://a.example https://b.example\n"))
    assert one == Known(
        Kind.BODIES,
        date(2025, 6, 13),
        {Receiver.UKRAINE: 1200, Receiver.RUSSIA: 0},
        sources=("https://a.example", "https://b.example"),
    )


def test_a_figure_that_nobody_gave_is_unknown_and_not_zero(write):
    (one,) = read_history(write("prisoners,2025-06-09,,,https://a.example\n"))
    assert one.figures == {}


def test_figures_on_which_reports_differ_are_all_kept_the_first_before_the_others(write):
    (one,) = read_history(write("bodies,2024-11-29,502,48|52,https://a.example\n"))
    assert (one.figures[Receiver.RUSSIA], one.others) == (48, {Receiver.RUSSIA: (52,)})


def test_columns_for_people_are_left_alone(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text("kind,happened_on,to_ukraine,to_russia,note,sources\nbodies,2025-06-13,1,2,why,https://a.example\n")
    assert len(read_history(path)) == 1


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        ("cats,2025-06-13,1,2,x", "kind: 'cats' is not known: write bodies or prisoners"),
        ("bodies,June,1,2,x", "happened_on: 'June' is no day: write it like 2026-01-29"),
        (
            "bodies,2025-06-13,some,2,x",
            "to_ukraine: 'some' is no figure: write digits, 48|52 where reports differ, or nothing",
        ),
        ("bodies,2025-06-13,1,2,", "sources: is empty: name the address of at least one report"),
        ("bodies", "happened_on: None is no day: write it like 2026-01-29"),
    ],
)
def test_a_mistake_is_named_by_line_and_column_with_its_remedy(write, row, mistake):
    with pytest.raises(ArchiveInvalid, match=re.escape(f"history.csv:2: {mistake}")):
        read_history(write(row + "\n"))


def test_all_mistakes_are_named_at_once(write):
    with pytest.raises(ArchiveInvalid) as told:
        read_history(write("cats,2025-06-13,1,2,x\nbodies,2025-06-14,1,2,\n"))
    assert len(str(told.value).splitlines()) == 2


def test_of_very_many_mistakes_the_first_are_named(write):
    with pytest.raises(ArchiveInvalid, match="and 5 more"):
        read_history(write("".join(f"bodies,2025-06-{day:02},1,2,\n" for day in range(1, 26))))


def test_a_handover_that_stands_there_twice_is_a_mistake(write):
    with pytest.raises(ArchiveInvalid, match=r"history\.csv:3: the handover stands there twice: keep one row"):
        read_history(write("bodies,2025-06-13,1,2,x\nbodies,2025-06-13,1,3,x\n"))


def test_a_column_that_is_missing_is_named(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text("kind,happened_on,to_ukraine,to_russia\n")
    with pytest.raises(ArchiveInvalid, match="the column sources is missing"):
        read_history(path)


def test_a_history_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ArchiveInvalid, match="cannot be read: No such file"):
        read_history(tmp_path / "absent.csv")


def test_a_history_that_is_no_text_is_named(tmp_path):
    path = tmp_path / "history.csv"
    path.write_bytes(b"kind,happened_on,to_ukraine,to_russia,sources\n\xff\xfe\n")
    with pytest.raises(ArchiveInvalid, match="cannot be read: it is not UTF-8"):
        read_history(path)


def test_the_shipped_history_holds_the_founding_case():
    founding = {one.kind: dict(one.figures) for one in shipped_history() if one.happened_on == date(2026, 1, 29)}
    assert founding == {Kind.BODIES: {Receiver.UKRAINE: 1000, Receiver.RUSSIA: 38}}


def test_the_shipped_history_names_each_handover_once():
    rows = [(one.kind, one.happened_on) for one in shipped_history()]
    assert len(rows) == len(set(rows))
