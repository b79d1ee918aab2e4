"""Links between the tasks of a Microsoft Project XML file, and to tasks of other files."""

from collections.abc import Mapping
from decimal import Decimal

from lxml import etree

from planner.plan.entities import KINDS, LagCalendar, LinkType
from planner.plan.entities.work import NO_LAG
from planner.plan.values import Duration, DurationUnit, WorkingUnits
from planner_importers.ms_project_carried import Carried, plain_text, settled
from planner_importers.ms_project_draft import ProjectDraft
from planner_importers.ms_project_file import ELAPSED_PERCENT, LINK_TYPES, Reader, duration_of, elements, unit_of
from planner_importers.ms_project_tasks import TaskRow


def put_links(
    draft: ProjectDraft,
    reader: Reader,
    carried: Carried,
    rows: list[TaskRow],
    ids: Mapping[str, str],
    units: WorkingUnits,
) -> list[str]:
    """Create or update the dependencies; return the names of tasks that wait for another file."""
    elsewhere = []
    within = _ancestors(rows)
    for row in rows:
        for link in elements(row.element, "PredecessorLink"):
            uid = (link.findtext("PredecessorUID") or "").strip()
            path = plain_text(link.findtext("CrossProjectName") or "")
            if reader.flag(link, "CrossProject") and uid not in ids:
                values: dict[str, object] = {"predecessor_id": None, "external_party": path[-200:] or "another project"}
                elsewhere.append(f"{row.element.findtext('Name')}")
            elif uid not in ids:
                message = f"Task {row.uid} waits for task {uid!r}, which is not in the file; the link is left out."
                reader.warn(link, "unresolved-reference", message, "Remove the link, or add the task.")
                continue
            elif uid == row.uid or uid in within[row.uid] or row.uid in within.get(uid, ()):
                message = f"Task {row.uid} is linked to task {uid}, of which it is a part; the link is left out."
                reader.warn(link, "summary-dependency", message, "Link the parts to one another.")
                continue
            else:
                values = {"predecessor_id": ids[uid], "external_party": ""}
            values |= {"successor_id": ids[row.uid], "type": _type(link, reader), **_lag(link, reader, units)}
            _put(draft, reader, carried, link, f"{uid} {row.uid}", values, units)
    return elsewhere


def _put(
    draft: ProjectDraft,
    reader: Reader,
    carried: Carried,
    link: etree._Element,
    key: str,
    values: dict[str, object],
    units: WorkingUnits,
) -> None:
    extra = carried.section("dependencies").get(f"{key} {values['type']}")
    if isinstance(extra, Mapping):
        exact = carried.values(KINDS["dependency"], extra, link)
        if "lag" in exact:
            exact["lag"] = settled(values["lag"], exact["lag"], units)
        values |= {name: value for name, value in exact.items() if name != "id"}
        if "id" in extra:
            draft.put_own("dependency", str(extra["id"]), values, reader.at(link))
            return
    if not draft.link(values, reader.at(link)):
        message = f"Task {key.split()[1]} waits for task {key.split()[0]} twice in the same way; one link is kept."
        reader.warn(link, "repeated-link", message, "Remove one of them.")


def _type(link: etree._Element, reader: Reader) -> LinkType:
    code = (link.findtext("Type") or "1").strip()
    if code not in LINK_TYPES:
        message = f"The link type {code!r} is unknown; finish to start is taken."
        hint = "Types are 0 finish-finish, 1 finish-start, 2 start-finish, 3 start-start."
        reader.warn(link, "unknown-link-type", message, hint, "Type")
    return LINK_TYPES.get(code, LinkType.FS)


def _lag(link: etree._Element, reader: Reader, units: WorkingUnits) -> dict[str, object]:
    """Return the lag and what measures it; percent lags are written as the number itself."""
    amount = reader.number(link, "LinkLag") or Decimal(0)
    code = (link.findtext("LagFormat") or "").strip()
    if not amount:
        return {"lag": NO_LAG, "lag_calendar": LagCalendar.SUCCESSOR}
    if unit_of(code) is DurationUnit.PERCENT:
        elapsed = code.isdigit() and int(code) % 32 == ELAPSED_PERCENT
        measured = LagCalendar.ALWAYS if elapsed else LagCalendar.SUCCESSOR
        return {"lag": Duration(amount, DurationUnit.PERCENT), "lag_calendar": measured}
    lag = duration_of(round(amount), code, units, DurationUnit.DAY)
    return {"lag": lag, "lag_calendar": LagCalendar.SUCCESSOR}


def _ancestors(rows: list[TaskRow]) -> dict[str, frozenset[str]]:
    above: dict[str, frozenset[str]] = {}
    for row in rows:
        above[row.uid] = frozenset() if row.parent is None else above[row.parent] | {row.parent}
    return above
