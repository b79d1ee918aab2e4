"""Connections: filtered, ordered, paged lists of one kind, and the look-up of a single entity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from planner.plan.declare import Kind, ValueType
from planner.plan.entities import KINDS, Entity
from planner.plan.snapshot import Plan, per_plan
from planner_graphql.cursors import DEFAULT_PAGE, LARGEST_PAGE, Slice, Window, page
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.filters import predicate
from planner_graphql.identity import parse_global_id
from planner_graphql.naming import field_name, noun, type_name
from planner_graphql.ordering import Sort, comparable, key_of, sorts
from planner_graphql.refusals import LookupArgumentsError
from planner_graphql.rows import Row, row_of

FORWARD = (
    Argument(
        "first", "Int", f"How many items from the start; {DEFAULT_PAGE} if nothing is said, at most {LARGEST_PAGE}."
    ),
    Argument("after", "String", "Cursor after which the page starts."),
)
BACKWARD = (
    Argument("last", "Int", f"How many items from the end, instead of first; at most {LARGEST_PAGE}."),
    Argument("before", "String", "Cursor before which the page ends."),
)


@dataclass(frozen=True, slots=True)
class Edge:
    """An item with its cursor."""

    node: object
    cursor: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where a page lies in its list."""

    has_previous: bool
    has_next: bool
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Connection:
    """One page of a list: ``nodes`` are what the fields of the item's type read from."""

    part: Slice[Any]
    nodes: Sequence[object]

    @property
    def edges(self) -> list[Edge]:
        """Return the nodes with their cursors."""
        pairs = zip(self.nodes, self.part.items, strict=True)
        return [Edge(node, self.part.cursors(item)) for node, item in pairs]

    @property
    def page_info(self) -> PageInfo:
        """Return where the page lies."""
        items, cursors = self.part.items, self.part.cursors
        ends = (cursors(items[0]), cursors(items[-1])) if items else (None, None)
        return PageInfo(self.part.has_previous, self.part.has_next, *ends)

    @property
    def total(self) -> int:
        """Return how many items the whole list has."""
        return self.part.count()


def define_page_info(definitions: Definitions) -> None:
    """Define the type that says where a page lies."""
    definitions.object(
        "PageInfo",
        "Where a page lies in its list.",
        [
            Field("hasNextPage", "Boolean!", "Whether items follow.", attribute="has_next"),
            Field("hasPreviousPage", "Boolean!", "Whether items precede.", attribute="has_previous"),
            Field("startCursor", "String", "Cursor of the first item; null on an empty page.", attribute="start"),
            Field("endCursor", "String", "Cursor of the last item; null on an empty page.", attribute="end"),
        ],
    )


def define_connection(definitions: Definitions, name: str, items: str, *extra: Field) -> None:
    """Define edge and connection of a type; ``items`` is what to call its items."""
    node = Field("node", f"{name}!", "The item.")
    cursor = Field("cursor", "String!", "Cursor of the item.")
    definitions.object(f"{name}Edge", f"One of a list of {items}, with its cursor.", [node, cursor])
    definitions.object(
        f"{name}Connection",
        f"One page of a list of {items}.",
        [
            Field("edges", f"[{name}Edge!]!", "The items with their cursors."),
            Field("nodes", f"[{name}!]!", "The items."),
            Field("pageInfo", "PageInfo!", "Where the page lies.", attribute="page_info"),
            Field("totalCount", "Int!", "How many items the whole list has.", attribute="total"),
            *extra,
        ],
    )


def window_of(arguments: Mapping[str, Any]) -> Window:
    """Return the window that a field's arguments describe."""
    return Window(*(arguments.get(name) for name in ("first", "after", "last", "before")))


def entity_fields(kind: Kind) -> list[Field]:
    """Return the fields of the query root for one kind: the list and the single look-up."""
    name = type_name(kind.name)
    arguments = (
        *FORWARD,
        *BACKWARD,
        Argument("filter", f"{name}Filter", "Which of them to list; all if left out."),
        Argument("orderBy", f"[{name}Order!]", "Order; by code, or by id for kinds without one, if left out."),
        Argument("search", "String", "Words that must all occur in the texts of an item, in any case and order."),
    )
    keys = [Argument("id", "ID", "Its id.")]
    if kind.code_space:
        keys.append(Argument("code", "String", "Its code, upper and lower case alike."))
    plural = field_name(kind.plural)
    return [
        Field(
            field_name(kind.name),
            name,
            f"One {noun(kind)}; null if there is none.",
            _lookup(kind),
            arguments=tuple(keys),
        ),
        Field(
            plural,
            f"{name}Connection!",
            f"List of {kind.plural.replace('_', ' ')}.",
            _listed(kind),
            arguments=arguments,
        ),
    ]


def _lookup(kind: Kind) -> Resolve:
    def resolve(plan: Plan, info: Info, id: str | None = None, code: str | None = None) -> Row | None:  # noqa: A002
        if (id is None) == (code is None):
            raise LookupArgumentsError
        if id is not None:
            named, key = parse_global_id(id)
            return row_of(plan, (kind.name,), key) if named == kind.name else None
        found = plan.by_code(str(kind.code_space), str(code))
        return Row(found, plan) if found is not None and found.KIND is kind else None

    return resolve


def _listed(kind: Kind) -> Resolve:
    def resolve(plan: Plan, info: Info, **arguments: Any) -> Connection:
        order = sorts(kind, arguments.get("orderBy"))
        found = _ordered(plan, kind, order)
        if arguments.get("filter"):
            passes = predicate(plan, kind, arguments["filter"])
            found = [entity for entity in found if passes(entity)]
        words = str(arguments.get("search") or "").casefold().split()
        if words:
            texts = _texts(plan, kind.name)
            found = [entity for entity in found if all(word in texts[entity.id] for word in words)]
        part = page(found, order, key_of(kind, order, plan), window_of(arguments))
        return Connection(part, [Row(entity, plan) for entity in part.items])

    return resolve


def _ordered(plan: Plan, kind: Kind, order: tuple[Sort, ...]) -> Sequence[Entity]:
    """Return all entities of a kind in order; the order by one field, which pages ask for again, is kept."""
    if len(order) > 1:
        return _sorted(plan, kind, order)
    return _sorted_once(plan, kind.name, *order)


@per_plan
def _sorted_once(plan: Plan, kind: str, *order: Sort) -> Sequence[Entity]:
    return _sorted(plan, KINDS[kind], order)


def _sorted(plan: Plan, kind: Kind, order: tuple[Sort, ...]) -> Sequence[Entity]:
    key = key_of(kind, order, plan)
    return sorted(plan.entities.get(kind.name, {}).values(), key=lambda entity: comparable(order, key(entity)))


@per_plan
def _texts(plan: Plan, kind: str) -> Mapping[str, str]:
    """Return all texts of each entity, folded, for search."""
    names = [spec.name for spec in KINDS[kind].fields if spec.value_type is ValueType.TEXT and spec.name != "id"]
    many = [name for name in names if KINDS[kind].field(name).many]
    read = [attrgetter(name) for name in names if name not in many]
    return {
        entity.id: "\n".join(
            [*(get(entity) for get in read), *(t for name in many for t in getattr(entity, name))]
        ).casefold()
        for entity in plan.entities.get(kind, {}).values()
    }
