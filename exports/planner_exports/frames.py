"""Data frames for analysts: every kind of entity as a typed pandas table, ready for a notebook.

>>> from planner.plan.entities import Team
>>> frame = data_frame(Plan.of(Team(id="t", code="SII", name="Policy S&V", headcount=8)), "team")
>>> frame.loc[0, "code"], float(frame.loc[0, "headcount"]), str(frame["headcount"].dtype)
('SII', 8.0, 'float64')
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from planner.capacity import PeriodLength
from planner.plan.codec import encode_value
from planner.plan.declare import FieldSpec, ValueType
from planner.plan.entities import KINDS, Team
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {ValueType.NUMBER: "float64", ValueType.INTEGER: "Int64", ValueType.BOOLEAN: "bool"}
_COMPUTED = (
    "early_start",
    "early_finish",
    "late_start",
    "late_finish",
    "total_float_days",
    "free_float_days",
    "critical",
)


def data_frame(plan: Plan, kind: str) -> "pd.DataFrame":
    """Return the entities of one kind, one row each, columns named as in the declaration, references as ids.

    Dates and moments are datetime64, choices categories, durations text; lists stay lists. Initiatives and
    launches have their computed dates and floats too (missing for cancelled work). NotFoundError for a kind
    that does not exist.
    """
    import pandas as pd

    if kind not in KINDS:
        raise NotFoundError("kind", kind, f"There are {', '.join(KINDS)}.")
    entities = list(plan.entities.get(kind, {}).values())
    columns = {
        spec.name: _column(spec, [getattr(entity, spec.name) for entity in entities]) for spec in KINDS[kind].fields
    }
    if kind in ("initiative", "launch"):
        from planner.schedule import schedule

        dates = schedule(plan).dates
        for name in _COMPUTED:
            columns[name] = pd.Series([getattr(dates.get(entity.id), name, None) for entity in entities])
    return pd.DataFrame(columns)


def capacity_table(
    plan: Plan, length: PeriodLength = PeriodLength.QUARTER, first: date | None = None, last: date | None = None
) -> "pd.DataFrame":
    """Return supply and demand, one row per team, skill and period.

    Supply, demand and gap are person-days, percent is infinite where something is asked of nobody; the whole team has
    an empty skill. The range is that of ``planner.capacity.heat.heat_map``.
    """
    import pandas as pd

    from planner.capacity.heat import heat_map

    shown = heat_map(plan, length, first, last)
    teams, wide = plan.all(Team), len(shown.periods)
    columns = {
        "team": [teams[cell.team_id].code for cell in shown.cells for _ in range(wide)],
        "skill": [cell.skill for cell in shown.cells for _ in range(wide)],
        "period": [period.label for _ in shown.cells for period in shown.periods],
        "first": pd.to_datetime([period.first for _ in shown.cells for period in shown.periods]),
        "last": pd.to_datetime([period.last for _ in shown.cells for period in shown.periods]),
        "supply": shown.supply.ravel(),
        "demand": shown.demand.ravel(),
        "percent": shown.percents.ravel(),
        "gap": shown.gap.ravel(),
    }
    return pd.DataFrame(columns)


def _column(spec: FieldSpec, values: list[object]) -> "pd.Series[Any]":
    import pandas as pd

    if spec.many:
        return pd.Series([encode_value(spec, value) for value in values], dtype="object")
    if spec.value_type in (ValueType.DATE, ValueType.MOMENT):
        return pd.to_datetime(pd.Series(values, dtype="object"))
    plain = pd.Series([encode_value(spec, value) for value in values], dtype=_DTYPES.get(spec.value_type, "object"))
    if spec.value_type is ValueType.CHOICE:
        members: Iterable[Enum] = spec.python_type  # type: ignore[assignment]
        return plain.astype(pd.CategoricalDtype([member.value for member in members]))
    return plain
