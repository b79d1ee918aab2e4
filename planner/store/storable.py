r"""What a database and JSON can hold: values outside of it are refused with findings before anything is written.

Text must be Unicode without NUL, numbers finite and of 64 bits, moments local and without offset, and every value
of its declared type. The rules of the plan judge what values mean; this judges whether they can be kept at all:

>>> from planner.plan.changes import Action, Operation
>>> edit = Operation(Action.UPDATE, "initiative", "a", {"name": "Policy\0", "percent_complete": float("nan")})
>>> [finding.message for finding in unstorable_values([edit])]
['Name contains a NUL character.', 'Percent complete is not a finite number.']
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache

from planner.plan.changes import ChangeSet, Operation
from planner.plan.declare import FieldSpec, ValueType, record_fields
from planner.plan.entities import KINDS
from planner.plan.findings import Finding, Place, Severity
from planner.plan.values import Duration

LARGEST_INTEGER = 2**63 - 1
LONGEST_IDENTIFIER = 64
LONGEST_KEY = 200
LONGEST_NOTE = 10_000
_MOST_DIGITS = 24


def unstorable(change_set: ChangeSet) -> list[Finding]:
    """Return a finding for each part of a change set that cannot be kept."""
    return [*unstorable_notes(change_set), *unstorable_values(change_set.operations), *unexplained(change_set)]


GATE_WORDS: Mapping[str, frozenset[str] | None] = {
    "gate": frozenset({"recorded", "applies"}),
    "sign_off": frozenset({"state"}),
    "waiver": None,
    "evidence": None,
    "decision": None,
}
"""Kinds that turn gates by somebody's word, with the fields that do; None: every change of one does."""


def unexplained(change_set: ChangeSet) -> Iterator[Finding]:
    """Find changes of a gate's state for which nobody says why: the history of gates is evidence.

    >>> from planner.plan.changes import Action
    >>> waiver = Operation(Action.DELETE, "waiver", "w")
    >>> [finding.message for finding in unexplained(ChangeSet((waiver,), "Ana"))]
    ['Waiver is changed without a reason.']
    >>> list(unexplained(ChangeSet((waiver,), "Ana", "The gate has passed.")))
    []
    """
    if change_set.message.strip():
        return
    for index, operation in enumerate(change_set.operations):
        words = GATE_WORDS.get(operation.kind, frozenset())
        if words is None or not words.isdisjoint(operation.values):
            message = f"{KINDS[operation.kind].label} is changed without a reason."
            hint = "Say why in the message of the change."
            yield Finding(Severity.ERROR, "reason-missing", message, _place(operation, index), hint)


def unstorable_notes(change_set: ChangeSet) -> Iterator[Finding]:
    """Find authors, messages and idempotency keys that cannot be kept."""
    notes = (
        ("author", change_set.author, LONGEST_KEY),
        ("message", change_set.message, LONGEST_NOTE),
        ("idempotency_key", change_set.idempotency_key or "", LONGEST_KEY),
    )
    for name, text, longest in notes:
        problem = _text_problem(text) or _length_problem(text, longest)
        if problem:
            yield _refused(_label(name), problem, Place(field=name))


def unstorable_values(operations: Iterable[Operation]) -> Iterator[Finding]:
    """Find values and identifiers of operations that cannot be kept; unknown kinds are left to ``apply``."""
    for index, operation in enumerate(operations):
        kind = KINDS.get(operation.kind)
        if kind is None:
            continue
        problem = _text_problem(operation.id) or _length_problem(operation.id, LONGEST_IDENTIFIER)
        if problem or not operation.id:
            yield _refused("The id", problem or "is empty", _place(operation, index))
            continue
        for name, value in operation.values.items():
            spec = kind.by_name.get(name)
            problem = _problem(spec, value) if spec else "is not a field of this kind"
            if problem:
                place = replace(_place(operation, index), id=operation.id, field=name)
                yield _refused(spec.label if spec else repr(name), problem, place)


def _place(operation: Operation, index: int) -> Place:
    return replace(operation.place or Place(), kind=operation.kind, operation=index)


def legible(text: str | None) -> str | None:
    """Return text with what cannot be kept replaced; for notes of where a value came from, never for values."""
    if text is None or not _text_problem(text):
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _refused(what: str, problem: str, place: Place) -> Finding:
    return Finding(Severity.ERROR, "unstorable-value", f"{what} {problem}.", place, "Correct the value.")


def _label(name: str) -> str:
    return "The " + name.replace("_", " ")


def _problem(spec: FieldSpec, value: object) -> str:
    """Return what is wrong with a field's value as the end of a sentence, or an empty string."""
    if value is None:
        return "" if spec.optional else "must have a value"
    if not spec.many:
        return _item_problem(spec, value)
    if not isinstance(value, tuple):
        return "is not a list of values"
    return next((problem for item in value if (problem := _item_problem(spec, item))), "")


def _item_problem(spec: FieldSpec, value: object) -> str:
    if spec.value_type is ValueType.CHOICE:
        return "" if isinstance(value, spec.python_type) else "is none of the choices"
    if spec.value_type is ValueType.RECORD:
        return _record_problem(spec, value)
    return _PROBLEMS[spec.value_type](value)


def _record_problem(spec: FieldSpec, value: object) -> str:
    if not isinstance(value, spec.python_type):
        return "is not a record of its kind"
    parts = ((part, _problem(part, getattr(value, part.name))) for part in _parts(spec.python_type))
    return next((f"has a part whose {part.label.lower()} {problem}" for part, problem in parts if problem), "")


@cache
def _parts(cls: type) -> tuple[FieldSpec, ...]:
    return record_fields(cls)


def _text_problem(value: object) -> str:
    if not isinstance(value, str):
        return "is not text"
    if "\0" in value:
        return "contains a NUL character"
    try:
        value.encode()
    except UnicodeEncodeError:
        return "contains half of a character (a lone surrogate)"
    return ""


def _length_problem(text: str, longest: int) -> str:
    return f"has more than {longest} characters" if len(text) > longest else ""


def _integer_problem(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return "is not a whole number"
    return "is too large a number" if abs(value) > LARGEST_INTEGER else ""


def _number_problem(value: object) -> str:
    if isinstance(value, float):
        return "" if math.isfinite(value) else "is not a finite number"
    return "is not a number" if _integer_problem(value) == "is not a whole number" else _integer_problem(value)


def _boolean_problem(value: object) -> str:
    return "" if isinstance(value, bool) else "is not true or false"


def _day_problem(value: object) -> str:
    return "" if isinstance(value, date) and not isinstance(value, datetime) else "is not a date"


def _moment_problem(value: object) -> str:
    if not isinstance(value, datetime):
        return "is not a date with a time"
    return "" if value.tzinfo is None else "has an offset from UTC, where the plan's local time is meant"


def _duration_problem(value: object) -> str:
    if not isinstance(value, Duration):
        return "is not a duration"
    if not value.amount.is_finite():
        return "is not a finite duration"
    digits = len(value.amount.as_tuple().digits)
    return "has too many digits" if max(digits, abs(value.amount.adjusted())) > _MOST_DIGITS else ""


_PROBLEMS: Mapping[ValueType, Callable[[object], str]] = {
    ValueType.TEXT: _text_problem,
    ValueType.REFERENCE: _text_problem,
    ValueType.INTEGER: _integer_problem,
    ValueType.NUMBER: _number_problem,
    ValueType.BOOLEAN: _boolean_problem,
    ValueType.DATE: _day_problem,
    ValueType.MOMENT: _moment_problem,
    ValueType.DURATION: _duration_problem,
}


def place_json(place: Place | None) -> dict[str, object] | None:
    """Return the parts of a place that are set, legible; None if none is."""
    if place is None:
        return None
    parts = {field.name: getattr(place, field.name) for field in fields(Place)}
    kept = {name: legible(part) if isinstance(part, str) else part for name, part in parts.items() if part is not None}
    return kept or None
