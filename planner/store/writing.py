"""One write within its transaction: what the database has that memory lacks, then the new revision.

Every function here takes the connection of a transaction and the head that memory has, and changes no memory: what
is not committed is not true yet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from planner.plan.changes import ChangeSet, Outcome, apply, conflicts, replay
from planner.plan.errors import ConflictError, InvalidChangeError, NotFoundError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.store import ledger
from planner.store.chain import hash_of
from planner.store.record import NOTHING, Head, Revision
from planner.store.refusals import DamagedStateError
from planner.store.state import read_state, write_state
from planner.store.undoing import opposite, swept_along


@dataclass(frozen=True, slots=True)
class News:
    """What a catch-up found: the head now, the revisions that are new to memory, and whether all was read anew."""

    head: Head
    revisions: tuple[Revision, ...] = ()
    reloaded: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that may be written: what it does and what the record says of it."""

    outcome: Outcome
    author: str
    message: str
    idempotency_key: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a change set does to a head."""

    head: Head
    change_set: ChangeSet
    outcome: Outcome


Proposer = Callable[[Connection, Head], Proposal]


def load(connection: Connection) -> Head:
    """Return the head from the tables; from the whole record where a table holds what no plan can."""
    revision = ledger.newest(connection)
    try:
        return Head(revision, read_state(connection, revision.number))
    except (ValueError, TypeError):
        by_revision = ledger.changes_between(connection, 0, revision.number)
    changes = [change for made in by_revision.values() for change in made]
    try:
        return Head(revision, replay(Plan({}), changes, revision.number))
    except (ValueError, TypeError, KeyError) as reason:
        raise DamagedStateError(f"neither its tables nor its record make a plan ({reason})") from reason


def catch_up(connection: Connection, head: Head) -> News:
    """Return the head as the database has it, by the changes since; read anew where they do not follow."""
    known = head.revision
    found = ledger.revisions_from(connection, known.number)
    same = known is NOTHING or (bool(found) and found[0].hash == known.hash)
    later = found if known is NOTHING else found[1:]
    if same and not later:
        return News(head)
    numbers = [revision.number for revision in later]
    if not same or numbers != list(range(known.number + 1, known.number + 1 + len(later))):
        loaded = load(connection)
        return News(loaded, (loaded.revision,), reloaded=True)
    by_revision = ledger.changes_between(connection, known.number, numbers[-1])
    changes = [change for made in by_revision.values() for change in made]
    return News(Head(later[-1], replay(head.plan, changes, numbers[-1])), tuple(later))


def rebase(connection: Connection | None, head: Head, change_set: ChangeSet) -> list[Finding]:
    """Return the conflicts of a change set with what changed since its base; ``connection`` None: base is the head."""
    base = change_set.base_revision
    if base is None or base == head.revision.number:
        return []
    if not 0 <= base < head.revision.number:
        message = f"There is no revision {base} yet; the newest is {head.revision.number}."
        place = Place(field="base_revision")
        return [Finding(Severity.ERROR, "unknown-revision", message, place, "Reload and decide again.")]
    assert connection is not None
    by_revision = ledger.changes_between(connection, base, head.revision.number)
    return conflicts(change_set.operations, [change for made in by_revision.values() for change in made])


def proposing(change_set: ChangeSet, tried: Tried | None = None) -> Proposer:
    """Return what makes a proposal of a change set; raises InvalidChangeError and ConflictError.

    ``tried`` is taken where it is of these very objects; both are never altered.
    """

    def propose(connection: Connection, head: Head) -> Proposal:
        found = rebase(connection, head, change_set)
        if any(finding.code == "conflict" for finding in found):
            raise ConflictError(found)
        if found:
            raise InvalidChangeError(found)
        same = tried is not None and tried.head is head and tried.change_set is change_set
        outcome = _accepted(tried.outcome if tried is not None and same else applied(head, change_set))
        return Proposal(outcome, change_set.author, change_set.message, change_set.idempotency_key)

    return propose


def undoing(revision: int, author: str, message: str, idempotency_key: str | None) -> Proposer:
    """Return what makes a proposal of taking a revision back; raises like ``proposing``, and NotFoundError."""

    def propose(connection: Connection, head: Head) -> Proposal:
        undone = ledger.numbered(connection, revision)
        if undone is None:
            raise NotFoundError("revision", str(revision), f"The newest is {head.revision.number}.")
        changes = ledger.changes_between(connection, revision - 1, revision).get(revision, [])
        operations, found = opposite(head.plan, changes)
        if found:
            raise ConflictError(found)
        said = message or f"Undo revision {revision}: {undone.message}".removesuffix(": ")
        change_set = ChangeSet(tuple(operations), author, said)
        outcome = _accepted(applied(head, change_set))
        swept = swept_along(operations, outcome)
        if swept:
            raise ConflictError(swept)
        return Proposal(outcome, author, said, idempotency_key, revision)

    return propose


def applied(head: Head, change_set: ChangeSet) -> Outcome:
    """Return what a change set does to the head; if it changes nothing, the plan is the head's own."""
    outcome = apply(head.plan, change_set.operations)
    return outcome if outcome.changes else replace(outcome, plan=head.plan)


def _accepted(outcome: Outcome) -> Outcome:
    if not outcome.accepted:
        raise InvalidChangeError(outcome.findings)
    return outcome


def append(connection: Connection, head: Head, proposal: Proposal, at: datetime) -> Revision:
    """Write the next revision: state, record, and the link of the chain."""
    records: Sequence[dict[str, object]] = ledger.records_of(proposal.outcome.changes)
    unsigned = Revision(
        number=head.revision.number + 1,
        author=proposal.author,
        message=proposal.message,
        at=at.astimezone(UTC),
        hash="",
        previous_hash=head.revision.hash,
        undoes=proposal.undoes,
        idempotency_key=proposal.idempotency_key,
        size=len(records),
    )
    revision = replace(unsigned, hash=hash_of(unsigned, records))
    write_state(connection, proposal.outcome.plan, proposal.outcome.changes)
    ledger.append(connection, revision, records)
    return revision
