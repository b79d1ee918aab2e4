"""What Microsoft Project has no field for, carried beside the format so that an import gives the plan back.

Readable fields travel as custom text fields named "Planner: Status" and the like, where people can see and edit
them. Values that the format holds less exactly, references and records travel as JSON in further text fields.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from planner.plan.codec import encode_value
from planner.plan.declare import FieldSpec, Kind
from planner.plan.entities import KINDS, Entity
from planner_exports.ms_project_parts import put, put_some

PREFIX = "Planner: "
RECORD_LINE = "----- Planner record: what Microsoft Project has no field for -----"
SEPARATOR = "; "
LONGEST = 255
"""Characters that a custom text field holds."""

TYPE = "Type"
_READABLE = (
    "code", "level", "kind", "stage", "status", "priority_class", "line_of_business", "policy_area", "regions", "tags",
    "optimistic", "pessimistic", "tier",
)  # fmt: skip
_FIRST_MORE = 20
_TEXT_FIELDS = (
    188743731, 188743734, 188743737, 188743740, 188743743, 188743746, 188743747, 188743748, 188743749, 188743750,
    *range(188743997, 188744017),
)  # fmt: skip
"""Field numbers of Text1 to Text30 of tasks."""


def text_fields() -> dict[str, int]:
    """Return the number of the text field by what it carries."""
    specs = {**KINDS["launch"].by_name, **KINDS["initiative"].by_name}
    labels = [TYPE, *(specs[name].label for name in _READABLE)]
    fields = dict(zip(labels, _TEXT_FIELDS, strict=False))
    more = _TEXT_FIELDS[_FIRST_MORE - 1 :]
    return fields | {f"More {i}": number for i, number in enumerate(more, start=1)}


FIELDS = text_fields()


def define(root: etree._Element) -> None:
    """Append the definitions of the custom fields."""
    holder = put(root, "ExtendedAttributes")
    for label, number in FIELDS.items():
        item = put(holder, "ExtendedAttribute")
        put_some(item, FieldID=number, FieldName=f"Text{_TEXT_FIELDS.index(number) + 1}", Alias=f"{PREFIX}{label}")


def readable(entity: Entity) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the readable fields of an initiative or launch as text by label, and those that do not fit as JSON."""
    texts: dict[str, str] = {}
    rest: dict[str, Any] = {}
    kind = entity.KIND
    for name in _READABLE:
        spec = kind.by_name.get(name)
        value = getattr(entity, name, None)
        if spec is None or (value == spec.default and name not in ("level", "status")):
            continue
        text = _text(spec, value)
        if text is None:
            rest[name] = encode_value(spec, value)
        else:
            texts[spec.label] = text
    return texts, rest


def _text(spec: FieldSpec, value: Any) -> str | None:
    """Return a value as text of a custom field; None where it would not be read back as it is."""
    parts = [str(item) for item in value] if spec.many else [str(encode_value(spec, value))]
    text = SEPARATOR.join(parts)
    plain = text.isprintable() and text == text.strip() and len(text) <= LONGEST and all(parts)
    split = not spec.many or text.split(SEPARATOR) == parts
    return text if plain and split and text else None


def others(kind: Kind, entity: Entity, native: frozenset[str]) -> dict[str, Any]:
    """Return as JSON the fields that the format does not hold at all, those at their default left out."""
    return {
        spec.name: encode_value(spec, getattr(entity, spec.name))
        for spec in kind.fields
        if spec.name not in native and spec.name not in _READABLE and getattr(entity, spec.name) != spec.default
    }


def inexact(kind: Kind, entity: Entity, reading: Mapping[str, object]) -> dict[str, Any]:
    """Return as JSON the fields that would be read back otherwise than they are."""
    return {
        name: encode_value(kind.field(name), getattr(entity, name))
        for name, read in reading.items()
        if getattr(entity, name) != read
    }


def attributes(texts: Mapping[str, str], more: Mapping[str, Any]) -> Iterator[tuple[int, str]] | None:
    """Return the custom fields of a task as (number, value); None where the JSON is too long for them."""
    packed = compact(more) if more else ""
    chunks = [packed[i : i + LONGEST] for i in range(0, len(packed), LONGEST)]
    if len(chunks) > len(_TEXT_FIELDS) - _FIRST_MORE + 1:
        return None
    labelled = dict(texts) | {f"More {i}": chunk for i, chunk in enumerate(chunks, start=1)}
    return ((FIELDS[label], value) for label, value in labelled.items())


def compact(value: object) -> str:
    """Return JSON in plain ASCII without any space, so that no program trims it."""
    text = json.dumps(value, separators=(",", ":"), sort_keys=True)
    return text.replace(" ", "\\u0020")
