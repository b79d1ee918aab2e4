"""Microsoft Project XML (MSPDI): the project, its calendars, tasks, links, resources and assignments.

The project itself becomes a programme with scheduling rules of its own (start, calendar, critical limit), so that
several files can live in one plan. What the plan cannot hold is noted, one finding per sort of thing.

>>> from itertools import count
>>> from planner.plan.snapshot import Plan
>>> data = b'''<Project xmlns="http://schemas.microsoft.com/project"><Title>Move</Title><Tasks><Task><UID>1</UID>
... <Name>Pack</Name><OutlineLevel>1</OutlineLevel><Duration>PT24H0M0S</Duration></Task></Tasks></Project>'''
>>> result = import_ms_project(data, "move.xml", Plan({}), new_id=map(str, count()).__next__)
>>> [str(op.values.get("duration", op.values.get("name"))) for op in result.operations if op.kind == "initiative"]
['Move', '3d']
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePath

from lxml import etree

from planner.plan.changes import Action, Operation
from planner.plan.entities import KINDS, ConstraintType, Initiative, Level, Portfolio, Project
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, WorkingUnits
from planner.worktime.pattern import WorkingCalendar
from planner_importers.ms_project_calendars import calendar_rows
from planner_importers.ms_project_carried import Carried, settled
from planner_importers.ms_project_draft import FORMAT, ProjectDraft, slug
from planner_importers.ms_project_file import Reader, elements, project_tree
from planner_importers.ms_project_links import put_links
from planner_importers.ms_project_notes import not_kept, note, some
from planner_importers.ms_project_people import put_assignments, put_resources
from planner_importers.ms_project_planned import put_calendars, working_calendars
from planner_importers.ms_project_splits import busy_times, interruptions, resume_moment
from planner_importers.ms_project_tasks import ROOT, TaskRow, extended_tags, task_rows, work_values
from planner_importers.result import ImportResult

_LAUNCH = "launch"
_OF_PARTS = ("position", "duration", "percent_complete", "actual_start", "actual_finish", "levelling_delay", "status")
"""What the project itself does not say: its place is the plan's, its dates and progress follow from its tasks."""

YIELDING = {ConstraintType.MSO: ConstraintType.START_ON, ConstraintType.MFO: ConstraintType.FINISH_ON}
"""Must dates of a project that does not always honour them: links may push work beyond them, none comes before."""


def import_ms_project(data: bytes, file: str, plan: Plan, *, new_id: Callable[[], str]) -> ImportResult:
    """Return what brings a Microsoft Project XML file, packed or not, into the plan.

    Raises UnreadableFileError, UnsafeFileError or FileTooLargeError. The portfolio's settings are taken from the
    file only where the plan is empty.
    """
    return _Import(project_tree(data, file), file, plan, new_id).result()


class _Import:
    """One file on its way into a plan."""

    def __init__(self, root: etree._Element, file: str, plan: Plan, new_id: Callable[[], str]) -> None:
        self.root, self.file, self.plan = root, file, plan
        self.reader = Reader(file)
        self.carried = Carried(root, self.reader)
        guid = (root.findtext("GUID") or "").strip().strip("{}").lower()
        stem = PurePath(file.removesuffix(".gz")).stem
        label = guid[:8].upper() if guid else slug(stem, 20) or "PROJECT"
        self.draft = ProjectDraft(plan, f"{FORMAT}:{guid or stem}", f"MSP-{label}", new_id)
        self.title = (root.findtext("Title") or "").strip() or stem
        self.is_empty = not plan.works
        self.units = self._units()
        self.rows = task_rows(root, self.reader)
        self.calendar_rows = calendar_rows(root, self.reader)
        self.ids: dict[str, str] = {}
        self.unsplit: list[str] = []

    def result(self) -> ImportResult:
        """Return the operations and findings."""
        calendars = put_calendars(self.draft, self.reader, self.carried, self.calendar_rows, self._used_calendars())
        self._put_record()
        if not self.carried.present:
            self._put_portfolio(calendars)
            self._put_root(calendars)
        self._put_tasks(calendars)
        elsewhere = put_links(self.draft, self.reader, self.carried, self.rows, self.ids, self.units)
        people = put_resources(self.root, self.draft, self.reader, self.carried, calendars)
        nobody = put_assignments(self.root, self.draft, self.reader, self.carried, self.ids, people, self.units)
        foreign = not self.carried.present
        findings = [*self._notes(elsewhere, nobody), *not_kept(self.root, self.file, foreign=foreign)]
        findings = [*dict.fromkeys(self.reader.findings), *findings]
        return ImportResult(tuple(self.draft.operations), tuple(findings), None, FORMAT)

    def _units(self) -> WorkingUnits:
        """Return the units in which durations are said: the file's in an empty plan, else the plan's."""
        if not self.is_empty:
            return self.plan.units
        names = (("MinutesPerDay", 480), ("MinutesPerWeek", 2400), ("DaysPerMonth", 20))
        return WorkingUnits(*(self._unit(name, default) for name, default in names))

    def _unit(self, name: str, default: int) -> int:
        said = self.reader.number(self.root, name) or default
        if said < 1:
            self.reader.unreadable(self.root, name, str(said), "a number from 1 up")
        return max(1, int(said))

    def _used_calendars(self) -> set[str]:
        """Return the UIDs of calendars that the project, tasks or resources name."""
        named = {self.root.findtext("CalendarUID")}
        named |= {row.element.findtext("CalendarUID") for row in self.rows}
        named |= {item.findtext("CalendarUID") for item in elements(self.root, "Resources/Resource")}
        return {(uid or "").strip() for uid in named}

    def _put_portfolio(self, calendars: Mapping[str, str]) -> None:
        if not self.is_empty:
            return
        month = self.reader.number(self.root, "FYStartDate")
        values: dict[str, object] = {
            "name": self.title[:200],
            "minutes_per_day": self.units.minutes_per_day,
            "minutes_per_week": self.units.minutes_per_week,
            "days_per_month": self.units.days_per_month,
            "fiscal_year_start_month": int(month) if month and 1 <= month <= 12 else 1,
            "default_calendar_id": self._project_calendar(calendars),
            "status_date": self.reader.day(self.root, "StatusDate"),
        }
        self._put_settings(values)

    def _put_settings(self, values: Mapping[str, object]) -> None:
        existing = self.plan.all(Portfolio).get(PORTFOLIO_ID)
        if existing is not None:
            self.draft.update(existing, values)
        else:
            self.draft.operations.append(Operation(Action.CREATE, "portfolio", PORTFOLIO_ID, dict(values)))

    def _project_calendar(self, calendars: Mapping[str, str]) -> str | None:
        return calendars.get((self.root.findtext("CalendarUID") or "").strip())

    def _put_root(self, calendars: Mapping[str, str]) -> None:
        """Create or update the programme that the project is, and its scheduling rules."""
        row = next((row for row in self.rows if row.uid == ROOT), None)
        values = work_values(row, self.reader, self.units) if row else {}
        named = values.get("name") not in (None, f"Task {ROOT}")
        values |= {"name": values["name"] if named else self.title[:500], "level": Level.PROGRAMME}
        values = {name: value for name, value in values.items() if name not in _OF_PARTS}
        key = row.key if row is not None else "project"
        if self.draft.known(key) is None:
            values["code"] = self.draft.free_code("work", self.draft.label)
        place = self.reader.at(row.element if row is not None else self.root)
        self.ids[ROOT] = root_id = self.draft.put_work(key, values, place=place)
        rules = self._rules(calendars)
        existing = next((p for p in self.plan.all(Project).values() if p.initiative_id == root_id), None)
        if existing is not None:
            self.draft.update(existing, rules)
        else:
            self.draft.create("project", {"initiative_id": root_id, **rules})

    def _rules(self, calendars: Mapping[str, str]) -> dict[str, object]:
        backward = not self.reader.flag(self.root, "ScheduleFromStart", True)
        limit = self.reader.number(self.root, "CriticalSlackLimit")
        return {
            "start": self._start(),
            "finish": self.reader.moment(self.root, "FinishDate") if backward else None,
            "from_finish": backward,
            "calendar_id": self._project_calendar(calendars),
            "critical_float_days": float(limit or 0),
            "honours_constraints": self.reader.flag(self.root, "HonorConstraints", True),
        }

    def _start(self) -> datetime | None:
        """Return where the project starts; one without a start date starts with its earliest task."""
        stated = self.reader.moment(self.root, "StartDate")
        starts = [self.reader.moment(row.element, "Start") for row in self.rows]
        return stated or min((start for start in starts if start is not None), default=None)

    def _put_record(self) -> None:
        """Create or update what Planner's export carried for the plan as a whole."""
        for name, entries in self.carried.section("entities").items():
            kind = KINDS.get(name)
            for entry in entries if kind is not None and isinstance(entries, list) else ():
                if isinstance(entry, Mapping) and isinstance(entry.get("id"), str) and kind is not None:
                    values = self.carried.values(kind, entry, self.root)
                    values.pop("id", None)
                    self.draft.put_own(name, entry["id"], values)
        settings = self.carried.section("portfolio")
        if settings and self.is_empty:
            values = self.carried.values(KINDS["portfolio"], settings, self.root)
            values.pop("id", None)
            self._put_settings(values)

    def _put_tasks(self, calendars: Mapping[str, str]) -> None:
        names = self._field_names()
        kept = self._kept_calendars()
        busy = busy_times(self.root, self.reader)
        clocks = working_calendars(self.calendar_rows)
        default = clocks.get((self.root.findtext("CalendarUID") or "").strip())
        for row in self.rows:
            if row.uid == ROOT:
                continue
            values = work_values(row, self.reader, self.units)
            values["parent_id"] = self.ids.get(row.parent or "", self.ids.get(ROOT))
            uid = (row.element.findtext("CalendarUID") or "").strip()
            values["calendar_id"] = calendars.get(uid) if row.uid in kept or self.carried.present else None
            if not row.is_summary:
                clock = clocks.get(uid) or default
                values |= self._rests(row, values, busy.get(row.uid, []), clock) if clock is not None else {}
            if self.carried.present:
                self.ids[row.uid] = self._put_own_task(row, values)
            else:
                self.ids[row.uid] = self._put_foreign_task(row, values, names)

    def _put_foreign_task(self, row: TaskRow, values: dict[str, object], names: Mapping[str, str]) -> str:
        if not self.reader.flag(self.root, "HonorConstraints", True):
            values["constraint"] = YIELDING.get(values["constraint"], values["constraint"])  # type: ignore[call-overload]
        tags, lines = extended_tags(row, names)
        values["tags"] = tuple(dict.fromkeys([*values["tags"], *tags]))  # type: ignore[misc]
        if lines:
            values["description"] = "\n\n".join(filter(None, [str(values["description"]), *lines]))
        if self.draft.known(row.key) is None:
            number = (row.element.findtext("ID") or row.uid).strip()
            values["code"] = self.draft.free_code("work", f"{self.draft.label}-{number}")
        owned = ("estimated", "external task", *(f"{name}:" for name in names.values()))
        url = (row.element.findtext("HyperlinkAddress") or "").strip()[:2000]
        return self.draft.put_work(row.key, values, place=self.reader.at(row.element), url=url, owned_tags=owned)

    def _put_own_task(self, row: TaskRow, values: dict[str, object]) -> str:
        """Create or update what Planner exported, with the fields it carried beside the format."""
        texts = self.carried.texts(row.element)
        more = self.carried.more(texts, row.uid)
        at = more.get("at") if isinstance(more.get("at"), Mapping) else {}
        assert isinstance(at, Mapping)
        is_launch = texts.get("Type") == _LAUNCH
        kind = KINDS["launch" if is_launch else "initiative"]
        values.setdefault("owner", "")
        if is_launch:
            values = _launch_values(values)
        element = row.element
        said = self.carried.values(kind, self.carried.readable(kind, texts), element)
        percent = self.reader.number(element, "PercentComplete") or 0
        if "status" in said and at.get("percent", percent) != int(percent):
            said.pop("status")
        only = more.get("only")
        said |= self.carried.values(kind, only, element) if isinstance(only, Mapping) else {}
        calendar = (element.findtext("CalendarUID") or "").strip()
        if "calendar_id" in said and at.get("calendar", calendar) != calendar:
            said.pop("calendar_id")
        if "position" in said and at.get("position", row.position) != row.position:
            said.pop("position")
        rests = values.get("interruptions")
        found = rests if isinstance(rests, tuple) else ()
        read = [[rest.start.isoformat(), rest.finish.isoformat()] for rest in found]
        if "interruptions" in said and at.get("rests", read) != read:
            said.pop("interruptions")
        exact = more.get("exact")
        for name, value in (self.carried.values(kind, exact, element) if isinstance(exact, Mapping) else {}).items():
            said[name] = settled(values.get(name), value, self.units)
        values |= said
        known = {name: value for name, value in values.items() if name in kind.by_name}
        known.setdefault("code", self._new_code(row))
        return self.draft.put_own(kind.name, str(more.get("id") or row.key), known, self.reader.at(element))

    def _new_code(self, row: TaskRow) -> str:
        return self.draft.free_code("work", f"{self.draft.label}-{(row.element.findtext('ID') or row.uid).strip()}")

    def _rests(
        self, row: TaskRow, values: Mapping[str, object], times: list[tuple[datetime, datetime]], clock: WorkingCalendar
    ) -> dict[str, object]:
        """Return the interruptions of a task and where its rest goes on."""
        duration = values.get("duration")
        length = duration.tenths(self.units) if isinstance(duration, Duration) else 0
        elapsed = isinstance(duration, Duration) and duration.is_elapsed
        found = () if elapsed else interruptions(row.element, self.reader, length, times, clock)
        if found is None:
            self.unsplit.append(str(values["name"]))
        resume = None if found or elapsed else resume_moment(row.element, self.reader, clock)
        return {"interruptions": found or (), "resume": resume}

    def _kept_calendars(self) -> set[str]:
        """Return tasks whose calendar is kept: all but summaries with a part that names none.

        In the file a summary's calendar does not pass down to its parts; in the plan it would.
        """
        open_above: set[str] = set()
        parents = {row.uid: row.parent for row in self.rows}
        for row in self.rows:
            if not row.is_summary and (row.element.findtext("CalendarUID") or "-1").strip() not in self.calendar_rows:
                above = row.parent
                while above is not None and above not in open_above:
                    open_above.add(above)
                    above = parents[above]
        return {row.uid for row in self.rows} - open_above

    def _field_names(self) -> dict[str, str]:
        """Return the names of the custom fields of tasks, those that Planner wrote left out."""
        return {
            item.findtext("FieldID") or "": (item.findtext("Alias") or item.findtext("FieldName") or "").strip()
            for item in elements(self.root, "ExtendedAttributes/ExtendedAttribute")
            if not self.carried.is_own(item)
        }

    def _notes(self, elsewhere: list[str], nobody: int) -> list[Finding]:
        said: list[Finding] = []
        reader = self.reader
        timed = [
            row.element.findtext("Name") or row.uid
            for row in self.rows
            if not row.is_summary and reader.flag(row.element, "Milestone") and reader.tenths(row.element, "Duration")
        ]
        calendars = self._lost_calendars()
        undated = self._undated()
        wbs = [r for r in self.rows if (w := r.element.findtext("WBS")) and w != r.element.findtext("OutlineNumber")]
        topics: tuple[tuple[list[str], str], ...] = (
            (timed, "Marked as milestones although they take time, {} are kept as work."),
            (calendars, "Calendars of {} are not kept: a summary's calendar says nothing of its parts."),
            (undated, "Manually scheduled without dates, {} are scheduled by their links."),
            (self.unsplit, "Interruptions of {} cannot be told from their work per day; they are not kept."),
            ([r.element.findtext("Name") or r.uid for r in wbs], "WBS codes of {} differ from the outline; not kept."),
        )
        said += [note(self.file, "not-imported", text.format(some(found, "tasks"))) for found, text in topics if found]
        if elsewhere:
            message = f"{some(elsewhere, 'tasks')} wait for another project's file; no date is known of it."
            hint = "Give the dependency a promised date, or import the other project and link the tasks."
            place = reader.at(self.root)
            said.append(Finding(Severity.WARNING, "link-to-another-file", message, place, hint))
        if reader.zoned:
            message = f"Time zones of dates ({', '.join(sorted(reader.zoned))}) are not kept: the clock time counts."
            said.append(note(self.file, "not-imported", message))
        if nobody:
            said.append(note(self.file, "not-imported", f"Work of {nobody} assignments to nobody is not kept."))
        if not self.is_empty and not self.carried.present:
            said.append(
                note(
                    self.file, "settings-kept", "The portfolio's own settings stay; the project's are kept beside them."
                )
            )
        if not self.carried.present:
            said += [_gone(self.file, item) for item in self.draft.absent()]
        said += self._recurring()
        return said

    def _recurring(self) -> list[Finding]:
        path = "Calendars/Calendar/Exceptions/Exception"
        names = [
            item.findtext("Name") or "unnamed"
            for item in elements(self.root, path)
            if (item.findtext("Type") or "1").strip() not in ("0", "1", "9")
        ]
        message = f"{some(names, 'recurring exceptions')} are written out day by day."
        return [note(self.file, "recurring-exceptions", message)] if names else []

    def _lost_calendars(self) -> list[str]:
        kept = self._kept_calendars() if not self.carried.present else {row.uid for row in self.rows}
        return [
            row.element.findtext("Name") or row.uid
            for row in self.rows
            if row.uid not in kept and (row.element.findtext("CalendarUID") or "").strip() in self.calendar_rows
        ]

    def _undated(self) -> list[str]:
        reader = self.reader
        return [
            row.element.findtext("Name") or row.uid
            for row in self.rows
            if row.uid != ROOT
            and reader.flag(row.element, "Manual")
            and (reader.text(row.element, "ManualStart") or reader.text(row.element, "Start")) is None
        ]


def _launch_values(values: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a launch from those of the milestone that stands for it."""
    starts = values["constraint"] is ConstraintType.SNET
    return {
        "name": values["name"],
        "description": values["description"],
        "target_date": values["deadline"],
        "not_before": values["constraint_date"] if starts else None,
        "launched_on": values.get("actual_finish"),
        **({"owner": values["owner"]} if "owner" in values else {}),
    }


def _gone(file: str, item: Initiative) -> Finding:
    message = f"{item.code} {item.name!r} came from this project before and is no longer in the file."
    place = Place(file=file, code=item.code)
    return Finding(Severity.WARNING, "gone-from-file", message, place, "Delete it if it is obsolete.")
