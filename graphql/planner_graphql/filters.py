"""Filters: for each declared field the tests that fit its type, combined with and, or and not.

A filter arrives as nested mappings and becomes one predicate. Inherited fields are tested by the value in
force; durations and other values that have no order for people are tested for equality only.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from planner.plan.declare import FieldSpec, Kind, ValueType
from planner.plan.entities import KINDS, WORK_KINDS, Entity
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Edge, moment
from planner.schedule import schedule
from planner_graphql.definitions import Definitions, Field
from planner_graphql.identity import referred
from planner_graphql.naming import noun, public_field, type_name, value_type_name

Predicate = Callable[[Any], bool]
Test = Callable[[Any, Any], bool]

_ORDERED = {"gte": "At least this.", "lte": "At most this."}
_EQUAL = {"eq": "Equal to this.", "in": "One of these."}
_MISSING = {"isNull": "Whether it is missing."}
_TESTS: Mapping[ValueType, Mapping[str, str]] = {
    ValueType.TEXT: {
        "eq": "Equal to this text, upper and lower case alike.",
        "in": "One of these texts.",
        "contains": "Contains this text, upper and lower case alike.",
        "isNull": "Whether it is empty.",
    },
    ValueType.INTEGER: _EQUAL | _ORDERED | _MISSING,
    ValueType.NUMBER: _EQUAL | _ORDERED | _MISSING,
    ValueType.BOOLEAN: {"eq": "Equal to this."},
    ValueType.DATE: {"eq": "On this day."} | _ORDERED | _MISSING,
    ValueType.MOMENT: {"eq": "On this day, or at this instant."} | _ORDERED | _MISSING,
    ValueType.DURATION: _EQUAL | _MISSING,
    ValueType.CHOICE: _EQUAL | _MISSING,
    ValueType.REFERENCE: {"eq": "Refers to this, by id or code.", "in": "Refers to one of these, by id or code."}
    | _MISSING,
}
_LIST_TESTS = {"contains": "Contains this.", "isEmpty": "Whether there are none."}
COMPUTED = {
    "start": (ValueType.DATE, "Computed day of the start."),
    "finish": (ValueType.DATE, "Computed day of the finish."),
    "totalFloatDays": (ValueType.NUMBER, "Computed total float in days."),
    "critical": (ValueType.BOOLEAN, "Whether it is critical."),
}
_COMBINED = {"and": "All of these hold.", "or": "At least one of these holds."}


def define_filters(definitions: Definitions) -> None:
    """Define the filter input of every kind, and the tests it is made of."""
    for kind in KINDS.values():
        name = f"{type_name(kind.name)}Filter"
        fields = [field for spec in kind.fields if spec.name != "id" for field in _fields(definitions, spec)]
        if kind.name in WORK_KINDS:
            for computed, (value_type, text) in COMPUTED.items():
                fields.append(Field(computed, _tests(definitions, _scalar(value_type), value_type), text))
        fields += [Field(word, f"[{name}!]", text) for word, text in _COMBINED.items()]
        fields.append(Field("not", name, "This does not hold."))
        definitions.input(name, f"Which {noun(kind)}s to list; all the tests that are given must hold.", fields)


def _scalar(value_type: ValueType) -> str:
    return {ValueType.DATE: "Date", ValueType.NUMBER: "Float", ValueType.BOOLEAN: "Boolean"}[value_type]


def _fields(definitions: Definitions, spec: FieldSpec) -> list[Field]:
    if spec.value_type is ValueType.RECORD:
        return []
    inner = "ID" if spec.value_type is ValueType.REFERENCE else value_type_name(spec)
    text = spec.about.description + (" The value in force is tested." if spec.about.inherited else "")
    name = _list_tests(definitions, inner) if spec.many else _tests(definitions, inner, spec.value_type)
    return [Field(public_field(spec), name, text)]


def _tests(definitions: Definitions, inner: str, value_type: ValueType) -> str:
    name = f"{'Reference' if inner == 'ID' else inner}Test"
    if name not in definitions.types:
        types = {"in": f"[{inner}!]", "isNull": "Boolean"}
        fields = [Field(test, types.get(test, inner), text) for test, text in _TESTS[value_type].items()]
        definitions.input(name, f"Tests of a value of type {inner}; all that are given must hold.", fields)
    return name


def _list_tests(definitions: Definitions, inner: str) -> str:
    name = f"{'Reference' if inner == 'ID' else inner}ListTest"
    if name not in definitions.types:
        types = {"isEmpty": "Boolean"}
        fields = [Field(test, types.get(test, inner), text) for test, text in _LIST_TESTS.items()]
        definitions.input(name, f"Tests of a list of {inner}; all that are given must hold.", fields)
    return name


def predicate(plan: Plan, kind: Kind, given: Mapping[str, Any]) -> Predicate:
    """Return the function that says whether an entity of this kind passes a filter."""
    by_public = {public_field(spec): spec for spec in kind.fields}
    parts: list[Predicate] = []
    for name, tests in given.items():
        if tests is None:
            continue
        if name in ("and", "or"):
            parts.append(_combined(name, [predicate(plan, kind, one) for one in tests]))
        elif name == "not":
            parts.append(_negated(predicate(plan, kind, tests)))
        elif name in COMPUTED and kind.name in WORK_KINDS:
            parts.append(_tested(_computed(plan, name), _checks(plan, None, tests)))
        else:
            spec = by_public[name]
            parts.append(_tested(_declared(plan, spec), _checks(plan, spec, tests)))
    return _combined("and", parts)


def _combined(word: str, parts: Sequence[Predicate]) -> Predicate:
    if word == "or":
        return lambda entity: any(part(entity) for part in parts)
    return lambda entity: all(part(entity) for part in parts)


def _negated(part: Predicate) -> Predicate:
    return lambda entity: not part(entity)


def _tested(read: Callable[[Any], Any], checks: Sequence[Predicate]) -> Predicate:
    def holds(entity: Any) -> bool:
        value = read(entity)
        return all(check(value) for check in checks)

    return holds


def _declared(plan: Plan, spec: FieldSpec) -> Callable[[Any], Any]:
    name = spec.name
    if spec.about.inherited:
        return lambda entity: plan.inherited(entity, name)[0]
    return lambda entity: getattr(entity, name)


def _computed(plan: Plan, name: str) -> Callable[[Entity], Any]:
    attribute = {"totalFloatDays": "total_float_days"}.get(name, name)
    dates = schedule(plan).dates
    return lambda entity: getattr(dates[entity.id], attribute) if entity.id in dates else None


def _checks(plan: Plan, spec: FieldSpec | None, tests: Mapping[str, Any]) -> list[Predicate]:
    made = []
    for test, wanted in tests.items():
        if wanted is None:
            continue
        if spec is not None and spec.value_type is ValueType.REFERENCE and test in ("eq", "in", "contains"):
            wanted = [_target(plan, spec, one) for one in wanted] if test == "in" else _target(plan, spec, wanted)
        made.append(_check(test, wanted))
    return made


def _target(plan: Plan, spec: FieldSpec, text: str) -> str:
    try:
        return referred(plan, spec.about.refers_to, text).id
    except NotFoundError:
        return ""


def _check(test: str, wanted: Any) -> Predicate:
    match test:
        case "isNull":
            return lambda value: (value is None or value == "") == wanted
        case "isEmpty":
            return lambda value: (not value) == wanted
        case "in":
            folded = {_folded(one) for one in wanted}
            return lambda value: _folded(value) in folded
        case "contains":
            text = _folded(wanted)
            return lambda value: _contains(value, text)
        case "gte":
            low = _bound(wanted, Edge.START)
            return lambda value: value is not None and value >= low
        case "lte":
            high = _bound(wanted, Edge.FINISH)
            return lambda value: value is not None and value <= high
        case _:
            return _equals(wanted)


def _equals(wanted: Any) -> Predicate:
    if isinstance(wanted, date) and not isinstance(wanted, datetime):
        return lambda value: (value.date() if isinstance(value, datetime) else value) == wanted
    text = _folded(wanted)
    return lambda value: _folded(value) == text


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _contains(value: Any, text: Any) -> bool:
    if isinstance(value, tuple):
        return text in {_folded(one) for one in value}
    return text in _folded(value)


class _Bound:
    """The end of a range of dates, that compares with days and with instants."""

    def __init__(self, day: date, edge: Edge) -> None:
        self.day = day
        self.instant = moment(day, edge)

    def of(self, value: date) -> date:
        return self.instant if isinstance(value, datetime) else self.day

    def __le__(self, value: date) -> bool:
        """Return whether this bound is at or before a value."""
        return self.of(value) <= value

    def __ge__(self, value: date) -> bool:
        """Return whether this bound is at or after a value."""
        return self.of(value) >= value


def _bound(wanted: Any, edge: Edge) -> Any:
    if isinstance(wanted, date) and not isinstance(wanted, datetime):
        return _Bound(wanted, edge)
    return wanted
