"""Brings a database to this version's layout before anything else is done with it.

Layouts are numbered like their files in ``migrations/versions``; the database notes its own in ``planner_version``.
The usual case, a database that is up to date, costs two statements and does not load Alembic. Several processes
may open a new database at once: one makes it, the others wait for it and find it made.
"""

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from planner.store.database import Database
from planner.store.refusals import DatabaseLockedError, ForeignDatabaseError, NewerDatabaseError, refusing
from planner.store.tables import METADATA

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "planner_version"


def newest_version() -> str:
    """Return the number of this program's layout, such as ``0001``."""
    numbered = (MIGRATIONS / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    return max((path.stem[:4] for path in numbered), default="0000")


def migrate(database: Database) -> None:
    """Make the tables, or bring them up to date; refuse what is no plan, or that of a newer program."""
    with database.reading() as connection:
        version = _version(database, connection)
    if database.is_sqlite:
        _use_write_ahead_log(database)
    if version == newest_version():
        return
    with database.writing() as connection:
        if _version(database, connection) != newest_version():
            upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, in the connection's transaction."""
    from alembic import command

    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> "Config":
    """Return Alembic's settings: scripts from this package wherever it is installed, on this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _version(database: Database, connection: Connection) -> str | None:
    """Return the layout of the database; None if it is empty."""
    present = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in present:
        foreign = present if database.is_sqlite else present & set(METADATA.tables)
        if foreign:
            raise ForeignDatabaseError(str(database), sorted(foreign))
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    version = str(found) if found is not None else None
    if version is not None and version > newest_version():
        raise NewerDatabaseError(str(database), version, newest_version())
    return version


def _use_write_ahead_log(database: Database) -> None:
    """Switch a file to WAL, which it then stays in; the switch itself does not wait for others, so try again."""
    for attempt in range(50):
        with refusing(database.url):
            raw = database.engine.raw_connection()
        try:
            cursor = raw.cursor()
            if [("wal",)] in (cursor.execute(f"PRAGMA journal_mode{to}").fetchall() for to in ("", "=WAL")):
                return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_READONLY"):
                return
            if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
        finally:
            raw.close()
        time.sleep(0.02 * (1 + attempt % 5))
    raise DatabaseLockedError(str(database))
