"""Levels of effort and summaries of branches: dates from others, floats of their own, no say in anybody's dates."""

from datetime import datetime

import pytest

from planner.plan.entities import ActivityType, Dependency, Initiative, LinkType, Portfolio, Project
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import drivers, explain, schedule
from planner.schedule.engines import Mode
from planner.schedule.network import Activity, Link, LinkKind, Network, Sort
from planner.schedule.network import Project as Rules
from planner.schedule.records import NONE, Term
from planner.schedule.solution import Solution
from planner.schedule.solve import solve
from planner.worktime.pattern import OFFICE, WorkingCalendar, week
from planner.worktime.ticks import minutes, to_datetime, to_ticks

DAY = minutes(480)
SHORT = WorkingCalendar("Until four", week(((480, 720), (780, 960))))
LEVEL = Activity(sort=Sort.LEVEL_OF_EFFORT)


def at(day: int, hour: int = 0) -> int:
    return to_ticks(datetime(2027, 1, day, hour))


def solved(activities: tuple[Activity, ...], *links: Link, status: int | None = None) -> Solution:
    rules = Rules(at(4, 8), status_date=status)
    return solve(Network(activities, links, (rules,), (OFFICE, SHORT)), Mode.INTERPRETED)


def shown(column: object, i: int) -> str:
    moment = to_datetime(int(column[i]))  # type: ignore[index]
    return "none" if moment is None else f"{moment:%a %d %H:%M}"


def dates(solution: Solution, i: int) -> tuple[str, ...]:
    names = ("early_start", "early_finish", "late_start", "late_finish")
    return tuple(shown(getattr(solution, name), i) for name in names)


WORK = (Activity(duration=2 * DAY), Activity(duration=3 * DAY), Activity(duration=7 * DAY))
"""Two pieces of work that follow each other in five days, and a third beside them in seven."""


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ((Link(0, 3, LinkKind.SS), Link(1, 3, LinkKind.FF)), ("Mon 04 08:00", "Fri 08 17:00")),
        ((Link(3, 0, LinkKind.SS), Link(3, 1, LinkKind.FF)), ("Mon 04 08:00", "Fri 08 17:00")),
        ((Link(0, 3), Link(3, 2, LinkKind.FF)), ("Wed 06 08:00", "Tue 12 17:00")),
        ((Link(0, 3), Link(1, 3, LinkKind.SF)), ("Wed 06 08:00", "Wed 06 08:00")),
        ((Link(1, 3, LinkKind.SS), Link(0, 3, LinkKind.SS), Link(3, 1)), ("Mon 04 08:00", "Tue 05 17:00")),
        ((Link(0, 3, LinkKind.SS, DAY), Link(1, 3, LinkKind.FF, -DAY)), ("Tue 05 08:00", "Thu 07 17:00")),
        ((Link(3, 1, LinkKind.SS, DAY), Link(3, 1, LinkKind.FF, DAY)), ("Tue 05 08:00", "Thu 07 17:00")),
        ((), ("Mon 04 08:00", "Mon 04 08:00")),
    ],
)  # fmt: skip
def test_a_level_of_effort_reaches_from_the_first_to_the_last_it_is_linked_to(
    links: tuple[Link, ...], expected: tuple[str, str]
) -> None:
    solution = solved((*WORK, LEVEL), Link(0, 1), *links)
    assert dates(solution, 3)[:2] == expected
    alone = solved(WORK, Link(0, 1))
    assert [dates(solution, i) for i in range(3)] == [dates(alone, i) for i in range(3)]
    assert list(solution.free_float[:3]) == list(alone.free_float)


def test_its_float_is_that_of_what_it_hangs_on_and_it_lies_in_its_own_working_time() -> None:
    solution = solved((*WORK, LEVEL), Link(0, 1), Link(0, 3, LinkKind.SS), Link(1, 3, LinkKind.FF))
    assert dates(solution, 3) == ("Mon 04 08:00", "Fri 08 17:00", "Wed 06 08:00", "Tue 12 17:00")
    assert (solution.total_float[3], solution.free_float[3], bool(solution.critical[3])) == (2 * DAY, 2 * DAY, False)
    level = Activity(sort=Sort.LEVEL_OF_EFFORT, calendar=1)
    solution = solved((*WORK, level), Link(0, 3, LinkKind.SS), Link(1, 3, LinkKind.FF))
    assert dates(solution, 3)[:2] == ("Mon 04 08:00", "Wed 06 16:00")


def test_a_hammock_makes_no_summary_critical_and_moves_no_end_of_a_project() -> None:
    work = (Activity(duration=DAY, parent=3), Activity(duration=3 * DAY), Activity(sort=Sort.LEVEL_OF_EFFORT, parent=3))
    links = (Link(1, 2, LinkKind.SS), Link(1, 2, LinkKind.FF, 5 * DAY))
    solution = solved((*work, Activity()), *links)
    assert solution.critical.tolist() == [False, True, True, False]
    assert shown(solution.project_finish, 0) == "Wed 06 17:00"
    assert dates(solution, 3)[:2] == ("Mon 04 08:00", "Wed 13 17:00")


def test_a_status_date_moves_what_is_left_and_what_is_done_ends_a_level_of_effort() -> None:
    done = Activity(duration=DAY, actual_start=at(4, 8), actual_finish=at(4, 17))
    links = (Link(0, 2, LinkKind.SS), Link(1, 2, LinkKind.FF))
    solution = solved((done, Activity(duration=DAY), LEVEL), *links, status=at(6, 8))
    assert dates(solution, 2)[:2] == ("Wed 06 08:00", "Wed 06 17:00")
    assert solution.early.of(2).term is Term.STATUS_DATE
    solution = solved((done, done, LEVEL), *links, status=at(6, 8))
    assert dates(solution, 2) == ("Mon 04 08:00", "Mon 04 17:00", "Mon 04 08:00", "Mon 04 17:00")
    assert (solution.total_float[2], bool(solution.critical[2])) == (0, False)


def test_a_summary_of_a_branch_spans_it_with_its_levels_of_effort() -> None:
    summary = Activity(sort=Sort.WBS_SUMMARY, parent=4)
    level = Activity(sort=Sort.LEVEL_OF_EFFORT, parent=4)
    work = (Activity(duration=2 * DAY, parent=4), Activity(duration=4 * DAY), summary, level, Activity())
    solution = solved(work, Link(0, 3), Link(1, 3, LinkKind.FF))
    assert dates(solution, 2)[:2] == dates(solution, 4)[:2] == ("Mon 04 08:00", "Thu 07 17:00")
    assert solution.early.of(2).term is Term.PARTS
    empty = solved((Activity(duration=DAY), Activity(sort=Sort.WBS_SUMMARY, parent=2), Activity()))
    assert [int(empty.early_start[i]) for i in (1, 2)] == [NONE, NONE]
    assert empty.problems == ()


def test_levels_of_effort_that_wait_for_each_other_have_dates() -> None:
    round_about = (Link(0, 1), Link(1, 0), Link(2, 0, LinkKind.FF))
    solution = solved((LEVEL, LEVEL, Activity(duration=DAY)), *round_about)
    assert NONE not in [int(solution.early_start[i]) for i in range(3)]
    assert solution.loops == ()


def item(id_: str, name: str, **said: object) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=name, **said)  # type: ignore[arg-type]


def test_the_reasons_of_a_level_of_effort_are_told() -> None:
    day = Duration.parse("1d")
    plan = Plan.of(
        Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
        item("top", "Rollout"),
        Project(id="p", initiative_id="top"),
        item("a", "Draft", duration=day, parent_id="top"),
        item("b", "Review", duration=Duration.parse("5d"), parent_id="top"),
        item("c", "Coaching", duration=Duration.parse("99d"), activity_type=ActivityType.LEVEL_OF_EFFORT),
        item("d", "All of it", activity_type=ActivityType.WBS_SUMMARY, parent_id="top"),
        Dependency(id="ab", predecessor_id="a", successor_id="b"),
        Dependency(id="ac", predecessor_id="a", successor_id="c", lag=day),
        Dependency(id="cb", predecessor_id="c", successor_id="b", type=LinkType.FF),
    )
    row = schedule(plan).dates["c"]
    assert (row.early_start, row.early_finish) == (datetime(2027, 1, 6, 8), datetime(2027, 1, 11, 17))
    assert (row.duration_minutes, row.driver, row.binding) == (4 * 480, "ac", "link")
    assert schedule(plan).dates["d"].binding == "parts"
    told = explain(plan, "c").sentences
    assert told[0] == (
        "Coaching (C) starts Wed 6 Jan 2027 because Draft (A) finishes Mon 4 Jan 17:00, plus a lag of 1 working day."
    )
    assert told[2] == "Coaching (C) finishes Mon 11 Jan 2027 17:00 because Review (B) finishes Mon 11 Jan 17:00."
    assert told[3] == (
        "Review (B) takes 5 working days and starts Tue 5 Jan 2027 because Draft (A) finishes Mon 4 Jan 17:00."
    )
    assert (
        explain(plan, "d").sentences[0] == "All of it (D) starts Mon 4 Jan 2027 because its part Draft (A) starts then."
    )
    assert {(driver.id, driver.drives_id) for driver in drivers(plan, "c")} == {("c", None), ("a", "c"), ("b", "c")}
