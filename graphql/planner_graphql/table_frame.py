"""Tables as frames: one kind's entities as columns, every declared field and what is computed, each made once.

A column is made, and encoded, the first time that anyone asks for it of a revision; a table is put together from
columns.
"""

from collections.abc import Sequence
from typing import Any

import orjson

from planner.plan.entities import KINDS
from planner.plan.snapshot import Plan, per_plan
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.identity import global_id
from planner_graphql.inheritance import table_rows
from planner_graphql.naming import type_name
from planner_graphql.refusals import UnknownColumnError
from planner_graphql.scalars import frame
from planner_graphql.table_columns import table_columns

DESCRIPTION = (
    "All entities of one kind as columns, for tables: revision, kind, count, ids, columns and values. columns says of "
    "each name, title, description, type, list, coded, required, editable, computed and, where they apply, unit, "
    "least, most, longest, values (of an enum), refersTo (types), effective (the column of the value in force). "
    "values has an entry per column name, with one value for each id; of coded columns {names, index} with -1 for "
    "none, and with ids for references."
)


def define_kinds(definitions: Definitions) -> None:
    """Define the enum of kinds."""
    values = {name.upper(): (name, kind.description.split("\n")[0]) for name, kind in KINDS.items()}
    definitions.enum("EntityKind", "A kind of entity.", values)


def table_field() -> Field:
    """Return the field of the query root."""
    arguments = (
        Argument("kind", "EntityKind!", "Which entities."),
        Argument("columns", "[String!]", "Which columns, in this order; all if left out."),
    )
    return Field("table", "JSON!", DESCRIPTION, _table, arguments=arguments, cost=100)


def _table(plan: Plan, info: Info, kind: Any, columns: Sequence[str] | None = None) -> dict[str, Any]:
    return table(plan, kind.value, columns)


def table(plan: Plan, kind: str, columns: Sequence[str] | None = None) -> dict[str, Any]:
    """Return the frame of a kind's table; UnknownColumnError for a column that it does not have."""
    known = table_columns(kind)
    names = list(known) if columns is None else list(dict.fromkeys(columns))
    for name in names:
        if name not in known:
            raise UnknownColumnError(type_name(kind), name)
    return {
        "revision": plan.revision,
        "kind": kind.upper(),
        "count": len(table_rows(plan, kind)),
        "ids": _ids(plan, kind),
        "columns": [known[name].about for name in names],
        "values": {name: _values(plan, kind, name) for name in names},
    }


@per_plan
def _ids(plan: Plan, kind: str) -> orjson.Fragment:
    return frame([global_id(kind, item.id) for item in table_rows(plan, kind)])


@per_plan
def _values(plan: Plan, kind: str, name: str) -> orjson.Fragment:
    return frame(table_columns(kind)[name].values(plan, kind))
