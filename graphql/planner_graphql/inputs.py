"""Inputs: for each kind what a new entity takes and what an edit takes, derived from the declarations.

In an edit a field that is left out stays as it is, and null takes the value away (or puts the default back).
"""

from collections.abc import Iterable

from planner.plan.declare import FieldSpec, Kind, ValueType, record_fields
from planner.plan.entities import KINDS
from planner_graphql.definitions import Definitions, Field
from planner_graphql.naming import described, field_name, noun, public_field, type_name, value_type_name

REF = "ref:"
"""What a reference to an entity that is created in the same call starts with."""

_REFERENCE = f" An id, a code, or {REF}NAME of an entity created in the same call."
EXPECTED = Field(
    "expectedRevision",
    "Int",
    "Revision that the change was made on; edits of other fields since then are kept, of the same field conflict.",
)
COMMON = (
    EXPECTED,
    Field("message", "String", "Why, for the history."),
    Field("idempotencyKey", "String", "The same key again answers as the first time and changes nothing."),
)


def define_inputs(definitions: Definitions) -> None:
    """Define the inputs of all mutations."""
    for record in _records():
        fields = [_value(spec, required=spec.required) for spec in record_fields(record)]
        definitions.input(f"{record.__name__}Input", record.__doc__ or "", fields)
    for kind in KINDS.values():
        _define_values(definitions, kind)
        _define_calls(definitions, kind)
    _define_operation(definitions)
    operations = Field("operations", "[PlanOperation!]!", "The edits, in order; all of them happen or none.")
    dry_run = Field("dryRun", "Boolean", "Only say what would happen.")
    definitions.input("ApplyChangesInput", "Edits that belong together.", [operations, dry_run, *COMMON])
    revision = Field("revision", "Int!", "The revision to take back.")
    definitions.input("UndoRevisionInput", "Which revision to take back.", [revision, *COMMON[1:]])


def _records() -> Iterable[type]:
    found = (spec.python_type for kind in KINDS.values() for spec in kind.fields if spec.value_type is ValueType.RECORD)
    return dict.fromkeys(found)


def _define_values(definitions: Definitions, kind: Kind) -> None:
    specs = [spec for spec in kind.fields if spec.name != "id"]
    name, what = type_name(kind.name), noun(kind)
    if not kind.singleton:
        new = [_value(spec, required=spec.required) for spec in specs]
        definitions.input(f"New{name}", f"Values of a new {what}; defaults hold for what is left out.", new)
    changes = [_value(spec, required=False) for spec in specs]
    text = f"Changed values of a {what}; what is left out stays, null takes the value away."
    definitions.input(f"{name}Changes", text, changes)


def _value(spec: FieldSpec, *, required: bool) -> Field:
    text = described(spec)
    if spec.value_type is ValueType.REFERENCE:
        inner, text = "ID", text + _REFERENCE
    else:
        inner = value_type_name(spec) + ("Input" if spec.value_type is ValueType.RECORD else "")
    written = f"[{inner}!]" if spec.many else inner
    name = public_field(spec) if spec.value_type is ValueType.REFERENCE else field_name(spec.name)
    return Field(name, written + ("!" if required else ""), text)


def _define_calls(definitions: Definitions, kind: Kind) -> None:
    name, what = type_name(kind.name), noun(kind)
    changes = Field("changes", f"{name}Changes!", "The changed values.")
    if kind.singleton:
        definitions.input(f"Update{name}Input", f"How to change the {what}.", [changes, *COMMON])
        return
    values = Field("values", f"New{name}!", "Its values.")
    id_ = Field("id", "ID!", "Its id" + (" or code." if kind.code_space else "."))
    ref = Field("ref", "String", f"Name by which other operations of this call refer to it, as {REF}NAME.")
    target = Field("id", "ID!", id_.description[:-1] + f", or {REF}NAME of this call.")
    definitions.input(f"Create{name}Input", f"The {what} to create.", [values, *COMMON])
    definitions.input(f"Update{name}Input", f"The {what} to change, and how.", [id_, changes, *COMMON])
    definitions.input(f"Delete{name}Input", f"The {what} to delete.", [id_, *COMMON])
    definitions.input(f"Create{name}Operation", f"Creates a {what}.", [ref, values])
    definitions.input(f"Update{name}Operation", f"Changes a {what}.", [target, changes])


def _define_operation(definitions: Definitions) -> None:
    fields = []
    for kind in KINDS.values():
        name, what = type_name(kind.name), noun(kind)
        if kind.singleton:
            fields.append(Field(f"update{name}", f"{name}Changes", f"Change the {what}."))
            continue
        fields.append(Field(f"create{name}", f"Create{name}Operation", f"Create a {what}."))
        fields.append(Field(f"update{name}", f"Update{name}Operation", f"Change a {what}."))
        fields.append(
            Field(f"delete{name}", "ID", f"Delete the {what} of this id{' or code' if kind.code_space else ''}.")
        )
    definitions.input("PlanOperation", "One edit; exactly one of its fields is given.", fields, one_of=True)
