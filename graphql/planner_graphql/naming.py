"""Names: from the declarations' snake_case to GraphQL's.

>>> type_name("launch_market"), field_name("percent_complete"), field_name("launch_markets")
('LaunchMarket', 'percentComplete', 'launchMarkets')
"""

from enum import Enum

from planner.plan.declare import FieldSpec, Kind, ValueType
from planner.roadmap import GroupBy

_SCALAR_NAMES = {
    ValueType.TEXT: "String",
    ValueType.INTEGER: "Int",
    ValueType.NUMBER: "Float",
    ValueType.BOOLEAN: "Boolean",
    ValueType.DATE: "Date",
    ValueType.MOMENT: "LocalDateTime",
    ValueType.DURATION: "Duration",
}

_ENUM_NAMES: dict[type[Enum], str] = {GroupBy: "RoadmapGroupBy"}


def type_name(name: str) -> str:
    """Return the GraphQL name of a kind."""
    return "".join(part.capitalize() for part in name.split("_"))


def field_name(name: str) -> str:
    """Return the GraphQL name of a snake_case name."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def public_field(spec: FieldSpec) -> str:
    """Return the GraphQL name of a declared field; references lose their ``_id``."""
    return field_name(spec.public_name)


def noun(kind: Kind) -> str:
    """Return the kind in the middle of a sentence, such as ``launch market``."""
    return kind.label.lower()


def described(spec: FieldSpec) -> str:
    """Return a field's description with its unit."""
    about = spec.about
    return f"{about.description} Unit: {about.unit}." if about.unit else about.description


def enum_name(cls: type[Enum]) -> str:
    """Return the GraphQL name of an enum."""
    return _ENUM_NAMES.get(cls, cls.__name__)


def value_type_name(spec: FieldSpec) -> str:
    """Return the GraphQL type of one value of a declared field that is no reference."""
    if spec.value_type is ValueType.CHOICE:
        return enum_name(spec.python_type)
    if spec.value_type is ValueType.RECORD:
        return spec.python_type.__name__
    return _SCALAR_NAMES[spec.value_type]
