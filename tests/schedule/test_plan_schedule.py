"""Schedules of plans: what initiatives, launches, dependencies and calendars mean for dates."""

import subprocess
import sys
from datetime import date, datetime

import pytest

from planner.plan.entities import Calendar, Dependency, Entity, Initiative, Launch, Portfolio
from planner.plan.entities.work import ConstraintType, LinkType, Status
from planner.plan.entities.worktime import CalendarException
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import critical_path, critical_path_to, schedule, schedule_findings, start_reason

START = datetime(2027, 1, 4)


def days(text: str) -> Duration:
    return Duration.parse(text)


def work(code: str, duration: str | None = "1d", **said: object) -> Initiative:
    length = None if duration is None else days(duration)
    return Initiative(id=code, code=code, name=code, duration=length, **said)  # type: ignore[arg-type]


def link(before: str, after: str, lag: str = "0d", **said: object) -> Dependency:
    id_ = f"{before}>{after}"
    return Dependency(id=id_, predecessor_id=before, successor_id=after, lag=days(lag), **said)  # type: ignore[arg-type]


def plan(*entities: Entity, **settings: object) -> Plan:
    return Plan.of(Portfolio(id="portfolio", start=START, **settings), *entities)  # type: ignore[arg-type]


def when(of: Plan, id_: str) -> tuple[str, str]:
    row = schedule(of).dates[id_]
    return f"{row.early_start:%a %d %H:%M}", f"{row.early_finish:%a %d %H:%M}"


def test_a_chain_with_lags_ends_in_its_launch() -> None:
    of = plan(
        work("A", "1w"), work("B", "2d"), Launch(id="L", code="L", name="L"), link("A", "B", "1d"), link("B", "L")
    )
    assert when(of, "A") == ("Mon 04 08:00", "Fri 08 17:00")
    assert when(of, "B") == ("Tue 12 08:00", "Wed 13 17:00")
    assert when(of, "L") == ("Wed 13 17:00", "Wed 13 17:00")
    row = schedule(of).dates["B"]
    assert (row.driver, row.binding, row.duration_minutes, row.total_float_days) == ("A>B", "link", 960, 0.0)
    assert (schedule(of).start, schedule(of).finish) == (datetime(2027, 1, 4, 8), datetime(2027, 1, 13, 17))


def test_the_schedule_is_computed_once_per_plan() -> None:
    of = plan(work("A"))
    assert schedule(of) is schedule(of)


def test_holidays_of_the_calendar_are_skipped() -> None:
    office = Calendar(id="us", code="US", country="US")
    of = plan(office, work("A", "11d"), default_calendar_id="us")
    assert when(of, "A") == ("Mon 04 08:00", "Tue 19 17:00")  # Monday 18 January is Martin Luther King Day


def test_calendars_are_inherited_and_have_bases_half_days_and_exceptions() -> None:
    freeze = CalendarException(first=date(2027, 1, 6), last=date(2027, 1, 7), name="Freeze")
    base = Calendar(id="base", code="BASE", half_days=("01-05",))
    own = Calendar(id="own", code="OWN", base_id="base", exceptions=(freeze,))
    of = plan(base, own, work("P", None, calendar_id="own"), work("A", "3d", parent_id="P"))
    assert when(of, "A") == ("Mon 04 08:00", "Mon 11 12:00")
    assert when(of, "P") == when(of, "A")


def test_work_that_runs_past_the_known_holidays_gets_those_of_later_years() -> None:
    office = Calendar(id="us", code="US", country="US")
    with_holidays = plan(office, work("A", "2600d"), default_calendar_id="us")
    assert schedule(with_holidays).finish > schedule(plan(work("A", "2600d"))).finish
    assert schedule(with_holidays).finish.year == 2037


def test_elapsed_durations_and_lags_run_through_nights_and_weekends() -> None:
    of = plan(work("A", "2ed"), work("B"), work("C"), link("A", "B"), link("A", "C", "1ed"))
    assert when(of, "A") == ("Mon 04 00:00", "Wed 06 00:00")
    assert when(of, "B")[0] == "Wed 06 08:00"
    assert when(of, "C")[0] == "Thu 07 08:00"


def test_percent_lags_are_shares_of_the_predecessor() -> None:
    of = plan(work("A", "4d"), work("B"), link("A", "B", "-50%"))
    assert when(of, "B")[0] == "Wed 06 08:00"


def test_a_promise_from_outside_binds_from_the_end_of_its_day() -> None:
    vendor = Dependency(
        id="v", successor_id="A", external_party="Vendor", promised_for=date(2027, 1, 6), needed_by=date(2027, 1, 5)
    )
    of = plan(work("A"), work("B", "9d"), vendor)
    assert when(of, "A")[0] == "Thu 07 08:00"
    assert (schedule(of).dates["A"].driver, schedule(of).dates["A"].binding) == ("v", "external")
    assert [f.code for f in schedule_findings(of)] == ["late-promise"]
    assert [s.dependency_id for s in critical_path_to(of, "A").steps] == ["v"]
    delivered = Dependency(id="v", successor_id="A", external_party="Vendor", delivered_on=date(2027, 1, 4))
    assert when(plan(work("A"), delivered), "A")[0] == "Tue 05 08:00"


def test_a_promise_without_a_date_binds_nothing() -> None:
    assert when(plan(work("A"), Dependency(id="v", successor_id="A", external_party="Vendor")), "A")[0] == (
        "Mon 04 08:00"
    )


def test_cancelled_work_is_not_scheduled_and_does_not_bind_on_hold_does() -> None:
    of = plan(work("A", status=Status.CANCELLED), work("B", status=Status.ON_HOLD), work("C"), link("A", "C"),
              link("B", "C"))  # fmt: skip
    assert "A" not in schedule(of).dates
    assert when(of, "C")[0] == "Tue 05 08:00"


def test_a_finish_date_named_as_a_day_means_its_end() -> None:
    held = work("A", constraint=ConstraintType.MFO, constraint_date=datetime(2027, 1, 7))
    assert when(plan(held), "A") == ("Thu 07 08:00", "Thu 07 17:00")
    due = work("A", "4d", deadline=datetime(2027, 1, 7, 23, 59))
    assert schedule_findings(plan(due)) == ()
    assert schedule(plan(due, work("B", "9d"))).dates["A"].total_float_minutes == 0


def test_missed_deadlines_and_launches_are_found() -> None:
    launch = Launch(id="L", code="L", name="L", target_date=datetime(2027, 1, 6, 23, 59))
    of = plan(work("A", "4d", deadline=datetime(2027, 1, 6, 23, 59)), launch, link("A", "L"))
    assert [(f.code, f.place.code) for f in schedule_findings(of)] == [("missed-deadline", "A"), ("late-launch", "L")]
    assert schedule(of).dates["A"].total_float_days == -1.0


def test_a_launch_waits_for_its_embargo_and_keeps_the_day_it_happened() -> None:
    waiting = Launch(id="L", code="L", name="L", not_before=datetime(2027, 2, 1))
    assert when(plan(waiting), "L")[0] == "Mon 01 00:00"
    live = Launch(id="L", code="L", name="L", launched_on=datetime(2027, 1, 5, 23, 59))
    assert schedule(plan(live)).dates["L"].binding == "actual"


def test_progress_and_remaining_work_date_what_has_started() -> None:
    begun = work("A", "4d", actual_start=datetime(2027, 1, 5, 8), percent_complete=50.0)
    assert when(plan(begun), "A") == ("Tue 05 08:00", "Fri 08 17:00")
    more = work("A", "4d", actual_start=datetime(2027, 1, 5, 8), percent_complete=50.0, remaining=days("1d"))
    assert when(plan(more), "A") == ("Tue 05 08:00", "Thu 07 17:00")


def test_one_manual_date_implies_the_other() -> None:
    fixed = work("A", "2d", manual_start=datetime(2027, 1, 6, 8))
    assert when(plan(fixed), "A") == ("Wed 06 08:00", "Thu 07 17:00")
    assert schedule(plan(fixed)).dates["A"].binding == "manual"
    ended = work("A", "2d", manual_finish=datetime(2027, 1, 8, 17))
    assert when(plan(ended), "A") == ("Thu 07 08:00", "Fri 08 17:00")


def test_given_dates_and_constraints_that_break_links_are_found() -> None:
    early = work("B", manual_start=datetime(2027, 1, 4, 8))
    held = work("C", constraint=ConstraintType.MSO, constraint_date=datetime(2027, 1, 4, 8))
    of = plan(work("A", "3d"), early, held, link("A", "B"), link("A", "C", type=LinkType.FS))
    assert [f.code for f in schedule_findings(of)] == ["constraint-breaks-links", "broken-dependency"]


def test_a_circle_and_a_closed_calendar_are_found() -> None:
    closed = Calendar(id="x", code="X", week=("",) * 7)
    of = plan(closed, work("A"), work("B"), work("C", calendar_id="x"), link("A", "B"), link("B", "A"))
    found = {f.code: f for f in schedule_findings(of)}
    assert found["schedule-loop"].items == ("A", "B")
    assert found["calendar-never-works"].place.code == "C"
    assert set(schedule(of).dates) == {"A", "B", "C"}


def test_work_that_would_end_after_the_last_year_is_found_and_harms_nothing_else() -> None:
    works = (work("A"), work("X", "30d"), work("B"))
    of = Plan.of(Portfolio(id="portfolio", start=datetime(9999, 12, 27)), *works, link("X", "B"))
    row = schedule(of).dates["A"]
    assert (row.early_finish, row.late_finish) == (datetime(9999, 12, 27, 17), datetime(9999, 12, 27, 17))
    assert [(f.code, f.place.code) for f in schedule_findings(of)] == [
        ("no-working-time-left", "X"),
        ("no-working-time-left", "B"),
    ]
    assert list(schedule(of).dates) == ["A"]


def test_an_unknown_country_is_found() -> None:
    assert [f.code for f in schedule_findings(plan(Calendar(id="x", code="X", country="XX"), work("A")))] == [
        "unknown-holidays"
    ]


def test_an_unknown_time_zone_is_found_and_no_zone_moves_a_date() -> None:
    elapsed = work("A", "1ed", constraint=ConstraintType.SNET, constraint_date=datetime(2027, 3, 13, 12))
    assert [f.code for f in schedule_findings(plan(elapsed, time_zone="Mars/Olympus"))] == ["unknown-time-zone"]
    for zone in ("America/Los_Angeles", "Europe/Dublin"):
        of = plan(elapsed, time_zone=zone)
        assert (when(of, "A"), schedule_findings(of)) == (("Sat 13 12:00", "Sun 14 12:00"), ())


def test_the_critical_path_is_the_driving_chain_to_the_end() -> None:
    of = plan(
        work("P", None), work("A", "3d", parent_id="P"), work("B", "1d", parent_id="P"), work("C", "2d"),
        work("D", "1d"), link("A", "C"), link("B", "D"),
    )  # fmt: skip
    path = critical_path(of)
    assert [(s.id, s.dependency_id, s.float_days) for s in path.steps] == [("A", None, 0.0), ("C", "A>C", 0.0)]
    assert path.critical_ids == ("P", "A", "C")
    assert path.finish == datetime(2027, 1, 8, 17)


def test_floats_to_a_target_count_only_what_it_needs() -> None:
    of = plan(work("A", "3d"), work("B", "1d"), work("C", "1d"), work("Z", "9d"), link("A", "C"), link("B", "C"))
    path = critical_path_to(of, "C")
    assert [s.id for s in path.steps] == ["A", "C"]
    assert path.critical_ids == ("A", "C")
    assert schedule(of).dates["C"].total_float_days == 5.0
    assert path.steps[-1].float_days == 0.0


def test_the_path_to_a_summary_is_that_to_its_last_leaf() -> None:
    of = plan(work("P", None), work("A", "3d", parent_id="P"), work("B", "4d", parent_id="P"))
    assert [s.id for s in critical_path_to(of, "P").steps] == ["B"]


def test_unknown_work_is_refused_and_an_empty_plan_has_no_path() -> None:
    with pytest.raises(NotFoundError):
        critical_path(plan(), "nothing")
    assert critical_path(plan()).steps == ()
    assert schedule(plan()).dates == {}


def test_near_critical_is_a_setting_of_the_portfolio() -> None:
    of = plan(work("A", "9d"), work("B", "5d"), work("C", "3d"), near_critical_float_days=4.0)
    rows = schedule(of).dates
    assert [(rows[i].critical, rows[i].near_critical) for i in "ABC"] == [(True, False), (False, True), (False, False)]


def test_a_plan_without_dates_starts_where_its_earliest_date_lies_else_on_a_fixed_monday() -> None:
    assert schedule(Plan.of(work("A"))).start == datetime(2026, 1, 5, 8)
    dated = work("B", constraint=ConstraintType.SNET, constraint_date=datetime(2026, 6, 1, 8))
    assert schedule(Plan.of(work("A"), dated)).start == datetime(2026, 6, 1, 8)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import planner.schedule, planner.worktime, sys; print({'numpy', 'numba', 'holidays'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_as_late_as_possible_counts_the_same_as_first_and_as_second_constraint() -> None:
    late, early = ConstraintType.ALAP, (ConstraintType.FNLT, datetime(2027, 1, 7, 17))
    first = work("b", constraint=late, second_constraint=early[0], second_constraint_date=early[1])
    second = work("b", constraint=early[0], constraint_date=early[1], second_constraint=late)
    for item in (first, second):
        assert when(plan(work("a", "5d"), item), "b") == ("Thu 07 08:00", "Thu 07 17:00")


def test_what_the_status_date_and_lateness_move_is_said_to_be_set_by_them() -> None:
    day = Duration.parse("1d")
    plan = Plan.of(
        Portfolio(id="portfolio", start=datetime(2027, 1, 4), status_date=date(2027, 1, 5), reschedule_unfinished=True),
        Initiative(id="a", code="A", name="Draft", duration=day),
        Initiative(id="b", code="B", name="Talk", duration=day, constraint=ConstraintType.ALAP),
        Initiative(id="c", code="C", name="Review", duration=Duration.parse("3d")),
    )
    dates = schedule(plan).dates
    assert {id_: (row.binding, row.early_start) for id_, row in dates.items()} == {
        "a": ("status_date", datetime(2027, 1, 6, 8)),
        "b": ("as_late_as_possible", datetime(2027, 1, 8, 8)),
        "c": ("status_date", datetime(2027, 1, 6, 8)),
    }
    assert start_reason(plan, "a") == (
        "Draft (A) starts Wed 6 Jan 2027 because unfinished work is moved past the status date, the end of Tue 5 Jan."
    )
