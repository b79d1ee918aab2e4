"""The quarterly roadmap of a plan: rows in groups over fiscal quarters, with counts and markers.

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative
>>> item = Initiative(id="a", code="POL-1", name="Policy", manual_start=datetime(2027, 1, 4, 8),
...                   manual_finish=datetime(2027, 4, 9, 17), owner="Ada")
>>> shown = roadmap(Plan.of(item), FiscalQuarter(2027, 1), 2, GroupBy.OWNER)
>>> [(group.label, [(span.quarter, span.weeks) for span in group.rows[0].spans]) for group in shown.groups]
[('Ada', [(0, 13), (1, 2)])]
"""

from collections import defaultdict
from collections.abc import Sequence

from planner.plan.entities import Initiative, Obligation
from planner.plan.errors import PlannerError
from planner.plan.snapshot import Plan, per_plan
from planner.roadmap.grouping import NOWHERE, Keys, keys_of_obligation, keys_of_work
from planner.roadmap.markers import markers
from planner.roadmap.result import Group, GroupBy, Marker, MarkerKind, Roadmap, Row
from planner.roadmap.rows import counts, rows
from planner.schedule import schedule
from planner.worktime.fiscal import FiscalQuarter

MAX_QUARTERS = 80
LATER = "later"


class RoadmapLengthError(PlannerError):
    """A roadmap of no quarters, or of more than anybody can read."""

    code = "ROADMAP_LENGTH"

    def __init__(self, quarters: int) -> None:
        super().__init__(f"A roadmap cannot have {quarters} quarters.", f"Ask for 1 to {MAX_QUARTERS}.")


@per_plan
def roadmap(plan: Plan, first: FiscalQuarter, quarters: int, group_by: GroupBy) -> Roadmap:
    """Return the roadmap of so many fiscal quarters from ``first`` on, from computed dates.

    A row stands in each group it belongs to (several teams or markets); groups are in order of their labels
    (quarters in order of time), what belongs nowhere last. By quarter a row stands where it finishes.
    Cancelled work is left out. RoadmapLengthError unless 1 to 80 quarters are asked for.
    """
    if not 1 <= quarters <= MAX_QUARTERS:
        raise RoadmapLengthError(quarters)
    columns = first.series(quarters)
    dates = schedule(plan)
    found = rows(plan, dates, columns)
    events = markers(plan, dates, columns)
    return Roadmap(columns, group_by, _groups(plan, found, events, columns, group_by), events, counts(found, columns))


def _groups(
    plan: Plan, found: Sequence[Row], events: Sequence[Marker], columns: Sequence[FiscalQuarter], group_by: GroupBy
) -> tuple[Group, ...]:
    members: dict[str, list[Row]] = defaultdict(list)
    flags: dict[str, list[Marker]] = defaultdict(list)
    labels: dict[str, str] = {}
    table = plan.all(Initiative)
    for row in found:
        keys = _quarter(row, columns) if group_by is GroupBy.QUARTER else keys_of_work(plan, table[row.id], group_by)
        for key, label in keys:
            labels[key] = label
            members[key].append(row)
    for event in events:
        for key, label in _keys_of_marker(plan, event, columns, group_by):
            labels.setdefault(key, label)
            flags[key].append(event)
    return tuple(
        Group(key, labels[key], tuple(members[key]), tuple(flags[key]), counts(members[key], columns))
        for key in sorted(labels, key=lambda key: (key in ("", LATER), labels[key].casefold(), key))
    )


def _quarter(row: Row, columns: Sequence[FiscalQuarter]) -> Keys:
    if row.finish_quarter < columns[0]:
        return NOWHERE[GroupBy.QUARTER]
    if row.continues:
        return ((LATER, "Later"),)
    return ((row.finish_quarter.label, row.finish_quarter.label),)


def _keys_of_marker(plan: Plan, event: Marker, columns: Sequence[FiscalQuarter], group_by: GroupBy) -> Keys:
    if group_by is GroupBy.QUARTER:
        label = columns[event.quarter].label
        return ((label, label),)
    if event.kind is MarkerKind.OBLIGATION:
        return keys_of_obligation(plan, plan.all(Obligation)[event.id], group_by)
    return keys_of_work(plan, plan.works[event.id], group_by)
