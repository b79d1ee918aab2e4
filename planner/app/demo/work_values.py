"""The demo's initiatives as entities' values: who owns them, how far they are, when they may start.

>>> from planner.app.demo.tables import work_rows
>>> row = next(row for row in work_rows() if row.code == "INF-202")
>>> progress(row), owner(row), str(initiative(row, lambda space, code: f"{space} {code}")["duration"])
(50.0, 'Hyun-woo Park', '16w')
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from planner.app.demo.foundations import Values, objectives_of, teams
from planner.app.demo.linking import outline
from planner.app.demo.tables import STATUS_DATE, WorkRow, working_days
from planner.plan.entities import ConstraintType, ExternalId, Level, PriorityClass, Stage, Status
from planner.plan.values import Duration, Edge, moment

Find = Callable[[str, str], str]
"""Gives the id of an entity by its code space and code."""

UNOWNED = frozenset({"POL-131", "TRN-329", "INF-232"})
"""Planted: work that nobody answers for, outside every programme."""

COST_OF_DELAY: Mapping[PriorityClass, float] = {
    PriorityClass.RISK_REDUCTION: 0.12,
    PriorityClass.ENABLER: 0.06,
    PriorityClass.IMPROVEMENT: 0.04,
    PriorityClass.KEEP_THE_LIGHTS_ON: 0.02,
}
"""Share of the value that a quarter of delay costs, by class; duties have none."""

LAWFUL = "OBJ-3"
"""The objective that every legal duty serves."""

_EMEA = ("UK", "EU", "DE", "FR", "AE")
_AMER = ("US", "BR")
_STAGES: Mapping[str, Stage] = {
    "POL": Stage.DEVELOPMENT,
    "TRN": Stage.TRAINING,
    "INF": Stage.DEPLOYMENT,
    "REG": Stage.DEPLOYMENT,
    "CS": Stage.DEPLOYMENT,
}


def owner(row: WorkRow) -> str:
    """Return who answers for it: someone of the team that does most, in turn."""
    if row.code in UNOWNED:
        return ""
    people = teams()[row.demands[0][0]]["people"]
    assert isinstance(people, tuple)
    return str(people[0 if row.code in _LED else row.position % len(people)])


_LED = frozenset({"INF-202", "PLN-401", "POL-101", "REG-501", "CS-602", "INF-203", "TRN-304"})
"""Work that the head of the team keeps."""


def progress(row: WorkRow) -> float:
    """Return percent complete on the status date: the share of working days gone by, in steps of five."""
    if row.status is Status.DONE:
        return 100.0
    if row.status is not Status.IN_PROGRESS:
        return 0.0
    gone = working_days(outline()[row.code][0], STATUS_DATE)
    behind = 5 * (row.position % 3)
    return float(min(95, max(5, round(100 * gone / (row.weeks[1] * 5) / 5) * 5 - behind)))


def stage(row: WorkRow) -> Stage | None:
    """Return the stage of the policy lifecycle; None for planning and for what has not been approved."""
    if row.prefix == "PLN" or row.status in (Status.PROPOSED, Status.CANCELLED, Status.ON_HOLD):
        return None
    if row.status is Status.DONE:
        return Stage.ENFORCEMENT if row.prefix in ("POL", "REG") else Stage.REVIEW
    if row.prefix == "POL" and progress(row) >= 70:
        return Stage.TESTING
    return _STAGES[row.prefix]


def regions(markets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the regions of some markets, in the order of the markets."""
    names = ("EMEA" if code in _EMEA else "AMER" if code in _AMER else "APAC" for code in markets)
    return tuple(dict.fromkeys(names))


def objectives(row: WorkRow) -> tuple[str, ...]:
    """Return the codes of the objectives that it serves: its programme's, and a duty the law's too."""
    duty = (LAWFUL,) if row.priority_class is PriorityClass.REGULATORY_MUST_DO else ()
    return tuple(dict.fromkeys((*objectives_of().get(row.programme, ()), *duty)))


def initiative(row: WorkRow, find: Find) -> Values:
    """Return every value of one initiative."""
    optimistic, likely, pessimistic = (Duration.parse(f"{weeks}w") for weeks in row.weeks)
    calendar = _ELSEWHERE.get(row.code) or str(teams()[row.demands[0][0]]["calendar"])
    return {
        "code": row.code,
        "name": row.name,
        "level": Level.INITIATIVE,
        "parent_id": find("work", row.programme) if row.programme else None,
        "position": row.position,
        "kind": row.kind,
        "stage": stage(row),
        "status": row.status,
        "priority_class": row.priority_class,
        "cost_of_delay": COST_OF_DELAY.get(row.priority_class, 0.0),
        "owner": owner(row),
        "line_of_business": row.line_of_business,
        "policy_area": row.area,
        "regions": regions(row.markets),
        "objective_ids": tuple(find("objective", code) for code in objectives(row)),
        "market_ids": tuple(find("market", code) for code in row.markets),
        "calendar_id": find("calendar", calendar),
        "optimistic": optimistic,
        "duration": likely,
        "pessimistic": pessimistic,
        "percent_complete": progress(row),
        "deadline": moment(row.deadline, Edge.FINISH) if row.deadline else None,
        "external_ids": _tickets(row),
        **_dates(row),
    }


_ELSEWHERE: Mapping[str, str] = {"TRN-303": "IE", "INF-212": "KR", "INF-216": "KR", "INF-226": "KR"}
"""Work done at the other site of its team: its calendar."""


def _tickets(row: WorkRow) -> tuple[ExternalId, ...]:
    """Return the tickets of what the engineering teams do."""
    if row.prefix != "INF":
        return ()
    key = f"TSE-{1180 + 7 * int(row.code[-3:]) - 1400}"
    return (ExternalId(system="jira", key=key, url=f"https://tickets.northstar.example/browse/{key}"),)


def _dates(row: WorkRow) -> Values:
    """Return all date fields, those that do not apply empty."""
    given: Values = {}
    if row.fixed == "!":
        given = {"manual_start": begin(row.start), "manual_finish": end(row.finish)}
    elif row.fixed == "=":
        given = {"constraint": ConstraintType.MSO, "constraint_date": begin(row.start)}
    elif row.status in (Status.DONE, Status.IN_PROGRESS):
        given = {"actual_start": begin(row.start), "actual_finish": end(row.finish)}
    elif row.start is not None:
        given = {"constraint": ConstraintType.SNET, "constraint_date": begin(row.start)}
    return {**_UNDATED, **given}


_UNDATED: Mapping[str, object] = {
    "constraint": ConstraintType.ASAP,
    "constraint_date": None,
    "actual_start": None,
    "actual_finish": None,
    "manual_start": None,
    "manual_finish": None,
    "remaining": None,
}


def begin(day: date | None) -> datetime | None:
    """Return the first minute of a working day."""
    return datetime.combine(day, time(8)) if day else None


def end(day: date | None) -> datetime | None:
    """Return the last minute of a working day."""
    return datetime.combine(day, time(17)) if day else None
