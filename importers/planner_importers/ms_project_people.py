"""Resources, their groups and their assignments in a Microsoft Project XML file."""

from collections.abc import Mapping

from lxml import etree

from planner.plan.entities import KINDS, ResourceType, Team, WorkContour
from planner.plan.values import Duration, DurationUnit, WorkingUnits
from planner_importers.ms_project_carried import Carried, plain_text, settled
from planner_importers.ms_project_draft import ProjectDraft, slug
from planner_importers.ms_project_file import Reader, elements

UNASSIGNED = ("-65535", "-65536", "-1", "")
CONTOURS = (
    WorkContour.FLAT, WorkContour.BACK_LOADED, WorkContour.FRONT_LOADED, WorkContour.DOUBLE_PEAK,
    WorkContour.EARLY_PEAK, WorkContour.LATE_PEAK, WorkContour.BELL, WorkContour.TURTLE,
)  # fmt: skip
_NO_GUID = "00000000-0000-0000-0000-000000000000"


def put_resources(
    root: etree._Element, draft: ProjectDraft, reader: Reader, carried: Carried, calendars: Mapping[str, str]
) -> dict[str, str]:
    """Create or update the resources; return their ids by UID. `calendars` are ids by UID."""
    ids: dict[str, str] = {}
    teams = _teams(root, draft, reader)
    guids: set[str] = set()
    for element in elements(root, "Resources/Resource"):
        uid = (element.findtext("UID") or "").strip()
        name = plain_text(element.findtext("Name") or "")
        if reader.flag(element, "IsNull") or (uid == "0" and not name):
            continue
        if not uid or uid in ids:
            message = f"The UID of resource {name!r} is {'repeated' if uid else 'missing'}; it is left out."
            reader.refuse(element, "resource-id", message, "Give it a UID of its own.", "UID")
            continue
        guid = (element.findtext("GUID") or "").strip().strip("{}").lower()
        values = _resource_values(element, uid, name, reader)
        values["calendar_id"] = calendars.get((element.findtext("CalendarUID") or "").strip())
        group = plain_text(element.findtext("Group") or "")
        values["team_id"] = teams.get(group.casefold()) if group else None
        place = reader.at(element)
        if carried.present and guid:
            extra = carried.beside("resources", uid)
            values |= carried.values(KINDS["resource"], extra, element)
            ids[uid] = draft.put_own("resource", str(extra.get("id") or guid), _without_id(values), place)
            continue
        key = guid if guid and guid != _NO_GUID and guid not in guids else f"uid:{uid}"
        guids.add(guid)
        ids[uid] = draft.put_resource(key, values, place)
    return ids


def _without_id(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name != "id"}


def _resource_values(element: etree._Element, uid: str, name: str, reader: Reader) -> dict[str, object]:
    most = reader.number(element, "MaxUnits")
    kind = ResourceType.MATERIAL if (element.findtext("Type") or "1").strip() == "0" else ResourceType.PERSON
    if reader.flag(element, "IsCostResource") or (element.findtext("Type") or "").strip() == "2":
        kind = ResourceType.COST
    code = plain_text(element.findtext("Code") or "")
    return {
        "code": (code or slug(name) or f"R{uid}")[:64],
        "name": " ".join(name.split())[:200] or f"Resource {uid}",
        "type": kind,
        "max_units": 100.0 if most is None else float(most * 100),
    }


def _teams(root: etree._Element, draft: ProjectDraft, reader: Reader) -> dict[str, str]:
    """Return team ids by the resources' groups in small letters; groups that are no team yet become one."""
    known: dict[str, str] = {}
    for team in draft.plan.all(Team).values():
        known.setdefault(team.name.casefold(), team.id)
    known |= {team.code.casefold(): team.id for team in draft.plan.all(Team).values()}
    for operation in draft.operations:
        if operation.kind == "team":
            known[str(operation.values.get("code", "")).casefold()] = operation.id
    for element in elements(root, "Resources/Resource"):
        group = plain_text(element.findtext("Group") or "")
        if group and group.casefold() not in known:
            code = draft.free_code("team", slug(group) or "TEAM")
            known[group.casefold()] = draft.create("team", {"code": code, "name": group[:200]}, reader.at(element))
    return known


def put_assignments(
    root: etree._Element,
    draft: ProjectDraft,
    reader: Reader,
    carried: Carried,
    tasks: Mapping[str, str],
    resources: Mapping[str, str],
    units: WorkingUnits,
) -> int:
    """Create or update the assignments; return how many have work and nobody to do it."""
    nobody = 0
    for element in elements(root, "Assignments/Assignment"):
        task, resource = ((element.findtext(name) or "").strip() for name in ("TaskUID", "ResourceUID"))
        if resource in UNASSIGNED or resource not in resources:
            lost = bool(reader.tenths(element, "Work")) and not carried.present
            nobody += lost or resource not in (*UNASSIGNED, "0")
            continue
        if task not in tasks:
            if task != "0":
                message = f"An assignment names task {task!r}, which is not in the file; it is left out."
                reader.warn(element, "unresolved-reference", message, "Remove it, or add the task.", "TaskUID")
            continue
        values = _assignment_values(element, reader, units)
        values |= {"initiative_id": tasks[task], "resource_id": resources[resource]}
        guid = (element.findtext("GUID") or "").strip().strip("{}").lower()
        if carried.present and guid:
            extra = carried.beside("assignments", (element.findtext("UID") or "").strip())
            exact = carried.values(KINDS["assignment"], extra, element)
            values |= {name: settled(values.get(name), value, units) for name, value in exact.items() if name != "id"}
            draft.put_own("assignment", str(extra.get("id") or guid), values, reader.at(element))
        else:
            draft.put_assignment(values, reader.at(element))
    return nobody


def _assignment_values(element: etree._Element, reader: Reader, units: WorkingUnits) -> dict[str, object]:
    """Return what an assignment says; overtime is done beside the hours of the calendar and takes none of them."""
    share, work = reader.number(element, "Units"), reader.tenths(element, "Work")
    if work is not None:
        work -= reader.tenths(element, "OvertimeWork") or 0
    delay = reader.number(element, "Delay")
    contour = reader.number(element, "WorkContour")
    index = 0 if contour is None else int(contour)
    return {
        "units": 100.0 if share is None else float(share * 100),
        "work": None if work is None else Duration.of_tenths(max(work, 0), DurationUnit.HOUR, units),
        "delay": Duration.of_tenths(int(delay), DurationUnit.HOUR, units) if delay else None,
        "contour": CONTOURS[index] if 0 <= index < len(CONTOURS) else WorkContour.FLAT,
    }
