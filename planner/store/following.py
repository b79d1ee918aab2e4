"""Following other processes: a thread that learns of their revisions and has the store catch up.

PostgreSQL tells (LISTEN); SQLite is asked several times a second whether another connection wrote, which reads one
number of the file's header. Both go past the engine, so that following does not count as the store's statements.
"""

import logging
from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

from planner.store.database import CHANNEL, Database
from planner.store.record import MAIN

POLL_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0

_log = logging.getLogger(__name__)


class Follower:
    """Calls ``catch_up`` in its own thread whenever the database has a revision that ``head`` is not."""

    def __init__(self, database: Database, head: Callable[[], int], catch_up: Callable[[], object]) -> None:
        self._database = database
        self._head = head
        self._catch_up = catch_up
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="planner-follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        pause = POLL_SECONDS
        while not self._stopped.is_set():
            try:
                for _ in self._sqlite_news() if self._database.is_sqlite else self._postgres_news():
                    self._catch_up()
                    pause = POLL_SECONDS
            except Exception:  # whatever it is, the process must follow again once it is over
                if self._stopped.wait(pause):
                    return
                _log.warning("Lost track of %s; trying again.", self._database, exc_info=True)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    def _sqlite_news(self) -> Iterator[None]:
        connection = self._database.engine.raw_connection()
        try:
            cursor = connection.cursor()
            version = None
            while not self._stopped.is_set():
                current = cursor.execute("PRAGMA data_version").fetchall()
                if current != version:
                    version = current
                    newest = "SELECT coalesce(max(number), 0) FROM revision WHERE branch = ?"
                    number = cursor.execute(newest, (MAIN,)).fetchall()
                    if number != [(self._head(),)]:
                        yield
                self._stopped.wait(POLL_SECONDS)
        finally:
            connection.close()

    def _postgres_news(self) -> Iterator[None]:
        import psycopg

        _, options = self._database.engine.dialect.create_connect_args(self._database.url)
        alive: dict[str, Any] = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
        with psycopg.connect(**{**alive, **options}, autocommit=True) as connection:
            connection.execute(f'LISTEN "{CHANNEL}"')
            yield  # for what came before listening began
            while not self._stopped.is_set():
                # Read to its end: left half-way it keeps the connection locked, and closing it would wait for ever.
                heard = [int(notice.payload) for notice in connection.notifies(timeout=POLL_SECONDS, stop_after=1)]
                if any(number > self._head() for number in heard):
                    yield
