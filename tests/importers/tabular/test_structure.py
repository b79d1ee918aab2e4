"""Hierarchy by every means, and ids that spreadsheets spoil."""

from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment

from planner.plan.entities import Objective
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Bookmaker, Importer


def test_indent_by_blanks(imported: "Importer") -> None:
    text = "ID,Task,Duration\n1,Phase,\n2,   Draft,2d\n3,      Section,1d\n4,Other,1d\n"
    assert imported(text).parents() == {"Draft": "Phase", "Section": "Draft"}


def test_indent_by_cell_style_and_by_outline_level(imported: "Importer", workbook: "Bookmaker") -> None:
    def style(book: openpyxl.Workbook) -> None:
        book["Plan"]["B3"].alignment = Alignment(indent=1)
        book["Plan"]["B4"].alignment = Alignment(indent=2)

    def outline(book: openpyxl.Workbook) -> None:
        book["Plan"].row_dimensions[3].outlineLevel = 1
        book["Plan"].row_dimensions[4].outlineLevel = 2

    rows = [
        ["ID", "Task", "Duration"],
        [1, "Phase", "5d"],
        [2, "Draft", "2d"],
        [3, "Section", "1d"],
        [4, "Other", "1d"],
    ]
    for edit in (style, outline):
        assert imported(workbook({"Plan": rows}, edit)).parents() == {"Draft": "Phase", "Section": "Draft"}


def test_outline_codes(imported: "Importer") -> None:
    text = "WBS,Task,Duration\n1,Phase,\n1.1,Draft,2d\n1.1.1,Section,1d\n2,Other,1d\n"
    assert imported(text).parents() == {"Draft": "Phase", "Section": "Draft"}


def test_outline_level_column(imported: "Importer") -> None:
    text = "ID,Outline Level,Task Name,Duration\n1,1,Phase,\n2,2,Draft,2d\n3,3,Section,1d\n4,1,Other,1d\n"
    assert imported(text).parents() == {"Draft": "Phase", "Section": "Draft"}


def test_parent_column_with_ids_or_names(imported: "Importer") -> None:
    text = "ID,Task,Parent,Duration\nA-1,Phase,,\nA-2,Draft,A-1,2d\nA-3,Section,Draft,1d\n"
    assert imported(text).parents() == {"Draft": "Phase", "Section": "Draft"}


def test_parent_that_is_no_row_is_an_error(imported: "Importer") -> None:
    text = "ID,Task,Parent,Duration\nA-1,Phase,,\nA-2,Draft,A-1,2d\nA-3,Section,A-9,1d\n"
    plan = imported(text)
    assert plan.codes() == ["unresolved-parent"]
    assert (plan.finding("unresolved-parent").place.row, plan.finding("unresolved-parent").place.value) == (4, "A-9")


def test_parents_in_a_loop_are_reported(imported: "Importer") -> None:
    text = "ID,Task,Parent,Duration\nA-1,One,A-2,1d\nA-2,Two,A-1,1d\n"
    assert imported(text).codes() == ["hierarchy-cycle"]


def test_jira_parents_by_issue_id(imported: "Importer") -> None:
    text = "Summary,Issue key,Issue id,Parent,Issue Type,Status\nPhase,P-1,1001,,Epic,To Do\n"
    text += "Draft,P-2,1002,1001,Task,Done\n"
    assert imported(text).parents() == {"Draft": "Phase"}


def test_group_column_makes_programmes(imported: "Importer") -> None:
    text = "ID,Programme,Task,Duration\n1,Windows,Ready,2d\n2,WIndows,Tested,1d\n3,macOS,Built,2d\n4,macOS,Shipped,1d\n"
    plan = imported(text)
    assert plan.parents() == {"Ready": "Windows", "Tested": "Windows", "Built": "macOS", "Shipped": "macOS"}


def test_one_column_per_level(imported: "Importer") -> None:
    text = "ID,Title 1,Title 2,Title 3,State,Effort\n1,Programme,,,New,\n"
    text += "2,,Epic,,Active,3w\n3,,,Story,Closed,2d\n4,,Other,,New,1w\n"
    assert imported(text).parents() == {"Epic": "Programme", "Story": "Epic", "Other": "Programme"}


def test_outline_codes_that_lost_their_final_zero(imported: "Importer") -> None:
    rows: list[list[object]] = [["WBS", "Task", "Duration", "Predecessors"], [1, "Phase", None, None]]
    rows += [[float(f"1.{n}"), f"Step {n}", "1d", None] for n in range(1, 12)]
    rows[-1][3] = "1.10"
    plan = imported(rows)
    assert plan.codes() == ["repaired-code"]
    assert plan.finding("repaired-code").place.row == 12
    assert plan.links() == ["Step 10 FS Step 11"]
    assert plan.parents()["Step 10"] == "Phase"


def test_number_reference_that_may_have_lost_its_zero_is_ambiguous(imported: "Importer") -> None:
    rows: list[list[object]] = [["WBS", "Task", "Duration", "Predecessors"], [1, "Phase", None, None]]
    rows += [[f"1.{n}", f"Step {n}", "1d", None] for n in range(2, 12)]
    rows[-1][3] = 1.1
    assert imported(rows).codes() == ["ambiguous-predecessor"]


def test_ids_mangled_to_scientific_notation(imported: "Importer") -> None:
    text = "Task ID,Name,Due Date,Assignee\n1.21E+15,Draft,2027-01-04,Ada\n1.21E+15,Sign,2027-01-05,Bob\n"
    plan = imported(text, "asana.csv")
    assert plan.names() == ["Draft", "Sign"]
    assert plan.codes() == ["mangled-id", "mangled-id"]


def test_a_code_that_two_rows_have_is_an_error(imported: "Importer") -> None:
    text = "ID,Task,Duration\nPOL-1,One,1d\nPOL-2,Two,1d\nPOL-1,Three,1d\n"
    plan = imported(text)
    assert plan.codes() == ["duplicate-code"]
    assert imported(text, partial=True).names() == ["One", "Two"]


def test_leading_zeros_do_not_part_an_id_from_its_reference(imported: "Importer") -> None:
    assert imported("ID,Task,Duration,Predecessors\n001,One,1d,\n002,Two,1d,1\n").links() == ["One FS Two"]


def test_rows_without_ids_get_codes_of_their_sheet(imported: "Importer", workbook: "Bookmaker") -> None:
    plan = imported(workbook({"Launch Plan": [["Task", "Duration"], ["One", "1d"], ["Two", "2d"]]}))
    assert [item.code for item in plan.works()] == ["LP-1", "LP-2"]


def test_names_that_carry_their_outline_code(imported: "Importer") -> None:
    text = "Tâche;Charge (jours);Resp.;Date début;Dépend de\n1. Cadrage;;;;\n1.1 Rédiger;5;Ada;04/01/2027;\n"
    text += "1.2 Valider;2;Bob;11/01/2027;Rédiger\n2. Lancement;;;;\n2.1 Former;3;Cyd;13/01/2027;1.2 Valider\n"
    plan = imported(text)
    assert plan.parents() == {"Rédiger": "Cadrage", "Valider": "Cadrage", "Former": "Lancement"}
    assert plan.links() == ["Rédiger FS Valider", "Valider FS Former"]


def test_group_named_once_over_merged_cells(imported: "Importer", workbook: "Bookmaker") -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["工程表"].merge_cells("B2:B3")

    rows = [
        ["No.", "大項目", "作業内容", "開始予定日", "終了予定日", "先行タスク"],
        [1, "設計", "要件定義", "2027-01-04", "2027-01-08", None],
        [2, None, "基本設計", "2027-01-11", "2027-01-22", "1"],
        [3, "実装", "開発", "2027-01-25", "2027-02-12", "2"],
    ]
    plan = imported(workbook({"工程表": rows}, merge))
    assert plan.parents() == {"要件定義": "設計", "基本設計": "設計", "開発": "実装"}
    assert plan.links() == ["基本設計 FS 開発", "要件定義 FS 基本設計"]


def test_objectives_by_code_by_name_and_new(imported: "Importer") -> None:
    plan = Plan.of(Objective(id="o", code="OBJ-1", name="Safe, fair launches"))
    text = "Task;Duration;OKR\nA;2d;obj-1\nB;1d;safe, fair launches\nC;3d;O2: Faster rules, everywhere\n"
    text += "D;1d;O2, OBJ-1\nE;1d;\n"
    found = imported(text, plan=plan)
    codes = {id_: item.code for id_, item in found.plan.all(Objective).items()}
    served = {item.name: [codes[id_] for id_ in item.objective_ids] for item in found.works()}
    assert served == {"A": ["OBJ-1"], "B": ["OBJ-1"], "C": ["O2"], "D": ["O2", "OBJ-1"], "E": []}
    assert [item.name for item in found.plan.all(Objective).values()] == [
        "Safe, fair launches",
        "Faster rules, everywhere",
    ]
    assert [(f.code, f.place.row) for f in found.result.findings if "objective" in f.code] == [("new-objective", 4)]


def test_what_each_row_says_of_itself_under_objective_is_a_description(imported: "Importer") -> None:
    prose = ["Write down what changes for teens", "Tell every market about it early", "Measure how often it is used",
             "Close the gaps that audits found", "Teach the night shift the new labels"]  # fmt: skip
    found = imported("Task;Duration;Objective\n" + "".join(f"T{at};2d;{text}\n" for at, text in enumerate(prose)))
    assert found.fields() == ["name", "duration", "description"]
    assert [item.description for item in found.works()] == prose
