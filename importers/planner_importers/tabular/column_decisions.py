"""How the values of each column are read, and what a person should know about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.plan.values import DurationUnit
from planner_importers.tabular.capacity.heads import full_time_scale
from planner_importers.tabular.date_columns import Certainty, DateDecision, day_of, decide_dates, decide_years
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import DATES, DURATIONS, Field
from planner_importers.tabular.grid import Value
from planner_importers.tabular.headings import heading_unit
from planner_importers.tabular.mapping import Decisions
from planner_importers.tabular.numerals import number_of
from planner_importers.tabular.value_decisions import in_seconds, infer_unit, percent_scale, written_unit


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a column that a person should know: a stable code, a sentence, and the remedy."""

    code: str
    message: str
    hint: str
    letter: str = ""
    serious: bool = True


def decide_values(
    headings: Sequence[str],
    fields: Sequence[Field],
    columns: Sequence[Sequence[Value]],
    letters: Sequence[str],
    doubts: list[Doubt],
    hint: Order | None,
) -> list[Decisions]:
    """Return how the values of every column are read."""
    dates = _decide_all_dates(fields, columns, hint)
    made = [Decisions() for _ in fields]
    for i, found in dates.items():
        yearless, certain = decide_years(columns[i]) if fields[i] in DATES else (False, True)
        made[i] = Decisions(dates=found.order, swapped=found.swapped, yearless=yearless)
        doubts.extend(_date_doubts(headings[i], letters[i], found))
        if not certain:
            doubts.append(_years_assumed(headings[i], letters[i]))
    unit = _common_unit(headings, fields, columns, made)
    for i, field in enumerate(fields):
        if field is Field.PERCENT:
            made[i] = replace(made[i], percent_scale=percent_scale(columns[i]))
        elif field is Field.FTE:
            made[i] = replace(made[i], percent_scale=full_time_scale(headings[i], columns[i]))
        elif field in DURATIONS or field in (Field.EFFORT, Field.LAG):
            own = heading_unit(headings[i]) or written_unit(columns[i])
            seconds = in_seconds(headings[i], columns[i])
            if own is None and unit is None and not seconds and any(number_of(value) for value in columns[i]):
                doubts.append(
                    Doubt(
                        "assumed-unit",
                        f"The column {headings[i]!r} does not say its unit; days are assumed.",
                        "Set unit in the mapping (h, d, w or mo).",
                        letters[i],
                        serious=False,
                    )
                )
            chosen = own or (unit if field is not Field.EFFORT else None) or DurationUnit.DAY
            made[i] = replace(made[i], unit=chosen, seconds=seconds)
    return made


def _decide_all_dates(
    fields: Sequence[Field], columns: Sequence[Sequence[Value]], hint: Order | None
) -> dict[int, DateDecision]:
    """Decide columns that leave no doubt first, then the others after their example."""
    wanted = [i for i, field in enumerate(fields) if field in DATES or field is Field.QUARTER]
    found = {i: decide_dates(columns[i]) for i in wanted}
    sure = [
        d.order
        for d in found.values()
        if d.certainty is Certainty.SURE and d.order is not None and "can only" in d.reason
    ]
    lead = sure[0] if sure else hint
    return {
        i: d if d.certainty in (Certainty.SURE, Certainty.MIXED) else decide_dates(columns[i], lead)
        for i, d in found.items()
    }


def _date_doubts(heading: str, letter: str, found: DateDecision) -> list[Doubt]:
    name = repr(heading)
    doubts = []
    if found.certainty is Certainty.ASSUMED:
        doubts.append(
            Doubt(
                "ambiguous-dates",
                f"In {name} {found.reason}.",
                "Set dates in the mapping to day_first or month_first.",
                letter,
            )
        )
    if found.certainty is Certainty.MIXED:
        doubts.append(
            Doubt(
                "mixed-date-orders",
                f"In {name} {found.reason}; the open ones are read {str(found.order).replace('_', ' ')}.",
                "Correct the odd ones in the file.",
                letter,
            )
        )
    if found.swapped:
        doubts.append(
            Doubt(
                "swapped-dates",
                f"In {name} the program that wrote the file exchanged day and month of some "
                "dates; they are turned back.",
                "Set swapped to false in the mapping if they were right.",
                letter,
            )
        )
    return doubts


def _years_assumed(heading: str, letter: str) -> Doubt:
    message = f"In {heading!r} the numbers beside the months may be days or years; years are assumed."
    return Doubt("assumed-years", message, "Set yearless to true in the mapping if they are days.", letter)


def _common_unit(
    headings: Sequence[str], fields: Sequence[Field], columns: Sequence[Sequence[Value]], made: Sequence[Decisions]
) -> DurationUnit | None:
    """Return the unit of bare durations that the table's other durations or its dates tell."""
    lengths = [i for i, field in enumerate(fields) if field in DURATIONS]
    for i in lengths:
        if unit := heading_unit(headings[i]) or written_unit(columns[i]):
            return unit
    if Field.START not in fields or Field.FINISH not in fields or not lengths:
        return None
    start, finish = fields.index(Field.START), fields.index(Field.FINISH)
    rows = []
    for begin, end, length in zip(columns[start], columns[finish], columns[lengths[0]], strict=True):
        first, last = decided_day(begin, made[start]), decided_day(end, made[finish])
        amount = number_of(length)
        if first and last and amount:
            rows.append((first, last, float(amount)))
    return infer_unit(rows)


def decided_day(value: Value, decisions: Decisions) -> date | None:
    return day_of(value, decisions.dates, swapped=decisions.swapped) if value is not None else None
