"""graphql-core's executor with a short way for plain values.

Nine in ten fields of an answer are leaves without arguments. For them graphql-core's steps (path, info, argument
values, completion by type) come down to reading and coercing one value. Whatever is not that plain, and whatever
goes wrong on the short way, takes graphql-core's own way, so errors and null handling are its own.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from graphql import GraphQLLeafType, GraphQLNonNull, GraphQLObjectType, Undefined, is_leaf_type
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.execution.executor_throwing_on_incremental import ExecutorThrowingOnIncremental
from graphql.pyutils import Path


class _Step(NamedTuple):
    """One field of a selection; without ``read`` it takes the long way."""

    name: str
    details: FieldDetailsList
    read: Callable[..., Any] | None
    coerce: Callable[[Any], Any]
    nullable: bool


class QuickExecutor(ExecutorThrowingOnIncremental):
    """Executes operations whose resolvers are plain functions; leaves without arguments take the short way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._steps: dict[tuple[str, int], tuple[GroupedFieldSet, list[_Step]]] = {}

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: None,
    ) -> dict[str, Any]:
        """Return the values of the selected fields of one object."""
        results: dict[str, Any] = {}
        for name, details, read, coerce, nullable in self._steps_of(parent_type, grouped_field_set):
            if read is not None:
                try:
                    given = read(source_value, None)
                    value = None if given is None else coerce(given)
                except Exception:
                    given, value = None, Undefined
                if value is not Undefined and (value is not None or (given is None and nullable)):
                    results[name] = value
                    continue
            field_path = Path(path, name, parent_type.name)
            value = self.execute_field(parent_type, source_value, details, field_path, position_context)
            if value is not Undefined:
                results[name] = value
        return results

    def _steps_of(self, parent_type: GraphQLObjectType, fields: GroupedFieldSet) -> list[_Step]:
        key = (parent_type.name, id(fields))
        known = self._steps.get(key)
        if known is None:
            steps = [self._step(parent_type, name, details) for name, details in fields.items()]
            known = self._steps[key] = (fields, steps)  # holding the fields keeps their id their own
        return known[1]

    def _step(self, parent_type: GraphQLObjectType, name: str, details: FieldDetailsList) -> _Step:
        node = details[0].node
        field = self.schema.get_field(parent_type, node.name.value)
        if field is None or field.args or node.name.value.startswith("__"):
            return _Step(name, details, None, _as_is, nullable=True)
        written: Any = field.type
        nullable = not isinstance(written, GraphQLNonNull)
        inner = written if nullable else written.of_type
        if not is_leaf_type(inner):
            return _Step(name, details, None, _as_is, nullable)
        leaf: GraphQLLeafType = inner
        return _Step(name, details, field.resolve, leaf.coerce_output_value, nullable)


def _as_is(value: Any) -> Any:
    return value
