"""Predecessors in every notation that real plans use."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Importer

HEAD = "ID,Task,Duration,Predecessors\n"


def rows(cell: str) -> str:
    quoted = '"' + cell.replace('"', '""') + '"'
    return f"{HEAD}1,Alpha,2d,\n2,Beta,2d,\n3,Gamma,2d,\n4,Delta,2d,{quoted}\n"


@pytest.mark.parametrize(
    ("cell", "links"),
    [
        ("1", ["Alpha FS Delta"]),
        ("1FS", ["Alpha FS Delta"]),
        ("2fs", ["Beta FS Delta"]),
        ("3FS+2d", ["Gamma FS 2d Delta"]),
        ("3FS +2 d", ["Gamma FS 2d Delta"]),
        ("1FS+3 wks", ["Alpha FS 3w Delta"]),
        ("1SS+50%", ["Alpha SS 50% Delta"]),
        ("1FF-2d", ["Alpha FF -2d Delta"]),
        ("1SF+5ed", ["Alpha SF 5ed Delta"]),
        ("1FS-1 day", ["Alpha FS -1d Delta"]),
        ("1+3d", ["Alpha FS 3d Delta"]),
        ("1;2", ["Alpha FS Delta", "Beta FS Delta"]),
        ("1,2,3", ["Alpha FS Delta", "Beta FS Delta", "Gamma FS Delta"]),
        ("1 & 2", ["Alpha FS Delta", "Beta FS Delta"]),
        ("1 and 2", ["Alpha FS Delta", "Beta FS Delta"]),
        ("1\n2", ["Alpha FS Delta", "Beta FS Delta"]),
        ("1|2", ["Alpha FS Delta", "Beta FS Delta"]),
        ("1 2", ["Alpha FS Delta", "Beta FS Delta"]),
        ("1/2", ["Alpha FS Delta", "Beta FS Delta"]),
        ("1 - 3", ["Alpha FS Delta", "Beta FS Delta", "Gamma FS Delta"]),
        ("1FS+1,5d,2", ["Alpha FS 1.5d Delta", "Beta FS Delta"]),
        ("1FS+2d;2SS", ["Alpha FS 2d Delta", "Beta SS Delta"]),
        ("Alpha", ["Alpha FS Delta"]),
        ("alpha; Gamma", ["Alpha FS Delta", "Gamma FS Delta"]),
        ("Alpha SS+1d", ["Alpha SS 1d Delta"]),
        ("#1", ["Alpha FS Delta"]),
        ("1 - Alpha", ["Alpha FS Delta"]),
        ("1 (SS)", ["Alpha SS Delta"]),
        ("FS: 1", ["Alpha FS Delta"]),
        ("3EA+2 Tage", ["Gamma FS 2d Delta"]),
        ("1AA", ["Alpha SS Delta"]),
        ("1EE;2AE", ["Alpha FF Delta", "Beta SF Delta"]),
        ("1FD+2 jours", ["Alpha FS 2d Delta"]),
        ("1DD", ["Alpha SS Delta"]),
        ("1DF", ["Alpha SF Delta"]),
        ("1CC+1 semana", ["Alpha SS 1w Delta"]),
        ("1ОН+2 дн", ["Alpha FS 2d Delta"]),
        ("n/a", []),
        ("-", []),
    ],
)
def test_notation(imported: "Importer", cell: str, links: list[str]) -> None:
    assert imported(rows(cell)).links() == links


@pytest.mark.parametrize("cell", ["9", "9FS+2d", "Epsilon", "1;9"])
def test_reference_to_nothing_is_an_error_with_its_place(imported: "Importer", cell: str) -> None:
    plan = imported(rows(cell))
    assert plan.codes() == ["unresolved-predecessor"]
    place = plan.result.findings[0].place
    assert (place.file, place.sheet, place.row, place.column, place.value) == (
        "plan.csv", "plan", 5, "D (Predecessors)", cell,
    )  # fmt: skip
    assert plan.result.operations == ()


def test_partial_import_keeps_the_row_and_leaves_the_reference_out(imported: "Importer") -> None:
    plan = imported(rows("1;9"), partial=True)
    assert plan.links() == ["Alpha FS Delta"]
    assert plan.codes() == ["unresolved-predecessor"]


def test_own_row_is_refused(imported: "Importer") -> None:
    assert imported(rows("4")).codes() == ["self-dependency"]


def test_row_numbers_while_the_id_column_is_an_outline_code(imported: "Importer") -> None:
    text = "WBS,Task,Duration,Predecessors\n1,Phase,5d,\n1.1,Draft,2d,\n1.2,Review,3d,2\n2,Launch,1d,3FS+2d\n"
    plan = imported(text)
    assert plan.mapping.plans[0].references == "ordinal"
    assert plan.links() == ["Draft FS Review", "Review FS 2d Launch"]


def test_outline_codes_as_references(imported: "Importer") -> None:
    text = "WBS,Task,Days,Predecessors\n1,Phase,5,\n1.1,Draft,2,\n1.2,Review,3,1.1\n1.3,Sign,1,1.1 & 1.2\n"
    assert imported(text).links() == ["Draft FS Review", "Draft FS Sign", "Review FS Sign"]


def test_sheet_rows_as_references(imported: "Importer") -> None:
    text = "Task,Start,Finish,Predecessors\nDraft,2027-01-04,2027-01-08,\nReview,2027-01-11,2027-01-12,2\n"
    text += "Sign,2027-01-13,2027-01-13,3\nLaunch,2027-01-14,2027-01-14,4\n"
    plan = imported(text)
    assert plan.mapping.plans[0].references == "sheet_row"
    assert plan.links() == ["Draft FS Review", "Review FS Sign", "Sign FS Launch"]


def test_rows_of_smartsheet_count_from_the_first_below_the_headings(imported: "Importer") -> None:
    text = "Task Name,Duration,Start,Finish,Predecessors,% Complete\nDraft,5d,01/04/27,01/08/27,,50%\n"
    text += "Review,2d,01/11/27,01/12/27,1,0%\nSign,1d,01/13/27,01/13/27,2FS +1d,0%\n"
    plan = imported(text)
    assert plan.mapping.plans[0].references == "ordinal"
    assert plan.links() == ["Draft FS Review", "Review FS 1d Sign"]


def test_names_with_separators_in_them(imported: "Importer") -> None:
    text = 'Task,Duration,Depends on\n"Draft, review and sign",2d,\nShip,1d,\n'
    text += 'Launch,1d,"Draft, review and sign; Ship"\nParty,1d,"Ship, Draft, review and sign"\n'
    assert imported(text).links() == [
        "Draft, review and sign FS Launch", "Draft, review and sign FS Party", "Ship FS Launch", "Ship FS Party",
    ]  # fmt: skip


def test_name_that_two_rows_share_is_ambiguous(imported: "Importer") -> None:
    text = "Task,Duration,Depends on\nDraft,2d,\nDraft,3d,\nShip,1d,Draft\n"
    assert imported(text).codes() == ["ambiguous-predecessor"]


def test_one_column_per_dependency(imported: "Importer") -> None:
    text = "Code,Title,Effort,Dep 1,Dep 2\nA-1,One,1w,,\nA-2,Two,1w,,\nA-3,Three,1w,A-1,A-2\n"
    assert imported(text).links() == ["One FS Three", "Two FS Three"]


def test_successors_column(imported: "Importer") -> None:
    assert imported("ID,Task,Dauer,Nachfolger\n1,Alpha,2 Tage,2AA\n2,Beta,1 Tag,\n").links() == ["Alpha SS Beta"]


def test_type_and_lag_in_columns_of_their_own(imported: "Importer") -> None:
    text = "ID,Task,Duration,Predecessor,Dependency Type,Lag\n1,Alpha,2d,,,\n2,Beta,1d,1,Start-to-Start,3 days\n"
    assert imported(text).links() == ["Alpha SS 3d Beta"]


def test_codes_that_end_like_link_types(imported: "Importer") -> None:
    text = "ID,Task,Duration,Predecessors\nT-SS,Alpha,2d,\nT-FF,Beta,1d,T-SS\nT-3,Gamma,1d,T-SSSS+1d;T-FFFF\n"
    assert imported(text).links() == ["Alpha FS Beta", "Alpha SS 1d Gamma", "Beta FF Gamma"]


def test_references_that_a_spreadsheet_made_numbers(imported: "Importer") -> None:
    table = [["ID", "Task", "Duration", "Predecessors"], [1, "A1", 2, None], [2, "B1", 2, 1.0], [3, "C1", 2, "1,2"]]
    assert imported(table).links() == ["A1 FS B1", "A1 FS C1", "B1 FS C1"]


def test_same_dependency_twice_is_noted_once_made(imported: "Importer") -> None:
    plan = imported(rows("1;1FS+2d"))
    assert plan.links() == ["Alpha FS Delta"]
    assert plan.codes() == ["repeated-dependency"]


def test_work_that_the_plan_has_already(imported: "Importer") -> None:
    first = imported("ID,Task,Duration\nPOL-1,Policy,3w\n")
    second = imported("ID,Task,Duration,Predecessors\nINF-1,Tool,2w,POL-1\n", "other.csv", plan=first.plan)
    assert second.links() == ["Policy FS Tool"]


def test_jira_links_in_many_repeated_columns(imported: "Importer") -> None:
    comments = ",Comment" * 300
    head = "Summary,Issue key,Issue id,Issue Type,Status,Inward issue link (Blocks),Inward issue link (Blocks)"
    text = f"{head},Outward issue link (Blocks),Due Date{comments}\n"
    text += f"Draft,PRJ-1,1001,Story,Done,,,,31/Jan/27 12:00 AM{',x' * 300}\n"
    text += f"Review,PRJ-2,1002,Task,To Do,PRJ-1,,PRJ-3,28/Feb/27 12:00 AM{',' * 300}\n"
    text += f"Ship,PRJ-3,1003,Epic,In Progress,PRJ-1,PRJ-2,,15/Mar/27 12:00 AM{',' * 300}\n"
    plan = imported(text, "jira.csv")
    assert plan.links() == ["Draft FS Review", "Draft FS Ship", "Review FS Ship"]
    ship = plan.work("PRJ-3")
    assert (ship.status.value, ship.level.value, f"{ship.deadline:%Y-%m-%d}") == (
        "in_progress",
        "initiative",
        "2027-03-15",
    )
    assert [(i.system, i.key) for i in ship.external_ids][1:] == [("Issue id", "1003")]
