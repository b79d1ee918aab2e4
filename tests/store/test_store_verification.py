"""The audit names whatever was changed behind the store's back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from planner.plan.values import Duration
from planner.store import Store
from planner.store.refusals import DamagedStateError

if TYPE_CHECKING:
    from tests.store.conftest import Build

Sql = Callable[..., list[tuple[object, ...]]]
Verdict = list[tuple[str, str | None, str | None]]

UNCHECKED = "SET session_replication_role = replica"


@pytest.fixture
def written(url: str, build: "Build") -> str:
    """Return the URL of a plan with four revisions."""
    with Store.open(url) as store:
        store.commit(build.changes(build.work("a", duration=Duration.parse("2d")), build.work("b")), at=build.at(0))
        store.commit(build.changes(build.edit("initiative", "a", name="Second")), at=build.at(1))
        store.commit(build.changes(build.link("l", "a", "b")), at=build.at(2))
        store.commit(build.changes(build.edit("initiative", "b", owner="Bob")), at=build.at(3))
        assert store.verify().findings == ()
    return url


def verdict(url: str) -> Verdict:
    with Store.open(url) as store:
        return [(f.code, f.place.kind, f.place.id) for f in store.verify().findings]


def test_an_untouched_record_verifies(written: str) -> None:
    with Store.open(written) as store:
        result = store.verify()
        assert (result.revisions, result.findings, result.head_hash) == (4, (), store.head.hash)


def test_an_empty_record_verifies(store: Store) -> None:
    result = store.verify()
    assert (result.revisions, result.findings, result.head_hash) == (0, (), "0" * 64)


@pytest.mark.parametrize(
    "edit",
    [
        "author = 'eve'",
        "message = ''",
        "at = '2026-03-02 10:00:00'",
        "undoes = 1",
        "idempotency_key = 'k'",
        "size = 2",
    ],
)
def test_an_edited_revision(written: str, sql: Sql, edit: str) -> None:
    sql(f"UPDATE revision SET {edit} WHERE number = 2")
    assert verdict(written) == [("revision-edited", "revision", "2")]


def test_an_edited_hash_breaks_the_chain(written: str, sql: Sql) -> None:
    sql(f"UPDATE revision SET hash = '{'f' * 64}' WHERE number = 2")
    assert verdict(written) == [("revision-edited", "revision", "2"), ("chain-broken", "revision", "3")]


@pytest.mark.parametrize(
    "edit",
    [
        'before = \'{"name": "X"}\'',
        'place = \'{"file": "x"}\'',
        "kind = 'launch'",
    ],
)
def test_an_edited_change(written: str, sql: Sql, edit: str) -> None:
    sql(f"UPDATE change SET {edit} WHERE revision = 2")
    assert verdict(written)[0] == ("revision-edited", "revision", "2")


def test_an_edited_change_that_the_state_contradicts(written: str, sql: Sql) -> None:
    sql("""UPDATE change SET after = '{"name": "Forged"}' WHERE revision = 2""")
    with Store.open(written) as store:
        assert [finding.message for finding in store.verify().findings] == [
            "Revision 2, or a change of it, was edited after it was made.",
            "A: Name is 'Second' in its table and 'Forged' in the record.",
        ]


def test_an_edited_change_with_the_state_edited_alike(written: str, sql: Sql) -> None:
    sql("""UPDATE change SET after = '{"name": "Forged"}' WHERE revision = 2""")
    sql("UPDATE initiative SET name = 'Forged' WHERE id = 'a'")
    assert verdict(written) == [("revision-edited", "revision", "2")]


def test_a_removed_change(written: str, sql: Sql) -> None:
    sql("DELETE FROM change WHERE revision = 1 AND ordinal = 0")
    assert verdict(written)[0] == ("revision-edited", "revision", "1")


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_removed_revision(written: str, sql: Sql, number: int) -> None:
    unchecked = [UNCHECKED] if written.startswith("postgresql") else []
    sql(*unchecked, f"DELETE FROM revision WHERE number = {number}")
    assert ("revision-missing", "revision", str(number)) in verdict(written)


def test_a_revision_removed_with_its_changes(written: str, sql: Sql) -> None:
    sql("DELETE FROM change WHERE revision = 2", "DELETE FROM revision WHERE number = 2")
    assert verdict(written) == [("revision-missing", "revision", "2"), ("state-differs", "initiative", "a")]


def test_the_end_of_the_record_removed(written: str, sql: Sql) -> None:
    sql("DELETE FROM change WHERE revision > 2", "DELETE FROM revision WHERE number > 2")
    with Store.open(written) as store:
        result = store.verify()
        assert (result.revisions, result.head_hash) == (2, store.history()[0].hash)
        assert [(f.place.kind, f.place.id) for f in result.findings] == [("initiative", "b"), ("dependency", "l")]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE initiative SET name = 'Forged' WHERE id = 'a'", ("initiative", "a")),
        ("UPDATE initiative SET percent_complete = 50 WHERE id = 'b'", ("initiative", "b")),
        ("UPDATE initiative SET duration = '3d' WHERE id = 'a'", ("initiative", "a")),
        ("""UPDATE initiative SET tags = '["x"]' WHERE id = 'a'""", ("initiative", "a")),
        ("UPDATE initiative SET status = 'bogus' WHERE id = 'a'", ("initiative", "a")),
        ("UPDATE initiative SET duration = 'soon' WHERE id = 'b'", ("initiative", "b")),
        ("DELETE FROM dependency", ("dependency", "l")),
        ("INSERT INTO market VALUES ('zz', 'ZZ', '', '', '[]', NULL)", ("market", "zz")),
    ],
)
def test_an_edited_state_row(written: str, sql: Sql, statement: str, found: tuple[str, str]) -> None:
    sql(statement)
    assert verdict(written) == [("state-differs", *found)]


def test_a_state_that_makes_no_sense_is_read_from_the_record(written: str, sql: Sql, build: "Build") -> None:
    with Store.open(written) as store:
        plan = store.plan()
    sql("UPDATE initiative SET status = 'bogus' WHERE id = 'a'")
    with Store.open(written) as store:
        assert build.contents(store.plan()) == build.contents(plan)


def test_writing_over_a_row_that_is_gone_is_refused(written: str, sql: Sql, build: "Build") -> None:
    with Store.open(written) as store:
        sql("DELETE FROM dependency")
        with pytest.raises(DamagedStateError, match=r"1 row\(s\) of table dependency are gone"):
            store.commit(build.changes(build.edit("dependency", "l", note="x")), at=build.at(9))
        assert store.head.number == 4
        assert len(store.history()) == 4


def test_json_that_is_none(tmp_path_factory: pytest.TempPathFactory, build: "Build") -> None:
    import sqlite3

    path = tmp_path_factory.mktemp("forged") / "plan.db"
    with Store.open(f"sqlite:///{path}") as store:
        store.commit(build.changes(build.market("de")), at=build.at(0))
        store.commit(build.changes(build.edit("market", "de", name="X")), at=build.at(1))
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE change SET after = 'not json' WHERE revision = 2")
            raw.execute("UPDATE revision SET at = 'yesterday' WHERE number = 1")
        raw.close()
        found = [(f.code, f.place.id) for f in store.verify().findings]
    assert found == [
        ("revision-edited", "1"),
        ("revision-edited", "2"),
        ("revision-edited", "2"),
        ("state-differs", "de"),
    ]
