"""What explanations say in words, on the smallest plans where each reason occurs."""

from datetime import date, datetime

from planner.plan.entities import Calendar, CalendarException, Dependency, Entity, Initiative, Launch, Portfolio
from planner.plan.entities.work import ConstraintType, LagCalendar, LinkType, Status
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import explain, start_reason

UNBOUND = "nothing before it binds it and the plan starts Mon 4 Jan"
CALIFORNIA = Calendar(id="us", code="US-CA", name="US-CA", country="US", subdivision="CA")


def work(code: str, duration: str = "5d", **said: object) -> Initiative:
    return Initiative(id=code, code=code, name=code, duration=Duration.parse(duration), **said)  # type: ignore[arg-type]


def link(before: str | None, after: str, lag: str = "0d", **said: object) -> Dependency:
    id_ = f"{before}>{after}"
    return Dependency(id=id_, predecessor_id=before, successor_id=after, lag=Duration.parse(lag), **said)  # type: ignore[arg-type]


def plan(*entities: Entity, start: datetime = datetime(2027, 1, 4), **settings: object) -> Plan:
    return Plan.of(Portfolio(id="portfolio", start=start, **settings), *entities)  # type: ignore[arg-type]


def test_a_weekend_and_a_holiday_are_named_with_their_region() -> None:
    guideline = Initiative(id="g", code="POL-102", name="SII guideline", duration=Duration.parse("5d"))
    of = plan(CALIFORNIA, guideline, work("B"), link("g", "B"), start=datetime(2027, 1, 11), default_calendar_id="us")
    assert start_reason(of, "B") == (
        "B starts Tue 19 Jan 2027 because SII guideline (POL-102) finishes Fri 15 Jan 17:00, "
        "then a weekend and Martin Luther King Jr. Day in US-CA."
    )


def test_the_whole_chain_float_and_what_must_be_met() -> None:
    launch = Launch(id="L", code="L", name="L", target_date=datetime(2027, 1, 20, 23, 59))
    of = plan(work("A"), work("B", "2d"), link("A", "B", "1d"), launch, link("B", "L"))
    assert explain(of, "B").sentences == (
        "B takes 2 working days and finishes Wed 13 Jan 2027 17:00.",
        "B starts Tue 12 Jan 2027 because A finishes Fri 8 Jan 17:00, plus a lag of 1 working day (over a weekend).",
        f"A takes 5 working days and starts Mon 4 Jan 2027 because {UNBOUND}.",
        "B must finish by Wed 13 Jan 2027 17:00 because the plan ends Wed 13 Jan 17:00.",
        "B has no float: it starts Tue 12 Jan 2027 08:00 and must start by Tue 12 Jan 08:00.",
    )


def test_a_part_must_finish_when_the_whole_must_because_of_what_follows_the_whole() -> None:
    parts = (work("S"), work("A", parent_id="S"), work("B", "2d", parent_id="S"))
    said = explain(plan(*parts, work("C"), link("S", "C")), "B").sentences
    assert said[2:4] == (
        "B must finish by Fri 8 Jan 2027 17:00 because the whole S must finish by Mon 11 Jan 08:00, before a weekend.",
        "S must finish by Mon 11 Jan 2027 08:00 because C must start by Mon 11 Jan.",
    )


def test_a_duration_is_said_once() -> None:
    of = plan(work("A"), work("B", "2d"), work("C", "1d"), link("A", "B", type=LinkType.FF), link("B", "C"))
    clause = "because it must not finish before A finishes Fri 8 Jan 17:00"
    assert explain(of, "C").sentences[1:3] == (
        "C starts Mon 11 Jan 2027 because B finishes Fri 8 Jan 17:00, then a weekend.",
        f"B takes 2 working days and starts Thu 7 Jan 2027 {clause}.",
    )


def test_a_deadline_that_cannot_be_met_is_negative_float() -> None:
    launch = Launch(id="L", code="LCH-1", name="Launch", target_date=datetime(2027, 1, 7, 23, 59))
    said = explain(plan(work("A"), launch, link("A", "L")), "A").sentences
    assert said[-3:] == (
        "A must finish by Thu 7 Jan 2027 17:00 because Launch (LCH-1) must go live by Thu 7 Jan 23:59.",
        "Launch (LCH-1) must go live by the end of Thu 7 Jan 2027 because it is due Thu 7 Jan.",
        "A is 1 working day late: it starts Mon 4 Jan 2027 08:00 and must start by Fri 1 Jan 08:00.",
    )


def test_a_constraint_before_the_links_does_not_say_that_work_starts_by_its_links() -> None:
    held = {"constraint": ConstraintType.SNLT, "constraint_date": datetime(2027, 1, 5, 8)}
    of = plan(work("M"), work("A", "3d", **held), link("M", "A"))
    assert explain(of, "A").sentences[-1] == (
        "A is 4 working days late: it may, by its links, not start before Fri 8 Jan 2027 17:00 "
        "and must start by Tue 5 Jan 08:00."
    )
    ends = plan(work("K", constraint=ConstraintType.MFO, constraint_date=datetime(2027, 1, 12)))
    assert explain(ends, "K").sentences[1] == "K starts Wed 6 Jan 2027 because it must finish on Tue 12 Jan."


def test_a_closure_of_two_weeks_is_said_by_all_its_days() -> None:
    closed = CalendarException(first=date(2026, 12, 21), last=date(2027, 1, 1), name="Freeze", hours="")
    frozen = Calendar(id="f", code="F", name="F", exceptions=(closed,))
    of = plan(frozen, work("A", "4d"), start=datetime(2026, 12, 17), default_calendar_id="f")
    assert (
        explain(of, "A").sentences[0]
        == "A takes 4 working days (with Freeze (10 days)) and finishes Tue 5 Jan 2027 17:00."
    )


def test_free_float_names_what_would_move() -> None:
    of = plan(work("A", "2d"), work("B", "2d"), work("Z", "9d"), link("A", "B"))
    assert explain(of, "A").sentences[-2:] == (
        "A has 5 working days of float: it starts Mon 4 Jan 2027 08:00 and must start by Mon 11 Jan 08:00.",
        "Any delay of it moves B too.",
    )


def test_a_part_names_what_its_summary_would_move() -> None:
    parts = (work("S"), work("A", "2d", parent_id="S"), work("C", "3d", parent_id="S"))
    of = plan(*parts, work("B", "2d"), work("Z", "9d"), link("S", "B"))
    assert explain(of, "A").sentences[-1] == "After 1 working day of delay B moves too."
    assert [explain(of, id_).free_float.ticks // 4800 for id_ in "SAB"] == [0, 5, 4]  # type: ignore[union-attr]


def test_every_sort_of_link_is_told() -> None:
    of = plan(work("A"), work("B", "2d"), work("C", "8d"), link("A", "B", "2ed", type=LinkType.SS),
              link("A", "C", "-10%", type=LinkType.FF))  # fmt: skip
    assert start_reason(of, "B") == (
        "B starts Wed 6 Jan 2027 because A starts Mon 4 Jan, plus a lag of 2 days by the clock."
    )
    assert start_reason(of, "C") == (
        "C starts Mon 4 Jan 2027 because nothing before it binds it and the plan starts Mon 4 Jan."
    )
    to_finish = plan(work("A"), work("B", "2d"), link("A", "B", type=LinkType.FF))
    assert start_reason(to_finish, "B") == (
        "B starts Thu 7 Jan 2027 because it takes 2 working days and must not finish before A finishes Fri 8 Jan 17:00."
    )


def test_a_lag_on_another_calendar_names_it() -> None:
    of = plan(CALIFORNIA, work("A", calendar_id="us"), work("B"),
              link("A", "B", "5d", lag_calendar=LagCalendar.PREDECESSOR), start=datetime(2027, 1, 11))  # fmt: skip
    assert start_reason(of, "B") == (
        "B starts Tue 26 Jan 2027 because A finishes Fri 15 Jan 17:00, plus a lag of 5 working days on the calendar "
        "'US-CA' (over 2 weekends and Martin Luther King Jr. Day in US-CA)."
    )


def test_what_people_said_ends_a_chain() -> None:
    at = datetime(2027, 1, 13)
    of = plan(
        work("SNET", constraint=ConstraintType.SNET, constraint_date=at),
        work("MFO", constraint=ConstraintType.MFO, constraint_date=datetime(2027, 1, 29, 17)),
        work("MANUAL", manual_start=at, manual_finish=at),
        work("DONE", actual_start=at, actual_finish=datetime(2027, 1, 15, 17)),
        work("OUT"),
        link(None, "OUT", external_party="Vendor", promised_for=date(2027, 1, 14)),
        Launch(id="L", code="L", name="L", not_before=at),
        work("GONE", status=Status.CANCELLED),
    )
    assert [start_reason(of, id_) for id_ in ("SNET", "MFO", "MANUAL", "DONE", "OUT", "L", "GONE")] == [
        "SNET starts Wed 13 Jan 2027 because it must not start before Wed 13 Jan.",
        "MFO starts Mon 25 Jan 2027 because it must finish on Fri 29 Jan 17:00.",
        "MANUAL starts Wed 13 Jan 2027 because its dates were set by hand.",
        "DONE really started Wed 13 Jan 2027.",
        "OUT starts Fri 15 Jan 2027 because Vendor delivers by the end of Thu 14 Jan.",
        "L goes live Wed 13 Jan 2027 because it must not go live before Wed 13 Jan.",
        "",
    ]
    assert explain(of, "GONE").sentences == ("GONE has no dates: it is cancelled.",)


def test_a_summary_is_explained_by_its_parts() -> None:
    of = plan(Initiative(id="P", code="P", name="P"), work("A", parent_id="P"), work("B", "2d", parent_id="P"))
    found = explain(of, "P")
    assert found.sentences[0] == "P starts Mon 4 Jan 2027 because its part A starts then."
    assert "P finishes Fri 8 Jan 2027 17:00 because its part A finishes then." in found.sentences
