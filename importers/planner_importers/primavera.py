r"""Primavera P6 exports (XER): projects, their breakdown, activities, relationships, calendars, resources.

Each project becomes a programme with P6's scheduling rules: data date, retained logic, float from the finish, lag
calendar as its options say.

>>> from itertools import count
>>> from planner.plan.snapshot import Plan
>>> data = b"ERMHDR\t23.12\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\n%R\t1\tTOWER\n%E\n"
>>> result = import_primavera(data, "tower.xer", Plan({}), new_id=map(str, count()).__next__)
>>> [(op.kind, op.values.get("code", "")) for op in result.operations]
[('portfolio', ''), ('initiative', 'TOWER'), ('project', '')]
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from planner.plan.changes import Action, Operation
from planner.plan.entities import (
    FloatBasis,
    Initiative,
    LagCalendar,
    Level,
    LinkType,
    Portfolio,
    Project,
    ResourceType,
)
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit, WorkingUnits
from planner_importers.ms_project_draft import ProjectDraft, slug
from planner_importers.ms_project_notes import note, some
from planner_importers.primavera_calendars import parsed
from planner_importers.primavera_file import Row, RowReader, plain_from_markup, read_tables
from planner_importers.primavera_notes import READ, not_kept
from planner_importers.primavera_tasks import DRIVEN_BY_OTHERS, activity_values
from planner_importers.result import ImportResult

FORMAT = "primavera-xer"
LINKS = {"PR_FS": LinkType.FS, "PR_SS": LinkType.SS, "PR_FF": LinkType.FF, "PR_SF": LinkType.SF}
LAG_CALENDARS = {
    "rcal_Predecessor": LagCalendar.PREDECESSOR, "rcal_Successor": LagCalendar.SUCCESSOR,
    "rcal_24Hour": LagCalendar.ALWAYS, "rcal_ProjDefault": LagCalendar.PROJECT,
}  # fmt: skip
_BASES = {"FT_SF": FloatBasis.START, "FT_FF": FloatBasis.FINISH}
_TYPES = {"RT_Mat": ResourceType.MATERIAL, "RT_Labor": ResourceType.PERSON, "RT_Equip": ResourceType.PERSON}


def import_primavera(data: bytes, file: str, plan: Plan, *, new_id: Callable[[], str]) -> ImportResult:
    """Return what brings a Primavera XER file into the plan; raises UnreadableFileError."""
    return _Import(read_tables(data, file), file, plan, new_id).result()


class _Import:
    """One file on its way into a plan."""

    def __init__(self, tables: Mapping[str, list[Row]], file: str, plan: Plan, new_id: Callable[[], str]) -> None:
        self.tables, self.file, self.plan = tables, file, plan
        self.reader = RowReader(file)
        self.draft = ProjectDraft(plan, "primavera", "P6", new_id)
        self.is_empty = not plan.works
        self.units = self._units()
        self.projects = {row.text("proj_id"): row for row in self.rows("PROJECT")}
        self.options = {row.text("proj_id"): row for row in self.rows("SCHEDOPTIONS")}
        self.calendars: dict[str, str] = {}
        self.roots: dict[str, str] = {}
        self.wbs: dict[str, str] = {}
        self.tasks: dict[str, str] = {}
        self.touched: set[str] = set()

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table, none where it is absent."""
        return list(self.tables.get(table, ()))

    def result(self) -> ImportResult:
        """Return the operations and findings."""
        self._check_rows()
        self._put_calendars()
        self._put_portfolio()
        self._put_projects()
        self._put_breakdown()
        self._put_activities()
        elsewhere = self._put_links()
        resources = self._put_resources()
        self._put_assignments(resources)
        findings = [*dict.fromkeys(self.reader.findings), *self._notes(elsewhere), *self._gone()]
        return ImportResult(tuple(self.draft.operations), tuple(findings), None, FORMAT)

    def _check_rows(self) -> None:
        for row in (row for name in sorted(READ) for row in self.rows(name) if row.more):
            message = f"{row.table}: the row has {row.more} more values than there are fields; they are left out."
            self.reader.warn(row, "more-values-than-fields", message, "Remove the tabs within its texts.")

    def _units(self) -> WorkingUnits:
        if not self.is_empty:
            return self.plan.units
        used = {row.text("clndr_id") for row in self.rows("PROJECT")}
        for row in self.rows("CALENDAR"):
            day, week = self.reader.number(row, "day_hr_cnt"), self.reader.number(row, "week_hr_cnt")
            if row.text("clndr_id") in used and day and week and day <= 24 and week <= 168 and min(day, week) * 60 >= 1:
                return WorkingUnits(round(day * 60), round(week * 60), 20)
        return WorkingUnits()

    def _put_calendars(self) -> None:
        rows = {row.text("clndr_id"): row for row in self.rows("CALENDAR")}

        def depth(uid: str) -> int:
            above = [uid]
            while (base := rows[above[-1]].text("base_clndr_id")) in rows and base not in above:
                above.append(base)
            return len(above)

        for uid in sorted(rows, key=lambda uid: (depth(uid), uid)):
            row = rows[uid]
            try:
                week, exceptions = parsed(row.text("clndr_data"))
            except ValueError as error:
                hint = "Correct the shifts in Primavera P6 and export again."
                self.reader.refuse(row, "calendar-hours", f"{row.name('clndr_name')}: {error}", hint)
                continue
            if "DaysOfWeek" not in row.text("clndr_data"):
                message = f"{row.name('clndr_name')} names no working days; Monday to Friday is taken."
                self.reader.warn(row, "calendar-week", message, "Correct the calendar.")
            values = {
                "name": row.name("clndr_name")[:200],
                "week": week,
                "exceptions": exceptions,
                "base_id": self.calendars.get(row.text("base_clndr_id")),
            }
            code = f"P6-{slug(row.name('clndr_name'), 40) or 'CALENDAR'}-{uid}"[:64]
            self.calendars[uid] = self.draft.put_coded("calendar", code, values, self.reader.at(row))

    def _put_portfolio(self) -> None:
        first = next(iter(self.projects.values()), None)
        if not self.is_empty or first is None:
            return
        values: dict[str, object] = {
            "name": (first.name("proj_short_name") or "Portfolio")[:200],
            "minutes_per_day": self.units.minutes_per_day,
            "minutes_per_week": self.units.minutes_per_week,
            "default_calendar_id": self.calendars.get(first.text("clndr_id")),
        }
        existing = self.plan.all(Portfolio).get(PORTFOLIO_ID)
        if existing is not None:
            self.draft.update(existing, values)
        else:
            self.draft.operations.append(Operation(Action.CREATE, "portfolio", PORTFOLIO_ID, values))

    def _key(self, row: Row, what: str) -> str:
        """Return the identity of a project, or of something in it, that stays the same in every export."""
        project = self.projects.get(row.text("proj_id"))
        mark = row if project is None else project
        of_project = mark.text("guid") or mark.text("proj_short_name") or mark.text("proj_id")
        return f"{of_project.strip('{}')}/{row.text('guid') or what}" if what else of_project.strip("{}")

    def _put_work(self, row: Row, key: str, code: str, values: dict[str, object], owned: Iterable[str] = ()) -> str:
        if self.draft.known(key) is None:
            values["code"] = self.draft.free_code("work", code or "P6")
        self.touched.add(key)
        return self.draft.put_work(key, values, place=self.reader.at(row), owned_tags=owned)

    def _put_projects(self) -> None:
        roots = {row.text("proj_id"): row for row in self.rows("PROJWBS") if row.is_set("proj_node_flag")}
        for uid, row in self.projects.items():
            node = roots.get(uid)
            code = row.text("proj_short_name") or f"P6-{uid}"
            name = (node.name("wbs_name") if node else "") or code
            values: dict[str, object] = {"name": name[:500], "level": Level.PROGRAMME}
            self.roots[uid] = id_ = self._put_work(row, self._key(row, ""), code[:64], values)
            if node is not None:
                self.wbs[node.text("wbs_id")] = id_
            rules = self._rules(row)
            existing = next((p for p in self.plan.all(Project).values() if p.initiative_id == id_), None)
            if existing is not None:
                self.draft.update(existing, rules)
            else:
                self.draft.create("project", {"initiative_id": id_, **rules}, self.reader.at(row))

    def _rules(self, row: Row) -> dict[str, object]:
        options = self.options.get(row.text("proj_id"))
        override = options is not None and options.is_set("sched_progress_override")
        basis = options.text("sched_float_type") if options else ""
        limit = self.reader.number(row, "critical_drtn_hr_cnt") or Decimal(0)
        return {
            "start": self.reader.moment(row, "plan_start_date"),
            "finish": self.reader.moment(row, "plan_end_date"),
            "calendar_id": self.calendars.get(row.text("clndr_id")),
            "status_date": self.reader.moment(row, "last_recalc_date") or self.reader.moment(row, "next_data_date"),
            "critical_float_days": float(limit * 60 / self.units.minutes_per_day),
            "float_basis": _BASES.get(basis, FloatBasis.FINISH if not basis else FloatBasis.SMALLEST),
            "honours_constraints": False,
            "retained_logic": not override,
        }

    def _put_breakdown(self) -> None:
        """Create or update the nodes of the breakdown, from the top; those without anything below are off."""
        rows = {row.text("wbs_id"): row for row in self.rows("PROJWBS")}
        parts = {row.text("parent_wbs_id") for row in rows.values()} | {r.text("wbs_id") for r in self.rows("TASK")}
        below: dict[str, list[Row]] = defaultdict(list)
        for uid, row in rows.items():
            if uid not in self.wbs:
                parent = row.text("parent_wbs_id")
                below[parent if parent in rows else ""].append(row)
        waiting: list[tuple[str, str | None]] = [*self.wbs.items(), ("", None)]
        seen: set[str] = set()
        while waiting:
            uid, parent_id = waiting.pop(0)
            ordered = sorted(below[uid], key=lambda row: (self.reader.number(row, "seq_num") or Decimal(0), row.line))
            for position, row in enumerate(ordered):
                own = row.text("wbs_id")
                if own in seen:
                    continue
                seen.add(own)
                values: dict[str, object] = {
                    "name": (row.name("wbs_name") or row.name("wbs_short_name") or own)[:500],
                    "level": Level.INITIATIVE,
                    "parent_id": parent_id or self.roots.get(row.text("proj_id")),
                    "position": position,
                    "active": own in parts,
                }
                code = f"{self._project_code(row)}.{row.text('wbs_short_name')}"[:64]
                self.wbs[own] = id_ = self._put_work(row, self._key(row, f"wbs:{own}"), code, values)
                waiting.append((own, id_))

    def _project_code(self, row: Row) -> str:
        project = self.projects.get(row.text("proj_id"))
        return project.text("proj_short_name") if project else "P6"

    def _put_activities(self) -> None:
        tags, owned = self._tags()
        memos: dict[str, list[str]] = defaultdict(list)
        for memo in self.rows("TASKMEMO"):
            memos[memo.text("task_id")].append(plain_from_markup(memo.text("task_memo")))
        counts: dict[str, int] = defaultdict(int)
        for row in self.rows("TASK"):
            uid = row.text("task_id")
            if not uid or uid in self.tasks:
                message = f"The task_id of {row.text('task_code')!r} is {'repeated' if uid else 'missing'}."
                self.reader.refuse(row, "task-id", message, "Export the project again.")
                continue
            parent = self.wbs.get(row.text("wbs_id")) or self.roots.get(row.text("proj_id"))
            values = activity_values(row, self.reader, self.units)
            own = [*tags.get(uid, ()), *filter(None, [DRIVEN_BY_OTHERS.get(row.text("task_type"), "")])]
            values |= {
                "parent_id": parent,
                "position": counts[str(parent)] + 1000,
                "calendar_id": self.calendars.get(row.text("clndr_id")),
                "tags": tuple(dict.fromkeys(own)),
                "description": "\n\n".join(filter(None, memos[uid])),
            }
            counts[str(parent)] += 1
            key = self._key(row, f"task:{uid}")
            self.tasks[uid] = self._put_work(row, key, row.text("task_code")[:64], values, owned)

    def _tags(self) -> tuple[dict[str, list[str]], tuple[str, ...]]:
        """Return activity codes and user fields as tags by activity, and how tags made so begin."""
        kinds = {row.text("actv_code_type_id"): row.name("actv_code_type") for row in self.rows("ACTVTYPE")}
        codes = {
            row.text("actv_code_id"): (kinds.get(row.text("actv_code_type_id"), "code"), row.name("short_name"))
            for row in self.rows("ACTVCODE")
        }
        tags: dict[str, list[str]] = defaultdict(list)
        for row in self.rows("TASKACTV"):
            if row.text("actv_code_id") in codes:
                tags[row.text("task_id")].append(":".join(codes[row.text("actv_code_id")])[:100])
        labels = {
            row.text("udf_type_id"): row.name("udf_type_label")
            for row in self.rows("UDFTYPE")
            if row.text("table_name") == "TASK"
        }
        for row in self.rows("UDFVALUE"):
            label = labels.get(row.text("udf_type_id"))
            value = next((v for f in ("udf_text", "udf_number", "udf_date") if (v := row.name(f))), "")
            if label and value:
                tags[row.text("fk_id")].append(f"{label}:{value}"[:100])
        owned = (*DRIVEN_BY_OTHERS.values(), *(f"{name}:" for name in [*kinds.values(), *labels.values()]))
        return tags, owned

    def _put_links(self) -> list[str]:
        """Create or update the dependencies; return the activities that wait for a project not in the file."""
        elsewhere = []
        codes = {row.text("task_id"): row.text("task_code") for row in self.rows("TASK")}
        for row in self.rows("TASKPRED"):
            after, before = row.text("task_id"), row.text("pred_task_id")
            if after not in self.tasks:
                continue
            if before not in self.tasks:
                elsewhere.append(codes[after])
                continue
            if before == after:
                self.reader.warn(row, "self-dependency", f"{codes[after]} depends on itself.", "Remove it.")
                continue
            kind = LINKS.get(row.text("pred_type"))
            if kind is None:
                message = f"{codes[after]}: the relationship {row.text('pred_type')!r} is unknown; FS is taken."
                self.reader.warn(row, "unknown-link-type", message, "Types are PR_FS, PR_SS, PR_FF, PR_SF.")
            options = self.options.get(row.text("proj_id"))
            measured = options.text("sched_calendar_on_relationship_lag") if options else ""
            lag = self.reader.tenths(row, "lag_hr_cnt") or 0
            values = {
                "predecessor_id": self.tasks[before],
                "successor_id": self.tasks[after],
                "type": kind or LinkType.FS,
                "lag": Duration.of_tenths(lag, DurationUnit.HOUR, self.units),
                "lag_calendar": LAG_CALENDARS.get(measured, LagCalendar.PREDECESSOR),
            }
            if not self.draft.link(values, self.reader.at(row)):
                message = f"{codes[after]} waits for {codes[before]} twice in the same way; one is kept."
                self.reader.warn(row, "repeated-link", message, "Remove one of them.")
        return elsewhere

    def _put_resources(self) -> dict[str, str]:
        most = {row.text("rsrc_id"): self.reader.number(row, "max_qty_per_hr") for row in self.rows("RSRCRATE")}
        ids: dict[str, str] = {}
        for row in self.rows("RSRC"):
            uid = row.text("rsrc_id")
            share = most.get(uid)
            values = {
                "code": (row.text("rsrc_short_name") or f"R{uid}")[:64],
                "name": (row.name("rsrc_name") or row.text("rsrc_short_name") or uid)[:200],
                "type": _TYPES.get(row.text("rsrc_type"), ResourceType.PERSON),
                "calendar_id": self.calendars.get(row.text("clndr_id")),
                "max_units": 100.0 if share is None else float(share * 100),
            }
            ids[uid] = self.draft.put_resource(row.text("guid") or f"rsrc:{uid}", values, self.reader.at(row))
        return ids

    def _put_assignments(self, resources: Mapping[str, str]) -> None:
        for row in self.rows("TASKRSRC"):
            task, resource = self.tasks.get(row.text("task_id")), resources.get(row.text("rsrc_id"))
            if task is None or resource is None:
                continue
            share, work = self.reader.number(row, "target_qty_per_hr"), self.reader.tenths(row, "target_qty")
            delay = self.reader.tenths(row, "target_lag_drtn_hr_cnt")
            values = {
                "initiative_id": task,
                "resource_id": resource,
                "units": 100.0 if share is None else float(share * 100),
                "work": None if work is None else Duration.of_tenths(work, DurationUnit.HOUR, self.units),
                "delay": Duration.of_tenths(delay, DurationUnit.HOUR, self.units) if delay else None,
            }
            self.draft.put_assignment(values, self.reader.at(row))

    def _notes(self, elsewhere: list[str]) -> Iterable[Finding]:
        yield from not_kept(self.tables, self.file)
        if elsewhere:
            message = f"{some(elsewhere, 'items')} wait for a project that is not in the file; no link is made."
            hint = "Export both projects into one file."
            yield Finding(Severity.WARNING, "link-to-another-file", message, Place(file=self.file), hint)
        if not self.is_empty:
            message = "The portfolio's own settings stay; each project's are kept beside them."
            yield note(self.file, "settings-kept", message)

    def _gone(self) -> Iterable[Finding]:
        """Yield a warning for each item that these projects had in an earlier import."""
        marks = tuple(f"{self._key(row, '')}/" for row in self.projects.values())
        for item in self.draft.absent():
            if any(key.startswith(marks) for key in self._keys(item)):
                message = f"{item.code} {item.name!r} came from this project before and is no longer in the file."
                place = Place(file=self.file, code=item.code)
                yield Finding(Severity.WARNING, "gone-from-file", message, place, "Delete it if it is obsolete.")

    def _keys(self, item: Initiative) -> list[str]:
        return [identity.key for identity in item.external_ids if identity.system == self.draft.system]
