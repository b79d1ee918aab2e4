"""Exports of the tools that planners use, as those tools write them."""

from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment

from planner.plan.entities import Level, Status

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Bookmaker, Importer


def test_microsoft_project_with_resources_and_assignments(imported: "Importer", workbook: "Bookmaker") -> None:
    head = ["ID", "Active", "Task Mode", "Name", "Duration", "Start", "Finish", "Predecessors", "Outline Level"]
    tasks = [
        head,
        [1, "Yes", "Auto", "Programme", "60 days", datetime(2027, 1, 4, 8), datetime(2027, 3, 26, 17), None, 1],
        [2, "Yes", "Auto", "Draft", "10 days?", datetime(2027, 1, 4, 8), datetime(2027, 1, 15, 17), None, 2],
        [3, "Yes", "Auto", "Review", "2 wks", datetime(2027, 1, 18, 8), datetime(2027, 1, 29, 17), "2", 2],
        [
            4,
            "Yes",
            "Auto",
            "Launch",
            "0 days",
            datetime(2027, 2, 1, 8),
            datetime(2027, 2, 1, 8),
            "3FS+1 day,2SS+50%",
            2,
        ],
    ]
    resources = [["ID", "Active", "Name", "Type", "Initials", "Max Units", "Std. Rate"],
                 [1, "Yes", "Ada", "Work", "A", "100%", "$0.00/hr"]]  # fmt: skip
    assignments = [
        ["Task Name", "Resource Name", "% Work Complete", "Work", "Units"],
        ["Draft", "Ada", "0%", "80 hrs", "100%"],
    ]
    book = workbook({"Task_Table1": tasks, "Resource_Table1": resources, "Assignment_Table1": assignments})
    plan = imported(book)
    assert plan.links() == ["Draft FS Review", "Draft SS 50% Launch", "Review FS 1d Launch"]
    assert [item.level for item in plan.works()] == [
        Level.PROGRAMME, Level.WORK_ITEM, Level.WORK_ITEM, Level.MILESTONE,
    ]  # fmt: skip
    assert plan.codes() == ["sheet-not-a-plan", "sheet-not-a-plan"]


def test_microsoft_project_in_german(imported: "Importer") -> None:
    lines = [
        "Nr.;Vorgangsmodus;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Gliederungsebene;% Abgeschlossen;Ressourcennamen",
        "1;Auto;Programm;60 Tage;Mo 04.01.27;Fr 26.03.27;;1;10%;",
        "2;Auto;Entwurf;10 Tage?;Mo 04.01.27;Fr 15.01.27;;2;50%;Ada",
        "3;Auto;Prüfung;2 Wochen;Mo 18.01.27;Fr 29.01.27;2EA+1 Tag;2;0%;Bob",
        '4;Auto;Start;0 Tage;Mo 01.02.27;;"3;2AA+50%";2;0%;',
    ]
    plan = imported("\n".join(lines))
    assert plan.links() == ["Entwurf FS 1d Prüfung", "Entwurf SS 50% Start", "Prüfung FS Start"]
    assert plan.work("Entwurf").percent_complete == 50


def test_asana_says_each_dependency_from_both_ends(imported: "Importer") -> None:
    text = "Task ID,Created At,Completed At,Name,Section/Column,Assignee,Start Date,Due Date,Tags,Notes,Parent task,"
    text += "Blocked By (Dependencies),Blocking (Dependencies)\n"
    text += (
        '1201234567890123,2026-11-01,2026-11-20,Draft,Planning,Ada,2026-11-02,2026-11-20,legal,"one\ntwo",,,Review\n'
    )
    text += "1201234567890124,2026-11-01,,Review,Planning,Bob,2026-11-23,2026-12-04,,,,Draft,\n"
    text += "1201234567890125,2026-11-01,,Legal check,Planning,Cyd,,2026-12-01,,,Review,,\n"
    plan = imported(text, "asana.csv")
    assert (plan.links(), plan.codes()) == (["Draft FS Review"], [])
    assert plan.parents() == {"Legal check": "Review"}
    draft = plan.work("Draft")
    assert (draft.status, str(draft.duration), draft.tags) == (Status.DONE, "15d", ("Planning", "legal"))


def test_smartsheet_indents_by_style_and_counts_rows(imported: "Importer", workbook: "Bookmaker") -> None:
    def indent(book: openpyxl.Workbook) -> None:
        for row in (3, 4, 6):
            book["Plan"].cell(row, 1).alignment = Alignment(indent=1)

    days = [datetime(2027, 1, day) for day in (4, 15, 18, 22, 26, 28)]
    rows = [
        ["Task Name", "Duration", "Start", "Finish", "Predecessors", "% Complete", "Assigned To"],
        ["Phase 1", "15d", days[0], days[3], None, 0.4, "Ada"], ["Draft", "10d", days[0], days[1], None, 0.6, "Bob"],
        ["Review", "5d", days[2], days[3], "2", 0, "Cyd"], ["Phase 2", "3d", days[4], days[5], None, 0, "Ada"],
        ["Ship", "3d", days[4], days[5], "3FS +1d", 0, "Ada"],
    ]  # fmt: skip
    plan = imported(workbook({"Plan": rows}, indent))
    assert plan.links() == ["Draft FS Review", "Review FS 1d Ship"]
    assert plan.parents() == {"Draft": "Phase 1", "Review": "Phase 1", "Ship": "Phase 2"}
    assert plan.codes() == []


def test_azure_devops_one_title_column_per_level(imported: "Importer") -> None:
    text = "\ufeffID,Work Item Type,Title 1,Title 2,Assigned To,State,Start Date,Target Date,Tags\n"
    text += "101,Epic,Launch,,Ada,Active,01/04/2027 00:00:00,03/31/2027 00:00:00,sii; eu\n"
    text += "102,Feature,,Policy text,Bob,New,01/04/2027 00:00:00,01/29/2027 00:00:00,\n"
    plan = imported(text, "ado.csv")
    assert plan.parents() == {"Policy text": "Launch"}
    assert plan.work("Launch").tags == ("sii", "eu")
    assert f"{plan.work('Policy text').deadline:%Y-%m-%d}" == "2027-01-29"


def test_primavera_with_a_row_of_database_names(imported: "Importer") -> None:
    text = "Activity ID\tActivity Name\tOriginal Duration(h)\tStart\tFinish\tPredecessor Details\n"
    text += "task_code\ttask_name\ttarget_drtn_hr_cnt\tstart_date\tend_date\tpred_details\n"
    text += "A1000\tMobilise\t80\t04-Jan-27\t15-Jan-27\t\nA1010\tBuild\t160\t18-Jan-27\t12-Feb-27\tA1000: FS\n"
    text += "A1020\tTest\t40\t15-Feb-27\t19-Feb-27\tA1010: FS 16.0, A1000: SS 8.0\n"
    plan = imported(text, "p6.csv")
    assert plan.links() == ["Build FS 16h Test", "Mobilise FS Build", "Mobilise SS 8h Test"]


def test_three_estimates_in_one_cell(imported: "Importer") -> None:
    text = "id | name | team, FTE | weeks O/M/P | depends | deadline\n"
    text += "POL-101 | Policy | Policy S&V 1.5, EMEA 0.5 | 3/5/9 | - | 2026-12-18\n"
    text += "INF-203 | Pilot | Infra AI 2.5 | 6/9/16 | POL-101 SS+4w | 2027-02-28\n"
    plan = imported(text)
    assert plan.links() == ["Policy SS 4w Pilot"]
    pilot = plan.work("INF-203")
    assert [str(d) for d in (pilot.optimistic, pilot.duration, pilot.pessimistic)] == ["6w", "9w", "16w"]
    assert plan.demands() == [
        ("Pilot", "Infra AI", 2.5, None), ("Policy", "EMEA", 0.5, None), ("Policy", "Policy S&V", 1.5, None),
    ]  # fmt: skip
