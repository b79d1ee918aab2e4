"""Tables: one per entity kind, derived from its declaration, and the two of the history.

A kind's table holds the main branch's present state in typed columns, for people who query it with their own
tools: moments are local wall-clock times as in the plan, durations their short text ("3w"), choices their value,
lists and records JSON. References to one kind are foreign keys, checked when the transaction ends.

``revision`` and ``change`` are only ever appended to. Both name their branch, so that scenarios can come.

>>> str(TABLES["dependency"].c.lag.type), TABLES["initiative"].c.parent_id.nullable
('TEXT', True)
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass

from planner.plan.declare import FieldSpec, Kind, ValueType
from planner.plan.entities import KINDS

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcMoment(TypeDecorator[datetime]):
    """An instant: aware in Python, with its zone in PostgreSQL, as UTC text in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC."""
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(SQLModel, registry=registry(metadata=METADATA)):
    """What the tables have in common: one set of names, apart from any other program's in the process."""


LIST_OR_RECORD = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
EXACT_JSON = JSON(none_as_null=True)
"""JSON as it was written: JSONB would rewrite numbers, and history is hashed."""

_COLUMN_TYPES: Mapping[ValueType, tuple[TypeEngine[Any], type]] = {
    ValueType.TEXT: (Text(), str),
    ValueType.REFERENCE: (Text(), str),
    ValueType.INTEGER: (BigInteger(), int),
    ValueType.NUMBER: (Double(), float),
    ValueType.BOOLEAN: (Boolean(), bool),
    ValueType.DATE: (Date(), date),
    ValueType.MOMENT: (DateTime(), datetime),
    ValueType.DURATION: (Text(), str),
    ValueType.CHOICE: (Text(), str),
    ValueType.RECORD: (LIST_OR_RECORD, dict),
}


def _column(spec: FieldSpec) -> tuple[Column[Any], type]:
    type_, python_type = (LIST_OR_RECORD, list) if spec.many else _COLUMN_TYPES[spec.value_type]
    targets = spec.about.refers_to
    if len(targets) == 1 and not spec.many:
        key = ForeignKey(f"{targets[0]}.id", deferrable=True, initially="DEFERRED")
        return Column(spec.name, type_, key, nullable=spec.optional, index=True), python_type
    return Column(spec.name, type_, primary_key=spec.name == "id", nullable=spec.optional), python_type


def row_class(kind: Kind) -> type[Row]:
    """Return the SQLModel class of a kind's table, named like the kind's class with ``Row`` behind."""
    members: dict[str, Any] = {"__module__": __name__, "__tablename__": kind.name, "__doc__": kind.description}
    annotations: dict[str, Any] = {}
    for spec in kind.fields:
        column, python_type = _column(spec)
        annotations[spec.name] = python_type | None if spec.optional else python_type
        members[spec.name] = Field(sa_column=column, description=spec.about.description)
    members["__annotations__"] = annotations
    return cast("type[Row]", SQLModelMetaclass(f"{kind.cls.__name__}Row", (Row,), members, table=True))


class RevisionRow(Row, table=True):
    """One accepted change set: who, when, why, and its link in the hash chain."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("branch", "idempotency_key"), Index(None, "branch", "at"))

    branch: str = Field(sa_column=Column(Text, primary_key=True))
    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    author: str = Field(sa_column=Column(Text, nullable=False))
    message: str = Field(sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    hash: str = Field(sa_column=Column(Text, nullable=False))
    previous_hash: str = Field(sa_column=Column(Text, nullable=False))
    undoes: int | None = Field(sa_column=Column(BigInteger))
    idempotency_key: str | None = Field(sa_column=Column(Text))
    size: int = Field(sa_column=Column(BigInteger, nullable=False))


class ChangeRow(Row, table=True):
    """What one revision did to one entity: touched fields before and after, null where it did not exist."""

    __tablename__ = "change"
    __table_args__ = (
        ForeignKeyConstraint(("branch", "revision"), ("revision.branch", "revision.number")),
        Index(None, "branch", "kind", "entity_id"),
    )

    branch: str = Field(sa_column=Column(Text, primary_key=True))
    revision: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    ordinal: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str = Field(sa_column=Column(Text, nullable=False))
    entity_id: str = Field(sa_column=Column(Text, nullable=False))
    before: dict[str, Any] | None = Field(sa_column=Column(EXACT_JSON))
    after: dict[str, Any] | None = Field(sa_column=Column(EXACT_JSON))
    place: dict[str, Any] | None = Field(sa_column=Column(EXACT_JSON))


ROWS: Mapping[str, type[Row]] = MappingProxyType({name: row_class(kind) for name, kind in KINDS.items()})
"""The table class of every kind, by the kind's name."""

TABLES: Mapping[str, Table] = MappingProxyType({name: METADATA.tables[name] for name in KINDS})
"""The table of every kind, by the kind's name."""

REVISIONS = METADATA.tables["revision"]
CHANGES = METADATA.tables["change"]
