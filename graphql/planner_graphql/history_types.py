"""The history of a plan: its revisions and what each of them changed, for programs and for people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

from planner.plan.changes import Action, Change
from planner.plan.declare import FieldSpec
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
from planner_graphql.wording import Sight

_TEXT = "Value {} as text, with names for references; empty where there is none."


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; None also where the entity did not exist."""

    spec: FieldSpec
    old: Any
    new: Any
    sight: Sight

    @property
    def field(self) -> str:
        """Return the field's name in this API."""
        return public_field(self.spec)

    @property
    def title(self) -> str:
        """Return what to call the field."""
        return self.spec.label

    @property
    def before(self) -> object:
        """Return the value before as JSON."""
        return public_value(self.sight.plan, self.spec, self.old)

    @property
    def after(self) -> object:
        """Return the value after as JSON."""
        return public_value(self.sight.plan, self.spec, self.new)

    @property
    def before_text(self) -> str:
        """Return the value before for people."""
        return self.sight.text(self.spec, self.old)

    @property
    def after_text(self) -> str:
        """Return the value after for people."""
        return self.sight.text(self.spec, self.new)


class Changed(NamedTuple):
    """A change, the plan that was asked, and where to look for names."""

    entity: Change
    plan: Plan
    sight: Sight


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
            Field("title", "String!", "What to call the field."),
            Field("beforeText", "String!", _TEXT.format("before"), attribute="before_text"),
            Field("afterText", "String!", _TEXT.format("after"), attribute="after_text"),
        ],
    )
    definitions.object(
        "Change",
        "What changed of one entity.",
        [
            Field("action", "Action!", "What happened to it.", lambda row, info: row.entity.action),
            Field("type", "String!", "Its type.", lambda row, info: type_name(row.entity.kind)),
            Field("id", "ID!", "Its id.", lambda row, info: global_id(row.entity.kind, row.entity.id)),
            Field("label", "String!", "What to call it, even if it is gone: code and name.", _label),
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
    arguments = (
        *FORWARD,
        Argument("node", "ID", "Only revisions that changed this entity."),
        Argument("kind", "EntityKind", "Only revisions that changed entities of this kind."),
    )
    text = "Revisions, newest first; totalCount counts those that pass the filters."
    return Field("history", "RevisionConnection!", text, _history, arguments=arguments)


def changes_of(plan: Plan, changes: Sequence[Change], around: Callable[[], tuple[Plan, ...]]) -> list[Changed]:
    """Return changes as the fields of ``Change`` read them; ``around`` gives plans that know what is gone."""
    sight = Sight(plan, around)
    return [Changed(change, plan, sight) for change in changes]


def field_changes(sight: Sight, change: Change) -> list[FieldChange]:
    """Return the fields of a change; those of a created or deleted entity that hold more than the default."""
    kind = KINDS[change.kind]
    before, after = change.before or {}, change.after or {}
    made = []
    for spec in kind.fields:
        if spec.name == "id" or (spec.name not in before and spec.name not in after):
            continue
        old, new = before.get(spec.name), after.get(spec.name)
        if change.action is Action.UPDATE or (old if change.after is None else new) != spec.default:
            made.append(FieldChange(spec, old, new, sight))
    return made


def _fields(row: Changed, info: Info) -> list[FieldChange]:
    return field_changes(row.sight, row.entity)


def _label(row: Changed, info: Info) -> str:
    return row.sight.label(row.entity.kind, row.entity.id)


def _node(row: Changed, info: Info) -> Row | None:
    return row_of(row.plan, (row.entity.kind,), row.entity.id)


class Listed(NamedTuple):
    """A revision of a page; ``page`` reads the changes of all of them in one statement when first asked."""

    entity: Revision
    plan: Plan
    page: Callable[[], Mapping[int, Sequence[Change]]]


def _changes(row: Row | Listed, info: Info) -> list[Changed]:
    store, number = request_of(info).services.store, row.entity.number
    made = row.page()[number] if isinstance(row, Listed) else store.changes(number)
    around = cache(lambda: (store.plan_at(revision=number), store.plan_at(revision=number - 1)))
    return changes_of(row.plan, made, around)


def _history(plan: Plan, info: Info, node: str | None = None, kind: Any = None, **arguments: Any) -> Connection:
    window = window_of(arguments)
    size, _ = window.size()
    before = _before(plan, window)
    named, id_ = (None, None) if node is None else parse_global_id(node)
    wanted = named if kind is None else kind.value
    store = request_of(info).services.store
    pages = partial(store.history, kind=wanted, id=id_) if named in (None, wanted) else _none
    found: Sequence[Revision] = pages(first=size + 1, before=before)
    part = Slice(
        found[:size],
        lambda item: write_cursor((), [str(item.number)]),
        window.after is not None,
        len(found) > size,
        (lambda: len(pages(first=plan.revision, before=plan.revision + 1))) if wanted else (lambda: plan.revision),
    )
    page = cache(lambda: store.changes_of([revision.number for revision in part.items]))
    return Connection(part, [Listed(revision, plan, page) for revision in part.items])


def _none(**_: object) -> tuple[Revision, ...]:
    return ()


def _before(plan: Plan, window: Window) -> int:
    if window.after is None:
        return plan.revision + 1
    text = str(read_cursor((), window.after)[-1])
    return min(int(text), plan.revision + 1) if text.isdecimal() else 0
