"""Query documents, parsed and validated once: texts come again and again, with other variables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)

from planner_graphql.limits import Limits, shape_errors

KEPT = 500
"""How many documents are kept."""

LONGEST_KEPT = 20_000
"""Characters of the longest text that is kept."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text understood, or the errors in it. ``introspects``: it asks about the schema itself."""

    tree: DocumentNode | None
    operations: Mapping[str, OperationDefinitionNode]
    errors: tuple[GraphQLError, ...]
    introspects: bool = False

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation of this name, or the only one; None if there is no such one."""
        if name:
            return self.operations.get(name)
        return next(iter(self.operations.values())) if len(self.operations) == 1 else None


class Documents:
    """Understands texts for one schema; ``development`` lets them introspect and lets errors suggest names."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, development: bool) -> None:
        self._schema = schema
        self._limits = limits
        self._development = development
        self._kept = lru_cache(maxsize=KEPT)(self._understand)

    def read(self, text: str) -> Document:
        """Return the document that a text is."""
        return self._kept(text) if len(text) <= LONGEST_KEPT else self._understand(text)

    def _understand(self, text: str) -> Document:
        try:
            tree = parse(text, max_tokens=self._limits.tokens)
            errors = validate(self._schema, tree, specified_rules, hide_suggestions=not self._development)
            errors = errors or shape_errors(tree, self._limits)
        except GraphQLError as error:
            return Document(None, {}, (error,))
        except RecursionError:
            return Document(None, {}, (GraphQLError("The query is nested too deeply."),))
        seeker = _IntrospectionSeeker()
        visit(tree, seeker)
        if seeker.found and not self._development:
            errors = [
                *errors,
                GraphQLError("Introspection is not open here; the schema is published with the program."),
            ]
        operations = {
            node.name.value if node.name else "": node
            for node in tree.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        return Document(tree, operations, tuple(errors), seeker.found)


class _IntrospectionSeeker(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Note fields that describe the schema."""
        self.found = self.found or node.name.value in ("__schema", "__type")
