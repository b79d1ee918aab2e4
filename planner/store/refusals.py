"""Why a database cannot be used, each with its remedy; the driver's own errors never reach a user.

No message shows a password: databases are named as ``masked`` gives them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, IntegrityError

from planner.plan.errors import PlannerError


class StoreError(PlannerError):
    """The database, not the request, is the problem."""

    code = "STORE"


class DatabaseLockedError(StoreError):
    """Another process kept the database locked for longer than this one waits."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"Another process keeps {database} locked.",
            "Try again; if it lasts, end the program that holds it (an import, a backup, a database browser).",
        )


class DatabaseUnavailableError(StoreError):
    """There is no way to reach the database."""

    def __init__(self, database: str, reason: str) -> None:
        super().__init__(
            f"Planner cannot open {database}: {reason}.",
            "Check that the folder or the server exists, that it may be used, and that the name is spelled right.",
        )


class NotADatabaseError(StoreError):
    """The file is something else, or is damaged beyond reading."""

    def __init__(self, database: str) -> None:
        super().__init__(f"{database} is not a database, or is damaged.", "Name another file, or restore a backup.")


class ForeignDatabaseError(StoreError):
    """The database belongs to another program."""

    def __init__(self, database: str, tables: list[str]) -> None:
        super().__init__(
            f"{database} is another program's: it has tables ({', '.join(sorted(tables)[:3])}) and no plan.",
            "Name another file or database; Planner makes it if it does not exist.",
        )


class NewerDatabaseError(StoreError):
    """The database was written by a later version of Planner."""

    def __init__(self, database: str, version: str, known: str) -> None:
        super().__init__(
            f"{database} has layout {version}; this version of Planner knows layouts up to {known}.",
            "Install the newer version of Planner, or open a backup made before the upgrade.",
        )


class ReadOnlyDatabaseError(StoreError):
    """The database may be read and not written."""

    def __init__(self, database: str) -> None:
        super().__init__(f"{database} may only be read.", "Give this user the right to write it and its folder.")


class DiskFullError(StoreError):
    """There is no room left to write."""

    def __init__(self, database: str) -> None:
        super().__init__(f"There is no room left to write {database}; nothing was saved.", "Free some space.")


class UnsupportedDatabaseError(StoreError):
    """A database that Planner does not speak."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"Planner cannot use {database}.",
            "Write sqlite:///plan.db for a file, or postgresql+psycopg://user@host/name for a server.",
        )


class DamagedStateError(StoreError):
    """State or history holds what Planner never wrote there."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The database was changed by something other than Planner: {what}.",
            "Run `planner audit verify` to see what is affected, then restore a backup.",
        )


class ClosedStoreError(StoreError):
    """The store was used after it was closed."""

    def __init__(self) -> None:
        super().__init__("This plan is closed.", "Open it again.")


def masked(url: URL) -> str:
    """Return what people call the database: the file's path, or the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "a database in memory"
    return url.render_as_string(hide_password=True)


@contextmanager
def refusing(url: URL) -> Iterator[None]:
    """Turn the driver's errors about the database itself into refusals; errors in our statements pass."""
    try:
        yield
    except sqlite3.Error as error:  # from a transaction's first word, which the engine does not wrap
        refusal = _sqlite_refusal(masked(url), error)
        if refusal is None:
            raise
        raise refusal from error
    except DBAPIError as error:
        refusal = _refusal(masked(url), error)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(database: str, error: DBAPIError) -> StoreError | None:
    origin = error.orig
    if isinstance(error, IntegrityError):  # the rules let nothing pass that the tables would refuse
        return DamagedStateError(str(origin).splitlines()[0])
    if isinstance(origin, sqlite3.Error):
        return _sqlite_refusal(database, origin)
    state: str | None = getattr(origin, "sqlstate", None)
    if state == "55P03":
        return DatabaseLockedError(database)
    if state in ("42501", "25006"):
        return ReadOnlyDatabaseError(database)
    if state == "53100":
        return DiskFullError(database)
    is_connection = state is None or state[:2] in ("08", "28", "3D", "53", "57")
    if (is_connection and type(origin).__name__ == "OperationalError") or error.connection_invalidated:
        reason = " ".join(str(origin).split()).removesuffix(".")
        return DatabaseUnavailableError(database, reason)
    return None


def _sqlite_refusal(database: str, error: sqlite3.Error) -> StoreError | None:
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseLockedError(database)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return NotADatabaseError(database)
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return DatabaseUnavailableError(database, str(error))
    if name.startswith("SQLITE_READONLY"):
        return ReadOnlyDatabaseError(database)
    return DiskFullError(database) if name.startswith("SQLITE_FULL") else None
