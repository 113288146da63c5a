"""The reference history."""

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
    (one,) = read_history(write("bodies,2025-06-13,1200,0,\n"))
    assert one == Known(Kind.BODIES, date(2025, 6, 13), {Receiver.UKRAINE: 1200, Receiver.RUSSIA: 0})


def test_a_figure_that_nobody_gave_is_unknown_and_not_zero(write):
    (one,) = read_history(write("prisoners,2025-06-09,,,\n"))
    assert one.figures == {}


@pytest.mark.parametrize("row", ["cats,2025-06-13,1,2,", "bodies,June,1,2,", "bodies,2025-06-13,48|52,2,"])
def test_a_row_that_cannot_be_read_is_named_by_its_line(write, row):
    with pytest.raises(ArchiveInvalid, match=r"history\.csv:2: is no row of a history"):
        list(read_history(write(row + "\n")))


def test_a_history_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ArchiveInvalid, match="cannot be read: No such file"):
        list(read_history(tmp_path / "absent.csv"))


def test_the_shipped_history_holds_the_founding_case():
    founding = {one.kind: dict(one.figures) for one in shipped_history() if one.happened_on == date(2026, 1, 29)}
    assert founding == {Kind.BODIES: {Receiver.UKRAINE: 1000, Receiver.RUSSIA: 38}}


def test_the_shipped_history_names_each_handover_once():
    rows = [(one.kind, one.happened_on) for one in shipped_history()]
    assert len(rows) == len(set(rows))
