"""The reference page of every entity kind and field, made from the declarations; nothing in it is typed by hand.

``python -m planner.app.reference > docs/reference.md`` writes it again after a declaration has changed.

>>> next(line for line in reference().splitlines() if line.startswith("| `fte`"))
'| `fte` | number, may be empty | FTE | 0 to 100000 | | People at a time while it runs. |'
"""

import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby

from planner.plan.declare import FieldSpec, Kind, OnDelete, ValueType, record_fields
from planner.plan.entities import KINDS
from planner.plan.values import Edge

HEAD = """\
# Reference of entity kinds and fields

Made from the declarations by `python -m planner.app.reference`; do not edit it by hand. Field names are those of csv
exports; the API writes them in camelCase. The [guide](guide.md) says how durations and dates are written. *Required*
fields have no default; where a field may be empty, empty is its default. *Bare dates* say what a day without a time
means. *Inherited* fields take the value of the nearest parent that has one.
"""
COLUMNS = "| Field | Type | Unit | Bounds | Default | Meaning |\n|---|---|---|---|---|---|"


def reference() -> str:
    """Return the page: one section per kind, then the records that fields hold, then the choices."""
    records = _used(ValueType.RECORD)
    choices = _used(ValueType.CHOICE)
    sections = [HEAD]
    sections += [_kind_section(kind) for kind in KINDS.values()]
    sections.append("## Records\n\nValues made of several fields.\n")
    sections += [_section(f"### {_words(cls)}", _doc(cls), record_fields(cls)) for cls in records]
    sections.append("## Choices\n\nClosed sets, as csv writes them; the API writes them in capitals.\n")
    sections += [_choice_section(cls) for cls in choices]
    return "\n".join(sections)


def _kind_section(kind: Kind) -> str:
    rules = []
    if kind.singleton:
        rules.append("A plan has exactly one.")
    if kind.code_space:
        sharing = [other.label.lower() for other in KINDS.values() if other.code_space == kind.code_space]
        rules.append(f"Codes are unique among {' and '.join(sharing)} entries.")
    for group in kind.unique:
        names = ", ".join(f"`{kind.field(name).public_name}`" for name in group)
        rules.append(f"Unique together: {names}." if len(group) > 1 else f"Unique: {names}.")
    return _section(f"## {kind.label}", " ".join([kind.description, *rules]), kind.fields)


def _section(heading: str, text: str, fields: Iterable[FieldSpec]) -> str:
    rows = "\n".join(_row(spec) for spec in fields)
    return f"{heading}\n\n{text}\n\n{COLUMNS}\n{rows}\n"


def _row(spec: FieldSpec) -> str:
    name, meaning = f"`{spec.public_name}`", " ".join(_meaning(spec))
    cells = (name, _type(spec), spec.about.unit, _bounds(spec), _default(spec), meaning)
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _type(spec: FieldSpec) -> str:
    match spec.value_type:
        case ValueType.REFERENCE:
            targets = [KINDS[target].label for target in spec.about.refers_to]
            name = "reference to " + " or ".join(_link(label) for label in targets)
        case ValueType.CHOICE | ValueType.RECORD:
            name = _link(_words(spec.python_type))
        case ValueType.MOMENT:
            name = "date or instant"
        case other:
            name = {ValueType.INTEGER: "whole number", ValueType.BOOLEAN: "true or false"}.get(other, other.value)
    return f"list: {name}" if spec.many else f"{name}, may be empty" if spec.optional else name


def _bounds(spec: FieldSpec) -> str:
    about = spec.about
    if spec.value_type in (ValueType.INTEGER, ValueType.NUMBER):
        low, high = (f"{limit:.15g}" if limit is not None else "" for limit in (about.ge, about.le))
        return f"{low} to {high}".strip() if low or high else ""
    if spec.value_type is ValueType.TEXT:
        return f"at most {about.max_length} characters"
    return ""


def _default(spec: FieldSpec) -> str:
    if spec.required:
        return "*required*"
    value = spec.default
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, tuple):
        runs = [(text, len(list(same))) for text, same in groupby(value)]
        return ", ".join(f"{count} × " + (f"`{text}`" if text else "empty") for text, count in runs)
    if value is None or value == "":
        return ""
    if isinstance(value, Enum):
        return f"`{value.value}`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def _meaning(spec: FieldSpec) -> Iterator[str]:
    yield spec.about.description
    if spec.about.inherited:
        yield "*Inherited.*"
    if spec.value_type is ValueType.MOMENT:
        yield f"*Bare dates: {'end' if spec.about.edge is Edge.FINISH else 'start'} of the day.*"
    if spec.about.on_delete is OnDelete.CASCADE:
        yield "*Goes when that is deleted.*"


def _choice_section(cls: type[Enum]) -> str:
    values = ", ".join(f"`{member.value}`" for member in cls)
    return f"### {_words(cls)}\n\n{_doc(cls)}\n\n{values}\n"


def _used(wanted: ValueType) -> list[type]:
    """Return the classes of this sort that fields hold, those within records too, in order of first use."""
    found: dict[type, None] = {}
    ahead = [spec for kind in KINDS.values() for spec in kind.fields]
    while ahead:
        spec = ahead.pop(0)
        if spec.value_type is ValueType.RECORD and spec.python_type not in found:
            ahead.extend(record_fields(spec.python_type))
        if spec.value_type is wanted:
            found[spec.python_type] = None
    return list(found)


def _doc(cls: type) -> str:
    return (cls.__doc__ or "").strip()


def _words(cls: type) -> str:
    """Return the name of a class in words, such as ``Date precision``."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip()
    return words[:1].upper() + words[1:]


def _link(heading: str) -> str:
    """Return a link to a heading of the page."""
    return f"[{heading.lower()}](#{heading.lower().replace(' ', '-')})"


if __name__ == "__main__":
    sys.stdout.write(reference())
