"""What entities and values are called where people read them, also of entities that are gone by now.

>>> from planner.plan.entities import Dependency, Initiative
>>> plan = Plan.of(
...     Initiative(id="a", code="POL-101", name="Write the policy"), Initiative(id="b", code="POL-102", name="Train"),
...     Dependency(id="d", predecessor_id="a", successor_id="b"))
>>> sight = Sight(plan)
>>> sight.label("initiative", "a"), sight.label("dependency", "d"), sight.label("team", "gone")
('POL-101 Write the policy', 'POL-101 → POL-102', 'gone')
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from planner.plan.declare import FieldSpec, ValueType, record_fields
from planner.plan.entities import Entity
from planner.plan.snapshot import Plan
from planner_graphql.rows import row_of


def nowhere() -> tuple[Plan, ...]:
    """Return no plans."""
    return ()


@dataclass(frozen=True, slots=True)
class Sight:
    """Where to look for what an id stands for: the plan that was asked, then those that ``around`` gives."""

    plan: Plan
    around: Callable[[], tuple[Plan, ...]] = nowhere

    def label(self, kind: str, id_: str) -> str:
        """Return code and name of an entity, or between what it stands; the id if it is nowhere."""
        return self._label((kind,), id_)

    def text(self, spec: FieldSpec, value: Any) -> str:
        """Return the value of a field as text; empty for none."""
        if value is None:
            return ""
        if spec.many:
            return ", ".join(self._one(spec, item) for item in value)
        return self._one(spec, value)

    def _one(self, spec: FieldSpec, value: Any) -> str:
        match spec.value_type:
            case ValueType.REFERENCE:
                return self._label(spec.about.refers_to, value)
            case ValueType.CHOICE:
                return _words(value)
            case ValueType.RECORD:
                parts = ((inner, getattr(value, inner.name)) for inner in record_fields(spec.python_type))
                return " ".join(text for text in (self.text(inner, part) for inner, part in parts) if text)
            case ValueType.BOOLEAN:
                return "yes" if value else "no"
            case ValueType.MOMENT:
                moment: datetime = value
                return f"{moment:%Y-%m-%d %H:%M}"
            case _:
                return str(value)

    def _label(self, kinds: tuple[str, ...], id_: str) -> str:
        entity = self._find(kinds, id_)
        if entity is None:
            return id_
        own = " ".join(text for text in (getattr(entity, "code", ""), getattr(entity, "name", "")) if text)
        return own or self._between(entity) or id_

    def _find(self, kinds: tuple[str, ...], id_: str) -> Entity | None:
        found = row_of(self.plan, kinds, id_)
        if found is None:
            found = next((row for row in (row_of(plan, kinds, id_) for plan in self.around()) if row), None)
        return None if found is None else found.entity

    def _between(self, entity: Entity) -> str:
        """Return what an entity without a code or name stands between, and what tells it from others there."""
        kind = entity.KIND
        keys = [spec for spec in kind.fields[1:] if spec.name in kind.unique[0]] if kind.unique else []
        told = keys or [spec for spec in kind.fields[1:] if spec.required] or kind.references
        ends = [
            self._find(spec.about.refers_to, getattr(entity, spec.name))
            for spec in told
            if spec.value_type is ValueType.REFERENCE and not spec.many and getattr(entity, spec.name) is not None
        ]
        between = " → ".join(code for code in (self._short(end) for end in ends if end is not None) if code)
        words = (getattr(entity, spec.name) for spec in told if spec.value_type is ValueType.TEXT)
        return ", ".join(text for text in (between, next((one for one in words if one), "")) if text)

    def _short(self, entity: Entity) -> str:
        return getattr(entity, "code", "") or getattr(entity, "name", "") or self._between(entity)


def _words(value: Enum) -> str:
    text = str(value.value)
    return text if text.isupper() else text.replace("_", " ").capitalize()
