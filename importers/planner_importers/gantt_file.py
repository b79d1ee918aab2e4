"""A GanttProject file as values: the XML read safely, every value with the line it stands on.

GanttProject writes a dependency inside its predecessor (``<depend id="successor">``), counts link types from 1
(start-start, finish-start, finish-finish, start-finish), lags in working days of the project's calendar, and
priorities in the order 1 normal, 0 low, 2 high, 3 lowest, 4 highest.

>>> root = project_tree(b'<project><tasks><task id="7" start="2026-02-02"/></tasks></project>', "plan.gan")
>>> [task.get("id") for task in root.iter("task")]
['7']
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from planner.plan.entities import LinkType
from planner.plan.findings import Finding, Place, Severity
from planner_importers.tabular.refusals import UnreadableFileError
from planner_importers.xml_file import XmlReader, at, safe_tree

LINK_TYPES = {"1": LinkType.SS, "2": LinkType.FS, "3": LinkType.FF, "4": LinkType.SF}
PRIORITIES = {"0": "low", "1": "normal", "2": "high", "3": "lowest", "4": "highest"}
MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task element, its key, its parent's key, its place among its siblings and its depth (0: the top)."""

    element: etree._Element
    key: str
    parent: str | None
    position: int
    depth: int
    is_summary: bool

    @property
    def is_milestone(self) -> bool:
        """Return whether GanttProject draws it as a diamond: it takes no time, whatever its duration says."""
        return self.element.get("meeting") == "true"


def project_tree(data: bytes, file: str) -> etree._Element:
    """Return the root element; raises UnreadableFileError for broken XML and UnsafeFileError for entities."""
    root = safe_tree(data, file, "GanttProject")
    if root.tag != "project" or root.find("tasks") is None:
        why = f"its root element is <{root.tag}>, not a GanttProject <project> with <tasks>."
        raise UnreadableFileError(file, why, "Save the plan in GanttProject as a .gan file.")
    return root


def task_rows(root: etree._Element, file: str) -> tuple[list[TaskRow], list[Finding]]:
    """Return the tasks from top to bottom, and errors for those without an id of their own."""
    rows: list[TaskRow] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    waiting = [(task, None, index, 0) for index, task in enumerate(root.findall("tasks/task"))]
    waiting.reverse()
    trail: list[tuple[etree._Element, str | None, int, int]] = list(waiting)
    while trail:
        element, parent, position, depth = trail.pop()
        key = element.get("id", "")
        if not key or key in seen or depth > MAX_DEPTH:
            why = "nested too deeply" if depth > MAX_DEPTH else "repeated" if key else "missing"
            message = f"The id of task {element.get('name', '')!r} is {why}; it and its parts are left out."
            findings.append(
                Finding(Severity.ERROR, "task-id", message, at(file, element, "id", key), "Give it an id of its own.")
            )
            continue
        seen.add(key)
        parts = element.findall("task")
        rows.append(TaskRow(element, key, parent, position, depth, bool(parts)))
        trail.extend((part, key, index, depth + 1) for index, part in reversed(list(enumerate(parts))))
    return rows, findings


class Reader(XmlReader):
    """Attributes read as values."""

    def day(self, element: etree._Element, name: str) -> date | None:
        """Return a date attribute."""
        text = self.text(element, name)
        if text is None:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self.unreadable(element, name, text, "a date such as 2026-02-16")
            return None


def note(file: str, code: str, message: str, hint: str = "", element: etree._Element | None = None) -> Finding:
    """Return an info finding about the file or one of its elements."""
    place = Place(file=file) if element is None else at(file, element)
    return Finding(Severity.INFO, code, message, place, hint)


def children(root: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements at a path, comments left out."""
    yield from (element for element in root.iterfind(path) if isinstance(element.tag, str))
