"""People of a GanttProject file: each becomes a team of one, with leave in its calendar, owning and working.

The plan has teams and no persons yet, so a resource is a team with a head count of 1 and full focus. A task's
coordinator (``responsible``) becomes its owner; an allocation of 50 % becomes a demand of 0.5 people.
"""

from collections.abc import Mapping
from decimal import Decimal

from lxml import etree

from planner.plan.entities import Calendar, CalendarException, Demand, Team
from planner.plan.entities.worktime import OFFICE_WEEK
from planner.plan.findings import Finding, Severity
from planner_importers.draft import Draft
from planner_importers.gantt_file import Reader, children, note
from planner_importers.xml_file import at

_NO_ROLE = ("Default:0", "")
_CONTACT = ("contacts", "phone")


def owners(root: etree._Element) -> Mapping[str, str]:
    """Return the name of the coordinator of each task that has one, by task id."""
    names = {element.get("id"): element.get("name", "") for element in children(root, "resources/resource")}
    return {
        element.get("task-id", ""): names[element.get("resource-id")]
        for element in children(root, "allocations/allocation")
        if element.get("responsible") == "true" and element.get("resource-id") in names
    }


def put_teams(root: etree._Element, draft: Draft, reader: Reader, calendar_id: str | None) -> Mapping[str, str]:
    """Create or update a team for each resource; return team ids by resource id."""
    teams: dict[str, str] = {}
    contacts = 0
    by_name = {team.name.casefold(): team for team in draft.plan.all(Team).values()}
    leave = _leave(root, reader)
    for element in children(root, "resources/resource"):
        key, name = element.get("id", ""), " ".join(element.get("name", "").split())
        if not key or not name or key in teams:
            message = f"The resource {name or key!r} has no name or no id of its own; it is left out."
            reader.findings.append(
                Finding(Severity.ERROR, "resource-id", message, at(reader.file, element), "Name it.")
            )
            continue
        contacts += any(element.get(attribute) for attribute in _CONTACT)
        place = at(reader.file, element)
        existing = by_name.get(name.casefold())
        days = leave.get(key, ())
        if existing is not None:
            teams[key] = existing.id
            _put_leave(draft, existing.calendar_id, existing.code, name, calendar_id, days)
            continue
        code = draft.free_code("team", _code(name))
        calendar = _put_leave(draft, None, code, name, calendar_id, days) or calendar_id
        values = {"code": code, "name": name, "lead": name, "headcount": 1.0, "focus_factor": 1.0}
        teams[key] = draft.create("team", {**values, "calendar_id": calendar}, place)
    if contacts:
        message = f"Contact details of {contacts} people are not imported."
        reader.findings.append(note(reader.file, "not-imported", message, "Keep them in the directory."))
    return teams


def _code(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name).upper().split()) or "TEAM"


def _leave(root: etree._Element, reader: Reader) -> dict[str, tuple[CalendarException, ...]]:
    days: dict[str, list[CalendarException]] = {}
    for element in children(root, "vacations/vacation"):
        first, last = reader.day(element, "start"), reader.day(element, "end")
        if first is not None and last is not None:
            leave = CalendarException(first=first, last=last, name="Leave")
            days.setdefault(element.get("resourceid", ""), []).append(leave)
    return {key: tuple(sorted(found, key=lambda item: item.first)) for key, found in days.items()}


def _put_leave(
    draft: Draft,
    existing_id: str | None,
    code: str,
    name: str,
    base_id: str | None,
    days: tuple[CalendarException, ...],
) -> str | None:
    """Return the id of the person's own calendar, made where there is leave; None where there is none."""
    own = draft.plan.all(Calendar).get(existing_id or "")
    if own is not None and own.code.startswith(f"{code}-CAL"):
        return draft.update(own, {"exceptions": days})
    if not days or existing_id is not None:
        return None
    week = _base_week(draft, base_id)
    values = {"name": name, "week": week, "exceptions": days, "base_id": base_id}
    return draft.create("calendar", {"code": draft.free_code("calendar", f"{code}-CAL"), **values})


def _base_week(draft: Draft, base_id: str | None) -> object:
    """Return the week of the project's calendar, which a calendar does not take over from its base."""
    existing = draft.plan.all(Calendar).get(base_id or "")
    if existing is not None:
        return existing.week
    made = (operation for operation in draft.operations if operation.id == base_id)
    return next((operation.values["week"] for operation in made), OFFICE_WEEK)


def put_demands(
    root: etree._Element, draft: Draft, reader: Reader, tasks: Mapping[str, str], teams: Mapping[str, str]
) -> None:
    """Create or update a demand for each allocation, those of one person and role on one task added up."""
    roles = {element.get("id", ""): element.get("name", "") for element in children(root, "roles/role")}
    known = {(item.initiative_id, item.team_id, item.skill): item for item in draft.plan.all(Demand).values()}
    wanted: dict[tuple[str, str, str], tuple[Decimal, etree._Element]] = {}
    for element in children(root, "allocations/allocation"):
        task, team = tasks.get(element.get("task-id", "")), teams.get(element.get("resource-id", ""))
        if task is None or team is None:
            missing = "task" if task is None else "resource"
            value = element.get(f"{missing}-id", "")
            message = f"An allocation names {missing} {value!r}, which is not in the file."
            place = at(reader.file, element, f"{missing}-id", value)
            reader.findings.append(
                Finding(Severity.ERROR, "unresolved-reference", message, place, "Remove it, or add what it names.")
            )
            continue
        key = (task, team, _role(element.get("function", ""), roles))
        before = wanted[key][0] if key in wanted else Decimal(0)
        load = reader.number(element, "load")
        wanted[key] = (before + (Decimal(100) if load is None else load), element)
    for (task, team, skill), (load, element) in wanted.items():
        existing = known.get((task, team, skill))
        fte = float(load / 100)
        if existing is not None:
            draft.update(existing, {"fte": fte}, at(reader.file, element))
        else:
            values = {"initiative_id": task, "team_id": team, "skill": skill, "fte": fte}
            draft.create("demand", values, at(reader.file, element))


def _role(function: str, roles: Mapping[str, str]) -> str:
    return "" if function in _NO_ROLE else roles.get(function, function)
