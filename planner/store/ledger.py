"""The record: revisions and their changes, written once and read in order."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, func, insert, select

from planner.plan.changes import Change
from planner.plan.codec import Json, decode_value, encode
from planner.plan.declare import Kind
from planner.plan.entities import KINDS
from planner.plan.findings import Place
from planner.store.record import MAIN, NOTHING, Revision
from planner.store.refusals import DamagedStateError
from planner.store.storable import LARGEST_INTEGER, legible, place_json
from planner.store.tables import CHANGES, REVISIONS

_OF_BRANCH: ColumnElement[bool] = REVISIONS.c.branch == MAIN
_ENTRY = [column for column in REVISIONS.c if column.name != "branch"]


def newest(connection: Connection) -> Revision:
    """Return the newest revision; revision 0 if there is none."""
    return _first(connection, select(*_ENTRY).where(_OF_BRANCH).order_by(REVISIONS.c.number.desc())) or NOTHING


def numbered(connection: Connection, number: int) -> Revision | None:
    """Return the revision of this number, or None."""
    if not 0 < number <= LARGEST_INTEGER:
        return None
    return _first(connection, select(*_ENTRY).where(_OF_BRANCH, REVISIONS.c.number == number))


def keyed(connection: Connection, idempotency_key: str) -> Revision | None:
    """Return the revision that was made under this key, or None."""
    return _first(connection, select(*_ENTRY).where(_OF_BRANCH, REVISIONS.c.idempotency_key == idempotency_key))


def newest_at(connection: Connection, at: datetime) -> int:
    """Return the number of the newest revision made at or before an instant; 0 if none was."""
    number = select(func.max(REVISIONS.c.number)).where(_OF_BRANCH, REVISIONS.c.at <= at)
    return connection.execute(number).scalar() or 0


def revisions_from(connection: Connection, number: int) -> list[Revision]:
    """Return the revision of this number and all later ones, oldest first."""
    found = select(*_ENTRY).where(_OF_BRANCH, REVISIONS.c.number >= number).order_by(REVISIONS.c.number)
    return [_revision(row) for row in connection.execute(found).mappings()]


def page(
    connection: Connection, first: int, before: int | None, kind: str | None, entity_id: str | None
) -> tuple[Revision, ...]:
    """Return the newest revisions, newest first, of those with a lower number that touch this kind and entity."""
    found = select(*_ENTRY).where(_OF_BRANCH).order_by(REVISIONS.c.number.desc())
    found = found.limit(min(max(first, 0), LARGEST_INTEGER))
    if before is not None:
        found = found.where(REVISIONS.c.number < max(min(before, LARGEST_INTEGER), 0))
    if legible(kind) != kind or legible(entity_id) != entity_id:
        return ()  # nothing is recorded under a name that cannot be kept
    touching = [CHANGES.c.branch == REVISIONS.c.branch, CHANGES.c.revision == REVISIONS.c.number]
    if kind is not None:
        touching.append(CHANGES.c.kind == kind)
    if entity_id is not None:
        touching.append(CHANGES.c.entity_id == entity_id)
    if len(touching) > 2:
        found = found.where(exists().where(*touching))
    return tuple(_revision(row) for row in connection.execute(found).mappings())


def sizes(connection: Connection, after: int, through: int) -> int:
    """Return how many changes the revisions after one and up to another made in all."""
    within = (REVISIONS.c.number > after, REVISIONS.c.number <= through)
    return int(connection.execute(select(func.sum(REVISIONS.c.size)).where(_OF_BRANCH, *within)).scalar() or 0)


def changes_between(connection: Connection, after: int, through: int) -> dict[int, list[Change]]:
    """Return the changes of the revisions after one and up to another, by revision, oldest first."""
    found: dict[int, list[Change]] = {}
    if not 0 <= after <= through <= LARGEST_INTEGER:
        return found
    within = (CHANGES.c.branch == MAIN, CHANGES.c.revision > after, CHANGES.c.revision <= through)
    ordered = select(CHANGES).where(*within).order_by(CHANGES.c.revision, CHANGES.c.ordinal)
    for row in connection.execute(ordered).mappings():
        found.setdefault(row["revision"], []).append(_change(row))
    return found


def changes_of(connection: Connection, numbers: Collection[int]) -> dict[int, list[Change]]:
    """Return the changes of these revisions, by revision; a revision that does not exist has none."""
    found: dict[int, list[Change]] = {number: [] for number in numbers if 0 < number <= LARGEST_INTEGER}
    within = (CHANGES.c.branch == MAIN, CHANGES.c.revision.in_(found))
    for row in connection.execute(
        select(CHANGES).where(*within).order_by(CHANGES.c.revision, CHANGES.c.ordinal)
    ).mappings():
        found[row["revision"]].append(_change(row))
    return found


def append(connection: Connection, revision: Revision, records: Sequence[Mapping[str, Json]]) -> None:
    """Write a revision and its changes as ``records_of`` gives them."""
    entry = {column.name: getattr(revision, column.name) for column in _ENTRY}
    connection.execute(insert(REVISIONS), [{"branch": MAIN, **entry}])
    key = {"branch": MAIN, "revision": revision.number}
    rows = [{**key, "ordinal": ordinal, **record, "entity_id": record["id"]} for ordinal, record in enumerate(records)]
    for row in rows:
        del row["id"]
    connection.execute(insert(CHANGES), rows)


def records_of(changes: Iterable[Change]) -> list[dict[str, Json]]:
    """Return what is recorded, and hashed, of changes: kind, id, before, after and place as JSON."""
    return [
        {
            "kind": change.kind,
            "id": change.id,
            "before": encode(KINDS[change.kind], change.before) if change.before is not None else None,
            "after": encode(KINDS[change.kind], change.after) if change.after is not None else None,
            "place": place_json(change.place),
        }
        for change in changes
    ]


def record_of_row(row: Mapping[str, Any] | RowMapping) -> dict[str, Json]:
    """Return the record that a row of the change table holds."""
    return {"id": row["entity_id"], **{name: row[name] for name in ("kind", "before", "after", "place")}}


def _first(connection: Connection, found: Select[Any]) -> Revision | None:
    row = connection.execute(found.limit(1)).mappings().first()
    return _revision(row) if row is not None else None


def _revision(row: RowMapping) -> Revision:
    return Revision(**row)


def _change(row: RowMapping) -> Change:
    kind = KINDS.get(row["kind"])
    try:
        if kind is None:
            raise ValueError(f"there is no kind {row['kind']!r}")
        before, after = (typed(kind, row[side]) for side in ("before", "after"))
        place = Place(**row["place"]) if row["place"] is not None else None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        where = f"change {row['ordinal']} of revision {row['revision']} cannot be read ({error})"
        raise DamagedStateError(where) from error
    return Change(kind.name, row["entity_id"], before, after, place)


def typed(kind: Kind, raw: Mapping[str, Json] | None) -> dict[str, object] | None:
    """Return typed values of recorded JSON; raises ValueError, KeyError or TypeError where it makes no sense."""
    if raw is None:
        return None
    return {name: decode_value(kind.by_name[name], value) for name, value in raw.items()}
