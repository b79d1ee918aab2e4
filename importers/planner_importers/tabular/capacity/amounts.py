"""Amounts of one row: how much of which measure, of what and when; shares of full time as people.

>>> where = Place(row=2)
>>> heads, share = Amount(5, Measure.FTE, "", None, where), Amount(0.8, Measure.PERCENT, "", None, where)
>>> [(each.value, each.measure.value) for each in of_people((heads, share))]
[(4.0, 'fte')]
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.plan.findings import Place
from planner_importers.tabular.mapping import Measure
from planner_importers.tabular.period_text import Period

_HOURS_PER_WEEK = 40.0


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: how much of which measure, of what (a team, an initiative, a skill), when, and where it stands."""

    value: float
    measure: Measure
    name: str
    period: Period | None
    place: Place


def of_people(amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """Return shares of full time and hours per week as people; a share beside heads says how much each works."""
    heads = {(each.name, each.period) for each in amounts if each.measure is Measure.FTE}
    shares = {(each.name, each.period): each.value for each in amounts if each.measure is Measure.PERCENT}
    found = []
    for each in amounts:
        of = each.name, each.period
        if each.measure is Measure.FTE:
            found.append(replace(each, value=round(each.value * shares.get(of, 1.0), 6)))
        elif each.measure is Measure.WEEK_HOURS:
            found.append(replace(each, value=round(each.value / _HOURS_PER_WEEK, 6), measure=Measure.FTE))
        elif each.measure is not Measure.PERCENT:
            found.append(each)
        elif of not in heads:
            found.append(replace(each, measure=Measure.FTE))
    return tuple(found)
