"""Random plans for property tests: every field that dates depend on, and edits of them."""

from datetime import date, datetime, time, timedelta
from typing import Final

from hypothesis import strategies as st

from planner.plan.changes import Action, Operation
from planner.plan.entities import (
    Assignment,
    Calendar,
    Dependency,
    Entity,
    Initiative,
    Launch,
    Portfolio,
    Project,
    Resource,
)
from planner.plan.entities.work import (
    ActivityType,
    ConstraintType,
    Interruption,
    LagCalendar,
    Level,
    LinkType,
    MilestoneInstant,
    Status,
)
from planner.plan.entities.worktime import CalendarException
from planner.plan.snapshot import Plan
from planner.plan.values import Duration

START: Final = datetime(2027, 1, 4)
NIGHT: Final = ("22:00-06:00",) * 5 + ("", "")
FAIR: Final = CalendarException(first=date(2027, 1, 20), last=date(2027, 1, 22), name="Fair")
CALENDARS: Final = (
    Calendar(id="us", code="US", name="California", country="US", subdivision="CA", half_days=("01-15",)),
    Calendar(id="night", code="NIGHT", name="Nights", week=NIGHT),
    Calendar(id="fair", code="FAIR", name="Fair", base_id="us", exceptions=(FAIR,)),
)

days = st.integers(-10, 60).map(lambda n: START + timedelta(days=n))
moments = st.builds(
    lambda day, hour: datetime.combine(day.date(), hour),
    days,
    st.sampled_from([time(), time(8), time(10, 30), time(23, 59)]),
)
durations = st.sampled_from(["0d", "1d", "2d", "5d", "3h", "2w", "3ed"]).map(Duration.parse)
lags = st.sampled_from(["0d", "0d", "1d", "3d", "-1d", "4h", "2ed", "-1ed", "50%", "-50%"]).map(Duration.parse)
DATED: Final = [k for k in ConstraintType if k not in {ConstraintType.ASAP, ConstraintType.ALAP}]


@st.composite
def said(draw: st.DrawFn, hammocks: bool = False) -> dict[str, object]:
    """What is said of one initiative beyond its duration; of `hammocks` also that they are."""
    sort = draw(st.integers(0, 12 if hammocks else 11))
    begin = draw(moments)
    if sort <= 3:
        return {}
    if sort <= 5:
        kind = draw(st.sampled_from(DATED))
        more: dict[str, object] = {
            "second_constraint": draw(st.sampled_from(DATED)),
            "second_constraint_date": draw(moments),
        }
        return {"constraint": kind, "constraint_date": begin} | (more if draw(st.booleans()) else {})
    if sort == 6:
        return {"constraint": ConstraintType.ALAP}
    if sort == 7:
        delay = draw(st.sampled_from(["1d", "2ed"]).map(Duration.parse))
        return {"deadline": begin, "levelling_delay": draw(st.none() | st.just(delay))}
    if sort == 8:
        return {"manual_start": begin, "manual_finish": begin + timedelta(days=draw(st.integers(0, 9)))}
    if sort == 9:
        resume = draw(st.none() | st.just(begin + timedelta(days=4)))
        share = draw(st.sampled_from([0.0, 25.0, 50.0]))
        return {"actual_start": begin, "percent_complete": share, "resume": resume}
    if sort == 10:
        return {"actual_start": begin, "actual_finish": begin + timedelta(days=draw(st.integers(0, 9)))}
    if sort == 12:
        return {"activity_type": draw(st.sampled_from([ActivityType.LEVEL_OF_EFFORT, ActivityType.WBS_SUMMARY]))}
    rest = Interruption(start=begin, finish=begin + timedelta(days=3))
    return draw(st.sampled_from([
        {"status": Status.CANCELLED}, {"active": False}, {"interruptions": (rest,)},
        {"level": Level.MILESTONE, "milestone_instant": MilestoneInstant.END_OF_WORK},
    ]))  # fmt: skip


@st.composite
def initiatives(draw: st.DrawFn, id_: str, parents: list[str], hammocks: bool) -> Initiative:
    return Initiative(
        id=id_,
        code=id_.upper(),
        name=f"Work {id_}",
        owner="Ada",
        parent_id=draw(st.sampled_from([None, *parents])),
        calendar_id=draw(st.sampled_from([None, None, "us", "night", "fair"])),
        duration=draw(durations),
        **draw(said(hammocks)),  # type: ignore[arg-type]
    )


@st.composite
def dependencies(draw: st.DrawFn, number: int, order: list[str]) -> Dependency:
    """A link from earlier to later work, or a delivery from outside."""
    first, second = sorted(draw(st.lists(st.integers(0, len(order) - 1), min_size=2, max_size=2, unique=True)))
    if draw(st.integers(0, 7)) == 0:
        day = draw(days).date()
        return Dependency(id=f"d{number}", successor_id=order[second], external_party="Vendor", promised_for=day)
    return Dependency(
        id=f"d{number}",
        predecessor_id=order[first],
        successor_id=order[second],
        type=draw(st.sampled_from(list(LinkType))),
        lag=draw(lags),
        lag_calendar=draw(st.sampled_from(list(LagCalendar))),
    )


@st.composite
def plans(draw: st.DrawFn, largest: int = 7, hammocks: bool = False) -> Plan:
    """A plan of up to `largest` leaves under up to two programmes, with launches at the end."""
    programmes = ["p0", "p1"][: draw(st.integers(0, 2))]
    leaves = [f"i{n}" for n in range(draw(st.integers(1, largest)))]
    tops = [Initiative(id=id_, code=id_.upper(), name=id_, level=Level.PROGRAMME, owner="Ada") for id_ in programmes]
    work: list[Entity] = [*tops, *(draw(initiatives(id_, programmes, hammocks)) for id_ in leaves)]
    launches = [
        Launch(id=f"l{n}", code=f"L{n}", name=f"Launch {n}", owner="Ada", target_date=draw(st.none() | moments))
        for n in range(draw(st.integers(0, 2)))
    ]
    order = [*leaves, *(launch.id for launch in launches)]
    links = [
        draw(dependencies(n, order))
        for n in range(draw(st.integers(0, 2 * len(order)) if len(order) > 1 else st.just(0)))
    ]
    unique = {(k.predecessor_id, k.successor_id, k.type): k for k in links}
    staff: list[Entity] = []
    if draw(st.integers(0, 3)) == 0:
        staff = [
            Resource(id="r", code="R", name="Reviewer", calendar_id=draw(st.sampled_from([None, "night", "fair"]))),
            Assignment(
                id="a",
                initiative_id=draw(st.sampled_from(leaves)),
                resource_id="r",
                units=draw(st.sampled_from([50.0, 100.0])),
            ),
        ]
    rules: list[Entity] = []
    if programmes and draw(st.integers(0, 3)) == 0:
        rules = [
            Project(id="x", initiative_id="p0", start=draw(st.none() | moments), status_date=draw(st.none() | moments))
        ]
    portfolio = Portfolio(
        id="portfolio", start=draw(st.sampled_from([START, START, None])), default_calendar_id="us",
        status_date=draw(st.none() | days.map(datetime.date)), reschedule_unfinished=draw(st.booleans()),
    )  # fmt: skip
    return Plan.of(portfolio, *CALENDARS, *work, *launches, *unique.values(), *staff, *rules, revision=1)


@st.composite
def edits(draw: st.DrawFn, plan: Plan) -> Operation:
    """One edit of a plan: of an initiative, a launch or a dependency."""
    links = list(plan.all(Dependency))
    sort = draw(st.integers(0, 6))
    if sort == 0 and links:
        return Operation(Action.DELETE, "dependency", draw(st.sampled_from(links)))
    if sort == 1 and links:
        said_of_link = {"lag": draw(lags), "type": draw(st.sampled_from(list(LinkType)))}
        return Operation(Action.UPDATE, "dependency", draw(st.sampled_from(links)), said_of_link)
    if sort == 2 and len(plan.works) > 1:
        order = list(plan.works)
        first, second = sorted(draw(st.lists(st.integers(0, len(order) - 1), min_size=2, max_size=2, unique=True)))
        ends = {"predecessor_id": order[first], "successor_id": order[second], "lag": draw(lags)}
        return Operation(Action.CREATE, "dependency", "new", ends)
    launches = list(plan.all(Launch))
    if sort == 3 and launches:
        return Operation(Action.UPDATE, "launch", draw(st.sampled_from(launches)), {"not_before": draw(moments)})
    id_ = draw(st.sampled_from(list(plan.all(Initiative))))
    values = draw(st.one_of(
        said(), durations.map(lambda d: {"duration": d}), st.just({"owner": "Grace"}),
        st.sampled_from(["us", "night", None]).map(lambda c: {"calendar_id": c}),
        moments.map(lambda at: {"deadline": at}),
    ))  # fmt: skip
    return Operation(Action.UPDATE, "initiative", id_, values)
