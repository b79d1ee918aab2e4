"""Staffing sheets as finance and vendor managers send them, into an empty plan: who is there on which day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from planner.plan.entities import Demand, Portfolio, Resource, StaffingChange, Team
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Bookmaker, Importer

EMPTY = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)))
FEB, MAY = date(2027, 2, 15), date(2027, 5, 14)


def there(plan: Plan, day: date) -> dict[str, float]:
    """Return how many people are in each team on a day."""
    found = {}
    for team in plan.all(Team).values():
        people = [each for each in plan.all(Resource).values() if each.team_id == team.id]
        engaged = [
            each.max_units / 100
            for each in people
            if (each.engaged_from or day) <= day and day <= (each.engaged_until or day)
        ]
        changes = [
            each.fte
            for each in plan.all(StaffingChange).values()
            if each.team_id == team.id and each.start <= day <= (each.finish or day)
        ]
        found[team.name] = round((sum(engaged) if people else team.headcount) + sum(changes), 2)
    return found


SHEETS: dict[str, tuple[str, dict[str, float], dict[str, float]]] = {
    "hours per week": ("Team,Hours per week\nA,120\nB,60\n", {"A": 3, "B": 1.5}, {"A": 3, "B": 1.5}),
    "hours per week by quarter": ("Team,Q1 2027 (hrs/week),Q2 2027 (hrs/week)\nA,120,160\n", {"A": 3}, {"A": 4}),
    "people by Wochenstunden": ("Name;Abteilung;Wochenstunden\nAnna Ott;A;40\nBo Ott;A;30\n", {"A": 1.75}, {"A": 1.75}),
    "person-days of each sprint": (
        "Team,Sprint,Start,End,Person-days\nCore,S1,2027-02-08,2027-02-19,30\nCore,S2,2027-05-10,2027-05-21,20\n",
        {"Core": 3}, {"Core": 2},
    ),
    "sprints across over their first days": (
        "Person-days,,,\nTeam,Sprint 1,Sprint 2,Sprint 3\n,2027-02-01,2027-02-15,2027-03-01\nCore,20,30,25\n",
        {"Core": 3}, {"Core": 2.5},
    ),
    "vendors with engagements": (
        "Vendor,Site,Headcount,Start,End\nAcme,Manila,40,2027-01-04,2027-04-30\nGlobex,Lisbon,25,2027-03-01,\n",
        {"Acme": 40, "Globex": 0}, {"Acme": 0, "Globex": 25},
    ),
    "months with their quarters and halves": (
        "Team,Jan 27,Feb 27,Mar 27,Q1 2027,Apr 27,May 27,Jun 27,Q2 2027,H1 2027\nA,2,2,3,2.33,3,4,4,3.67,3\n",
        {"A": 2}, {"A": 4},
    ),
    "headcount, people, days": ("Team,Headcount,FTE,Q1 days\nA,5,4.6,294\n", {"A": 4.6}, {"A": 4.6}),
    "heads and what part each works": ("Team;Anzahl;Pensum\nA;5;80 %\n", {"A": 4}, {"A": 4}),
    "plan beside actual": ("Team,Q1 27 Plan,Q1 27 Actual,Q2 27 Plan,Q2 27 Actual\nA,4,3,5,\n", {"A": 4}, {"A": 5}),
    "weeks without their year": ("Einsatz 2027;;;\nAbteilung;KW 7;KW 8;KW 9\nA;4;5;5\n", {"A": 4}, {"A": 5}),
    "a pivot table": (
        "Sum of FTE,Column Labels,,\nRow Labels,2027-02,2027-05,Grand Total\nA,5,6,11\nGrand Total,5,6,11\n",
        {"A": 5}, {"A": 6},
    ),
    "quarters down, unknown teams across": (
        "Headcount,,,\nQuarter,A,B,Total\nQ1 2027,4,20,24\nQ2 2027,5,22,27\nAverage,4.5,21,25.5\n",
        {"A": 4, "B": 20}, {"A": 5, "B": 22},
    ),
    "totals by other words": ("Team;Skill;FTE\nA;ML;3\nA;Data;2\nA;Gesamt;5\nGesamtergebnis;;5\n", {"A": 5}, {"A": 5}),
    "remarks below two columns": ("Team,FTE\nA,3\n\n* without contractors\nSource: HR\n", {"A": 3}, {"A": 3}),
    "units in the cells": ("Team;Q1 2027\nA;3,5 VZÄ\nB;128 PT\n", {"A": 3.5, "B": 2}, {"A": 3.5, "B": 2}),
    "days of the quarter in the title": ("Capacity Q1 2027 (person-days),\nTeam,Days\nA,128\n", {"A": 2}, {"A": 2}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "february", "may"), SHEETS.values(), ids=SHEETS)
def test_people_of_teams(text: str, february: dict[str, float], may: dict[str, float], imported: "Importer") -> None:
    found = imported(text, plan=EMPTY)
    assert (there(found.plan, FEB), there(found.plan, MAY)) == (february, may)
    assert imported(text, plan=found.plan).result.operations == ()


def test_two_measures_under_one_quarter_count_once(imported: "Importer", workbook: "Bookmaker") -> None:
    rows = [["Team", "Q1 2027", None, "Q2 2027", None], [None, "Days", "FTE", "Days", "FTE"], ["A", 128, 2, 195, 3]]
    plan = imported(workbook({"Plan": rows}, lambda book: book["Plan"].merge_cells("B1:C1")), plan=EMPTY).plan
    assert (there(plan, FEB), there(plan, MAY)) == ({"A": 2}, {"A": 3})


def test_a_sheet_for_each_quarter_is_of_that_quarter(imported: "Importer", workbook: "Bookmaker") -> None:
    sheets = {"Q1 2027": [["Team", "FTE"], ["A", 3]], "Q2 2027": [["Team", "FTE"], ["A", 4]]}
    plan = imported(workbook(sheets), plan=EMPTY).plan
    assert (there(plan, FEB), there(plan, MAY)) == ({"A": 3}, {"A": 4})


def _lines(plan: Plan) -> list[str]:
    return [team.line_of_business for team in plan.all(Team).values()]


@pytest.mark.parametrize(
    "text",
    [
        "LOB,Team,Jan 2027,Feb 2027\nPolicy,Youth,3,3\n,Ads,2,2\nPolicy total,,5,5\nOps,Queue,9,9\n",
        "Headcount by LOB,,\nTeam,Jan 2027,Feb 2027\nPolicy,,\nYouth,3,3\nAds,2,2\nSubtotal,5,5\nOps,,\nQueue,9,9\n",
    ],
    ids=["said once", "as headings of groups"],
)
def test_a_line_of_business_over_several_teams(text: str, imported: "Importer") -> None:
    plan = imported(text, plan=EMPTY).plan
    assert (there(plan, FEB), _lines(plan)) == ({"Youth": 3, "Ads": 2, "Queue": 9}, ["Policy", "Policy", "Ops"])


def test_a_merged_line_of_business_is_that_of_each_row(imported: "Importer", workbook: "Bookmaker") -> None:
    rows = [["LOB", "Team", "FTE"], ["Policy", "Youth", 3], [None, "Ads", 2]]
    plan = imported(workbook({"S": rows}, lambda book: book["S"].merge_cells("A2:A3")), plan=EMPTY).plan
    assert _lines(plan) == ["Policy", "Policy"]


def test_whose_share_changes_is_less_for_the_team_then(imported: "Importer") -> None:
    header = "Resource,Team,Jan 2027,Feb 2027,Mar 2027,Apr 2027\n"
    found = imported(header + "Ann Lee,A,100%,50%,50%,100%\nBob Ray,A,80%,80%,0%,0%\n", plan=EMPTY)
    months = (there(found.plan, date(2027, month, 15))["A"] for month in (1, 2, 3, 4))
    assert list(months) == [1.8, 1.3, 0.5, 1]
    edited = imported(header + "Ann Lee,A,100%,100%,100%,100%\nBob Ray,A,80%,80%,0%,0%\n", plan=found.plan)
    assert list(edited.plan.all(StaffingChange).values()) == []


def test_days_of_sickness_are_a_share_of_the_year(imported: "Importer") -> None:
    plan = imported("Team,FTE,PTO days,Sick days\nA,4,17,10\n", plan=EMPTY).plan
    [team] = plan.all(Team).values()
    assert (team.leave_days, team.unplanned_absence) == (17, 0.04)


def test_what_is_hidden_is_read_and_said(imported: "Importer", workbook: "Bookmaker") -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["S"].row_dimensions[3].hidden = True
        book["S"].column_dimensions["C"].hidden = True

    rows = [["Team", "Q1 2027 FTE", "Q2 2027 FTE"], ["A", 3, 4], ["Old", 9, 9]]
    found = imported(workbook({"S": rows}, hide), plan=EMPTY)
    assert [finding.message for finding in found.result.findings if finding.code == "hidden-cells"] == [
        "Hidden in the file, and read: row 3.",
        "Hidden in the file, and read: column C.",
    ]


@pytest.mark.parametrize(
    ("heading", "cells", "number_format"),
    [
        ("FTE %", (50, 150), "General"),
        ("FTE (%)", ("50%", "150%"), "General"),
        ("FTE %", (0.5, 1.5), "0%"),
        ("% FTE", (0.5, 1.5), "General"),
        ("Allocation", (50, 150), "General"),
        ("FTE", (0.5, 1.5), "General"),
    ],
)
def test_people_of_a_plan_in_per_cent_of_full_time(
    heading: str,
    cells: Sequence[object],
    number_format: str,
    imported: "Importer",
    workbook: "Bookmaker",
) -> None:
    rows = [["Initiative", "Team", heading, "Duration"], ["X", "A", cells[0], "4w"], ["Y", "A", cells[1], "4w"]]

    def shape(book: openpyxl.Workbook) -> None:
        for row in (2, 3):
            book["S"].cell(row, 3).number_format = number_format

    plan = imported(workbook({"S": rows}, shape), plan=EMPTY).plan
    assert [demand.fte for demand in plan.all(Demand).values()] == [0.5, 1.5]
