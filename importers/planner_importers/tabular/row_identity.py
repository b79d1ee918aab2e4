"""What a row is remembered by, which code it gets, and which teams it asks."""

from planner.plan.findings import Finding
from planner.plan.values import Duration, DurationUnit
from planner_importers.tabular.fields import Field
from planner_importers.tabular.named_entities import team_amount
from planner_importers.tabular.record_reading import split_list
from planner_importers.tabular.records import Record, Records, error, warning
from planner_importers.tabular.row_keys import canonical
from planner_importers.tabular.wording import normalised

_HOURS_PER_DAY = 8.0
_DAYS = {
    DurationUnit.MINUTE: 1 / 480,
    DurationUnit.HOUR: 1 / _HOURS_PER_DAY,
    DurationUnit.DAY: 1.0,
    DurationUnit.WEEK: 5.0,
    DurationUnit.MONTH: 20.0,
}


def row_keys(records: Records, findings: list[Finding]) -> list[str]:
    """Return what each row is remembered by; empty for a row whose code another row has."""
    seen: dict[str, Record] = {}
    last: dict[str, int] = {}
    keys = []
    column = records.map.column_of(Field.CODE) or records.map.column_of(Field.WBS)
    for record in records.rows:
        key = canonical(record.code or record.wbs)
        first = seen.get(key) if key else None
        if first is not None:
            key = _report_duplicate(record, first, records, findings, column.letter if column else "")
        elif not key:
            key = _name_key(record)
        named = key if key not in seen else _name_key(record)
        number = last.get(named, 1)
        while key and key in seen:
            number += 1
            key = f"{named}#{number}"
        last[named] = number
        if key:
            seen[key] = record
        keys.append(key)
    return keys


def _report_duplicate(record: Record, first: Record, records: Records, findings: list[Finding], letter: str) -> str:
    """Report a second row of the same id; codes of the plan must differ, bare numbers only should."""
    said = record.code or record.wbs
    place = records.place(record.row, letter, value=said)
    message = f"The id {said!r} is also that of row {first.row}."
    if any(character.isalpha() for character in said):
        findings.append(error("duplicate-code", message, place, "Give each row an id of its own."))
        return ""
    findings.append(warning("duplicate-id", message, place, "Give each row an id of its own, or references stay open."))
    return _name_key(record)


def _name_key(record: Record) -> str:
    return f"name/{normalised(record.name)[:300]}"


def row_code(record: Record, records: Records, index: int) -> tuple[str, bool]:
    """Return the code of a row, and whether it is the row's own rather than made with the table's prefix."""
    said = record.code or record.wbs
    if any(character.isalpha() for character in said):
        return said, True
    return f"{records.map.code_prefix}-{said or index + 1}", False


def asked_teams(record: Record) -> tuple[list[tuple[str, float | None, float | None]], list[str]]:
    """Return the teams asked with people or days, and the teams named without an amount."""
    names = [team_amount(part) for part in split_list(record.texts.get(Field.TEAM, ""))]
    if not names:
        return [], []
    effort = record.durations.get(Field.EFFORT)
    days = _person_days(effort) if effort else None
    asked: list[tuple[str, float | None, float | None]] = []
    untold: list[str] = []
    for name, amount in names:
        fte = amount if amount is not None else record.fte / len(names) if record.fte is not None else None
        if fte is not None:
            asked.append((name, fte, None))
        elif days is not None:
            asked.append((name, None, days / len(names)))
        else:
            untold.append(name)
    return list({name.casefold(): (name, fte, share) for name, fte, share in asked}.values()), untold


def _person_days(effort: Duration) -> float | None:
    per = _DAYS.get(effort.unit)
    return round(float(effort.amount) * per, 4) if per is not None else None
