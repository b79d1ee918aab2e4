"""One record as the fields of an initiative: pure, apart from what its neighbours tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from planner.plan.entities import ConstraintType, Initiative, InitiativeKind, Level, PriorityClass, Stage, Status
from planner.plan.findings import Finding
from planner.plan.values import moment
from planner_importers.tabular.choices import choice
from planner_importers.tabular.fields import Field
from planner_importers.tabular.planned_dates import Bound, Planned, Wishes, planned
from planner_importers.tabular.record_reading import split_list
from planner_importers.tabular.records import Record, Records, error, note, warning

_COPIED = {
    Field.DESCRIPTION: "description",
    Field.OWNER: "owner",
    Field.LINE_OF_BUSINESS: "line_of_business",
    Field.POLICY_AREA: "policy_area",
}
_CHOSEN = {
    Field.LEVEL: ("level", Level),
    Field.KIND: ("kind", InitiativeKind),
    Field.STATUS: ("status", Status),
    Field.STAGE: ("stage", Stage),
    Field.PRIORITY: ("priority_class", PriorityClass),
}
_TAG_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the rest of the file says about a record: is it a summary, has it a parent, whom does it wait for."""

    summary: bool = False
    nested: bool = False
    top: bool = True
    bounds: tuple[Bound, ...] = ()


@dataclass(slots=True)
class Values:
    """Values a record states, those that are only derived for new work, findings, and words without a place."""

    stated: dict[str, object] = field(default_factory=dict)
    derived: dict[str, object] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unknown: list[tuple[Field, str]] = field(default_factory=list)
    unsound: bool = False


def initiative_values(record: Record, records: Records, near: Neighbours) -> Values:
    """Return the fields of the initiative that a record describes (code, parent, markets and ids aside)."""
    values = Values({"name": record.name})
    tags = list(record.tags)
    for copied, name in _COPIED.items():
        if text := record.texts.get(copied):
            values.stated[name] = text
    for chosen in _CHOSEN:
        _choose(record, chosen, values, tags)
    if regions := split_list(record.texts.get(Field.REGION, "")):
        values.stated["regions"] = regions
    milestone = _is_milestone(record, values, near)
    _derive_level(values, near, milestone=milestone)
    if near.summary:
        if due := record.dates.get(Field.DEADLINE):
            values.stated["deadline"] = _moment("deadline", due.last)
    else:
        _estimates(record, values)
        _schedule(record, records, near, values, tags, milestone=milestone)
        _progress(record, values)
    if tags:
        values.stated["tags"] = tuple(dict.fromkeys(tag[:_TAG_LENGTH] for tag in tags))
    return values


def _choose(record: Record, wanted: Field, values: Values, tags: list[str]) -> None:
    """Set a field of a closed set; a word that is not in the set is kept as a tag."""
    text = record.texts.get(wanted)
    if not text:
        return
    name, enum = _CHOSEN[wanted]
    member = choice(wanted, text)
    if member is not None:
        values.stated[name] = enum(member)
        return
    values.unknown.append((wanted, text))
    tags.append(f"{wanted.value.capitalize()}: {text}")


def _is_milestone(record: Record, values: Values, near: Neighbours) -> bool:
    if near.summary:
        return False
    zero = any(d.amount == 0 for f, d in record.durations.items() if f in (Field.DURATION, Field.LIKELY))
    return bool(record.milestone) or zero or values.stated.get("level") is Level.MILESTONE


def _derive_level(values: Values, near: Neighbours, *, milestone: bool) -> None:
    if milestone:
        values.stated["level"] = Level.MILESTONE
    elif "level" not in values.stated:
        level = Level.PROGRAMME if near.summary and near.top else Level.INITIATIVE
        values.derived["level"] = Level.WORK_ITEM if near.nested and not near.summary else level


def _estimates(record: Record, values: Values) -> None:
    for source, name in (
        (Field.OPTIMISTIC, "optimistic"),
        (Field.PESSIMISTIC, "pessimistic"),
        (Field.REMAINING, "remaining"),
    ):
        if amount := record.durations.get(source):
            values.stated[name] = amount


def _schedule(
    record: Record, records: Records, near: Neighbours, values: Values, tags: list[str], *, milestone: bool
) -> None:
    dates = record.dates
    duration = record.durations.get(Field.LIKELY) or record.durations.get(Field.DURATION)
    wishes = planned(
        Planned(
            dates.get(Field.START),
            dates.get(Field.FINISH),
            dates.get(Field.QUARTER),
            dates.get(Field.DEADLINE),
            duration,
            milestone,
            near.bounds,
        )
    )
    tags.extend(wishes.labels)
    if wishes.duration is not None:
        values.stated["duration"] = wishes.duration
    if wishes.deadline is not None:
        values.stated["deadline"] = _moment("deadline", wishes.deadline)
    _constrain(record, records, wishes, values)
    _report(record, records, wishes, values)


def _constrain(record: Record, records: Records, wishes: Wishes, values: Values) -> None:
    """Set the constraint that the row states, else the one its start asks for."""
    said = record.texts.get(Field.CONSTRAINT_TYPE, "")
    stated = choice(Field.CONSTRAINT_TYPE, said) if said else None
    day = record.dates.get(Field.CONSTRAINT_DATE)
    if said and stated is None:
        column = records.map.column_of(Field.CONSTRAINT_TYPE)
        place = records.place(record.row, column.letter if column else "", column.heading if column else "", said)
        values.findings.append(
            warning(
                "unknown-value",
                f"{said!r} is no constraint that is known; it is left out.",
                place,
                "Write, for example, start no earlier than.",
            )
        )
    kind = ConstraintType(stated) if stated else ConstraintType.SNET if day else None
    if kind in (ConstraintType.ASAP, ConstraintType.ALAP):
        values.stated["constraint"] = kind
        if kind is ConstraintType.ALAP or wishes.not_before is None:
            return
        kind = None
    if kind is not None and day is not None:
        values.stated |= {"constraint": kind, "constraint_date": _moment("constraint_date", day.first)}
    elif wishes.not_before is not None:
        wish = _moment("constraint_date", wishes.not_before)
        values.stated |= {"constraint": ConstraintType.SNET, "constraint_date": wish}


def _report(record: Record, records: Records, wishes: Wishes, values: Values) -> None:
    start, finish = records.map.column_of(Field.START), records.map.column_of(Field.FINISH)
    first, last = record.dates.get(Field.START), record.dates.get(Field.FINISH)
    if wishes.backwards and finish and first and last:
        place = records.place(record.row, finish.letter, finish.heading, last.label or last.last.isoformat())
        values.findings.append(
            error(
                "date-inversion",
                f"{record.name!r} ends before it starts on {first.first}.",
                place,
                "Correct one of the two dates.",
            )
        )
        values.unsound = True
    for bound in wishes.early:
        column = start or records.map.column_of(Field.QUARTER)
        place = records.place(
            record.row,
            column.letter if column else "",
            column.heading if column else "",
            (first.label or first.first.isoformat()) if first else "",
        )
        values.findings.append(
            warning(
                "date-inversion",
                f"{record.name!r} is to start before {bound.name!r} allows ({bound.type} to {bound.finish}).",
                place,
                "The written start is kept as the earliest; correct it or the dependency.",
            )
        )
    if wishes.mismatch and finish and last:
        place = records.place(record.row, finish.letter, finish.heading, last.label or last.last.isoformat())
        values.findings.append(
            note(
                "finish-differs",
                f"The finish of {record.name!r} is not its start plus {wishes.duration}; the duration counts.",
                place,
                "Correct one of the two.",
            )
        )


def _progress(record: Record, values: Values) -> None:
    started, ended = record.dates.get(Field.ACTUAL_START), record.dates.get(Field.ACTUAL_FINISH)
    if started:
        values.stated["actual_start"] = _moment("actual_start", started.first)
    if ended:
        values.stated["actual_finish"] = _moment("actual_finish", ended.last)
    percent = record.percent
    if percent is None and (ended or values.stated.get("status") is Status.DONE):
        percent = 100.0
    if percent is not None:
        values.stated["percent_complete"] = percent
    if "status" not in values.stated and (percent or started or ended):
        done = ended is not None or (percent or 0) >= 100
        values.derived["status"] = Status.DONE if done else Status.IN_PROGRESS


def _moment(name: str, day: date) -> datetime:
    """Return the instant a bare date means in this field of an initiative."""
    return moment(day, Initiative.KIND.field(name).about.edge)


def unknown_words(records: Records, found: Mapping[tuple[Field, str], list[int]]) -> list[Finding]:
    """Return one finding per word that a closed set does not have, with the rows it stands in."""
    findings = []
    for (wanted, text), rows in found.items():
        column = records.map.column_of(wanted)
        place = records.place(rows[0], column.letter if column else "", column.heading if column else "", text)
        more = f" and {len(rows) - 1} more rows" if len(rows) > 1 else ""
        message = f"{text!r} is no {wanted.value} that is known; row {rows[0]}{more} keep it as a tag."
        allowed = ", ".join(str(member.value) for member in _CHOSEN[wanted][1])
        report = warning if wanted is Field.STATUS else note
        findings.append(report("unknown-value", message, place, f"Known: {allowed}."))
    return findings
