"""Sheets of teams, people and demands in any layout: what is read, what is found, and the second reading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import count

import openpyxl
import pytest

from planner.plan.changes import Action, apply
from planner.plan.entities import (
    Calendar,
    Demand,
    DemandProfile,
    Initiative,
    Portfolio,
    Resource,
    SkillShare,
    StaffingChange,
    Team,
    Workforce,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_importers import import_file
from planner_importers.result import ImportResult
from planner_importers.tabular import propose_mapping
from planner_importers.tabular.mapping import Holds

TODAY = date(2026, 11, 22)
CUR = Team(id="cur", code="CUR", name="Curriculum Design", headcount=3)
PLAN = Plan.of(
    Portfolio(id="portfolio", start=datetime(2026, 7, 1)),
    CUR,
    Team(id="loc", code="LOC", name="Localisation"),
    Initiative(id="a", code="TRN-301", name="SII certification", duration=Duration.parse("8w")),
    Initiative(id="b", code="TRN-302", name="Appeals course", duration=Duration.parse("6w")),
)
"""Two teams and two initiatives."""


def csv(text: str) -> bytes:
    return text.strip().encode()


def xlsx(rows: Sequence[Sequence[object]], title: str = "Sheet1", merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, name: str = "staffing.csv", plan: Plan = PLAN, **options: object) -> ImportResult:
    return import_file(data, name, plan, new_id=map(str, count(1)).__next__, today=TODAY, **options)  # type: ignore[arg-type]


def after(result: ImportResult, plan: Plan = PLAN) -> Plan:
    assert [f for f in result.findings if f.severity.value == "error"] == []
    outcome = apply(plan, result.operations)
    assert outcome.accepted, outcome.findings
    return outcome.plan


def teams(plan: Plan) -> dict[str, float]:
    return {team.code: team.headcount for team in plan.all(Team).values()}


def changes(plan: Plan) -> list[tuple[str, str, float]]:
    table = plan.all(Team)
    found = plan.all(StaffingChange).values()
    return sorted((table[each.team_id].code, each.start.isoformat(), each.fte) for each in found)


def demands(plan: Plan) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    table, items = plan.all(Team), plan.all(Initiative)
    return {
        (items[d.initiative_id].code, table[d.team_id].code): (d.fte, d.person_days) for d in plan.all(Demand).values()
    }


def codes(result: ImportResult) -> list[str]:
    return [finding.code for finding in result.findings]


PERIODS = {
    "months in English": csv("Team,Jan 2027,Feb 2027,Mar 2027\nCUR,4,4.5,4.5\nLOC,2,2,1\n"),
    "title rows, total row, total column": csv(
        "Headcount plan 2027 (FTE),,,,\nas of November,,,,\n,,,,\nTeam,Jan,Feb,Mar,Total\n"
        "CUR,4,4.5,4.5,13\nLOC,2,2,1,5\nTotal,6,6.5,5.5,18\n"
    ),
    "German with decimal commas": (
        "Abteilung;Jan 2027;Feb 2027;März 2027\nCUR;4;4,5;4,5\nLOC;2;2;1\nSumme;6;6,5;5,5\n"
    ).encode("cp1252"),
    "French": "Équipe;janv. 2027;févr. 2027;mars 2027\nCUR;4 ETP;4,5 ETP;4,5 ETP\nLOC;2;2;1\n".encode(),
    "Spanish": b"Equipo\tenero 2027\tfebrero 2027\tmarzo 2027\nCUR\t4\t4,5\t4,5\nLOC\t2\t2\t1\n",
    "Japanese": "チーム,2027年1月,2027年2月,2027年3月\nCUR,4,4.5,4.5\nLOC,2,2,1\n合計,6,6.5,5.5\n".encode("shift_jis"),
    "rows of team and month": csv(
        "Month,Team,FTE\n2027-01,CUR,4\n2027-02,CUR,4.5\n2027-03,CUR,4.5\n2027-01,LOC,2\n2027-02,LOC,2\n2027-03,LOC,1\n"
    ),
    "months down, teams across": csv("Month,CUR,LOC,Total\n2027-01,4,2,6\n2027-02,4.5,2,6.5\n2027-03,4.5,1,5.5\n"),
    "a block per team under its name": csv(
        "Team CUR,\nMonth,FTE\nJan 2027,4\nFeb 2027,4.5\nMar 2027,4.5\n,\n"
        "Team LOC,\nMonth,FTE\nJan 2027,2\nFeb 2027,2\nMar 2027,1\nTotal,5\n"
    ),
    "groups with subtotals": csv(
        "Team,Jan 2027,Feb 2027,Mar 2027\nWest,,,\nCUR,4,4.5,4.5\nSubtotal West,4,4.5,4.5\n"
        "East,,,\nLOC,2,2,1\nEast total,2,2,1\nGrand total,6,6.5,5.5\n"
    ),
    "numbers of days as headings": xlsx([["Team", 46388, 46419, 46447], ["CUR", 4, 4.5, 4.5], ["LOC", 2, 2, 1]]),
    "dates as headings": xlsx(
        [["Team", date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)], ["CUR", 4, 4.5, 4.5], ["LOC", 2, 2, 1]]
    ),
    "two rows of headings": xlsx(
        [["", 2027, None, None], ["Squad", "Jan", "Feb", "Mar"], ["CUR", 4, 4.5, 4.5], ["LOC", 2, 2, 1]],
        merged=("B1:D1",),
    ),
    "per cent": csv("Team,Jan 2027,Feb 2027,Mar 2027\nCUR,400%,450%,450%\nLOC,200 %,200 %,100 %\n"),
}


@pytest.mark.parametrize("data", PERIODS.values(), ids=PERIODS)
def test_teams_by_month_in_any_layout(data: bytes) -> None:
    name = "staffing.xlsx" if data.startswith(b"PK") else "staffing.csv"
    result = read(data, name)
    plan = after(result)
    assert teams(plan) == {"CUR": 4.0, "LOC": 2.0}
    assert changes(plan) == [("CUR", "2027-02-01", 0.5), ("LOC", "2027-03-01", -1.0)]
    again = read(data, name, plan)
    assert (again.operations, [f.code for f in again.findings if f.severity.value == "error"]) == ((), [])


def test_an_edited_sheet_changes_only_what_differs() -> None:
    plan = after(read(csv("Team,Q1 2027,Q2 2027,Q3 2027\nCUR,4,5,6\n")))
    assert changes(plan) == [("CUR", "2027-04-01", 1.0), ("CUR", "2027-07-01", 1.0)]
    edited = read(csv("Team,Q1 2027,Q2 2027,Q3 2027\nCUR,4,4,6.5\n"), plan=plan)
    assert [(each.action, each.values) for each in edited.operations] == [
        (Action.UPDATE, {"fte": 2.5}),
        (Action.DELETE, {}),
    ]
    assert changes(after(edited, plan)) == [("CUR", "2027-07-01", 2.5)]


def test_person_days_become_people_by_the_working_days_of_the_team() -> None:
    gross = after(read(csv("Kapazität in Personentagen;;\nTeam;Q1 2027;Q2 2027\nCUR;128;130\n")))
    assert teams(gross)["CUR"] == 2.0, "64 working days in the first quarter, 65 in the second"
    assert changes(gross) == []
    ireland = Plan.of(*PLAN, Calendar(id="ie", code="IE", country="IE"))
    plan = ireland.with_entities([("team", "cur", replace(CUR, calendar_id="ie"))], 0)
    assert teams(after(read(csv("Team,Q1 2027 days\nCUR,60\n"), plan=plan), plan))["CUR"] == 1.0
    net = after(read(csv("Team,Net capacity Q1 2027 (person-days)\nCUR,100\n"), plan=PLAN))
    assert round(teams(net)["CUR"], 2) == round(100 / (64 * (1 - 17 / 261 - 0.04) * 0.8 * 0.9), 2)


def test_teams_at_all_with_what_they_are() -> None:
    result = read(
        csv(
            "Team,LOB,Site,Vendor,Skill,Headcount\nVendor EN,Training,Manila,Acme BPO,,12\n"
            "Evals,Infrastructure,Dublin,internal,ML,3\nEvals,Infrastructure,Dublin,internal,Data,2\n"
        )
    )
    plan = after(result)
    made = {team.code: team for team in plan.all(Team).values()}
    vendor, evals = made["VENDOR-EN"], made["EVALS"]
    assert (vendor.headcount, vendor.workforce, vendor.site, vendor.line_of_business) == (
        12,
        Workforce.VENDOR,
        "Manila",
        "Training",
    )
    assert (evals.headcount, evals.workforce) == (5, Workforce.IN_HOUSE)
    assert evals.skills == (SkillShare(skill="ML", fte=3), SkillShare(skill="Data", fte=2))
    assert codes(result).count("new-team") == 2
    assert read(csv("Team,Headcount\nEvals,5\n"), "other.csv", plan).operations == ()


PEOPLE = {
    "English": csv(
        "Employee,Team,FTE %,Start,End,Skills,Site,Vendor\nAna Diaz,CUR,100%,2027-01-04,,video; writing,Austin,no\n"
        "Bo Lee,CUR,50%,2027-02-01,2027-06-30,writing,Austin,no\n"
    ),
    "German": (
        "Mitarbeiter;Abteilung;Pensum %;Eintritt;Austritt;Fähigkeiten;Standort;Extern\n"
        "Ana Diaz;CUR;100;04.01.2027;;video, writing;Austin;nein\n"
        "Bo Lee;CUR;50;01.02.2027;30.06.2027;writing;Austin;nein\n"
    ).encode(),
    "French": (
        "Nom;Équipe;ETP;Date d'entrée;Date de sortie;Compétences;Site;Prestataire\n"
        "Ana Diaz;CUR;1;04/01/2027;;video, writing;Austin;non\n"
        "Bo Lee;CUR;0,5;01/02/2027;30/06/2027;writing;Austin;non\n"
    ).encode(),
    "Spanish": (
        "Empleado;Equipo;Dedicación;Alta;Baja;Habilidades;Sede;Externo\n"
        "Ana Diaz;CUR;100 %;04/01/2027;;video; \nBo Lee;CUR;50 %;01/02/2027;30/06/2027;writing;Austin\n"
    )
    .replace("video; \n", "video, writing;Austin\n")
    .encode(),
    "Japanese": (
        "氏名,チーム,稼働率,開始日,終了日,スキル,拠点\nAna Diaz,CUR,100%,2027/01/04,,video、writing,Austin\n"
        "Bo Lee,CUR,50%,2027/02/01,2027/06/30,writing,Austin\n"
    ).encode(),
}


@pytest.mark.parametrize("data", PEOPLE.values(), ids=PEOPLE)
def test_lists_of_people(data: bytes) -> None:
    plan = after(read(data, "people.csv"))
    found = {
        p.name: (p.team_id, p.max_units, p.engaged_from, p.engaged_until, p.skills) for p in plan.all(Resource).values()
    }
    assert found == {
        "Ana Diaz": ("cur", 100.0, date(2027, 1, 4), None, ("video", "writing")),
        "Bo Lee": ("cur", 50.0, date(2027, 2, 1), date(2027, 6, 30), ("writing",)),
    }
    team = plan.all(Team)["cur"]
    assert (team.site, team.workforce) == ("Austin", Workforce.IN_HOUSE)
    assert read(data, "people.csv", plan).operations == ()


def test_people_by_month_are_engaged_while_they_are_not_zero() -> None:
    result = read(csv("Name,Team,Jan 2027,Feb 2027,Mar 2027\nAna Diaz,CUR,0,1,1\nBo Lee,CUR,0.5,0.8,\n"), "people.csv")
    found = {p.name: (p.max_units, p.engaged_from, p.engaged_until) for p in after(result).all(Resource).values()}
    assert found == {"Ana Diaz": (100.0, date(2027, 2, 1), None), "Bo Lee": (80.0, None, None)}
    assert [(f.place.row, f.code) for f in result.findings if f.code == "varying-availability"] == [
        (3, "varying-availability")
    ]


DEMANDS = {
    "initiatives by team": csv("Initiative,CUR,Localisation\nTRN-301,1.5,0.5\nAppeals course,2,\nTotal,3.5,0.5\n"),
    "rows": csv("Project,Team,FTE\nTRN-301,CUR,1.5\nTRN-301,LOC,0.5\nTRN-302,CUR,2\n"),
    "teams by initiative": csv("Team,TRN-301,TRN-302\nCUR,1.5,2\nLOC,0.5,\n"),
    "German": b"Vorhaben;CUR;Localisation\nTRN-301: SII;1,5;0,5\nTRN-302;2;-\nGesamt;3,5;0,5\n",
    "merged initiatives": xlsx(
        [["Demand (FTE)"], ["Code", "Initiative", "Team", "FTE"], ["TRN-301", "SII certification", "CUR", 1.5],
         [None, None, "LOC", 0.5], ["TRN-302", "Appeals course", "CUR", 2]],
        merged=("A3:A4", "B3:B4"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", DEMANDS.values(), ids=DEMANDS)
def test_demands_in_any_layout(data: bytes) -> None:
    name = "demand.xlsx" if data.startswith(b"PK") else "demand.csv"
    plan = after(read(data, name))
    assert demands(plan) == {
        ("TRN-301", "CUR"): (1.5, None),
        ("TRN-301", "LOC"): (0.5, None),
        ("TRN-302", "CUR"): (2.0, None),
    }
    assert read(data, name, plan).operations == ()


def test_demand_by_period_is_added_up_with_its_profile() -> None:
    text = "Initiative,Team,Jan 2027,Feb 2027,Mar 2027,Apr 2027\nTRN-301,CUR,20,10,5,0\nTRN-302,CUR,5,5,5,5\n"
    plan = after(read(csv("Person days by month,,,,,\n" + text), "demand.csv"))
    found = {d.initiative_id: (d.person_days, d.profile) for d in plan.all(Demand).values()}
    assert found == {"a": (35.0, DemandProfile.FRONT), "b": (20.0, DemandProfile.FLAT)}
    people = after(read(csv(text), "fte.csv"))
    assert {d.initiative_id: d.person_days for d in people.all(Demand).values()}["b"] == 5 * 86.0


def test_demand_by_period_for_the_team_that_names_the_sheet() -> None:
    data = xlsx([["Initiative", "Q1 2027", "Q2 2027"], ["TRN-301", "30 PT", "10 PT"]], title="Curriculum Design")
    result = read(data, "demand.xlsx")
    assert demands(after(result)) == {("TRN-301", "CUR"): (None, 40.0)}
    nowhere = read(csv("Initiative,Q1 2027,Q2 2027\nTRN-301,3,1\n"), "demand.csv")
    assert [(f.code, f.place.row) for f in nowhere.findings if f.severity.value == "error"] == [
        ("demand-without-team", 2)
    ]
    assert nowhere.operations == ()


def test_everything_unreadable_is_found_in_its_cell() -> None:
    data = csv("Team,Jan 2027,Feb 2027\nCUR,four,4\nLOC,-1,2\n,3,3\nNEW,1,1\n")
    result = read(data)
    errors = [
        (f.code, f.place.row, f.place.column, f.place.value) for f in result.findings if f.severity.value == "error"
    ]
    assert errors == [
        ("unreadable-number", 2, "B (Jan 2027)", "four"),
        ("unreadable-number", 3, "B (Jan 2027)", "-1"),
        ("missing-name", 4, "A (Team)", None),
    ]
    assert result.operations == ()
    partial = read(data, partial=True)
    assert [each.values.get("code") for each in partial.operations if each.kind == "team"] == ["NEW"]


def test_demands_of_unknown_work_are_refused_by_name() -> None:
    result = read(csv("Initiative,CUR,LOC\nTRN-301,1,1\nTRN-999,1,\n"), "demand.csv")
    assert [(f.code, f.message, f.place.row) for f in result.findings if f.severity.value == "error"] == [
        ("unknown-initiative", "There is no initiative 'TRN-999' that could ask for anybody.", 3)
    ]
    assert result.operations == ()


def test_the_mapping_is_shown_can_be_edited_and_given_back() -> None:
    data = csv("Team,Q1 2027,Q2 2027\nCUR,128,130\n")
    shown = propose_mapping(data, "staffing.csv")
    assert [(table.holds, [c.field.value for c in table.columns]) for table in shown.capacities] == [
        (Holds.SUPPLY, ["team", "amount", "amount"])
    ]
    text = read(data).mapping
    assert text is not None
    edited = after(read(data, mapping=text.replace("measure: fte", "measure: days")))
    assert teams(edited)["CUR"] == 2.0
    skipped = read(data, mapping=text.replace("plan: true", "plan: false"))
    assert skipped.operations == ()


def test_periods_without_a_year_are_the_next_ones() -> None:
    result = read(csv("Team,Nov,Dec,Jan\nCUR,1,2,3\n"))
    assert changes(after(result)) == [("CUR", "2026-12-01", 1.0), ("CUR", "2027-01-01", 1.0)]
    assert "period-without-year" in codes(result)


def test_a_plan_and_its_capacity_in_one_file() -> None:
    book = openpyxl.Workbook()
    plan_sheet = book.active
    assert plan_sheet is not None
    plan_sheet.title = "Plan"
    for row in (
        ["ID", "Task", "Start", "Finish"],
        ["POL-1", "Draft", date(2027, 1, 4), date(2027, 1, 29)],
        ["POL-2", "Review", date(2027, 2, 1), date(2027, 2, 12)],
    ):
        plan_sheet.append(row)
    demand = book.create_sheet("Demand")
    for row in (["Initiative", "CUR", "New team"], ["POL-1", 1, 2]):
        demand.append(row)
    supply = book.create_sheet("FTE")
    for row in (["Team", "Q1 2027", "Q2 2027"], ["CUR", 4, 4], ["New team", 2, 3]):
        supply.append(row)
    out = BytesIO()
    book.save(out)
    plan = after(read(out.getvalue(), "all.xlsx"))
    assert demands(plan) == {("POL-1", "CUR"): (1.0, None), ("POL-1", "NEW-TEAM"): (2.0, None)}
    assert teams(plan) == {"CUR": 4.0, "LOC": 0.0, "NEW-TEAM": 2.0}
    assert read(out.getvalue(), "all.xlsx", plan).operations == ()


def test_supply_and_demand_side_by_side_reads_the_supply() -> None:
    rows: list[list[object]] = [
        ["Capacity", None, None, None, None, None, None],
        ["Team", "2027Q1", None, None, "2027Q2", None, None],
        [None, "Supply", "Demand", "%", "Supply", "Demand", "%"],
        ["CUR", 128, 200, 156, 195, 100, 51],
    ]
    result = read(xlsx(rows, "Person-days", merged=("B2:D2", "E2:G2")), "capacity.xlsx")
    plan = after(result)
    assert (teams(plan)["CUR"], changes(plan)) == (2.0, [("CUR", "2027-04-01", 1.0)])


@pytest.mark.parametrize(
    "text",
    [
        "Team,Meeting,Room\nCUR,Monday,4\n",
        "Country,Population\nDE,83\nFR,68\n",
        "Risk,Impact,2027\nLeak,High,3\n",
        "Team\nCUR\nLOC\n",
    ],
)
def test_what_is_no_capacity_is_left_alone(text: str) -> None:
    result = read(csv(text), "other.csv")
    assert result.operations == ()
    assert codes(result)[0] == "no-plan-found"


def test_operations_never_depend_on_the_order_of_rows() -> None:
    lines = ["CUR,2027-01,4", "CUR,2027-02,5", "LOC,2027-01,2"]

    def facts(order: Sequence[str]) -> tuple[object, ...]:
        plan = after(read(csv("Team,Month,FTE\n" + "\n".join(order))))
        return teams(plan), changes(plan)

    assert facts(lines) == facts(lines[::-1])


def test_tables_below_each_other_are_read_apart() -> None:
    result = read(csv("Team,Jan 2027,Feb 2027\nCUR,1,2\n\nInitiative,CUR,LOC\nTRN-301,1,2\n"))
    plan = after(result)
    assert (teams(plan)["CUR"], changes(plan)) == (1.0, [("CUR", "2027-02-01", 1.0)])
    assert demands(plan) == {("TRN-301", "CUR"): (1.0, None), ("TRN-301", "LOC"): (2.0, None)}


def test_tables_beside_each_other_are_read_apart() -> None:
    rows: list[list[object]] = [
        ["Team", "FTE", None, "Initiative", "Team", "FTE"],
        ["CUR", 4, None, "TRN-301", "LOC", 2],
        ["LOC", 2, None, "TRN-302", "CUR", 1],
    ]
    plan = after(read(xlsx(rows), "staffing.xlsx"))
    assert teams(plan) == {"CUR": 4.0, "LOC": 2.0}
    assert demands(plan) == {("TRN-301", "LOC"): (2.0, None), ("TRN-302", "CUR"): (1.0, None)}


def test_parts_of_a_team_under_one_period_are_added_up() -> None:
    rows: list[list[object]] = [
        ["FTE by team", None, None, None, None],
        ["Team", "Q1 2027", None, "Q2 2027", None],
        [None, "In-house", "Vendor", "In-house", "Vendor"],
        ["CUR", 3, 1, 4, 1],
    ]
    result = read(xlsx(rows, merged=("B2:C2", "D2:E2")), "staffing.xlsx")
    plan = after(result)
    assert (teams(plan)["CUR"], changes(plan)) == (4.0, [("CUR", "2027-04-01", 1.0)])
    assert "amounts-added-up" in codes(result)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Team;KW 1 2027;KW 2 2027\nCUR;1;2\n", ("2027-01-11", 1.0)),
        ("チーム,2027年1月,2027年2月\nCUR,１,２\n", ("2027-02-01", 1.0)),
        ("Team,202701,202702\nCUR,1,2\n", ("2027-02-01", 1.0)),
        ("Team,Q1 FY27,Q2 FY27\nCUR,1,2\n", ("2027-04-01", 1.0)),
    ],
)
def test_periods_as_people_write_them(text: str, expected: tuple[str, float]) -> None:
    assert changes(after(read(text.encode()))) == [("CUR", *expected)]


def test_quarters_follow_the_fiscal_year_of_the_plan() -> None:
    fiscal = PLAN.with_entities([("portfolio", "portfolio", Portfolio(id="portfolio", fiscal_year_start_month=10))], 0)
    plan = after(read(csv("Team,Q1 FY27,Q2 FY27\nCUR,1,2\n"), plan=fiscal), fiscal)
    assert changes(plan) == [("CUR", "2027-01-01", 1.0)]


def test_a_column_whose_cells_cannot_be_read_is_not_lost_in_silence() -> None:
    result = read(csv("Team,Jan 2027,Feb 2027\nCUR,1,two\nLOC,1,three\n"))
    assert [(f.place.row, f.place.column) for f in result.findings if f.code == "unreadable-number"] == [
        (2, "C (Feb 2027)"),
        (3, "C (Feb 2027)"),
    ]


def test_staffing_that_the_plan_has_already_is_warned_of() -> None:
    hire = StaffingChange(id="h", team_id="cur", fte=1, start=date(2027, 2, 1))
    plan = Plan.of(*PLAN, hire)
    result = read(csv("Team,Jan 2027,Feb 2027\nCUR,3,4\n"), plan=plan)
    assert [f.code for f in result.findings if f.severity.value == "warning"] == ["staffing-counted-twice"]


def test_three_rows_of_headings_and_a_corner_of_two_words() -> None:
    rows: list[list[object]] = [
        [None, 2027, None, None, None],
        [None, "Q1", None, None, "Q2"],
        ["Team / Month", "Jan", "Feb", "Mar", "Apr"],
        ["CUR", 4, 4, 5, 5],
    ]
    plan = after(read(xlsx(rows, merged=("B1:E1", "B2:D2")), "staffing.xlsx"))
    assert (teams(plan)["CUR"], changes(plan)) == (4.0, [("CUR", "2027-03-01", 1.0)])


ENGAGED = """Vendor ramp plan,,,,
Vendor team,Vendor,FTE,From,To
LOC,Harborline,7,2026-07-01,2027-03-31
LOC,Harborline,4,2027-04-01,2027-12-31
Curriculum Design,Lingua,2,2027-02-01,2027-06-30
Night Shift,Harborline,12,2027-01-04,2027-09-30
"""


def test_people_engaged_by_dates_come_and_go() -> None:
    before = PLAN.with_entities([("portfolio", "portfolio", Portfolio(id="portfolio", status_date=TODAY))], 1)
    plan = after(read(csv(ENGAGED), "vendor.csv", before), before)
    assert teams(plan) == {"CUR": 3.0, "LOC": 7.0, "NIGHT-SHIFT": 0.0}
    assert changes(plan) == [
        ("CUR", "2027-02-01", 2.0), ("CUR", "2027-07-01", -2.0), ("LOC", "2027-04-01", -3.0),
        ("LOC", "2028-01-01", -4.0), ("NIGHT-SHIFT", "2027-01-04", 12.0), ("NIGHT-SHIFT", "2027-10-01", -12.0),
    ]  # fmt: skip
    assert read(csv(ENGAGED), "vendor.csv", plan).operations == ()


def test_a_demand_without_a_skill_speaks_of_the_only_one_of_its_team() -> None:
    before = PLAN.with_entities(
        [("demand", "d", Demand(id="d", initiative_id="a", team_id="cur", skill="Writing", fte=1.0))], 1
    )
    plan = after(read(csv("Initiative,Team,FTE\nTRN-301,CUR,2.5\nTRN-302,CUR,1\n"), "asked.csv", before), before)
    asked = sorted((d.initiative_id, d.skill, d.fte) for d in plan.all(Demand).values())
    assert asked == [("a", "Writing", 2.5), ("b", "", 1.0)]


def test_what_a_sheet_says_of_teams_beside_their_size() -> None:
    plan = Plan.of(*PLAN, Calendar(id="ie", code="IE", name="Ireland"))
    text = csv(
        "Team,FTE,Focus factor,Reserve (%),Leave days,Absence,Attrition,Wellbeing hours,Sensitive limit,Calendar,Lead\n"
        "CUR,4,75%,10,25,6 %,0.08,2,30%,ie,Zoe\nNEW,2,0.8,5,,,0.1,,,XX,\n"
    )
    result = read(text, plan=plan)
    cur, new = (team for team in after(result, plan).all(Team).values() if team.code in ("CUR", "NEW"))
    assert cur == replace(
        CUR, headcount=4, focus_factor=0.75, reserve=0.1, leave_days=25, unplanned_absence=0.06, attrition=0.08,
        wellbeing_hours=2, sensitive_limit=0.3, calendar_id="ie", lead="Zoe",
    )  # fmt: skip
    assert (new.focus_factor, new.reserve, new.leave_days, new.attrition, new.calendar_id) == (0.8, 0.05, 17, 0.1, None)
    assert codes(result) == ["new-team", "unknown-calendar"]


def test_team_values_out_of_bounds_are_named_by_cell() -> None:
    [finding] = read(csv("Team,FTE,Focus factor\nCUR,4,175%\n")).findings
    assert (finding.code, finding.message, finding.place.row, finding.place.column) == (
        "unreadable-number", "'175%' is more than 1.", 2, "C (Focus factor)",
    )  # fmt: skip


def test_how_demands_are_loaded() -> None:
    result = read(csv("Initiative,Team,Person-days,Profile\nTRN-301,CUR,20,front-loaded\nTRN-302,CUR,8,Back\n"))
    found = after(result).all(Demand).values()
    assert [(each.person_days, each.profile.value) for each in found] == [(20, "front"), (8, "back")]
    [finding] = read(csv("Initiative,Team,Person-days,Profile\nTRN-301,CUR,20,sideways\n")).findings
    assert (finding.code, finding.message) == ("unknown-profile", "'sideways' does not say how the work is loaded.")


def test_an_engagement_that_ends_before_it_starts() -> None:
    [finding] = read(csv("Team,Agents,Contract start,Contract end\nCUR,25,2027-05-01,2027-04-01\n")).findings
    assert (finding.code, finding.place.column, finding.place.value) == (
        "date-inversion", "D (Contract end)", "2027-04-01",
    )  # fmt: skip


def test_an_empty_team_is_the_one_above_it_and_said() -> None:
    result = read(csv("Name,Team,FTE %\nAnn Lee,CUR,100\nBo Ray,,50\nCy Oh,LOC,80\n"))
    assert [person.team_id for person in after(result).all(Resource).values()] == ["cur", "cur", "loc"]
    [finding] = [each for each in result.findings if each.code == "taken-from-above"]
    assert finding.message == "Team is empty in row 3; the one above it is taken."


def test_a_hidden_sheet_is_read_and_said() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx([["Team", "FTE"], ["CUR", 4]])))
    ghost = book.create_sheet("Ghost")
    ghost.sheet_state = "hidden"
    for row in (["Team", "FTE"], ["LOC", 2]):
        ghost.append(row)
    out = BytesIO()
    book.save(out)
    result = read(out.getvalue(), "staffing.xlsx")
    assert teams(after(result)) == {"CUR": 4, "LOC": 2}
    assert [(each.code, each.place.sheet) for each in result.findings] == [("hidden-sheet", "Ghost")]


def test_a_row_of_broken_cells_is_no_heading() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx([["Team", "Jan 2027", "Feb 2027"], ["CUR", None, None], ["LOC", 3, 3]])))
    book.active["B2"] = "=1+4"  # type: ignore[index]
    out = BytesIO()
    book.save(out)
    assert "formula-without-value" in codes(read(out.getvalue(), "staffing.xlsx"))


def test_amounts_that_are_still_open_are_said() -> None:
    result = read(csv("Team,Jan 2027,Feb 2027,Mar 2027\nCUR,4,TBD,-\nLOC,n/a,2,2\n"))
    [finding] = [each for each in result.findings if each.code == "open-amounts"]
    assert finding.message == "No amount is said in C2, B3; nothing is read there."


def test_somebody_named_twice_at_the_same_time() -> None:
    rows = "2027-01-01,2027-03-31\nAnn Lee,CUR,50,2027-04-01,\nAnn Lee,CUR,50,2027-06-01,\n"
    result = read(csv(f"Name,Team,FTE %,Start,End\nAnn Lee,CUR,50,{rows}"))
    [finding] = [each for each in result.findings if each.code == "person-twice"]
    assert finding.message == "Row 3 names Ann Lee in the same team and time; both count."
