"""The store of one plan: read from memory, written in one transaction, followed across processes.

>>> from datetime import UTC, datetime
>>> from tempfile import TemporaryDirectory
>>> from planner.plan.changes import Action, ChangeSet, Operation
>>> make = Operation(Action.CREATE, "market", "de", {"code": "DE", "name": "Germany"})
>>> noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
>>> with TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/plan.db") as store:
...     done = store.commit(ChangeSet((make,), "ada", "First market"), at=noon)
...     undone = store.undo(1, author="ada", at=noon)
...     done.revision.number, len(done.plan), undone.revision.message, len(store.plan()), store.verify().findings
(1, 1, 'Undo revision 1: First market', 0, ())
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import RLock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from planner.plan.changes import Change, ChangeSet, Outcome
from planner.plan.errors import InvalidChangeError, NotFoundError
from planner.plan.snapshot import Plan
from planner.store import ledger, writing
from planner.store.database import LOCK_TIMEOUT, Database
from planner.store.following import Follower
from planner.store.migration import migrate
from planner.store.record import Commit, Head, Revision, Verification
from planner.store.refusals import ClosedStoreError
from planner.store.storable import unstorable
from planner.store.subscription import Callback, Subscribers
from planner.store.time_travel import PastPlans, travel
from planner.store.verification import verify


class Store:
    """A plan and its history in one database. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = RLock()
        self._past = PastPlans()
        self._subscribers = Subscribers()
        self._follower: Follower | None = None
        self._closed = False
        self._tried: writing.Tried | None = None
        with database.reading() as connection:
            self._head = writing.load(connection)

    @classmethod
    def open(cls, url: str, *, follow: bool = False, lock_timeout: float = LOCK_TIMEOUT) -> Self:
        """Return the store at ``sqlite:///plan.db`` or ``postgresql+psycopg://user@host/name``, made if it is new.

        ``follow``: a thread keeps ``plan()`` up to date with other processes. ``lock_timeout``: seconds that a
        write waits for another process's. Raises StoreError subclasses, each naming its remedy.
        """
        database = Database(url, lock_timeout)
        try:
            migrate(database)
            store = cls(database)
        except BaseException:
            database.close()
            raise
        if follow:
            store._follower = Follower(database, lambda: store._head.revision.number, store.refresh)
        return store

    def close(self) -> None:
        """Stop following and close every connection; ``plan()`` still answers."""
        if self._follower is not None:
            self._follower.stop()
        with self._lock:
            self._closed = True
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def statements(self) -> int:
        """Return how many SQL statements this store has executed; reading ``plan()`` executes none."""
        return self._database.statements

    @property
    def head(self) -> Revision:
        """Return the revision of ``plan()``, from memory; number 0 before the first write."""
        return self._head.revision

    def plan(self) -> Plan:
        """Return the newest plan that this process knows of, from memory."""
        return self._head.plan

    def plan_at(self, *, revision: int | None = None, at: datetime | None = None) -> Plan:
        """Return the plan as of a revision, or as of the newest one made at or before an aware instant.

        Neither: the newest. Before the first revision it is the empty plan. Raises NotFoundError for a number that
        no revision has.
        """
        if at is not None:
            if revision is not None or at.tzinfo is None:
                raise ValueError("give either a revision or an aware instant")
            with self._reading() as connection:
                revision = ledger.newest_at(connection, at)
        if revision is None:
            return self.plan()
        kept = self._kept(revision)
        if kept is not None:
            return kept
        if revision > self._head.revision.number:
            self.refresh()
        with self._reading() as connection:
            return self._travelled(connection, revision)

    def preview(self, change_set: ChangeSet) -> Outcome:
        """Return what a change set would do to the newest plan, or every finding against it; saves nothing."""
        found = unstorable(change_set)
        base = change_set.base_revision
        if base is not None and base > self._head.revision.number:
            self.refresh()
        head = self._head
        if base is not None and base != head.revision.number and not found:
            with self._reading() as connection:
                found = writing.rebase(connection, head, change_set)
        if found:
            return Outcome(head.plan, (), tuple(found))
        outcome = writing.applied(head, change_set)
        self._tried = writing.Tried(head, change_set, outcome)
        return outcome

    def commit(self, change_set: ChangeSet, *, at: datetime) -> Commit:
        """Save a change set as the next revision, made at an aware instant, and return it once it is durable.

        A change set made on an older revision is rebased: ConflictError where a field it sets was set differently
        since. InvalidChangeError where rules refuse it or a value cannot be kept. One that changes nothing makes no
        revision. The rules do not run again over what ``preview`` tried last if the plan is still the same. A repeated
        idempotency key returns what came of it the first time, whatever else is in the set.
        """
        found = unstorable(change_set)
        if found:
            raise InvalidChangeError(found)
        tried, self._tried = self._tried, None
        return self._write(writing.proposing(change_set, tried), at, change_set.idempotency_key)

    def undo(
        self, revision: int, *, author: str, at: datetime, message: str = "", idempotency_key: str | None = None
    ) -> Commit:
        """Take a revision back as a new one; undoing that one redoes the first.

        ConflictError where a field was changed since, or where something added since would go too; NotFoundError if
        there is no such revision. If nothing of it is left to take back, no revision is made.
        """
        found = unstorable(ChangeSet((), author, message, idempotency_key=idempotency_key))
        if found:
            raise InvalidChangeError(found)
        return self._write(writing.undoing(revision, author, message, idempotency_key), at, idempotency_key)

    def history(
        self,
        *,
        first: int = 50,
        before: int | None = None,
        kind: str | None = None,
        id: str | None = None,  # noqa: A002
    ) -> tuple[Revision, ...]:
        """Return revisions, newest first: at most ``first``, with numbers below ``before``, touching kind and id."""
        with self._reading() as connection:
            return ledger.page(connection, first, before, kind, id)

    def changes(self, revision: int) -> tuple[Change, ...]:
        """Return what a revision changed, in order; NotFoundError if there is no such revision."""
        with self._reading() as connection:
            found = ledger.changes_between(connection, revision - 1, revision)
        if revision not in found:
            raise NotFoundError("revision", str(revision), f"The newest is {self._head.revision.number}.")
        return tuple(found[revision])

    def changes_of(self, revisions: Collection[int]) -> Mapping[int, tuple[Change, ...]]:
        """Return what each of these revisions changed, by number, in one statement; none for one that is not there."""
        with self._reading() as connection:
            found = ledger.changes_of(connection, revisions)
        return {number: tuple(changes) for number, changes in found.items()}

    def verify(self) -> Verification:
        """Return whether the whole record and the tables are as this program left them."""
        with self._reading() as connection:
            return verify(connection)

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Call back with each new revision, in order, once ``plan()`` has it; return what ends that.

        Revisions of other processes come with ``follow``, or when this one writes or refreshes; where the record
        does not continue what memory has, only its newest one. Called in whichever thread learned of it.
        """
        return self._subscribers.add(callback)

    def refresh(self) -> Revision:
        """Catch up with other processes now and return the newest revision."""
        try:
            with self._lock, self._reading() as connection:
                self._take(writing.catch_up(connection, self._head))
        finally:
            self._subscribers.tell()
        return self._head.revision

    def _write(self, propose: writing.Proposer, at: datetime, key: str | None) -> Commit:
        if at.tzinfo is None:
            raise ValueError("a revision is made at an aware instant")
        try:
            with self._lock:
                self._refuse_closed()
                with self._database.writing() as connection:
                    self._take(writing.catch_up(connection, self._head))
                    head = self._head
                    seen = ledger.keyed(connection, key) if key is not None else None
                    if seen is not None:
                        return self._replayed(connection, seen)
                    proposal = propose(connection, head)
                    if not proposal.outcome.changes:
                        return Commit(head.revision, head.plan, proposal.outcome)
                    revision = writing.append(connection, head, proposal, at)
                    self._database.notify(connection, revision.number)
                self._take(writing.News(Head(revision, proposal.outcome.plan), (revision,)))
                return Commit(revision, proposal.outcome.plan, proposal.outcome)
        finally:
            self._subscribers.tell()

    def _replayed(self, connection: Connection, seen: Revision) -> Commit:
        plan = self._travelled(connection, seen.number)
        changes = ledger.changes_between(connection, seen.number - 1, seen.number)[seen.number]
        return Commit(seen, plan, Outcome(plan, tuple(changes), ()), replayed=True)

    def _take(self, news: writing.News) -> None:
        """Make the news what this process knows; under the lock, and only of what is committed."""
        if news.reloaded:
            self._past.clear()
        self._head = news.head
        self._subscribers.note(news.revisions)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._refuse_closed()
        with self._database.reading() as connection:
            yield connection

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ClosedStoreError

    def _kept(self, number: int) -> Plan | None:
        head = self._head.plan
        return head if head.revision == number else self._past.get(number)

    def _travelled(self, connection: Connection, number: int) -> Plan:
        head = self._head
        if not 0 <= number <= head.revision.number:
            raise NotFoundError("revision", str(number), f"The newest is {head.revision.number}.")
        kept = self._kept(number)
        if kept is None:
            kept = travel(connection, number, [head.plan, *self._past.all()])
            self._past.keep(kept)
        return kept
