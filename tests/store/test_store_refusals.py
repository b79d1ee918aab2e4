"""What cannot be kept, and databases that cannot be used: a sentence with its remedy, never a traceback."""

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.plan.changes import ChangeSet
from planner.plan.entities import ExternalId, Status
from planner.plan.errors import InvalidChangeError
from planner.plan.values import Duration, DurationUnit
from planner.store import Store
from planner.store.refusals import (
    ClosedStoreError,
    DatabaseLockedError,
    DatabaseUnavailableError,
    NotADatabaseError,
    ReadOnlyDatabaseError,
    UnsupportedDatabaseError,
)

if TYPE_CHECKING:
    from tests.store.conftest import Build


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "a\0b", "Name contains a NUL character."),
        ("name", "a\ud800b", "Name contains half of a character (a lone surrogate)."),
        ("name", 7, "Name is not text."),
        ("name", None, "Name must have a value."),
        ("percent_complete", float("nan"), "Percent complete is not a finite number."),
        ("percent_complete", float("-inf"), "Percent complete is not a finite number."),
        ("percent_complete", 10**400, "Percent complete is too large a number."),
        ("percent_complete", "50", "Percent complete is not a number."),
        ("position", 2**63, "Position is too large a number."),
        ("position", True, "Position is not a whole number."),
        ("status", "done", "Status is none of the choices."),
        ("tags", ["a"], "Tags is not a list of values."),
        ("tags", ("a", "\0"), "Tags contains a NUL character."),
        (
            "external_ids",
            (ExternalId(system="j", key="\0"),),
            "External ids has a part whose key contains a NUL character.",
        ),
        ("external_ids", ("T-1",), "External ids is not a record of its kind."),
        ("duration", Duration(Decimal("NaN"), DurationUnit.DAY), "Duration is not a finite duration."),
        ("duration", Duration(Decimal("1E+9999"), DurationUnit.DAY), "Duration has too many digits."),
        ("duration", "3w", "Duration is not a duration."),
        ("deadline", date(2026, 1, 1), "Deadline is not a date with a time."),
        (
            "deadline",
            datetime(2026, 1, 1, tzinfo=UTC),
            "Deadline has an offset from UTC, where the plan's local time is meant.",
        ),
        ("colour", "red", "'colour' is not a field of this kind."),
    ],
)
def test_a_value_that_cannot_be_kept(store: Store, build: "Build", field: str, value: object, message: str) -> None:
    change_set = build.changes(build.market("de"), build.work("a", **{field: value}))
    with pytest.raises(InvalidChangeError) as refused:
        store.commit(change_set, at=build.at(0))
    found = refused.value.findings
    assert [(f.code, f.message, f.place.operation) for f in found] == [("unstorable-value", message, 1)]
    assert store.preview(change_set).findings == found
    assert (len(store.plan()), store.history()) == (0, ())


@pytest.mark.parametrize("id_", ["", "a\0b", "\udcff", "x" * 65])
def test_an_id_that_cannot_be_kept(store: Store, build: "Build", id_: str) -> None:
    with pytest.raises(InvalidChangeError, match="The id"):
        store.commit(build.changes(replace(build.market("de"), id=id_)), at=build.at(0))


@pytest.mark.parametrize("part", ["author", "message", "idempotency_key"])
def test_a_note_that_cannot_be_kept(store: Store, build: "Build", part: str) -> None:
    notes = {"author": "ada", "message": "", "idempotency_key": "k", part: "a\0b"}
    change_set = ChangeSet(
        (build.market("de"),), notes["author"], notes["message"], idempotency_key=notes["idempotency_key"]
    )
    with pytest.raises(InvalidChangeError, match=f"The {part.replace('_', ' ')} contains a NUL character"):
        store.commit(change_set, at=build.at(0))
    with pytest.raises(InvalidChangeError, match="The author contains half of a character"):
        store.undo(1, author="\ud800", at=build.at(0))


def test_all_that_is_wrong_is_said_at_once(store: Store, build: "Build") -> None:
    change_set = build.changes(build.work("a", name="\0", position=2**64, status=Status.DONE), build.work("b", owner=1))
    assert [(f.place.id, f.place.field) for f in store.preview(change_set).findings] == [
        ("a", "name"),
        ("a", "position"),
        ("b", "owner"),
    ]


def test_the_extremes_that_can_be_kept(url: str, build: "Build") -> None:
    work = build.work(
        "a",
        name="\U0010ffff\u0001\u2028\x7f",
        description="x" * 100_000,
        deadline=datetime(9999, 12, 31, 23, 59, 59, 999999),
        actual_start=datetime(1, 1, 1),
        percent_complete=1e-300,
    )
    with Store.open(url) as store:
        done = store.commit(build.changes(work), at=datetime(1, 1, 1, tzinfo=UTC))
    with Store.open(url) as again:
        assert build.contents(again.plan()) == build.contents(done.plan)
        assert again.verify().findings == ()


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailableError, match=r"cannot open .*nowhere/plan.db.*Check that the folder"):
        Store.open(f"sqlite:///{tmp_path}/nowhere/plan.db")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(NotADatabaseError, match=r"notes\.txt is not a database"):
        Store.open(f"sqlite:///{path}")
    assert path.read_text() == "Dear diary, " * 100


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection that holds the write lock of the plan in this folder."""
    Store.open(f"sqlite:///{tmp_path}/plan.db").close()
    raw = sqlite3.connect(tmp_path / "plan.db", isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    yield raw
    raw.close()


def test_a_locked_file(tmp_path: Path, lock: sqlite3.Connection, build: "Build") -> None:
    with Store.open(f"sqlite:///{tmp_path}/plan.db", lock_timeout=0.05) as store:
        with pytest.raises(DatabaseLockedError, match="Another process keeps"):
            store.commit(build.changes(build.market("de")), at=build.at(0))
        lock.execute("ROLLBACK")
        assert store.commit(build.changes(build.market("de")), at=build.at(0)).revision.number == 1


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_locked_branch(url: str, build: "Build") -> None:
    with Store.open(url) as holder, Store.open(url, lock_timeout=0.05) as store, holder._database.writing():
        with pytest.raises(DatabaseLockedError, match="Another process keeps postgresql"):
            store.commit(build.changes(build.market("de")), at=build.at(0))
        assert len(store.plan()) == 0


def test_a_file_that_may_only_be_read(tmp_path: Path, build: "Build") -> None:
    Store.open(f"sqlite:///{tmp_path}/plan.db").close()
    with Store.open(f"sqlite:///file:{tmp_path}/plan.db?mode=ro&uri=true") as store:
        with pytest.raises(ReadOnlyDatabaseError, match="may only be read"):
            store.commit(build.changes(build.market("de")), at=build.at(0))
        assert len(store.plan()) == 0


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "mysql://root:secret@host/x", "plan.db", ""])
def test_a_database_that_planner_does_not_speak(address: str) -> None:
    with pytest.raises(UnsupportedDatabaseError, match=r"Write sqlite:///plan\.db for a file") as refused:
        Store.open(address)
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailableError) as refused:
        Store.open(f"postgresql://ann:secret@/plan?host={tmp_path}")
    assert "secret" not in str(refused.value)


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_database_that_the_server_does_not_have(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="does not exist"):
        Store.open(url.replace("/plan_", "/elsewhere_"))


def test_a_closed_store(url: str, build: "Build") -> None:
    with Store.open(url) as store:
        store.commit(build.changes(build.market("de")), at=build.at(0))
    assert len(store.plan()) == 1
    for use in (store.history, store.verify, store.refresh, lambda: store.undo(1, author="a", at=build.at(1))):
        with pytest.raises(ClosedStoreError, match="Open it again"):
            use()


def test_a_store_is_shared_between_threads(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(len(store.history()))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 20
