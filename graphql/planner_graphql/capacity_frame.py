"""The capacity heat map as a frame: supply, demand, per cent and gap of every team and skill over periods."""

from datetime import date
from typing import Any

import numpy as np
import orjson

from planner.capacity.heat import HeatMap, heat_map
from planner.capacity.periods import PeriodLength
from planner.plan.entities import Team
from planner.plan.snapshot import Plan, per_plan
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.identity import global_id
from planner_graphql.scalars import frame

DESCRIPTION = (
    "The heat map: periods as columns, teams as rows with their skills behind them; per cell the person-days of supply "
    "and demand, per cent (null: asked of nobody) and gap (negative: missing)."
)
_LENGTHS = {
    PeriodLength.DAY: "A day.",
    PeriodLength.WEEK: "A week from Monday to Sunday.",
    PeriodLength.MONTH: "A calendar month.",
    PeriodLength.QUARTER: "A fiscal quarter.",
}
PERIOD = Argument("period", "CapacityPeriod!", "Length of the periods.")
RANGE = (
    Argument("from", "Date", "A day of the first period; that of the first work if left out."),
    Argument("to", "Date", "A day of the last period; that of the last work if left out."),
)


def define_periods(definitions: Definitions) -> None:
    """Define the lengths of periods."""
    values = {length.name: (length.value, text) for length, text in _LENGTHS.items()}
    definitions.enum("CapacityPeriod", "How long a period of capacity is.", values)


def capacity_field() -> Field:
    """Return the field of the query root."""
    return Field("capacity", "JSON!", DESCRIPTION, _capacity, arguments=(PERIOD, *RANGE), cost=200)


def _capacity(plan: Plan, info: Info, period: Any, **given: Any) -> orjson.Fragment:
    return capacity_frame(plan, PeriodLength(period.value), given.get("from"), given.get("to"))


@per_plan
def capacity_frame(plan: Plan, length: PeriodLength, first: date | None, last: date | None) -> orjson.Fragment:
    """Return the frame, encoded."""
    return frame(capacity_columns(plan, heat_map(plan, length, first, last), length))


def capacity_columns(plan: Plan, shown: HeatMap, length: PeriodLength) -> dict[str, Any]:
    """Return the frame's columns; numbers by row, then period."""
    teams = [plan.all(Team)[cell.team_id] for cell in shown.cells]
    return {
        "revision": plan.revision,
        "period": length.name,
        "labels": [period.label for period in shown.periods],
        "first": [period.first.isoformat() for period in shown.periods],
        "last": [period.last.isoformat() for period in shown.periods],
        "teamIds": [global_id("team", team.id) for team in teams],
        "codes": [team.code for team in teams],
        "names": [team.name for team in teams],
        "linesOfBusiness": [team.line_of_business for team in teams],
        "sites": [team.site for team in teams],
        "workforces": [team.workforce.name for team in teams],
        "skills": [cell.skill for cell in shown.cells],
        "supply": _numbers(shown.supply, 2),
        "demand": _numbers(shown.demand, 2),
        "percent": _numbers(shown.percents, 1),
        "gap": _numbers(shown.gap, 2),
    }


def _numbers(values: np.ndarray[Any, Any], digits: int) -> orjson.Fragment:
    """Return rounded numbers as JSON; what is infinite becomes null."""
    return orjson.Fragment(orjson.dumps(np.round(values, digits), option=orjson.OPT_SERIALIZE_NUMPY))
