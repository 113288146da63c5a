"""Files for analysts."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from bot.records import Action, Decision, PostKey
from bot.reports.codebook import TABLES, VERSION, dictionary
from bot.reports.export import Format, export, safe_cell
from bot.reports.tables import Contents
from tests.bot.alerts.build import RUSSIA, UKRAINE, at, picture, repatriation, ruling, said, verdict

PAGE = Path(__file__).parents[3] / "docs" / "data-dictionary.md"
HOSTILE = said(1000, quote='=HYPERLINK("https://example.org","1000 тіл")')
DECISION = Decision(
    "bodies-2026-01-29", Action.CORRECT, 7, "Olena", at(13), "s1", {UKRAINE: 1003, RUSSIA: None}, "+38 later"
)
CONTENTS = Contents(
    picture(
        repatriation(
            verdict(standing=(HOSTILE,)),
            ruling=ruling(Action.CORRECT, {UKRAINE: 1003}, reason="+38 later"),
            unplaced=(said(14, to=None, post="2"), said(15, to=None, post="3")),
        )
    ),
    (HOSTILE, said(38, to=RUSSIA, post="8", standing=False)),
    (DECISION,),
)


@pytest.fixture(params=list(Format), ids=lambda form: form.value)
def form(request):
    return request.param


def read(path):
    """The rows of a file, as text where it is CSV."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    if path.suffix == ".json":
        return json.loads(path.read_text("utf-8"))["rows"]
    return parquet.read_table(path).to_pylist()


def table(folder, name, form=Format.JSON):
    export(CONTENTS, form, folder)
    return read(folder / f"{name}.{form.value}")


def test_every_table_is_a_file(tmp_path, form):
    paths = export(CONTENTS, form, tmp_path / "new" / "folder")
    assert [path.stem for path in paths] == ["repatriations", "claims", "decisions", "totals"]


@pytest.mark.parametrize("name", list(TABLES))
def test_every_file_has_the_columns_of_the_codebook_and_its_version(tmp_path, form, name):
    row = table(tmp_path, name, form)[0]
    assert list(row) == [*(column.name for column in TABLES[name].columns), "codebook_version"]
    assert row["codebook_version"] == VERSION


def test_no_unfinished_file_is_left(tmp_path, form):
    export(CONTENTS, form, tmp_path)
    assert len(list(tmp_path.iterdir())) == 4


def test_an_older_file_goes(tmp_path, form):
    (tmp_path / f"claims.{form.value}").write_text("old")
    assert len(table(tmp_path, "claims", form)) == 2


def test_a_receiver_of_whom_nobody_spoke_has_a_row_without_a_figure(tmp_path):
    row = table(tmp_path, "repatriations")[1]
    assert (row["to"], row["status"], row["best"]) == ("russia", None, None)


def test_figures_without_a_receiver_have_a_row_of_their_own(tmp_path):
    row = table(tmp_path, "repatriations")[2]
    assert (row["to"], row["low"], row["best"], row["high"]) == (None, 14, None, 15)


def test_the_figure_of_an_editor_stands_beside_that_of_the_sources(tmp_path):
    row = table(tmp_path, "repatriations")[0]
    assert (row["best"], row["set_by_editor"], row["ruling"]) == (1000, 1003, "correct")


def test_a_claim_names_the_repatriation_for_which_it_counts(tmp_path):
    assert [row["repatriation"] for row in table(tmp_path, "claims")] == ["bodies-2026-01-29", None]


def test_a_claim_that_no_longer_stands_is_there_and_says_so(tmp_path):
    assert [row["standing"] for row in table(tmp_path, "claims")] == [True, False]


def test_the_figure_of_a_side_has_its_bound(tmp_path):
    row = table(tmp_path, "repatriations")[0]
    assert (row["by_ukraine_bound"], row["by_russia_bound"]) == ("exactly", None)


def test_the_sum_of_a_side_has_its_bound(tmp_path):
    (row,) = table(tmp_path, "totals")
    assert (row["by_ukraine"], row["by_ukraine_bound"], row["by_russia_bound"]) == (1000, "exactly", None)


def test_a_split_names_the_posts_that_it_takes_out(tmp_path):
    taken = (PostKey("tass", "9"), PostKey("coordination-hq", "1"))
    split = replace(DECISION, action=Action.SPLIT, into="bodies-2026-01-30", posts=taken)
    export(replace(CONTENTS, decisions=(split,)), Format.JSON, tmp_path)
    (row,) = read(tmp_path / "decisions.json")
    assert (row["into"], row["posts"]) == ("bodies-2026-01-30", "coordination-hq/1 tass/9")


def test_a_question_says_whom_and_until_when(tmp_path):
    question = replace(DECISION, action=Action.ASKED, asked="the press service", deadline=at(13, day=30))
    export(replace(CONTENTS, decisions=(question,)), Format.JSON, tmp_path)
    (row,) = read(tmp_path / "decisions.json")
    assert (row["asked"], row["deadline"]) == ("the press service", "2026-01-30T13:00:00+00:00")


def test_a_decision_has_its_figures_and_its_reason(tmp_path):
    (row,) = table(tmp_path, "decisions")
    assert (row["action"], row["to_ukraine"], row["to_russia"], row["reason"]) == ("correct", 1003, None, "+38 later")


def test_no_export_holds_the_telegram_id_of_an_editor(tmp_path):
    (row,) = table(tmp_path, "decisions")
    assert 7 not in row.values()


def test_times_keep_their_zone(tmp_path):
    assert table(tmp_path, "decisions")[0]["decided_at"] == "2026-01-29T13:00:00+00:00"


def test_parquet_keeps_types(tmp_path):
    (row,) = table(tmp_path, "decisions", Format.PARQUET)
    assert (row["decided_at"], row["to_ukraine"]) == (at(13), 1003)


def test_parquet_carries_the_meaning_of_its_columns(tmp_path):
    export(CONTENTS, Format.PARQUET, tmp_path)
    schema = parquet.read_schema(tmp_path / "claims.parquet")
    assert schema.field("quote").metadata == {b"says": b"the words that it stands on"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_could_run_begins_with_an_apostrophe(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (-5, "-5"), (True, "true"), ("1 = 1", "1 = 1")])
def test_other_cells_are_as_they_are(value, cell):
    assert safe_cell(value) == cell


def test_the_words_of_a_post_cannot_run_in_a_spreadsheet(tmp_path):
    assert table(tmp_path, "claims", Format.CSV)[0]["quote"].startswith("'=HYPERLINK")


def test_json_holds_the_words_as_they_were_written(tmp_path):
    assert table(tmp_path, "claims")[0]["quote"].startswith("=HYPERLINK")


def test_the_data_dictionary_is_made_from_the_codebook():
    assert PAGE.read_text("utf-8").endswith(dictionary())
