"""What asks for one team over periods, as a frame: initiatives as rows, for a stacked strip."""

from collections import defaultdict
from datetime import date
from typing import Any

import orjson

from planner.capacity.heat import heat_map, items
from planner.capacity.periods import PeriodLength
from planner.plan.entities import Initiative
from planner.plan.snapshot import Plan, per_plan
from planner_graphql.capacity_frame import PERIOD, RANGE
from planner_graphql.definitions import Argument, Field, Info
from planner_graphql.identity import global_id, referred
from planner_graphql.scalars import frame

DESCRIPTION = (
    "What asks for a team, as columns: periods with supply and demand of the whole team, and the initiatives that ask, "
    "the largest first, each with the periods in which it does and the person-days in each."
)


def team_load_field() -> Field:
    """Return the field of the query root."""
    team = Argument("team", "ID!", "Id or code of the team.")
    return Field("teamLoad", "JSON!", DESCRIPTION, _team_load, arguments=(team, PERIOD, *RANGE), cost=200)


def _team_load(plan: Plan, info: Info, team: str, period: Any, **given: Any) -> orjson.Fragment:
    id_ = referred(plan, ("team",), team).id
    return team_load_frame(plan, id_, PeriodLength(period.value), given.get("from"), given.get("to"))


@per_plan
def team_load_frame(
    plan: Plan, team_id: str, length: PeriodLength, first: date | None, last: date | None
) -> orjson.Fragment:
    """Return the frame, encoded."""
    shown = heat_map(plan, length, first, last)
    row = next(row for row, cell in enumerate(shown.cells) if (cell.team_id, cell.skill) == (team_id, ""))
    asked: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for column, period in enumerate(shown.periods):
        for item in items(plan, team_id, "", period.first, period.last):
            asked[item.initiative_id][column] += item.person_days
    order = sorted(asked, key=lambda id_: (-sum(asked[id_].values()), id_))
    table = plan.all(Initiative)
    return frame(
        {
            "revision": plan.revision,
            "period": length.name,
            "labels": [period.label for period in shown.periods],
            "first": [period.first.isoformat() for period in shown.periods],
            "last": [period.last.isoformat() for period in shown.periods],
            "supply": shown.supply[row].round(2).tolist(),
            "demand": shown.demand[row].round(2).tolist(),
            "ids": [global_id("initiative", id_) for id_ in order],
            "codes": [table[id_].code for id_ in order],
            "names": [table[id_].name for id_ in order],
            "periods": [list(asked[id_]) for id_ in order],
            "days": [[round(days, 2) for days in asked[id_].values()] for id_ in order],
        }
    )
