"""Calendars of a Microsoft Project XML file as calendars of the plan, and as values to reckon with."""

import hashlib
import json
from collections.abc import Mapping

from planner.plan.codec import encode_value
from planner.plan.entities import KINDS
from planner.plan.entities.worktime import working_periods
from planner.schedule.plan_calendars import day_exceptions, other_weeks
from planner.worktime.pattern import WorkingCalendar, week_of
from planner_importers.ms_project_calendars import CalendarRow, full_other_weeks, full_week, resolved
from planner_importers.ms_project_carried import Carried
from planner_importers.ms_project_draft import ProjectDraft
from planner_importers.ms_project_file import Reader


def put_calendars(
    draft: ProjectDraft, reader: Reader, carried: Carried, rows: Mapping[str, CalendarRow], used: set[str]
) -> dict[str, str]:
    """Create or update the calendars; return their ids by UID, for those that are their base the base's.

    Base calendars are all kept; of those of resources only the ones that are `used` and differ from their base.
    """
    ids: dict[str, str] = {}
    wanted = {uid for uid, row in rows.items() if row.base is None} | {resolved(rows, uid) for uid in used}
    for uid in [u for u in _bases_first(rows) if u in wanted]:
        row = rows[uid]
        week = full_week(rows, row)
        values: dict[str, object] = {
            "name": row.name[:200],
            "week": week,
            "exceptions": row.exceptions,
            "other_weeks": full_other_weeks(row, week),
            "base_id": ids.get(resolved(rows, row.base) or ""),
        }
        extra = carried.beside("calendars", uid)
        if not (extra.get("standard") and extra.get("as_written") == fingerprint(values)):
            ids[uid] = _put(draft, reader, carried, row, values)
    return ids | {uid: ids[real] for uid in rows if (real := resolved(rows, uid)) in ids and real is not None}


def _put(draft: ProjectDraft, reader: Reader, carried: Carried, row: CalendarRow, values: dict[str, object]) -> str:
    extra = carried.beside("calendars", row.uid)
    place = reader.at(row.element)
    if "id" not in extra:
        return draft.put_coded("calendar", f"{draft.label}-{row.uid}"[:64], values, place)
    exact = carried.values(KINDS["calendar"], extra, row.element)
    id_ = str(exact.pop("id"))
    if extra.get("as_written") == fingerprint(values):
        return draft.put_own("calendar", id_, exact, place)
    generated = {tuple(entry) for entry in extra.get("generated", ()) if isinstance(entry, list)}
    own = tuple(
        e for e in row.exceptions if (e.first.isoformat(), e.last.isoformat(), e.hours, e.name) not in generated
    )
    edited = {"name": values["name"], "week": values["week"], "other_weeks": values["other_weeks"], "exceptions": own}
    return draft.put_own("calendar", id_, exact | edited, place)


def fingerprint(values: Mapping[str, object]) -> str:
    """Return a short digest of a calendar as it is written, to tell whether someone has edited it since."""
    kind = KINDS["calendar"]
    said = [encode_value(kind.field(name), values[name]) for name in ("name", "week", "exceptions", "other_weeks")]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _bases_first(rows: Mapping[str, CalendarRow]) -> list[str]:
    """Return the UIDs with bases before what builds on them."""

    def depth(uid: str) -> int:
        seen = [uid]
        while (base := rows[seen[-1]].base) is not None and base in rows and base not in seen:
            seen.append(base)
        return len(seen)

    return sorted(rows, key=depth)


def working_calendars(rows: Mapping[str, CalendarRow]) -> dict[str, WorkingCalendar]:
    """Return the calendars as values by UID, their bases' exceptions underneath."""
    return {uid: _value(rows, row) for uid, row in rows.items() if row.base is None or not row.says_nothing}


def _value(rows: Mapping[str, CalendarRow], row: CalendarRow) -> WorkingCalendar:
    layers = [row]
    while (base := rows.get(layers[-1].base or "")) is not None and base not in layers:
        layers.append(base)
    week = full_week(rows, row)
    days = [day for layer in reversed(layers) for day in day_exceptions(layer.exceptions)]
    weeks = [
        other
        for layer in reversed(layers)
        for other in other_weeks(full_other_weeks(layer, full_week(rows, layer)), layer.exceptions)
    ]
    return WorkingCalendar(row.name, week_of(map(working_periods, week)), tuple(days), tuple(weeks))
