"""Between typed values and JSON: one mapping for history, tables, the API, files and tests.

Enums travel as their values, dates as ISO text, durations in their short form, references as ids, records as
objects. ``decode`` names what is wrong instead of raising:

>>> from planner.plan.entities import KINDS
>>> decode(KINDS["initiative"], {"deadline": "2026-12-18", "level": "epic"})[1][0].message
"'epic' is not a level; it is one of programme, initiative, work_item, milestone."
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, cast

from planner.plan.declare import FieldSpec, Kind, ValueType, record_fields
from planner.plan.entities import Entity
from planner.plan.findings import Finding, Place, Severity
from planner.plan.values import Duration, moment

Json = Any
"""What ``json.loads`` returns."""


def encode_value(spec: FieldSpec, value: object) -> Json:
    """Return the JSON form of one field's value."""
    if value is None:
        return None
    encode = _ENCODERS[spec.value_type]
    if spec.many:
        return [encode(item) for item in value]  # type: ignore[attr-defined]
    return encode(value)


def encode(kind: Kind, values: Mapping[str, object]) -> dict[str, Json]:
    """Return the JSON form of some fields of an entity."""
    return {name: encode_value(kind.by_name[name], value) for name, value in values.items()}


def values_of(entity: Entity) -> dict[str, object]:
    """Return every field of an entity by name."""
    return {spec.name: getattr(entity, spec.name) for spec in entity.KIND.fields}


def decode(kind: Kind, raw: Mapping[str, Json]) -> tuple[dict[str, object], list[Finding]]:
    """Return typed values of the given fields, and a finding for each that cannot be read."""
    return _decode_fields(kind.name, kind.by_name, raw)


def trusted(kind: Kind, raw: Mapping[str, Json]) -> dict[str, object]:
    """Return typed values of fields that ``encode`` wrote; raises ValueError on anything else."""
    values, findings = decode(kind, raw)
    if findings:
        raise ValueError(str(findings[0]))
    return values


def _decode_fields(
    kind: str, specs: Mapping[str, FieldSpec], raw: Mapping[str, Json]
) -> tuple[dict[str, object], list[Finding]]:
    values: dict[str, object] = {}
    findings = []
    for name, given in raw.items():
        place = Place(kind=kind, field=name)
        spec = specs.get(name)
        if spec is None:
            hint = f"Known fields: {', '.join(specs)}."
            findings.append(_unreadable(f"{kind} has no field {name!r}.", place, hint))
            continue
        try:
            values[name] = decode_value(spec, given)
        except ValueError as error:
            findings.append(_unreadable(f"{error}.", place, spec.about.description))
    return values, findings


def _unreadable(message: str, place: Place, hint: str) -> Finding:
    return Finding(Severity.ERROR, "unreadable-value", message, place, hint)


def decode_value(spec: FieldSpec, given: Json) -> object:
    """Return the typed value of one field; raises ValueError with a sentence naming what is expected."""
    if given is None:
        if spec.optional:
            return None
        if spec.required:
            raise ValueError(f"{spec.name} must have a value")
        return spec.default
    if not spec.many:
        return _decode_one(spec, given)
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise ValueError(f"{spec.name} takes a list")
    return tuple(_decode_one(spec, item) for item in given)


def _decode_one(spec: FieldSpec, given: Json) -> object:
    match spec.value_type:
        case ValueType.CHOICE:
            return _choice(spec, given)
        case ValueType.MOMENT:
            return _moment(spec, given)
        case ValueType.RECORD:
            return _record(spec, given)
        case _:
            return _DECODERS[spec.value_type](given)


def _choice(spec: FieldSpec, given: Json) -> Enum:
    members: Iterable[Enum] = spec.python_type  # type: ignore[assignment]
    if isinstance(given, spec.python_type):
        return given  # type: ignore[return-value]
    for member in members:
        if given in (member.value, member.name):
            return member
    allowed = ", ".join(str(member.value) for member in members)
    raise ValueError(f"{given!r} is not a {spec.name.replace('_', ' ')}; it is one of {allowed}")


def _moment(spec: FieldSpec, given: Json) -> datetime:
    if isinstance(given, datetime):
        return given.replace(tzinfo=None)
    if isinstance(given, date):
        return moment(given, spec.about.edge)
    try:
        if len(str(given)) == len("2026-12-18"):
            return moment(date.fromisoformat(given), spec.about.edge)
        return datetime.fromisoformat(given).replace(tzinfo=None)
    except (TypeError, ValueError):
        raise ValueError(f"{given!r} is not a date; write 2026-12-18 or 2026-12-18T17:00") from None


def _record(spec: FieldSpec, given: Json) -> object:
    if isinstance(given, spec.python_type):
        return given
    if not isinstance(given, Mapping):
        raise ValueError(f"{spec.name} takes objects")
    specs = _record_specs(spec.python_type)
    values, findings = _decode_fields(spec.name, specs, given)
    if findings:
        raise ValueError(f"{spec.name}: {findings[0].message.removesuffix('.')}")
    missing = [name for name, item in specs.items() if item.required and name not in values]
    if missing:
        raise ValueError(f"{spec.name} lacks {', '.join(missing)}")
    return spec.python_type(**values)


@cache
def _record_specs(cls: Hashable) -> Mapping[str, FieldSpec]:
    return {item.name: item for item in record_fields(cast("type[Any]", cls))}


def _encode_record(value: Any) -> dict[str, Json]:
    specs = _record_specs(type(value))  # type: ignore[arg-type]
    return {name: encode_value(spec, getattr(value, name)) for name, spec in specs.items()}


def _text(given: Json) -> str:
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is not text")
    return str(given)


def _integer(given: Json) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise ValueError(f"{given!r} is not a whole number")
    return given


def _number(given: Json) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise ValueError(f"{given!r} is not a number")
    return float(given)


def _boolean(given: Json) -> bool:
    if not isinstance(given, bool):
        raise ValueError(f"{given!r} is not true or false")
    return given


def _day(given: Json) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ValueError(f"{given!r} is not a date; write 2026-12-18") from None


def _duration(given: Json) -> Duration:
    return given if isinstance(given, Duration) else Duration.parse(_text(given))


_DECODERS: Mapping[ValueType, Callable[[Json], object]] = {
    ValueType.TEXT: _text,
    ValueType.REFERENCE: _text,
    ValueType.INTEGER: _integer,
    ValueType.NUMBER: _number,
    ValueType.BOOLEAN: _boolean,
    ValueType.DATE: _day,
    ValueType.DURATION: _duration,
}


def _same(value: Any) -> Json:
    return value


def _iso(value: Any) -> Json:
    return value.isoformat()


def _enum_value(value: Any) -> Json:
    return value.value


_ENCODERS: Mapping[ValueType, Callable[[Any], Json]] = {
    ValueType.TEXT: _same,
    ValueType.REFERENCE: _same,
    ValueType.INTEGER: _same,
    ValueType.NUMBER: _same,
    ValueType.BOOLEAN: _same,
    ValueType.DATE: _iso,
    ValueType.MOMENT: _iso,
    ValueType.DURATION: str,
    ValueType.CHOICE: _enum_value,
    ValueType.RECORD: _encode_record,
}
