"""Capacity in detail: one cell with its arithmetic and items, what one more person changes, reviews, returns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.capacity.arithmetic import Arithmetic, arithmetic
from planner.capacity.heat import Item, heat_over, items, named_period
from planner.capacity.one_more import one_more
from planner.capacity.periods import Period, PeriodLength
from planner.capacity.queues import queue_loads, review_forecasts
from planner.capacity.returns import returned
from planner.plan.snapshot import Plan
from planner_graphql.capacity_frame import PERIOD, RANGE, capacity_field, define_periods
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import referred
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.team_load import team_load_field

TEAM = Argument("team", "ID!", "Id or code of the team.")
SKILL = Argument("skill", "String!", "A skill of it; empty: the whole team.", "")


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """One cell in one period."""

    team_id: str
    skill: str
    period: Period
    supply: float
    demand: float
    percent: float | None
    gap: float
    arithmetic: Arithmetic
    items: tuple[Item, ...]


def define_capacity(definitions: Definitions) -> None:
    """Define periods, cells, changes, reviews and returns."""
    define_periods(definitions)
    period = [
        Field("label", "String!", "Its name, such as 2027Q1 or 2027-W03."),
        Field("first", "Date!", "First day."),
        Field("last", "Date!", "Last day."),
    ]
    definitions.object("CapacitySpan", "A period of capacity.", period)
    term = [
        Field("name", "String!", "What it is."),
        Field("value", "Float!", "The factor, or the person-days that are added."),
    ]
    definitions.object("CapacityTerm", "One factor of a supply, or what is added to it.", term)
    definitions.object("CapacityArithmetic", "How a supply comes about.", _arithmetic_fields())
    definitions.object("CapacityItem", "What one initiative asks of a team in a period.", _item_fields())
    definitions.object("CapacityCell", "A team, or those of it with a skill, in one period.", _cell_fields())
    definitions.object("CapacityChange", "A period before and after a change of staff.", _change_fields())
    definitions.object("ReviewQueueLoad", "A reviewer queue in one fiscal quarter.", _load_fields())
    definitions.object("ReviewForecast", "When a sign-off can be had, and by when to ask for it.", _forecast_fields())
    definitions.object("ReturnedCapacity", "Time given back by automation: promised and found.", _returned_fields())


def capacity_fields() -> list[Field]:
    """Return the fields of the query root."""
    on = Argument("on", "Date!", "A day of the period.")
    wished = (
        Argument("fte", "Float!", "How many more; negative: fewer.", 1.0),
        Argument("start", "Date", "Their first day; that of the first period if left out."),
        Argument("rampWeeks", "Float!", "Time to full work, in thirds of 0, 50 and 100 %.", 0.0),
    )
    return [
        capacity_field(),
        team_load_field(),
        Field("capacityCell", "CapacityCell!", "One cell with its arithmetic and what asks for it.", _cell,
              arguments=(TEAM, SKILL, PERIOD, on), cost=50),
        Field("capacityWhatIf", "[CapacityChange!]!", "What more people would change, period by period.", _what_if,
              arguments=(TEAM, SKILL, PERIOD, *RANGE, *wished), cost=100),
        Field("reviewForecast", "[ReviewForecast!]!", "Every sign-off with its submit-by date.", _forecasts, cost=50),
        Field("reviewQueueLoads", "[ReviewQueueLoad!]!", "Reviewer queues by quarter.", _loads, cost=50),
        Field("returnedCapacity", "[ReturnedCapacity!]!", "Time given back: promised and found.", _returned, cost=20),
    ]  # fmt: skip


def _cell(plan: Plan, info: Info, team: str, skill: str, period: Any, on: date) -> Row:
    id_ = referred(plan, ("team",), team).id
    span = named_period(plan, PeriodLength(period.value), on)
    said = arithmetic(plan, id_, skill, span)
    shown = heat_over(plan, (span,))
    row = next(i for i, cell in enumerate(shown.cells) if (cell.team_id, cell.skill) == (id_, skill))
    demand = float(shown.demand[row, 0])
    found = items(plan, id_, skill, span.first, span.last)
    answer = CellAnswer(id_, skill, span, said.total, demand, shown.percent(row, 0), said.total - demand, said, found)
    return Row(answer, plan)


def _what_if(plan: Plan, info: Info, team: str, skill: str, period: Any, fte: float, **given: Any) -> list[Row]:
    found = one_more(
        plan,
        referred(plan, ("team",), team).id,
        skill,
        PeriodLength(period.value),
        given.get("from"),
        given.get("to"),
        fte=fte,
        start=given.get("start"),
        ramp_weeks=given["rampWeeks"],
    )
    return [Row(change, plan) for change in found]


def _forecasts(plan: Plan, info: Info) -> list[Row]:
    return [Row(forecast, plan) for forecast in review_forecasts(plan)]


def _loads(plan: Plan, info: Info) -> list[Row]:
    return [Row(load, plan) for load in queue_loads(plan)]


def _returned(plan: Plan, info: Info) -> list[Row]:
    return [Row(back, plan) for back in returned(plan)]


def _of(kind: str, attribute: str) -> Resolve:
    def resolve(row: Row, info: Info) -> Row | None:
        return row_of(row.plan, (kind,), getattr(row.entity, attribute))

    return resolve


def _days(attribute: str) -> Resolve:
    """Return the resolver of working minutes as working days of the plan."""

    def resolve(row: Row, info: Info) -> float:
        return float(getattr(row.entity, attribute)) / row.plan.units.minutes_per_day

    return resolve


def _items(row: Row, info: Info) -> list[Row]:
    return [Row(item, row.plan) for item in row.entity.items]


def _arithmetic_fields() -> list[Field]:
    return [
        Field("factors", "[CapacityTerm!]!", "What is multiplied, in order."),
        Field("added", "[CapacityTerm!]!", "Person-days that changes of staff and automation add or take away."),
        Field("total", "Float!", "Person-days in all."),
        Field("text", "String!", "The sum in one line."),
    ]


def _item_fields() -> list[Field]:
    return [
        Field("initiative", "Initiative!", "Who asks.", _of("initiative", "initiative_id")),
        Field("demand", "Demand!", "What is asked.", _of("demand", "demand_id")),
        Field("skill", "String!", "Skill asked for; empty: any.", attribute_of("skill")),
        Field("personDays", "Float!", "Person-days in the period.", attribute_of("person_days")),
        Field("share", "Float!", "Share of all that is asked, 0 to 1.", attribute_of("share")),
    ]


def _cell_fields() -> list[Field]:
    return [
        Field("team", "Team!", "The team.", _of("team", "team_id")),
        Field("skill", "String!", "The skill; empty: the whole team.", attribute_of("skill")),
        Field("period", "CapacitySpan!", "The period.", attribute_of("period")),
        Field("supply", "Float!", "Person-days it can give.", attribute_of("supply")),
        Field("demand", "Float!", "Person-days asked of it.", attribute_of("demand")),
        Field("percent", "Float", "Demand in per cent of supply; null: asked of nobody.", attribute_of("percent")),
        Field("gap", "Float!", "Person-days left over; negative: missing.", attribute_of("gap")),
        Field("arithmetic", "CapacityArithmetic!", "How the supply comes about.", attribute_of("arithmetic")),
        Field("items", "[CapacityItem!]!", "What asks for it, largest first.", _items),
    ]


def _change_fields() -> list[Field]:
    return [
        Field("period", "CapacitySpan!", "The period.", attribute_of("period")),
        Field("demand", "Float!", "Person-days asked.", attribute_of("demand")),
        Field("supplyBefore", "Float!", "Person-days as things are.", attribute_of("supply_before")),
        Field("supplyAfter", "Float!", "Person-days with the change.", attribute_of("supply_after")),
        Field("percentBefore", "Float", "Per cent as things are; null: asked of nobody.",
              attribute_of("percent_before")),
        Field("percentAfter", "Float", "Per cent with the change; null: asked of nobody.",
              attribute_of("percent_after")),
        Field("overloadBefore", "Float!", "Person-days missing as things are.", attribute_of("overload_before")),
        Field("overloadAfter", "Float!", "Person-days missing with the change.", attribute_of("overload_after")),
    ]  # fmt: skip


def _load_fields() -> list[Field]:
    return [
        Field("queue", "ReviewQueue!", "The queue.", _of("review_queue", "queue_id")),
        Field("period", "CapacitySpan!", "The quarter.", attribute_of("period")),
        Field("ownRequests", "Int!", "Open sign-offs of the plan that are needed in it.", attribute_of("own_requests")),
        Field("arrivalsPerWeek", "Float!", "Requests per week, with those from outside.",
              attribute_of("arrivals_per_week")),
        Field("utilisation", "Float!", "Share of the reviewers' time; from 1 on requests pile up.",
              attribute_of("utilisation")),
        Field("waitDays", "Float!", "Mean wait, in working days.", _days("wait_minutes")),
    ]  # fmt: skip


def _forecast_fields() -> list[Field]:
    return [
        Field("request", "ReviewRequest!", "The sign-off.", _of("review_request", "request_id")),
        Field("queue", "ReviewQueue!", "Who signs off.", _of("review_queue", "queue_id")),
        Field("initiative", "Initiative!", "What is signed off.", _of("initiative", "initiative_id")),
        Field("neededBy", "Date", "Day by which it is needed.", attribute_of("needed_by")),
        Field("waitDays", "Float!", "Mean wait, in working days.", _days("wait_minutes")),
        Field("serviceDays", "Float!", "Time of the review, in working days.", _days("service_minutes")),
        Field("submitBy", "Date", "Last day to hand it in.", attribute_of("submit_by")),
        Field("expected", "Date", "Day of the decision: as made, or as forecast.", attribute_of("expected")),
        Field("decided", "Boolean!", "Whether it is decided.", attribute_of("decided")),
        Field("late", "String!", "Why it will not be there in time; empty: it will.", attribute_of("late")),
    ]


def _returned_fields() -> list[Field]:
    return [
        Field("initiative", "Initiative!", "The automation.", _of("initiative", "initiative_id")),
        Field("team", "Team!", "The team that gets the time.", _of("team", "team_id")),
        Field("skill", "String!", "Skill of the time; empty: any.", attribute_of("skill")),
        Field("liveOn", "Date", "Computed finish of the automation.", attribute_of("live_on")),
        Field("fullHours", "Float!", "Hours per week promised in all.", attribute_of("full_hours")),
        Field("promisedHours", "Float!", "Hours per week promised by the status date.", attribute_of("promised_hours")),
        Field("realisedOn", "Date", "Day of the last observation.", attribute_of("realised_on")),
        Field("realisedHours", "Float", "Hours per week found then.", attribute_of("realised_hours")),
        Field("share", "Float", "Found of what was promised by then.", attribute_of("share")),
    ]
