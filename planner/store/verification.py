"""The audit: that every revision says what it said when made, and the tables what the record adds up to.

It reads nothing that could be wrong without saying so: rows that no longer make sense are findings like the others.
What it cannot see is a record that was cut off at its end together with the tables, or rewritten as a whole; for
that, note the head's hash elsewhere from time to time and compare.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Text, cast, select

from planner.plan.codec import Json
from planner.plan.declare import Kind
from planner.plan.entities import KINDS, Entity
from planner.plan.findings import Finding, Place
from planner.plan.rules.place import at, error, name_of
from planner.store import ledger
from planner.store.chain import hash_of
from planner.store.record import MAIN, NO_HASH, Revision, Verification
from planner.store.state import ids_of, read_kind
from planner.store.tables import CHANGES, REVISIONS

_HINT = "Find out who wrote to the database other than through Planner, and restore a backup."
_JSON_COLUMNS = ("before", "after", "place")

Values = dict[str, Json]


@dataclass(slots=True)
class _Audit:
    """What was found so far, and the state that the record adds up to, as JSON by (kind, id)."""

    findings: list[Finding] = field(default_factory=list)
    state: dict[tuple[str, str], Values] = field(default_factory=dict)

    def found(self, code: str, message: str, place: Place) -> None:
        self.findings.append(error(code, message, place, _HINT))


def verify(connection: Connection) -> Verification:
    """Return the verdict on the whole record and the present state, as one instant of the database has them."""
    audit = _Audit()
    revisions = _revisions(connection, audit)
    records = _records(connection, audit)
    expected, previous = 1, NO_HASH
    for number in sorted(revisions.keys() | records.keys()):
        _check_gap(audit, expected, number if number in revisions else number + 1)
        revision = revisions.get(number)
        if revision is not None:
            if number == expected and revision.previous_hash != previous and previous:
                message = f"Revision {number} does not follow revision {number - 1} as it is now."
                audit.found("chain-broken", message, _place(number))
            _check_content(audit, revision, records.get(number, []))
        for record in records.get(number, []):
            _add(audit, record)
        expected, previous = number + 1, revision.hash if revision is not None else ""
    for name, kind in KINDS.items():
        _compare(connection, audit, kind, {id_: v for (of, id_), v in audit.state.items() if of == name})
    return Verification(len(revisions), tuple(audit.findings), previous)


def _check_gap(audit: _Audit, expected: int, number: int) -> None:
    """Check that no revision is missing from the expected one up to, and without, this one."""
    if expected == number - 1:
        audit.found("revision-missing", f"Revision {expected} is gone.", _place(expected))
    elif expected < number:
        audit.found("revision-missing", f"Revisions {expected} to {number - 1} are gone.", _place(expected))


def _place(number: int) -> Place:
    return Place(kind="revision", id=str(number))


def _revisions(connection: Connection, audit: _Audit) -> dict[int, Revision | None]:
    """Return the revisions by number; None where one is there and cannot be read."""
    try:
        return {revision.number: revision for revision in ledger.revisions_from(connection, 0)}
    except (ValueError, TypeError):
        numbers = connection.execute(select(REVISIONS.c.number).where(REVISIONS.c.branch == MAIN)).scalars().all()
    found: dict[int, Revision | None] = {}
    for number in numbers:
        try:
            found[number] = ledger.numbered(connection, number)
        except (ValueError, TypeError) as reason:
            audit.found("revision-edited", f"Revision {number} cannot be read: {reason}.", _place(number))
            found[number] = None
    return found


def _records(connection: Connection, audit: _Audit) -> dict[int, list[Values]]:
    """Return what each revision's changes hold, by revision, and take the JSON that is none as a finding."""
    columns = [
        cast(column, Text).label(column.name) if column.name in _JSON_COLUMNS else column for column in CHANGES.c
    ]
    found = select(*columns).where(CHANGES.c.branch == MAIN).order_by(CHANGES.c.revision, CHANGES.c.ordinal)
    records: dict[int, list[Values]] = {}
    for row in connection.execute(found).mappings():
        texts = {name: row[name] for name in _JSON_COLUMNS}
        try:
            parsed = {name: json.loads(text) if text is not None else None for name, text in texts.items()}
        except ValueError as reason:
            message = f"Change {row['ordinal']} of revision {row['revision']} cannot be read: {reason}."
            audit.found("revision-edited", message, _place(row["revision"]))
            parsed = dict(texts)
        records.setdefault(row["revision"], []).append(ledger.record_of_row({**row, **parsed}))
    return records


def _check_content(audit: _Audit, revision: Revision, records: list[Values]) -> None:
    """Check that a revision says what it said when it was made, with the same changes."""
    if len(records) != revision.size:
        message = f"Revision {revision.number} made {revision.size} change(s); {len(records)} are there."
        audit.found("revision-edited", message, _place(revision.number))
    elif hash_of(revision, records) != revision.hash:
        message = f"Revision {revision.number}, or a change of it, was edited after it was made."
        audit.found("revision-edited", message, _place(revision.number))


def _add(audit: _Audit, record: Values) -> None:
    key = (record["kind"], record["id"])
    if record["after"] is None:
        audit.state.pop(key, None)
    elif isinstance(record["after"], dict):
        known = audit.state.get(key, {}) if record["before"] is not None else {}
        audit.state[key] = {**known, **record["after"]}


def _compare(connection: Connection, audit: _Audit, kind: Kind, recorded: dict[str, Values]) -> None:
    """Compare a kind's table with what the record adds up to, field by field."""
    present = dict(_present(connection, audit, kind))
    for id_, values in recorded.items():
        expected = _entity(kind, id_, values)
        found = present.pop(id_, None)
        place = Place(kind=kind.name, id=id_, code=values.get("code"))
        if expected is None:
            audit.found("state-differs", f"The record of {kind.label.lower()} {id_} makes no sense.", place)
        elif found is None:
            audit.found("state-differs", f"{name_of(expected)} is in the record and not in table {kind.name}.", place)
        elif isinstance(found, Entity):
            _compare_fields(audit, expected, found)
    for id_ in present:
        message = f"{kind.label} {id_} is in table {kind.name} and not in the record."
        audit.found("state-differs", message, Place(kind=kind.name, id=id_))


def _compare_fields(audit: _Audit, expected: Entity, found: Entity) -> None:
    for spec in expected.KIND.fields:
        recorded, held = getattr(expected, spec.name), getattr(found, spec.name)
        if recorded != held:
            where = f"{_short(held)} in its table and {_short(recorded)} in the record"
            message = f"{name_of(expected)}: {spec.label} is {where}."
            audit.found("state-differs", message, at(expected, spec.name))


def _short(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else text[:59] + "…")


def _present(connection: Connection, audit: _Audit, kind: Kind) -> Iterable[tuple[str, Entity | str]]:
    """Yield the entities of a kind's table by id; of a row that is none, only its id."""
    try:
        yield from read_kind(connection, kind).items()
    except (ValueError, TypeError):
        yield from _row_by_row(connection, audit, kind)


def _row_by_row(connection: Connection, audit: _Audit, kind: Kind) -> Iterator[tuple[str, Entity | str]]:
    for id_ in ids_of(connection, kind.name):
        try:
            yield id_, read_kind(connection, kind, id_)[id_]
        except (ValueError, TypeError) as reason:
            message = f"{kind.label} {id_} cannot be read from table {kind.name}: {reason}."
            audit.found("state-differs", message, Place(kind=kind.name, id=id_))
            yield id_, id_


def _entity(kind: Kind, id_: str, values: Values) -> Entity | None:
    try:
        made: Entity = kind.cls(**{**(ledger.typed(kind, values) or {}), "id": id_})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return made
