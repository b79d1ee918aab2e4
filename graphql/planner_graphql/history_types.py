"""The history of a plan: its revisions and what each of them changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from planner.plan.changes import Action, Change
from planner.plan.entities import KINDS
from planner.plan.snapshot import Plan
from planner.store import Revision
from planner_graphql.connections import FORWARD, Connection, define_connection, window_of
from planner_graphql.cursors import Slice, Window, read_cursor, write_cursor
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.identity import global_id, parse_global_id
from planner_graphql.naming import public_field, type_name
from planner_graphql.public_values import public_value
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.services import request_of


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as JSON; None also where the entity did not exist."""

    field: str
    before: object
    after: object


def define_history(definitions: Definitions) -> None:
    """Define revisions, changes and their connection."""
    actions = {
        "CREATE": (Action.CREATE.value, "It came to be."),
        "UPDATE": (Action.UPDATE.value, "Some of its fields changed."),
        "DELETE": (Action.DELETE.value, "It is gone."),
    }
    definitions.enum("Action", "What happened to an entity.", actions)
    definitions.object(
        "FieldChange",
        "One field before and after.",
        [
            Field("field", "String!", "Name of the field in this API."),
            Field("before", "JSON", "Value before; null also where the entity did not exist."),
            Field("after", "JSON", "Value after; null also where the entity is gone."),
        ],
    )
    definitions.object(
        "Change",
        "What changed of one entity.",
        [
            Field("action", "Action!", "What happened to it.", lambda row, info: row.entity.action),
            Field("type", "String!", "Its type.", lambda row, info: type_name(row.entity.kind)),
            Field("id", "ID!", "Its id.", lambda row, info: global_id(row.entity.kind, row.entity.id)),
            Field("node", "Node", "The entity as it is in the plan that was asked; null if it is gone.", _node),
            Field("fields", "[FieldChange!]!", "The fields that changed.", _fields),
        ],
    )
    definitions.object(
        "Revision",
        "One entry of the record: who changed what, when and why.",
        [
            Field("number", "Int!", "Its number; the first is 1.", attribute_of("number")),
            Field("author", "String!", "Who made it.", attribute_of("author")),
            Field("message", "String!", "Why, in the author's words.", attribute_of("message")),
            Field("at", "DateTime!", "When.", attribute_of("at")),
            Field("undoes", "Int", "The revision that it takes back, if it does.", attribute_of("undoes")),
            Field(
                "hash",
                "String!",
                "Hash over it and the one before; proves that nothing was altered.",
                attribute_of("hash"),
            ),
            Field("size", "Int!", "How many entities it changed.", attribute_of("size")),
            Field("changes", "[Change!]!", "What it changed.", _changes),
        ],
    )
    define_connection(definitions, "Revision", "revisions")


def history_field() -> Field:
    """Return the field of the query root."""
    arguments = (*FORWARD, Argument("node", "ID", "Only revisions that changed this entity."))
    text = "Revisions, newest first. totalCount is the number of all revisions, of whatever entity."
    return Field("history", "RevisionConnection!", text, _history, arguments=arguments)


def changes_of(plan: Plan, changes: Sequence[Change]) -> list[Row]:
    """Return changes as the fields of ``Change`` read them."""
    return [Row(change, plan) for change in changes]


def field_changes(plan: Plan, change: Change) -> list[FieldChange]:
    """Return the fields of a change; those of a created or deleted entity that hold more than the default."""
    kind = KINDS[change.kind]
    before, after = change.before or {}, change.after or {}
    made = []
    for spec in kind.fields:
        if spec.name == "id" or (spec.name not in before and spec.name not in after):
            continue
        old, new = before.get(spec.name), after.get(spec.name)
        if change.action is Action.UPDATE or (old if change.after is None else new) != spec.default:
            made.append(FieldChange(public_field(spec), public_value(plan, spec, old), public_value(plan, spec, new)))
    return made


def _fields(row: Row, info: Info) -> list[FieldChange]:
    return field_changes(row.plan, row.entity)


def _node(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, (row.entity.kind,), row.entity.id)


class Listed(NamedTuple):
    """A revision of a page; ``page`` reads the changes of all of them in one statement when first asked."""

    entity: Revision
    plan: Plan
    page: Callable[[], Mapping[int, Sequence[Change]]]


def _changes(row: Row | Listed, info: Info) -> list[Row]:
    if isinstance(row, Listed):
        return changes_of(row.plan, row.page()[row.entity.number])
    return changes_of(row.plan, request_of(info).services.store.changes(row.entity.number))


def _history(plan: Plan, info: Info, node: str | None = None, **arguments: Any) -> Connection:
    window = window_of(arguments)
    size, _ = window.size()
    before = _before(plan, window)
    kind, id_ = (None, None) if node is None else parse_global_id(node)
    store = request_of(info).services.store
    found: Sequence[Revision] = store.history(first=size + 1, before=before, kind=kind, id=id_)
    part = Slice(
        found[:size],
        lambda item: write_cursor((), [str(item.number)]),
        window.after is not None,
        len(found) > size,
        plan.revision,
    )
    page = cache(lambda: store.changes_of([revision.number for revision in part.items]))
    return Connection(part, [Listed(revision, plan, page) for revision in part.items])


def _before(plan: Plan, window: Window) -> int:
    if window.after is None:
        return plan.revision + 1
    text = str(read_cursor((), window.after)[-1])
    return min(int(text), plan.revision + 1) if text.isdecimal() else 0
