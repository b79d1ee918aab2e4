"""Dates, durations, percent, quarters, flags and numbers, decided per column."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from planner.plan.entities import ConstraintType, Level, Status

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Bookmaker, Imported, Importer


def starts(plan: "Imported") -> list[str]:
    return [f"{item.constraint_date:%Y-%m-%d}" if item.constraint_date else "" for item in plan.works()]


def of_starts(cells: list[object], heading: str = "Start") -> list[list[object]]:
    return [["ID", "Task", heading], *([f"A-{i}", f"Task {i}", cell] for i, cell in enumerate(cells, 1))]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["13/04/2027", "03/04/2027"], ["2027-04-13", "2027-04-03"]),
        (["04/13/2027", "04/03/2027"], ["2027-04-13", "2027-04-03"]),
        (["13.04.2027", "03.04.27"], ["2027-04-13", "2027-04-03"]),
        (["2027-04-13", "2027/04/03"], ["2027-04-13", "2027-04-03"]),
        (["13-Apr-2027", "3 Apr 27"], ["2027-04-13", "2027-04-03"]),
        (["April 13, 2027", "Apr 3, 2027"], ["2027-04-13", "2027-04-03"]),
        (["Tue 13/04/27 08:00", "Sat 03/04/27 08:00"], ["2027-04-13", "2027-04-03"]),
        (["Di 13.04.27", "Sa 03.04.27"], ["2027-04-13", "2027-04-03"]),
        (["13. April 2027", "3. März 2027"], ["2027-04-13", "2027-03-03"]),
        (["13 avril 2027", "3 août 2027"], ["2027-04-13", "2027-08-03"]),
        (["13 de abril de 2027", "3 de agosto de 2027"], ["2027-04-13", "2027-08-03"]),
        (["13 апреля 2027", "3 мая 2027"], ["2027-04-13", "2027-05-03"]),
        (["13 Nisan 2027", "3 Ağustos 2027"], ["2027-04-13", "2027-08-03"]),
        (["13 tháng 4 2027", "3 tháng 8, 2027"], ["2027-04-13", "2027-08-03"]),
        (["2027年4月13日", "2027年8月3日"], ["2027-04-13", "2027-08-03"]),
        ([46490, 46480], ["2027-04-13", "2027-04-03"]),
        (["46490", "46480"], ["2027-04-13", "2027-04-03"]),
        (["20270413", "20270403"], ["2027-04-13", "2027-04-03"]),
        (["2027-04-13T08:00:00Z", "2027-04-03T08:00:00+02:00"], ["2027-04-13", "2027-04-03"]),
        ([datetime(2027, 4, 13, 8), date(2027, 4, 3)], ["2027-04-13", "2027-04-03"]),
        (["31/Jan/27 12:00 AM", "01/Feb/27 9:30 PM"], ["2027-01-31", "2027-02-01"]),
        (["TBD", "13/04/2027"], ["", "2027-04-13"]),
    ],
)
def test_dates_of_one_column(imported: "Importer", cells: list[object], days: list[str]) -> None:
    assert starts(imported(of_starts(cells))) == days


def test_real_dates_that_were_turned_round_are_turned_back(imported: "Importer") -> None:
    cells = ["13/04/2027", "28/04/2027", date(2027, 3, 4), date(2027, 1, 5), date(2027, 7, 5), date(2027, 9, 4)]
    plan = imported(of_starts(cells))
    assert starts(plan) == ["2027-04-13", "2027-04-28", "2027-04-03", "2027-05-01", "2027-05-07", "2027-04-09"]
    assert plan.codes() == ["swapped-dates"]


def test_moments_and_texts_in_one_column(imported: "Importer") -> None:
    cells = ["13/04/2027", datetime(2027, 4, 20, 8), datetime(2027, 5, 21, 17, 30)]
    assert starts(imported(of_starts(cells))) == ["2027-04-13", "2027-04-20", "2027-05-21"]


def test_real_dates_with_days_above_twelve_are_left_alone(imported: "Importer") -> None:
    plan = imported(of_starts(["13/04/2027", date(2027, 3, 4), date(2027, 3, 20)]))
    assert starts(plan) == ["2027-04-13", "2027-03-04", "2027-03-20"]
    assert plan.codes() == []


def test_another_column_tells_the_order(imported: "Importer") -> None:
    text = "ID,Task,Start,Finish\nA-1,Draft,03/04/2027,05/04/2027\nA-2,Sign,06/04/2027,22/04/2027\n"
    plan = imported(text)
    assert starts(plan) == ["2027-04-03", "2027-04-06"]
    assert "ambiguous-dates" not in plan.codes()


def test_dates_that_nothing_tells_are_assumed_and_reported(imported: "Importer") -> None:
    plan = imported(of_starts(["01/02/2027", "03/04/2027", "05/06/2027"]))
    assert starts(plan) == ["2027-02-01", "2027-04-03", "2027-06-05"]
    assert plan.finding("ambiguous-dates").place.column == "C (Start)"


def test_closeness_tells_the_order(imported: "Importer") -> None:
    plan = imported(of_starts(["04/01/2027", "04/05/2027", "04/08/2027", "04/11/2027"]))
    assert starts(plan) == ["2027-04-01", "2027-04-05", "2027-04-08", "2027-04-11"]


def test_unreadable_date_names_its_cell(imported: "Importer") -> None:
    plan = imported(of_starts(["2027-01-04", "2027-01-05", "2027-01-06", "soon after"]))
    finding = plan.finding("unreadable-date")
    assert (finding.place.row, finding.place.column, finding.place.value) == (5, "C (Start)", "soon after")
    assert plan.result.operations == ()


@pytest.mark.parametrize(
    ("cell", "fiscal", "deadline"),
    [
        ("Q2 2027", 1, "2027-06-30"),
        ("2027Q1", 1, "2027-03-31"),
        ("Q1 FY27", 10, "2026-12-31"),
        ("FY27 Q4", 4, "2027-03-31"),
        ("H1 2027", 1, "2027-06-30"),
        ("2027-H2", 1, "2027-12-31"),
        ("1Q27", 1, "2027-03-31"),
        ("T3 2027", 1, "2027-09-30"),
        ("2. Quartal 2027", 1, "2027-06-30"),
        ("2027年第1四半期", 1, "2027-03-31"),
        ("Mar 2027", 1, "2027-03-31"),
        ("2027-03", 1, "2027-03-31"),
    ],
)
def test_quarters_keep_their_precision(imported: "Importer", cell: str, fiscal: int, deadline: str) -> None:
    plan = imported([["ID", "Task", "Target quarter"], ["A-1", "Draft", cell]], fiscal=fiscal)
    draft = plan.work("A-1")
    assert f"{draft.deadline:%Y-%m-%d}" == deadline
    assert len(draft.tags) == 1


@pytest.mark.parametrize(
    ("heading", "cell", "duration"),
    [
        ("Duration", "2 days?", "2d"), ("Duration", "3w", "3w"), ("Duration", "1.5 mo", "1.5mo"),
        ("Duration", "4 hrs", "4h"), ("Duration", "5 edays", "5ed"), ("Dauer", "10 Tage", "10d"),
        ("Duration (weeks)", 3, "3w"), ("Duration [months]", 2, "2mo"), ("Dauer in Tagen", "1,5", "1.5d"),
        ("Duration in hours", "16", "16h"), ("Days", 4, "4d"), ("Weeks", 2, "2w"), ("Duration", "~3 weeks", "3w"),
        ("Duration", "1w 2d", "7d"), ("Duration", "PT16H", "16h"), ("Duration", "2 wk", "2w"),
        ("Durée", "2 sem.", "2w"),
    ],
)  # fmt: skip
def test_durations(imported: "Importer", heading: str, cell: object, duration: str) -> None:
    plan = imported([["ID", "Task", heading], ["A-1", "Draft", cell]])
    assert str(plan.work("A-1").duration) == duration


def test_bare_durations_without_a_unit_are_days_and_say_so(imported: "Importer") -> None:
    plan = imported([["ID", "Task", "Duration"], ["A-1", "Draft", 4]])
    assert (str(plan.work("A-1").duration), plan.codes()) == ("4d", ["assumed-unit"])


@pytest.mark.parametrize(
    ("starts", "read"),
    [
        (["Dec 14", "Jan 4"], ["2026-12-14", "2027-01-04"]),
        (["14 Dec", "4. Jan"], ["2026-12-14", "2027-01-04"]),
        (["Dec 26", "Mar 27"], ["2026-12-01", "2027-03-01"]),
        (["Dec 2026", "Mar 27"], ["2026-12-01", "2027-03-01"]),
        (["Dec 17", "Dec 29"], ["2026-12-17", "2026-12-29"]),
    ],
)  # fmt: skip
def test_numbers_beside_months(imported: "Importer", starts: list[str], read: list[str]) -> None:
    rows = [[f"A-{i}", "Draft", start, "2d"] for i, start in enumerate(starts)]
    plan = imported([["ID", "Task", "Start", "Duration"], *rows], today=date(2026, 11, 22))
    assert [f"{item.constraint_date:%Y-%m-%d}" for item in plan.works()] == read
    assert plan.codes() == (["assumed-years"] if starts[1] == "Mar 27" else [])


def test_unit_told_by_the_dates_beside_it(imported: "Importer") -> None:
    text = "ID,Task,Duration,Start,Finish\n"
    text += "A-1,One,4,2027-01-04,2027-01-29\nA-2,Two,2,2027-02-01,2027-02-12\nA-3,Three,1,2027-02-15,2027-02-19\n"
    assert [str(item.duration) for item in imported(text).works()] == ["4w", "2w", "1w"]


@pytest.mark.parametrize("order", [("Optimistic", "Likely", "Pessimistic"),
                                   ("Optimistic", "Pessimistic", "Most likely"),
                                   ("Worst case", "Best case", "Most likely"), ("O", "P", "M")])  # fmt: skip
def test_three_points_in_any_order(imported: "Importer", order: tuple[str, ...]) -> None:
    amounts = {"O": 2, "B": 2, "L": 4, "M": 4, "P": 9, "W": 9}
    plan = imported([["ID", "Task", *order], ["A-1", "Draft", *(amounts[name[0]] for name in order)]])
    draft = plan.work("A-1")
    assert [str(d) for d in (draft.optimistic, draft.duration, draft.pessimistic)] == ["2d", "4d", "9d"]


@pytest.mark.parametrize(
    ("cells", "percent"),
    [([0, 0.5, 1], [0, 50, 100]), ([0, 50, 100], [0, 50, 100]), (["0%", "50 %", "100%"], [0, 50, 100]),
     (["0,0", "0,5", "1,0"], [0, 50, 100]), ([False, True, True], [0, 100, 100]), ([1, 2, 3], [1, 2, 3])],
)  # fmt: skip
def test_percent_is_decided_for_the_column(imported: "Importer", cells: list[object], percent: list[float]) -> None:
    rows = [[f"A-{i}", f"Task {i}", "1d", cell] for i, cell in enumerate(cells)]
    plan = imported([["ID", "Task", "Duration", "% Complete"], *rows])
    assert [item.percent_complete for item in plan.works()] == percent


def test_percent_by_number_format(imported: "Importer", workbook: "Bookmaker") -> None:
    def percent(book) -> None:  # type: ignore[no-untyped-def]
        book["Plan"]["D2"].number_format = "0%"

    rows = [["ID", "Task", "Duration", "Progress"], ["A-1", "Draft", "2d", 1]]
    assert imported(workbook({"Plan": rows}, percent)).work("A-1").percent_complete == 100


def test_progress_in_words_is_a_status(imported: "Importer") -> None:
    plan = imported("ID,Task,Duration,Progress\nA-1,Draft,2d,In progress\nA-2,Sign,1d,Not started\n")
    assert plan.fields()[3] == "status"
    assert [item.status for item in plan.works()] == [Status.IN_PROGRESS, Status.APPROVED]


@pytest.mark.parametrize(
    ("word", "status"),
    [("Erledigt", Status.DONE), ("En cours", Status.IN_PROGRESS), ("Cancelled", Status.CANCELLED),
     ("保留", Status.ON_HOLD), ("Завершено", Status.DONE), ("3 - Done", Status.DONE), ("Backlog", Status.PROPOSED)],
)  # fmt: skip
def test_status_words(imported: "Importer", word: str, status: Status) -> None:
    assert imported([["ID", "Task", "Duration", "Status"], ["A-1", "Draft", "2d", word]]).work("A-1").status is status


def test_unknown_status_is_kept_as_a_tag_and_reported_once(imported: "Importer") -> None:
    rows = [["ID", "Task", "Duration", "Status"], *([f"A-{i}", f"Task {i}", "2d", "Marinating"] for i in range(3))]
    plan = imported(rows)
    assert plan.codes() == ["unknown-value"]
    assert plan.work("A-1").tags == ("Status: Marinating",)


def test_milestones_by_flag_by_zero_and_by_type(imported: "Importer") -> None:
    text = "ID,Task,Duration,Is milestone,Type\nA-1,One,0d,No,Task\nA-2,Two,,Yes,\n"
    text += "A-3,Three,,,Milestone\nA-4,Four,2d,No,Task\n"
    levels = [item.level for item in imported(text).works()]
    assert levels == [Level.MILESTONE, Level.MILESTONE, Level.MILESTONE, Level.WORK_ITEM]


def test_start_and_finish_without_duration_give_working_days(imported: "Importer") -> None:
    plan = imported("ID,Task,Start,Finish\nA-1,Draft,2027-01-04,2027-01-15\n")
    assert str(plan.work("A-1").duration) == "10d"


def test_start_that_follows_its_predecessor_is_no_constraint(imported: "Importer") -> None:
    text = "ID,Task,Start,Finish,Predecessors\nA-1,One,2027-01-04,2027-01-08,\nA-2,Two,2027-01-11,2027-01-12,A-1\n"
    text += "A-3,Three,2027-03-01,2027-03-05,A-1\nA-4,Four,2027-01-06,2027-01-07,A-1\n"
    plan = imported(text)
    assert [item.constraint for item in plan.works()] == [
        ConstraintType.SNET, ConstraintType.ASAP, ConstraintType.SNET, ConstraintType.SNET,
    ]  # fmt: skip
    finding = plan.finding("date-inversion")
    assert (finding.severity.value, finding.place.row, finding.place.column) == ("warning", 5, "C (Start)")


def test_finish_before_start_is_an_error(imported: "Importer") -> None:
    plan = imported(
        "ID,Task,Start,Finish\nA-1,One,2027-01-08,2027-01-04\nA-2,Two,2027-01-08,2027-01-12\n", partial=True
    )
    assert plan.names() == ["Two"]
    assert plan.codes() == ["date-inversion", "row-left-out"]


def test_constraint_columns(imported: "Importer") -> None:
    text = "ID,Task,Duration,Constraint Type,Constraint Date\nA-1,One,2d,Must Start On,2027-02-01\n"
    text += "A-2,Two,2d,As Soon As Possible,\nA-3,Three,2d,Ende nicht später als,2027-03-01\n"
    kinds = [item.constraint for item in imported(text).works()]
    assert kinds == [ConstraintType.MSO, ConstraintType.ASAP, ConstraintType.FNLT]


def test_formula_without_result_is_an_error_and_never_evaluated(imported: "Importer") -> None:
    plan = imported([["ID", "Task", "Start", "Finish"], ["A-1", "One", date(2027, 1, 4), "=C2+4"]])
    finding = plan.finding("formula-without-value")
    assert (finding.place.row, finding.place.column, finding.place.value) == (2, "D (Finish)", "=C2+4")
    assert plan.result.operations == ()


def test_teams_with_people_make_demands(imported: "Importer") -> None:
    text = "ID,Task,Duration,Team,FTE\nA-1,One,2w,Legal,1.5\nA-2,Two,2w,legal,2\nA-3,Three,1w,Policy,\n"
    plan = imported(text)
    assert plan.demands() == [("One", "Legal", 1.5, None), ("Two", "Legal", 2.0, None)]
    assert plan.work("A-3").tags == ("Team: Policy",)


def test_teams_with_effort_make_demands_in_person_days(imported: "Importer") -> None:
    plan = imported("ID,Task,Duration,Team,Effort (person days)\nA-1,One,2w,Legal,12\n")
    assert plan.demands() == [("One", "Legal", None, 12.0)]


def test_team_and_people_in_one_cell(imported: "Importer") -> None:
    plan = imported('ID,Task,Duration,Team\nA-1,One,2w,"Policy S&V 1.5, EMEA 0.5"\n')
    assert plan.demands() == [("One", "EMEA", 0.5, None), ("One", "Policy S&V", 1.5, None)]


def test_markets_are_found_or_created(imported: "Importer") -> None:
    plan = imported("ID,Task,Duration,Markets\nA-1,One,2w,DE; FR\nA-2,Two,1w,FR\n")
    assert plan.markets() == ["DE", "FR"]
    assert len(plan.work("A-1").market_ids) == 2
