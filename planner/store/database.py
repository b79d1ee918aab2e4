"""One database behind one URL: its engine, its two sorts of transaction, and a count of its statements.

``reading`` sees one instant of the database throughout; ``writing`` is alone: it waits for other writers, in this
process or another, and everything in it is saved together or not at all. SQLite and PostgreSQL differ here and in
``planner.store.following``, and nowhere else.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from planner.plan.codec import Json
from planner.store.chain import canonical
from planner.store.record import MAIN
from planner.store.refusals import UnsupportedDatabaseError, masked, refusing

LOCK_TIMEOUT = 30.0
"""Seconds that a writer waits for another before it gives up."""

CHANNEL = f"planner_{MAIN}"
"""PostgreSQL channel on which new revisions of the branch are told."""

_LOCK_KEY = int.from_bytes(sha256(CHANNEL.encode()).digest()[:8], "big", signed=True)


class Database:
    """Connections to one database; safe to share between threads."""

    def __init__(self, url: str, lock_timeout: float = LOCK_TIMEOUT) -> None:
        self.url = _parsed(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options = _sqlite_options(lock_timeout) if self.is_sqlite else _postgres_options(lock_timeout)
        self.engine = create_engine(self.url, json_serializer=canonical, json_deserializer=_loads, **options)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._count_lock = Lock()
        self._statements = 0
        event.listen(self.engine, "before_cursor_execute", self._count)

    def __str__(self) -> str:
        """Return the database's name for people, without a password."""
        return masked(self.url)

    @property
    def statements(self) -> int:
        """Return how many SQL statements were executed so far; a bulk statement counts once."""
        return self._statements

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees the database as it is now until it ends."""
        with refusing(self.url), self.engine.connect() as plain:
            options: dict[str, Any] = {}
            if not self.is_sqlite:
                options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            connection = plain.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that no other writer shares; committed at the end, undone on any exception."""
        with refusing(self.url), self.engine.connect() as plain:
            connection = plain.execution_options(planner_begin="BEGIN IMMEDIATE")
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
                yield connection

    def notify(self, connection: Connection, number: int) -> None:
        """Tell other processes, once the transaction is committed, that a revision is new."""
        if not self.is_sqlite:  # SQLite tells them itself: its data_version changes
            connection.execute(text("SELECT pg_notify(:channel, :number)"), {"channel": CHANNEL, "number": str(number)})

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _count(self, *_: object) -> None:
        with self._count_lock:
            self._statements += 1


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UnsupportedDatabaseError(repr(url)) from None
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed.set(drivername="sqlite")
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    raise UnsupportedDatabaseError(masked(parsed))


def _sqlite_options(lock_timeout: float) -> dict[str, Any]:
    return {"connect_args": {"timeout": lock_timeout, "isolation_level": None}}


def _postgres_options(lock_timeout: float) -> dict[str, Any]:
    settings = f"-c lock_timeout={int(lock_timeout * 1000)} -c timezone=UTC"
    return {"connect_args": {"options": settings, "connect_timeout": 10}, "pool_pre_ping": True}


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    begin: str = connection.get_execution_options().get("planner_begin", "BEGIN")
    connection.connection.driver_connection.execute(begin)  # type: ignore[union-attr]


def _loads(text_: str | bytes) -> Json:
    return [] if text_ in ("[]", b"[]") else json.loads(text_)
