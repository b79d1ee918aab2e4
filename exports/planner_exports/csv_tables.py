r"""Csv of every entity kind, columns derived from its declaration.

References are codes, durations their short form, moments and days ISO text, several values are joined by "; ",
records are JSON. Initiatives and launches get their computed dates as further columns. Text that a spreadsheet
would run as a formula begins with an apostrophe (``safe_text``):

>>> from planner.plan.entities import Market
>>> plan = Plan.of(Market(id="m1", code="DE", name="=cmd", languages=("de", "en")))
>>> csv_table(plan, "market").splitlines()
['id,code,name,region,languages,calendar', "m1,DE,'=cmd,,de; en,"]
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

from planner.plan.codec import encode_value
from planner.plan.declare import FieldSpec, Kind, ValueType
from planner.plan.entities import KINDS, WORK_KINDS, Dependency, Entity
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.schedule.result import WorkDates
from planner_exports.safe_text import csv_text

SEPARATOR = "; "

SCHEDULE_COLUMNS = (
    "start",
    "finish",
    "late_start",
    "late_finish",
    "total_float_days",
    "free_float_days",
    "critical",
    "near_critical",
    "binding",
    "driven_by",
)
"""Computed columns of initiatives and launches; days, floats in working days, ``driven_by`` a code."""

READ_ME = """\
One csv file per kind of entity: UTF-8 with a byte order mark, comma, quotes where needed, one heading row.

Ids never change; codes are for people. References to other entities are written as their codes. Several values
in one cell are joined by "; ". Durations: 3w, 2d, 4h; a leading e means elapsed time. Moments: 2026-12-18T17:00.

A cell whose text begins with = + - @, a tab or a line end has an apostrophe in front, so that no spreadsheet runs
it as a formula. To get the text back, remove one leading apostrophe where such a character follows it (or follows
further apostrophes). Plain numbers have no prefix.
"""


def csv_table(plan: Plan, kind: str) -> str:
    """Return the entities of one kind as csv with a heading row; NotFoundError if there is no such kind.

    Rows are in order of code where the kind has codes, else of id.
    """
    spec = KINDS.get(kind)
    if spec is None:
        raise NotFoundError("kind", kind, f"Known: {', '.join(KINDS)}.")
    computed = kind in WORK_KINDS
    dates = _dates(plan) if computed else {}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.public_name for field in spec.fields] + (list(SCHEDULE_COLUMNS) if computed else []))
    for entity in _ordered(plan, spec):
        cells = [_cell(plan, field, getattr(entity, field.name)) for field in spec.fields]
        writer.writerow(cells + (_schedule_cells(plan, dates.get(entity.id)) if computed else []))
    return out.getvalue()


def csv_bundle(plan: Plan) -> bytes:
    """Return a zip with one csv file per kind and a note on how to read them; equal plans give equal bytes."""
    files = {f"{kind}.csv": csv_table(plan, kind).encode("utf-8-sig") for kind in KINDS}
    files["README.txt"] = READ_ME.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _ordered(plan: Plan, spec: Kind) -> Iterable[Entity]:
    return sorted(
        plan.entities.get(spec.name, {}).values(), key=lambda entity: (getattr(entity, "code", ""), entity.id)
    )


def _dates(plan: Plan) -> Mapping[str, WorkDates]:
    from planner.schedule import schedule

    return schedule(plan).dates


def _cell(plan: Plan, field: FieldSpec, value: object) -> str:
    if value is None:
        return ""
    values = value if isinstance(value, tuple) else (value,)
    text = SEPARATOR.join(_text(plan, field, item) for item in values)
    plain = field.value_type in (ValueType.INTEGER, ValueType.NUMBER) and not field.many
    return text if plain else csv_text(text)


def _text(plan: Plan, field: FieldSpec, item: object) -> str:
    match field.value_type:
        case ValueType.REFERENCE:
            found = next(
                (plan.get(kind, str(item)) for kind in field.about.refers_to if plan.get(kind, str(item))), None
            )
            return str(getattr(found, "code", item))
        case ValueType.RECORD:
            return json.dumps(_encoded(field, item), ensure_ascii=False, separators=(",", ":"))
        case ValueType.BOOLEAN:
            return "true" if item else "false"
        case ValueType.MOMENT:
            return str(_encoded(field, item)).removesuffix(":00")
        case ValueType.NUMBER:
            return f"{item:.15g}"
        case _:
            return str(_encoded(field, item))


def _encoded(field: FieldSpec, item: object) -> object:
    return encode_value(field, (item,))[0] if field.many else encode_value(field, item)


def _schedule_cells(plan: Plan, when: WorkDates | None) -> list[str]:
    if when is None:
        return [""] * len(SCHEDULE_COLUMNS)
    driver = plan.all(Dependency).get(when.driver or "")
    waits_for = plan.works.get(driver.predecessor_id or "") if driver else None
    return [
        when.start.isoformat(),
        when.finish.isoformat(),
        when.late_start.date().isoformat(),
        when.late_finish.date().isoformat(),
        f"{when.total_float_days:.15g}",
        f"{when.free_float_days:.15g}",
        "true" if when.critical else "false",
        "true" if when.near_critical else "false",
        when.binding,
        csv_text(waits_for.code if waits_for else driver.external_party if driver else ""),
    ]
