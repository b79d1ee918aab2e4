"""Reading a neutral schedule (`<name>.json.gz`) into a network, and its stored values beside it."""

from __future__ import annotations

import csv
import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from planner.schedule.assignment import Assignment, tracks_of
from planner.schedule.network import (
    Activity,
    Constraint,
    FloatBasis,
    Instant,
    LagCalendar,
    LagUnit,
    Link,
    LinkKind,
    Network,
    Project,
    Sort,
)
from planner.schedule.plan_network import resumed
from planner.worktime import arithmetic
from planner.worktime.pattern import (
    AROUND_THE_CLOCK,
    DayException,
    WorkingCalendar,
    intersection,
    week_of,
)
from planner.worktime.tables import listed
from planner.worktime.ticks import minutes, to_ticks

Json = Mapping[str, Any]
SUFFIX, EXPECTED = ".json.gz", ".expected"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = {"FINISH_START": LinkKind.FS, "START_START": LinkKind.SS, "FINISH_FINISH": LinkKind.FF,
         "START_FINISH": LinkKind.SF}  # fmt: skip
CONSTRAINTS = {
    "AS_SOON_AS_POSSIBLE": Constraint.ASAP, "AS_LATE_AS_POSSIBLE": Constraint.ALAP,
    "START_NO_EARLIER_THAN": Constraint.SNET, "START_NO_LATER_THAN": Constraint.SNLT,
    "FINISH_NO_EARLIER_THAN": Constraint.FNET, "FINISH_NO_LATER_THAN": Constraint.FNLT,
    "MUST_START_ON": Constraint.MSO, "MUST_FINISH_ON": Constraint.MFO,
    "START_ON": Constraint.START_ON, "FINISH_ON": Constraint.FINISH_ON,
}  # fmt: skip
YIELDING = {Constraint.MSO: Constraint.START_ON, Constraint.MFO: Constraint.FINISH_ON}
"""Must dates of a Microsoft Project file that does not always honour them."""
LAG_CALENDARS = {
    "PREDECESSOR": LagCalendar.PREDECESSOR, "SUCCESSOR": LagCalendar.SUCCESSOR,
    "TWENTY_FOUR_HOUR": LagCalendar.AROUND_THE_CLOCK, "PROJECT_DEFAULT": LagCalendar.PROJECT,
}  # fmt: skip
SORTS = {"LEVEL_OF_EFFORT": Sort.LEVEL_OF_EFFORT, "WBS_SUMMARY": Sort.WBS_SUMMARY}
BASES = {"START_SLACK": FloatBasis.START, "FINISH_SLACK": FloatBasis.FINISH}


def corpus_folder() -> Path:
    """Return the folder of schedules: $PLANNER_CORPUS/cpm, else beside the repository."""
    named = os.environ.get("PLANNER_CORPUS")
    root = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "corpus"
    return root / "cpm"


@dataclass(frozen=True, slots=True)
class Case:
    """One schedule: its network, the tasks as read, and what the other program stored, by position."""

    name: str
    cls: str
    family: str
    stale: str
    network: Network
    tasks: tuple[Json, ...]
    expected: tuple[Json, ...]
    strangers: int = 0
    """Tasks with stored values that are not in the schedule."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not scored, and why; `broken` where it should have been readable."""

    file: str
    reason: str
    broken: bool = False


def cases(folder: Path) -> Iterator[Case | Skipped]:
    """Yield every schedule in a folder and below, in order of name: as a case, or why it is none."""
    folder = folder.resolve()
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        name = path.relative_to(folder).as_posix()
        bare = path.name.removesuffix(SUFFIX).removesuffix(EXPECTED)
        if bare + EXPECTED + SUFFIX == path.name:
            if not path.with_name(bare + SUFFIX).exists():
                yield Skipped(name, "no schedule lies beside these stored values")
            continue
        stored = path.with_name(bare + EXPECTED + SUFFIX)
        if not stored.exists():
            yield Skipped(name, "no stored values lie beside it")
            continue
        try:
            yield read_case(path, stored, name.removesuffix(SUFFIX), row_of(path, folder))
        except (OSError, EOFError, zlib.error, ValueError, TypeError, AttributeError, LookupError) as error:
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            yield Skipped(name, f"cannot be read: {what}", broken=True)


def row_of(path: Path, folder: Path) -> dict[str, str]:
    """Return what the nearest index says of a schedule: beside it, above it, or at most two folders above `folder`."""
    for place in path.parents:
        index = index_of(place)
        if found := index.get(path.relative_to(place).as_posix()) or index.get(path.name):
            return found
        if place in folder.parents[1:2]:
            break
    return {}


@cache
def index_of(place: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the index of a folder by file, also by its bare name; empty without an index."""
    if not (place / "index.csv").is_file():
        return {}
    with (place / "index.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row.get("file")]
    return {row["file"].rsplit("/", 1)[-1]: row for row in rows} | {row["file"]: row for row in rows}


def read_case(path: Path, stored: Path, name: str, row: Mapping[str, str]) -> Case:
    """Return one schedule as a case; `row` is its line of the index, empty if there is none."""
    with gzip.open(path) as file:
        plan = json.load(file)
    with gzip.open(stored) as file:
        expected = json.load(file)["tasks"]
    tasks = tuple(plan["tasks"])
    repository = str(plan.get("source", {}).get("repo", ""))
    return Case(
        name=name,
        cls=row.get("cls") or (name.split("/")[-2] if "/" in name else "-"),
        family=row.get("family") or ("INSISOC" if "INSISOC" in repository else "field"),
        stale=row.get("d_reason") or "",
        network=network_of(plan),
        tasks=tasks,
        expected=tuple(expected.get(str(task["uid"]), {}) for task in tasks),
        strangers=len(expected.keys() - {str(task["uid"]) for task in tasks}),
    )


class Calendars:
    """The calendars of a schedule by identity; those that work at the same times are one."""

    def __init__(self, plan: Json) -> None:
        self.values: list[WorkingCalendar] = []
        self._numbers: dict[object, int] = {}
        self.by_uid = {c["uid"]: self.number(calendar_of(c)) for c in plan["calendars"]}
        self.clock = len(self.values)
        self.values.append(AROUND_THE_CLOCK)
        self.default = self.by_uid[plan["project"]["default_calendar"]]
        self.of_resource = {
            a["resource"]: self.by_uid[a["calendar"]]
            for task in plan["tasks"]
            for a in task.get("assignments", ())
            if a.get("calendar") in self.by_uid
        }

    def number(self, calendar: WorkingCalendar) -> int:
        """Return the number of a calendar, the same for two that work at the same times."""
        key = (calendar.week, tuple(sorted((e.day, e.periods) for e in calendar.exceptions)))
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(calendar)
        return self._numbers[key]

    def both(self, first: int, second: int) -> int:
        """Return the number of the calendar that works when both do."""
        if first == second or second == self.clock:
            return first
        return second if first == self.clock else self.number(intersection(self.values[first], self.values[second]))


def calendar_of(row: Json) -> WorkingCalendar:
    """Return a calendar as a value."""
    days = week_of(tuple((a, b) for a, b in row["week"].get(day, ())) for day in WEEKDAYS)
    exceptions = tuple(
        DayException(date.fromisoformat(day), "", tuple((a, b) for a, b in periods))
        for day, periods in row["dates"].items()
    )
    return WorkingCalendar(row["name"], days, exceptions)


def instant(text: str | None) -> int | None:
    """Return a stored moment in ticks."""
    return None if text is None else to_ticks(datetime.fromisoformat(text))


def network_of(plan: Json) -> Network:
    """Return the network of a neutral schedule.

    Tasks of other files (external) belong to a second project, whose dates are given.
    """
    calendars = Calendars(plan)
    settings = plan["project"]
    primavera = settings.get("file_application") == "Primavera"
    position = {task["uid"]: i for i, task in enumerate(plan["tasks"])}
    activities = [_activity(task, calendars, position, primavera) for task in plan["tasks"]]
    if not primavera and not settings.get("honor_constraints", True):
        activities = [replace(a, constraint=YIELDING.get(a.constraint, a.constraint)) for a in activities]
    parents = {a.parent for a in activities if a.parent is not None}
    activities = [
        replace(a, active=False) if task.get("summary") and i not in parents else a
        for i, (task, a) in enumerate(zip(plan["tasks"], activities, strict=True))
    ]
    links = tuple(
        _link(row, position, settings, primavera)
        for row in plan.get("relations", ())
        if row["pred"] in position and row["succ"] in position
    )
    project = _project(settings, calendars, primavera)
    return Network(tuple(activities), links, (project, project), tuple(calendars.values))


def _project(settings: Json, calendars: Calendars, primavera: bool) -> Project:
    start = instant(settings["start"]) or 0
    status = instant(settings.get("status_date")) if primavera else None
    backward = str(settings.get("schedule_from", "0")) == "1"
    return Project(
        start=start,
        calendar=calendars.default,
        finish=instant(settings.get("must_finish_by") or (settings["finish"] if backward else None)),
        from_finish=backward,
        status_date=status,
        critical_limit=minutes(settings.get("critical_slack_limit_minutes") or 0),
        honour_constraints=bool(settings.get("honor_constraints", True)),
        float_basis=BASES.get(settings.get("total_slack_calculation", ""), FloatBasis.SMALLEST),
    )


def _link(row: Json, position: Mapping[int, int], settings: Json, primavera: bool) -> Link:
    lag = row.get("lag") or {}
    units = str(lag.get("units", ""))
    elapsed = units.startswith("ELAPSED")
    if "PERCENT" in units:
        unit, amount = (LagUnit.ELAPSED_PERCENT if elapsed else LagUnit.PERCENT), float(lag["value"])
    else:
        unit, amount = (LagUnit.ELAPSED if elapsed else LagUnit.WORKING), minutes(lag.get("minutes") or 0)
    measured = LagCalendar.SUCCESSOR
    if primavera:
        measured = LAG_CALENDARS[settings.get("relationship_lag_calendar", "PREDECESSOR")]
    return Link(position[row["pred"]], position[row["succ"]], KINDS[row["type"]], amount, unit, measured)


def _activity(task: Json, calendars: Calendars, position: Mapping[int, int], primavera: bool) -> Activity:
    own = calendars.by_uid.get(task.get("calendar"))
    elapsed = str(task.get("duration_units", "")).startswith("ELAPSED")
    calendar = calendars.clock if elapsed else calendars.default if own is None else own
    duration = minutes(task["duration"])
    external = bool(task.get("external"))
    manual = task["mode"] == "MANUALLY_SCHEDULED" or external
    started, finished = instant(task.get("actual_start")), instant(task.get("actual_finish"))
    levelling = minutes(task.get("leveling_delay") or 0)
    activity = Activity(
        duration=duration,
        calendar=calendar,
        project=int(external),
        parent=position.get(task.get("parent", -1)),
        constraint=Constraint.MFO if external else CONSTRAINTS.get(task.get("constraint") or "", Constraint.ASAP),
        constraint_at=instant(task.get("input_finish" if external else "constraint_date")),
        second_constraint=CONSTRAINTS.get(task.get("secondary_constraint") or "", Constraint.ASAP),
        second_constraint_at=instant(task.get("secondary_constraint_date")),
        deadline=instant(task.get("deadline")),
        manual_start=instant(task.get("input_start")) if manual else None,
        manual_finish=instant(task.get("input_finish")) if manual else None,
        actual_start=started,
        actual_finish=finished,
        remaining=minutes(task.get("remaining_duration", task["duration"])),
        resume=_resume(task, calendars, calendar),
        active=bool(task.get("active", True)),
        levelling_delay=levelling,
        split_gap=_split_gap(task, calendars, calendar),
        instant=_instant(task),
        sort=SORTS.get(str(task.get("activity_type")), Sort.TASK),
    )
    if primavera and started is not None and finished is None:
        activity = resumed(replace(activity, duration=activity.remaining or 0, actual_start=None))
    if elapsed or activity.sort or task.get("summary") or not _resource_driven(task, primavera):
        return activity
    return replace(activity, tracks=_tracks(task, calendars, own, duration))


def _instant(task: Json) -> Instant:
    return {"START_MILESTONE": Instant.BEGIN, "FINISH_MILESTONE": Instant.END}.get(
        str(task.get("activity_type")), Instant.RAW
    )


def _resource_driven(task: Json, primavera: bool) -> bool:
    if primavera:
        return task.get("activity_type") == "RESOURCE_DEPENDENT"
    return task.get("type") != "FIXED_DURATION" and not task.get("ignore_resource_calendar")


def _tracks(task: Json, calendars: Calendars, own: int | None, duration: int) -> Any:
    rows = []
    for a in task.get("assignments", ()):
        if a.get("rtype") == "MATERIAL" or a.get("rtype") == "COST":
            continue
        calendar = calendars.by_uid.get(a.get("calendar"))
        if calendar is None:
            calendar = calendars.of_resource.get(a["resource"], calendars.default)
        if own is not None:
            calendar = calendars.both(own, calendar)
        rows.append(
            Assignment(
                calendar, minutes(a["work"]), a["units"], minutes(a.get("delay") or 0), a.get("contour") or "FLAT"
            )
        )
    return tracks_of(tuple(rows), duration)


def _resume(task: Json, calendars: Calendars, calendar: int) -> int | None:
    """Return where the remaining work resumes when it does not follow on the work done."""
    if len(task.get("split_ranges", ())) > 1:
        return None
    stop, resume = instant(task.get("stop")), instant(task.get("resume"))
    if stop is None or resume is None or resume <= stop:
        return None
    tables = listed(tuple(calendars.values))
    if arithmetic.worked(tables, calendar, resume) == arithmetic.worked(tables, calendar, stop):
        return None
    return resume


def _split_gap(task: Json, calendars: Calendars, calendar: int) -> int:
    """Return the working time between the parts of a split task."""
    parts = [(instant(a) or 0, instant(b) or 0) for a, b in task.get("split_ranges", ())]
    if len(parts) < 2:
        return 0
    tables = listed(tuple(calendars.values))
    return sum(
        arithmetic.worked(tables, calendar, begin) - arithmetic.worked(tables, calendar, end)
        for (_, end), (begin, _) in pairwise(parts)
    )
