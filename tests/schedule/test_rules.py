"""Each scheduling rule on a network small enough to check by hand; January 2027, office hours."""

from datetime import date, datetime, timedelta

import pytest

from planner.schedule.engines import Mode
from planner.schedule.network import (
    Activity,
    Constraint,
    FloatBasis,
    Instant,
    LagCalendar,
    LagUnit,
    Link,
    LinkKind,
    Network,
    Project,
    Track,
)
from planner.schedule.records import NONE, Term
from planner.schedule.solution import Problem, Solution, Trouble
from planner.schedule.solve import solve
from planner.worktime.pattern import AROUND_THE_CLOCK, OFFICE, DayException, WorkingCalendar, week
from planner.worktime.ticks import minutes, to_datetime, to_ticks

HOUR = 600
DAY = 8 * HOUR
CLOCK = 1
CALENDARS = (OFFICE, AROUND_THE_CLOCK)


def at(day: int, hour: int = 0, month: int = 1) -> int:
    return to_ticks(datetime(2027, month, day, hour))


MONDAY = Project(at(4, 8))


def plan(
    *activities: Activity, links: tuple[Link, ...] = (), project: Project = MONDAY, target: int | None = None
) -> Solution:
    return solve(Network(activities, links, (project,), CALENDARS, target), Mode.INTERPRETED)


def early(solution: Solution, i: int) -> tuple[str, str]:
    return shown(solution.early_start[i]), shown(solution.early_finish[i])


def late(solution: Solution, i: int) -> tuple[str, str]:
    return shown(solution.late_start[i]), shown(solution.late_finish[i])


def shown(ticks: object) -> str:
    moment = to_datetime(int(ticks))  # type: ignore[call-overload]
    return "none" if moment is None else f"{moment:%a %d %H:%M}"


def work(days: float = 1, **said: object) -> Activity:
    return Activity(duration=minutes(480 * days), **said)  # type: ignore[arg-type]


def test_work_starts_at_a_begin_and_finishes_at_an_end() -> None:
    solution = plan(work(1), work(1), links=(Link(0, 1),))
    assert early(solution, 0) == ("Mon 04 08:00", "Mon 04 17:00")
    assert early(solution, 1) == ("Tue 05 08:00", "Tue 05 17:00")
    assert late(solution, 0) == ("Mon 04 08:00", "Mon 04 17:00")


def test_a_milestone_keeps_the_raw_instant_of_its_latest_predecessor() -> None:
    solution = plan(work(1), Activity(), work(2), links=(Link(0, 1),))
    assert early(solution, 1) == ("Mon 04 17:00", "Mon 04 17:00")
    assert late(solution, 1) == ("Tue 05 17:00", "Tue 05 17:00")


def test_a_milestone_may_lie_outside_working_time() -> None:
    assert early(plan(Activity(), project=Project(at(3, 6))), 0) == ("Sun 03 06:00", "Sun 03 06:00")


@pytest.mark.parametrize(
    ("kind", "lag", "unit", "expected"),
    [
        (LinkKind.FS, 0, LagUnit.WORKING, ("Wed 06 08:00", "Wed 06 17:00")),
        (LinkKind.FS, DAY, LagUnit.WORKING, ("Thu 07 08:00", "Thu 07 17:00")),
        (LinkKind.FS, -DAY, LagUnit.WORKING, ("Tue 05 08:00", "Tue 05 17:00")),
        (LinkKind.FS, 14_400, LagUnit.ELAPSED, ("Thu 07 08:00", "Thu 07 17:00")),
        (LinkKind.FS, 4 * 14_400, LagUnit.ELAPSED, ("Mon 11 08:00", "Mon 11 17:00")),
        (LinkKind.FS, 50, LagUnit.PERCENT, ("Thu 07 08:00", "Thu 07 17:00")),
        (LinkKind.SS, 0, LagUnit.WORKING, ("Mon 04 08:00", "Mon 04 17:00")),
        (LinkKind.SS, 4 * HOUR, LagUnit.WORKING, ("Mon 04 13:00", "Tue 05 12:00")),
        (LinkKind.FF, 0, LagUnit.WORKING, ("Tue 05 08:00", "Tue 05 17:00")),
        (LinkKind.FF, 4 * HOUR, LagUnit.WORKING, ("Tue 05 13:00", "Wed 06 12:00")),
        (LinkKind.FF, -5 * DAY, LagUnit.WORKING, ("Mon 04 08:00", "Mon 04 17:00")),
        (LinkKind.SF, 3 * DAY, LagUnit.WORKING, ("Wed 06 08:00", "Wed 06 17:00")),
        (LinkKind.SF, 0, LagUnit.WORKING, ("Mon 04 08:00", "Mon 04 17:00")),
    ],
)
def test_links_of_every_kind_and_lag(kind: LinkKind, lag: int, unit: LagUnit, expected: tuple[str, str]) -> None:
    assert early(plan(work(2), work(1), links=(Link(0, 1, kind, lag, unit),)), 1) == expected


def test_the_lag_may_run_on_the_clock_the_project_or_the_predecessor() -> None:
    def finish(measured: LagCalendar) -> str:
        first, second = Activity(duration=2 * 14_400, calendar=CLOCK), work(1)
        return early(plan(first, second, links=(Link(0, 1, lag=DAY, lag_calendar=measured),)), 1)[0]

    # The first runs from Monday 08:00 to Wednesday 08:00; eight hours later it is Wednesday 16:00 by the clock.
    assert finish(LagCalendar.SUCCESSOR) == "Thu 07 08:00"
    assert finish(LagCalendar.PROJECT) == "Thu 07 08:00"
    assert finish(LagCalendar.PREDECESSOR) == "Wed 06 16:00"
    assert finish(LagCalendar.AROUND_THE_CLOCK) == "Wed 06 16:00"


def test_a_working_lag_before_work_that_lasts_by_the_clock_runs_on_the_projects_calendar() -> None:
    curing = Activity(duration=14_400, calendar=CLOCK)
    assert early(plan(work(1), curing, links=(Link(0, 1, lag=DAY),)), 1) == ("Tue 05 17:00", "Wed 06 17:00")


@pytest.mark.parametrize(
    ("constraint", "when", "start", "late_finish"),
    [
        (Constraint.SNET, at(7, 8), "Thu 07 08:00", "Wed 13 17:00"),
        (Constraint.SNET, at(5, 8), "Wed 06 08:00", "Wed 13 17:00"),
        (Constraint.FNET, at(8, 17), "Fri 08 08:00", "Wed 13 17:00"),
        (Constraint.SNLT, at(7, 8), "Wed 06 08:00", "Thu 07 17:00"),
        (Constraint.SNLT, at(5, 8), "Tue 05 08:00", "Tue 05 17:00"),
        (Constraint.FNLT, at(8, 17), "Wed 06 08:00", "Fri 08 17:00"),
        (Constraint.FNLT, at(5, 17), "Tue 05 08:00", "Tue 05 17:00"),
        (Constraint.MSO, at(8, 8), "Fri 08 08:00", "Fri 08 17:00"),
        (Constraint.MSO, at(5, 8), "Tue 05 08:00", "Tue 05 17:00"),
        (Constraint.MFO, at(11, 17), "Mon 11 08:00", "Mon 11 17:00"),
    ],
)
def test_constraints_after_a_two_day_predecessor(
    constraint: Constraint, when: int, start: str, late_finish: str
) -> None:
    held = work(1, constraint=constraint, constraint_at=when)
    solution = plan(work(2), held, work(8), links=(Link(0, 1),))
    assert early(solution, 1)[0] == start
    assert late(solution, 1)[1] == late_finish


def test_a_date_before_the_project_replaces_its_start_where_nothing_else_binds() -> None:
    earlier = work(1, constraint=Constraint.SNET, constraint_at=to_ticks(datetime(2026, 12, 30, 8)))
    assert early(plan(earlier), 0) == ("Wed 30 08:00", "Wed 30 17:00")


def test_a_constraint_that_overrides_links_shows_as_negative_float() -> None:
    solution = plan(work(2), work(1, constraint=Constraint.MSO, constraint_at=at(5, 8)), links=(Link(0, 1),))
    assert (int(solution.start_float[1]), int(solution.total_float[1])) == (-DAY, -DAY)
    assert int(solution.total_float[0]) == -DAY
    assert solution.critical.all()


def test_primavera_does_not_let_no_later_dates_override_links() -> None:
    held = work(1, constraint=Constraint.SNLT, constraint_at=at(5, 8))
    solution = plan(work(2), held, links=(Link(0, 1),), project=Project(at(4, 8), honour_constraints=False))
    assert early(solution, 1)[0] == "Wed 06 08:00"
    assert late(solution, 1) == ("Tue 05 08:00", "Tue 05 17:00")
    on = work(1, constraint=Constraint.START_ON, constraint_at=at(8, 8))
    assert early(plan(work(2), on, links=(Link(0, 1),)), 1)[0] == "Fri 08 08:00"


def test_as_late_as_possible_takes_the_late_dates_and_leaves_no_float() -> None:
    solution = plan(work(1, constraint=Constraint.ALAP), work(1), work(5), links=(Link(0, 1),))
    assert early(solution, 0) == ("Thu 07 08:00", "Thu 07 17:00")
    assert early(solution, 1) == ("Fri 08 08:00", "Fri 08 17:00")
    assert int(solution.total_float[0]) == 0
    assert solution.early.of(0).term is Term.LATE_AS_POSSIBLE


def test_a_deadline_caps_the_late_finish_and_moves_nothing() -> None:
    solution = plan(work(5), work(1, deadline=at(5, 17)))
    assert early(solution, 1) == ("Mon 04 08:00", "Mon 04 17:00")
    assert late(solution, 1)[1] == "Tue 05 17:00"
    assert solution.late.of(1).term is Term.DEADLINE


def test_complete_work_keeps_its_dates_and_has_no_float() -> None:
    done = work(1, actual_start=at(6, 8), actual_finish=at(7, 12))
    solution = plan(done, work(1), work(9), links=(Link(0, 1),))
    assert early(solution, 0) == late(solution, 0) == ("Wed 06 08:00", "Thu 07 12:00")
    assert early(solution, 1)[0] == "Thu 07 13:00"
    assert (int(solution.total_float[0]), bool(solution.critical[0])) == (0, False)


def test_a_finish_without_a_start_implies_the_start() -> None:
    assert early(plan(work(2, actual_finish=at(6, 17))), 0) == ("Tue 05 08:00", "Wed 06 17:00")


def test_started_work_runs_its_duration_from_its_actual_start() -> None:
    solution = plan(work(3), work(2, actual_start=at(4, 13), remaining=DAY), work(5), links=(Link(0, 1),))
    assert early(solution, 1) == ("Mon 04 13:00", "Wed 06 12:00")
    assert late(solution, 1) == ("Mon 04 13:00", "Fri 08 17:00")
    assert int(solution.total_float[1]) == int(solution.finish_float[1]) == 5 * DAY // 2
    # Its predecessor must be done when the remaining day begins: Tuesday 13:00.
    assert late(solution, 0)[1] == "Tue 05 12:00"


def test_remaining_work_resumes_where_it_is_said_to() -> None:
    split = work(2, actual_start=at(4, 8), remaining=DAY, resume=at(7, 8))
    assert early(plan(split), 0) == ("Mon 04 08:00", "Thu 07 17:00")


def test_the_status_date_moves_unfinished_work_only_when_asked() -> None:
    items = (work(1), work(2, actual_start=at(4, 8), remaining=DAY))
    assert early(plan(*items), 0) == ("Mon 04 08:00", "Mon 04 17:00")
    moved = plan(*items, project=Project(at(4, 8), status_date=at(6, 12)))
    assert early(moved, 0) == ("Wed 06 13:00", "Thu 07 12:00")
    assert early(moved, 1) == ("Mon 04 08:00", "Thu 07 12:00")
    assert moved.early.of(0).term is Term.STATUS_DATE


def test_a_manual_activity_has_the_dates_it_was_given() -> None:
    manual = work(1, manual_start=at(5, 10), manual_finish=at(6, 12))
    solution = plan(work(3), manual, work(1), links=(Link(0, 1), Link(1, 2)))
    assert early(solution, 1) == ("Tue 05 10:00", "Wed 06 12:00")
    assert early(solution, 2)[0] == "Wed 06 13:00"
    assert late(solution, 1)[1] == "Wed 06 13:00"


def test_a_summary_spans_its_children_and_stands_for_them_in_links() -> None:
    solution = plan(
        Activity(), work(1, parent=0), work(3, parent=0), Activity(), work(1, parent=3), work(2, parent=3),
        links=(Link(0, 3),),
    )  # fmt: skip
    assert early(solution, 0) == ("Mon 04 08:00", "Wed 06 17:00")
    assert early(solution, 4)[0] == early(solution, 5)[0] == "Thu 07 08:00"
    assert late(solution, 1) == ("Wed 06 08:00", "Wed 06 17:00")
    assert [bool(c) for c in solution.critical] == [True, False, True, True, False, True]
    assert solution.early.of(4).activity == 2


def test_a_summary_counts_through_its_earliest_leaf_in_start_links() -> None:
    late_one = work(1, parent=0, constraint=Constraint.SNET, constraint_at=at(8, 8))
    solution = plan(Activity(), late_one, work(1, parent=0), work(1), links=(Link(0, 3, LinkKind.SS, DAY),))
    assert early(solution, 3)[0] == "Tue 05 08:00"
    assert solution.early.of(3).activity == 2


def test_dates_of_a_summary_are_handed_down() -> None:
    late_summary = Activity(constraint=Constraint.SNET, constraint_at=at(6, 8), deadline=at(7, 17))
    solution = plan(late_summary, work(1, parent=0), work(9))
    assert early(solution, 1)[0] == "Wed 06 08:00"
    assert late(solution, 1)[1] == "Thu 07 17:00"
    fixed = Activity(manual_start=at(7, 8), manual_finish=at(8, 17))
    pushed = plan(work(9), fixed, work(1, parent=1), links=(Link(0, 1),))
    assert early(pushed, 2)[0] == "Thu 07 08:00"


def test_inactive_work_is_not_scheduled_and_does_not_bind() -> None:
    solution = plan(work(5, active=False), work(1), links=(Link(0, 1),))
    assert early(solution, 1)[0] == "Mon 04 08:00"
    assert int(solution.early_start[0]) == NONE
    below = plan(Activity(active=False), work(5, parent=0), work(1), links=(Link(0, 2),))
    assert early(below, 2)[0] == "Mon 04 08:00"


def test_the_latest_assignment_ends_the_work_and_the_earliest_begins_it() -> None:
    shared = Activity(duration=DAY, tracks=(Track(0, DAY), Track(CLOCK, 2 * 14_400)))
    solution = plan(shared, project=Project(at(4, 6)))
    assert early(solution, 0) == ("Mon 04 06:00", "Wed 06 06:00")
    delayed = Activity(duration=DAY, tracks=(Track(0, DAY, 4 * HOUR), Track(0, HOUR)))
    assert early(plan(delayed), 0) == ("Mon 04 08:00", "Tue 05 12:00")


def test_splits_and_levelling_delay_lengthen_and_move() -> None:
    assert early(plan(work(2, split_gap=DAY)), 0)[1] == "Wed 06 17:00"
    assert early(plan(work(1, levelling_delay=14_400)), 0)[0] == "Tue 05 08:00"


def test_free_float_is_the_gap_to_the_nearest_successor() -> None:
    solution = plan(work(1), work(3), work(1), links=(Link(0, 2), Link(1, 2)))
    assert [int(f) // DAY for f in solution.free_float] == [2, 0, 0]


def test_the_link_of_a_summary_bounds_its_own_free_float_and_not_that_of_its_parts() -> None:
    below = (Activity(), work(1, parent=0), work(3, parent=0), work(1), work(9))
    solution = plan(*below, links=(Link(0, 3),))
    assert [int(f) // DAY for f in solution.free_float] == [0, 7, 5, 5, 0]
    alone = plan(*below[:2], work(3), work(9), links=(Link(0, 2),))
    assert [int(f) // DAY for f in alone.free_float] == [0, 5, 5, 0]


def test_the_parts_behind_a_summary_bound_free_float() -> None:
    solution = plan(work(1), Activity(), work(2, parent=1), work(1, parent=1, constraint=Constraint.SNET,
                    constraint_at=at(6, 8)), work(9), links=(Link(0, 1, lag=DAY),))  # fmt: skip
    assert [int(f) // DAY for f in solution.free_float] == [0, 5, 5, 6, 0]


def test_free_float_is_within_total_float_and_never_negative() -> None:
    solution = plan(work(2, deadline=at(4, 17)), work(1), work(1, deadline=at(5, 17)), work(3), work(1),
                    links=(Link(2, 4), Link(3, 4)))  # fmt: skip
    assert [int(f) // DAY for f in solution.total_float[[0, 2]]] == [-1, 1]
    assert [int(f) // DAY for f in solution.free_float] == [0, 3, 1, 0, 0]


def test_float_basis_and_critical_limit_are_settings_of_the_project() -> None:
    project = Project(at(4, 8), critical_limit=2 * DAY, float_basis=FloatBasis.FINISH)
    solution = plan(work(3), work(1), project=project)
    assert [bool(c) for c in solution.critical] == [True, True]
    assert int(solution.total_float[1]) == 2 * DAY


def test_a_project_is_scheduled_from_its_finish() -> None:
    project = Project(at(4, 8), finish=at(15, 17), from_finish=True)
    solution = plan(
        work(1, constraint=Constraint.ALAP), work(2, constraint=Constraint.ALAP), work(1), links=(Link(0, 1),),
        project=project,
    )  # fmt: skip
    assert shown(solution.start[0]) == "Wed 13 08:00"
    assert shown(solution.finish[1]) == "Fri 15 17:00"
    assert shown(solution.project_start[0]) == "Wed 13 08:00"
    assert early(solution, 2)[0] == "Wed 13 08:00"


def test_several_projects_have_their_own_start_and_finish() -> None:
    network = Network((work(1), work(2, project=1), work(9)), (Link(0, 1),), (MONDAY, Project(at(6, 8))), CALENDARS)
    solution = solve(network, Mode.INTERPRETED)
    assert early(solution, 1) == ("Wed 06 08:00", "Thu 07 17:00")
    assert late(solution, 1)[1] == "Thu 07 17:00"
    assert late(solution, 0)[1] == "Tue 05 17:00"


def test_late_dates_relative_to_a_target_cover_only_what_leads_to_it() -> None:
    solution = plan(work(1), work(2), work(9), links=(Link(0, 1),), target=1)
    assert late(solution, 0) == ("Mon 04 08:00", "Mon 04 17:00")
    assert int(solution.late_finish[2]) == NONE
    assert [int(f) for f in solution.total_float] == [0, 0, NONE]
    assert [bool(c) for c in solution.critical] == [True, True, False]


def test_primavera_milestones_lie_at_the_edges_of_working_time() -> None:
    solution = plan(
        work(1), Activity(instant=Instant.BEGIN), Activity(instant=Instant.END), links=(Link(0, 1), Link(0, 2))
    )
    assert early(solution, 1)[0] == "Tue 05 08:00"
    assert early(solution, 2)[0] == "Mon 04 17:00"


def test_a_loop_is_named_and_the_rest_is_scheduled() -> None:
    solution = plan(work(1), work(1), work(1), work(2), links=(Link(0, 1), Link(1, 2), Link(2, 1), Link(2, 3)))
    (loop,) = solution.loops
    assert loop.nodes == (1, 2)
    assert early(solution, 3)[0] == "Tue 05 08:00"


def test_a_summary_that_waits_for_its_own_child_is_a_loop() -> None:
    solution = plan(Activity(), work(1, parent=0), work(1, parent=0), links=(Link(0, 1),))
    assert solution.loops[0].members == (0, 1)


def test_a_calendar_that_never_works_is_a_problem_and_not_a_hang() -> None:
    closed = WorkingCalendar("Closed", week(()))
    once = WorkingCalendar("Once", week(()), (DayException(date(2027, 1, 6), "Open", ((480, 720),)),))
    network = Network(
        (work(1), work(1, calendar=1), work(1, calendar=2), work(0.5, calendar=2)), (Link(0, 1),), (MONDAY,),
        (OFFICE, closed, once),
    )  # fmt: skip
    solution = solve(network, Mode.INTERPRETED)
    assert solution.problems == (Problem(1, Trouble.CALENDAR_NEVER_WORKS), Problem(2, Trouble.OUT_OF_TIME))
    assert early(solution, 1) == ("Mon 04 17:00", "Mon 04 17:00")
    assert early(solution, 2) == ("Wed 06 08:00", "none")
    assert early(solution, 3) == ("Wed 06 08:00", "Wed 06 12:00")


def test_centuries_before_and_after_are_dated() -> None:
    long = Activity(duration=100 * 260 * DAY)
    past = plan(long, project=Project(to_ticks(datetime(1850, 1, 7, 8))))
    assert to_datetime(int(past.early_finish[0])) == datetime(1850, 1, 7, 17) + timedelta(weeks=5199, days=4)
    future = plan(long, project=Project(to_ticks(datetime(2849, 12, 31, 8))))
    moment = to_datetime(int(future.early_finish[0]))
    assert moment is not None
    assert moment.year == 2949


def test_an_empty_network_has_an_empty_schedule() -> None:
    assert plan().early_start.tolist() == []


def test_a_link_that_would_allow_more_is_not_the_reason_of_a_start_that_the_project_holds() -> None:
    solution = plan(work(1), work(3), work(1), links=(Link(0, 1, LinkKind.FF), Link(0, 2, LinkKind.FF)))
    assert solution.early.of(1).term is Term.PROJECT_START
    assert solution.early.of(1).activity == -1
    assert early(solution, 1) == ("Mon 04 08:00", "Wed 06 17:00")
    assert (solution.early.of(2).term, solution.early.of(2).activity) == (Term.LINK, 0)


def test_float_of_work_that_starts_before_its_project_counts_from_its_start() -> None:
    ahead = Activity(duration=DAY, constraint=Constraint.SNET, constraint_at=at(1, 8))
    solution = plan(ahead, work(5))
    assert (early(solution, 0), late(solution, 0)) == (
        ("Fri 01 08:00", "Fri 01 17:00"),
        ("Fri 08 08:00", "Fri 08 17:00"),
    )
    assert int(solution.total_float[0]) == 5 * DAY
