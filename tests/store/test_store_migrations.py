"""The layout: migrations make exactly what the declarations ask for, once, wherever the package is installed."""

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from planner.plan.entities import Demand, Initiative, Team
from planner.plan.errors import PlannerError
from planner.store import Store
from planner.store.database import Database
from planner.store.migration import MIGRATIONS, VERSION_TABLE, configuration, migrate, newest_version
from planner.store.refusals import ForeignDatabaseError, NewerDatabaseError
from planner.store.tables import METADATA


def test_the_migrations_make_what_is_declared(new_url: str) -> None:
    database = Database(new_url)
    migrate(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_the_files_are_one_chain_numbered_in_order() -> None:
    scripts = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())[::-1]
    assert [script.revision for script in scripts] == [f"{number:04d}" for number in range(1, len(scripts) + 1)]
    assert [script.down_revision for script in scripts] == [None, *(script.revision for script in scripts[:-1])]
    assert scripts[-1].revision == newest_version()
    assert all(Path(script.path).stem.startswith(script.revision) for script in scripts)


def test_an_up_to_date_database_is_left_alone(new_url: str) -> None:
    Store.open(new_url).close()
    database = Database(new_url)
    migrate(database)
    assert database.statements <= 4
    database.close()


def test_opening_a_new_database_from_many_threads(new_url: str) -> None:
    problems: list[BaseException] = []

    def open_it() -> None:
        try:
            Store.open(new_url).close()
        except BaseException as error:  # every failure is the test's
            problems.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    Store.open(f"sqlite:///{tmp_path}/plan.db").close()
    database = Database(f"sqlite:///{tmp_path}/plan.db")
    with database.reading() as connection:
        pragmas = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}
    database.close()
    assert pragmas == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_a_restored_file_uses_write_ahead_logging_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    Store.open(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA journal_mode=DELETE").fetchall() == [("delete",)]
    raw.close()
    Store.open(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
    raw.close()


def test_a_database_of_a_newer_planner_is_refused(new_url: str) -> None:
    Store.open(new_url).close()
    database = Database(new_url)
    with database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    database.close()
    with pytest.raises(NewerDatabaseError, match="Install the newer version of Planner"):
        Store.open(new_url)


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE bookmark (id INTEGER)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError, match="bookmark") as refused:
        Store.open(f"sqlite:///{path}")
    assert isinstance(refused.value, PlannerError)
    assert path.read_bytes() == before


@pytest.mark.parametrize("layout", ["0001", "0002", "0003", "0004", "0005"])
def test_a_plan_of_an_older_layout_comes_along(new_url: str, layout: str) -> None:
    database = Database(new_url)
    with database.writing() as connection:
        command.upgrade(configuration(connection), layout)
        for table, row in OLD_ROWS:
            filled = {column: row.get(column) for column in _columns(connection, table)}
            given = {column: value for column, value in filled.items() if value is not None}
            names, places = ", ".join(f'"{name}"' for name in given), ", ".join(f":{name}" for name in given)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), given)
    database.close()
    with Store.open(new_url) as store:
        plan = store.plan()
    assert plan.all(Team)["t"].skills == ()
    assert (plan.all(Team)["t"].reserve, plan.all(Team)["t"].leave_days) == (0.1, 17.0)
    assert plan.all(Demand)["d"].sensitive is False
    part = plan.all(Initiative)["b"]
    assert (part.parent_id, part.active, part.splittable, part.planned_quarter) == ("a", True, False, "")


def _columns(connection: Connection, table: str) -> list[str]:
    return [column["name"] for column in inspect(connection).get_columns(table)]


_WORK: dict[str, object] = {
    "description": "", "level": "initiative", "position": 0, "status": "proposed", "owner": "Ada",
    "line_of_business": "", "policy_area": "", "regions": "[]", "market_ids": "[]", "tags": "[]",
    "external_ids": "[]", "percent_complete": 0.0, "constraint": "as_soon_as_possible",
    "second_constraint": "as_soon_as_possible", "milestone_instant": "raw", "active": True, "interruptions": "[]",
    "levelling_priority": 500, "effort_rule": "fixed_units", "ignores_resource_calendars": False,
}  # fmt: skip
OLD_ROWS: list[tuple[str, dict[str, object]]] = [
    ("team", {
        "id": "t", "code": "POL", "name": "Policy", "line_of_business": "", "subteam": "", "workforce": "in_house",
        "site": "", "lead": "", "headcount": 4.0, "focus_factor": 0.8,
    }),
    ("initiative", {"id": "a", "code": "A", "name": "Programme", **_WORK}),
    ("initiative", {"id": "b", "code": "B", "name": "Part", "parent_id": "a", **_WORK}),
    ("demand", {"id": "d", "initiative_id": "b", "team_id": "t", "skill": "", "fte": 1.0, "profile": "flat"}),
]  # fmt: skip
