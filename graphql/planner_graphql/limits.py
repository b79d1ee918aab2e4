"""Limits on what one request may ask, so that no query can keep the server busy.

Depth counts levels of objects without the wrapping of connections. Cost is the number of objects that an answer
can hold: a page counts its size, a plain list ``LIST_SIZE``, some fields what they say of themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_named_type,
    visit,
)

from planner_graphql.cursors import DEFAULT_PAGE, LARGEST_PAGE

LIST_SIZE = 5
COST = "planner-cost"
"""Key of a field's own cost among its extensions."""

_WRAPPING = frozenset({"edges", "nodes", "node", "pageInfo"})


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest request that is answered; ``body`` in bytes."""

    cost: int = 5_000
    depth: int = 10
    aliases: int = 15
    directives: int = 50
    tokens: int = 2_000
    body: int = 1_000_000


LIMITS = Limits()
"""The limits unless others are given."""


def refused(what: str, found: int, allowed: int) -> GraphQLError:
    """Return the error that names a limit."""
    message = f"The query has {what} {found}; at most {allowed} is allowed."
    return GraphQLError(message, extensions={"code": "LIMIT_EXCEEDED"})


class _Counter(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.aliases = 0
        self.directives = 0

    def enter(self, node: Node, *_: object) -> None:
        """Count aliases and directives."""
        self.aliases += isinstance(node, FieldNode) and node.alias is not None
        self.directives += isinstance(node, DirectiveNode)


def shape_errors(document: DocumentNode, limits: Limits) -> list[GraphQLError]:
    """Return what is too much in a valid document, whatever its variables are."""
    counter = _Counter()
    visit(document, counter)
    found = [("aliases", counter.aliases, limits.aliases), ("directives", counter.directives, limits.directives)]
    fragments = {item.name.value: item for item in document.definitions if isinstance(item, FragmentDefinitionNode)}
    measure = _Depth(fragments)
    operations = (item for item in document.definitions if isinstance(item, OperationDefinitionNode))
    found.extend(("a depth of", measure.of(item.selection_set), limits.depth) for item in operations)
    return [refused(*one) for one in found if one[1] > one[2]]


@dataclass(slots=True)
class _Depth:
    fragments: Mapping[str, FragmentDefinitionNode]
    known: dict[str, int] = field(default_factory=dict)

    def of(self, selections: SelectionSetNode | None) -> int:
        """Return how many levels of fields lie under here; what describes the schema itself is not counted."""
        deepest = 0
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                name = selection.name.value
                below = 0 if name.startswith("__") else self.of(selection.selection_set)
                deepest = max(deepest, below + (name not in _WRAPPING))
            elif isinstance(selection, FragmentSpreadNode):
                deepest = max(deepest, self._fragment(selection.name.value))
            else:
                deepest = max(deepest, self.of(selection.selection_set))  # type: ignore[attr-defined]
        return deepest

    def _fragment(self, name: str) -> int:
        if name not in self.known:
            self.known[name] = self.of(self.fragments[name].selection_set)
        return self.known[name]


def cost(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> int:
    """Return what answering a valid operation with these variables is worth."""
    root = schema.get_root_type(operation.operation)
    fragments = {item.name.value: item for item in document.definitions if isinstance(item, FragmentDefinitionNode)}
    defaults = {
        item.variable.name.value: int(item.default_value.value)
        for item in operation.variable_definitions or ()
        if isinstance(item.default_value, IntValueNode)
    }
    return _Cost(schema, fragments, {**defaults, **variables}).of(operation.selection_set, root, 1)


@dataclass(slots=True)
class _Cost:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    known: dict[tuple[str, int], int] = field(default_factory=dict)

    def of(self, selections: SelectionSetNode | None, parent: GraphQLNamedType | None, page: int) -> int:
        """Return the cost of selections on a type; ``page`` is the size of the page that it is, if it is one."""
        total = 0
        for node, on in self._fields(selections, parent, page):
            if isinstance(on, int):
                total += on
            elif not node.name.value.startswith("__"):
                total += self._field(node, on.fields[node.name.value], page)
        return total

    def _fields(
        self, selections: SelectionSetNode | None, parent: GraphQLNamedType | None, page: int
    ) -> Iterator[tuple[Any, Any]]:
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) or selection.name.value.startswith(
                    "__"
                ):
                    yield selection, parent
            elif isinstance(selection, FragmentSpreadNode):
                yield selection, self._fragment(selection.name.value, page)
            else:
                condition = selection.type_condition  # type: ignore[attr-defined]
                on = self.schema.get_type(condition.name.value) if condition else parent
                yield selection, self.of(selection.selection_set, on, page)  # type: ignore[attr-defined]

    def _fragment(self, name: str, page: int) -> int:
        if (name, page) not in self.known:
            fragment = self.fragments[name]
            on = self.schema.get_type(fragment.type_condition.name.value)
            self.known[name, page] = self.of(fragment.selection_set, on, page)
        return self.known[name, page]

    def _field(self, node: FieldNode, definition: GraphQLField, page: int) -> int:
        own = int(definition.extensions.get(COST, 0))
        if node.selection_set is None:
            return own
        named = get_named_type(definition.type)
        if named.name.endswith("Connection"):
            return own + 1 + self.of(node.selection_set, named, self._page(node))
        times = self._times(node, definition.type, page)
        return own + times * (1 + self.of(node.selection_set, named, 1))

    def _times(self, node: FieldNode, written: GraphQLOutputType, page: int) -> int:
        inner = written.of_type if isinstance(written, GraphQLNonNull) else written
        if not isinstance(inner, GraphQLList):
            return 1
        if node.name.value in ("edges", "nodes") and page > 1:
            return page
        ids = self._argument(node, "ids")
        return len(ids) if isinstance(ids, list | tuple) else LIST_SIZE

    def _page(self, node: FieldNode) -> int:
        sizes = [self._argument(node, name) for name in ("first", "last")]
        asked = next((size for size in sizes if isinstance(size, int)), DEFAULT_PAGE)
        return max(2, min(asked, LARGEST_PAGE))

    def _argument(self, node: FieldNode, name: str) -> object:
        given = next((argument.value for argument in node.arguments or () if argument.name.value == name), None)
        if isinstance(given, VariableNode):
            return self.variables.get(given.name.value)
        if isinstance(given, IntValueNode):
            return int(given.value)
        return given.values if isinstance(given, ListValueNode) else None
