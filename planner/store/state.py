"""The present state: entities to table rows and back, read whole when a store opens, written row by row after.

Reading is the time a process takes to start, so a row becomes an entity directly: columns that the driver already
types right are taken as they are, the others go through one function each, and no object stands between.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from planner.plan.changes import Action, Change
from planner.plan.codec import decode_value, encode_value
from planner.plan.declare import FieldSpec, Kind, ValueType
from planner.plan.entities import KINDS, Entity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.store.refusals import DamagedStateError
from planner.store.tables import TABLES

Reader = Callable[[Any], object]
"""Makes a typed value of what a column holds; never asked about NULL."""


def read_state(connection: Connection, revision: int) -> Plan:
    """Return the plan that the tables hold; raises ValueError where a row holds what no plan can."""
    return Plan({name: read_kind(connection, kind) for name, kind in KINDS.items()}, revision)


def read_kind(connection: Connection, kind: Kind, only: str | None = None) -> dict[str, Entity]:
    """Return the entities of one kind by id, or only the one of this id; raises ValueError like ``read_state``."""
    table = TABLES[kind.name]
    names = [spec.name for spec in kind.fields]
    readers = [(index, reader) for index, spec in enumerate(kind.fields) if (reader := _reader(spec))]
    make = kind.cls
    entities: dict[str, Entity] = {}
    found = select(*(table.c[name] for name in names)).order_by(table.c.id)
    for row in connection.execute(found if only is None else found.where(table.c.id == only)):
        values = list(row)
        for index, read in readers:
            if values[index] is not None:
                values[index] = read(values[index])
        entities[values[0]] = make(**dict(zip(names, values, strict=True)))
    return entities


def ids_of(connection: Connection, kind: str) -> list[str]:
    """Return the ids of the rows of a kind's table, whatever else they hold."""
    return list(connection.execute(select(TABLES[kind].c.id)).scalars())


def _reader(spec: FieldSpec) -> Reader | None:
    """Return what makes a field's value of its column; None where the column's value is it."""
    if spec.value_type is ValueType.RECORD or spec.many:
        return lambda held: decode_value(spec, held) if held else ()
    if spec.value_type is ValueType.CHOICE:
        return _choices(spec.python_type)
    return _duration if spec.value_type is ValueType.DURATION else None


@cache
def _choices(enum: type[Any]) -> Reader:
    members: Mapping[object, Enum] = {member.value: member for member in enum}

    def choose(held: object) -> Enum:
        if held not in members:
            raise ValueError(f"{held!r} is no {enum.__name__}")
        return members[held]

    return choose


@lru_cache(maxsize=4096)
def _duration(text: str) -> Duration:
    return Duration.parse(text)


def write_state(connection: Connection, plan: Plan, changes: Iterable[Change]) -> None:
    """Make the rows of changed entities what they are in the plan after the changes."""
    by_action: dict[tuple[Action, str], list[str]] = {}
    for change in changes:
        by_action.setdefault((change.action, change.kind), []).append(change.id)
    for name in reversed(tuple(KINDS)):
        _delete(connection, name, by_action.get((Action.DELETE, name), []))
    for name, kind in KINDS.items():
        entities = plan.entities.get(name, {})
        created = [_row(kind, entities[id_]) for id_ in by_action.get((Action.CREATE, name), [])]
        if created:
            connection.execute(insert(TABLES[name]), created)
        _update(connection, name, [_row(kind, entities[id_]) for id_ in by_action.get((Action.UPDATE, name), [])])


def _delete(connection: Connection, kind: str, ids: list[str]) -> None:
    if ids:
        table = TABLES[kind]
        statement = delete(table).where(table.c.id == bindparam("gone"))
        _expect(kind, len(ids), connection.execute(statement, [{"gone": id_} for id_ in ids]).rowcount)


def _update(connection: Connection, kind: str, rows: list[dict[str, object]]) -> None:
    if rows:
        table = TABLES[kind]
        columns = {column.name: bindparam(f"new_{column.name}", type_=column.type) for column in table.c}
        statement = update(table).where(table.c.id == bindparam("new_id")).values(columns)
        renamed = [{f"new_{name}": value for name, value in row.items()} for row in rows]
        _expect(kind, len(rows), connection.execute(statement, renamed).rowcount)


def _expect(kind: str, wanted: int, found: int) -> None:
    if found != wanted:
        raise DamagedStateError(f"{wanted - found} row(s) of table {kind} are gone")


def _row(kind: Kind, entity: Entity) -> dict[str, object]:
    return {spec.name: _held(spec, getattr(entity, spec.name)) for spec in kind.fields}


def _held(spec: FieldSpec, value: object) -> object:
    """Return what a field's column holds for this value: the type of the column, not JSON, where they differ."""
    if spec.many or spec.value_type in (ValueType.RECORD, ValueType.CHOICE, ValueType.DURATION):
        return encode_value(spec, value)
    return value
