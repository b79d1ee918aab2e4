"""Several processes on one database: each write starts from the newest revision, and followers see it."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from planner.plan.errors import ConflictError
from planner.store import Revision, Store

if TYPE_CHECKING:
    from tests.store.conftest import Build

Sql = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def other(url: str, store: Store) -> Iterator[Store]:
    """Return a second store on the same database: to the first it is another process."""
    with Store.open(url) as opened:
        yield opened


@pytest.fixture
def follower(url: str, store: Store) -> Iterator[Store]:
    """Return a store that follows the first."""
    with Store.open(url, follow=True) as opened:
        yield opened


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "nothing came within twenty seconds"
        time.sleep(0.01)


def test_a_write_starts_from_the_newest_revision(store: Store, other: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    assert len(other.plan()) == 0
    done = other.commit(build.changes(build.edit("market", "de", name="Germany")), at=build.at(1))
    assert done.revision.number == 2
    assert store.commit(build.changes(build.market("fr")), at=build.at(2)).revision.number == 3
    assert build.contents(other.plan_at(revision=3)) == build.contents(store.plan())
    assert other.verify().findings == ()


def test_a_refused_write_has_caught_up_too(store: Store, other: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    store.commit(build.changes(build.edit("market", "de", name="Germany")), at=build.at(1))
    with pytest.raises(ConflictError):
        other.commit(build.changes(build.edit("market", "de", name="X"), base=1), at=build.at(2))
    assert (other.head.number, build.contents(other.plan())) == (2, build.contents(store.plan()))


def test_refresh_catches_up(store: Store, other: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    heard: list[Revision] = []
    other.subscribe(heard.append)
    assert other.refresh() == store.head
    assert heard == [store.head]
    assert build.contents(other.plan()) == build.contents(store.plan())


def test_a_preview_on_a_newer_revision_catches_up(store: Store, other: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    assert other.preview(build.changes(build.edit("market", "de", name="X"), base=1)).accepted


def test_a_follower_hears_of_every_revision_in_order(store: Store, follower: Store, build: "Build") -> None:
    heard: list[tuple[int, int]] = []
    follower.subscribe(lambda revision: heard.append((revision.number, follower.plan().revision)))
    for number in range(8):
        store.commit(build.changes(build.market(f"m{number}")), at=build.at(number))
    wait_for(lambda: len(heard) == 8)
    assert [number for number, _ in heard] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(known >= number for number, known in heard)
    assert build.contents(follower.plan()) == build.contents(store.plan())


def test_a_follower_at_rest_executes_no_statement(follower: Store, build: "Build") -> None:
    follower.commit(build.changes(build.market("de")), at=build.at(0))
    time.sleep(0.3)
    before = follower.statements
    time.sleep(0.3)
    assert follower.statements == before


def test_what_a_store_writes_itself_is_told_once(follower: Store, build: "Build") -> None:
    heard: list[int] = []
    stop = follower.subscribe(lambda revision: heard.append(revision.number))
    follower.commit(build.changes(build.market("de")), at=build.at(0))
    time.sleep(0.3)
    assert heard == [1]
    stop()
    stop()
    follower.commit(build.changes(build.market("fr")), at=build.at(1))
    assert heard == [1]


def test_a_subscriber_that_fails_harms_nobody(store: Store, build: "Build") -> None:
    heard: list[int] = []
    store.subscribe(lambda revision: heard.append(1 // (revision.number - 1)))
    store.subscribe(lambda revision: heard.append(revision.number))
    store.commit(build.changes(build.market("de")), at=build.at(0))
    assert heard == [1]


def test_a_subscriber_may_write(store: Store, build: "Build") -> None:
    heard: list[int] = []

    def answer(revision: Revision) -> None:
        heard.append(revision.number)
        if revision.number < 3:
            store.commit(build.changes(build.market(f"m{revision.number}")), at=build.at(1))

    store.subscribe(answer)
    store.commit(build.changes(build.market("de")), at=build.at(0))
    assert heard == [1, 2, 3]


def test_a_gap_in_the_record_is_read_anew(store: Store, other: Store, build: "Build", sql: Sql) -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    other.refresh()
    store.commit(build.changes(build.market("fr")), at=build.at(1))
    store.commit(build.changes(build.market("it")), at=build.at(2))
    sql("DELETE FROM change WHERE revision = 2", "DELETE FROM revision WHERE number = 2")
    heard: list[int] = []
    other.subscribe(lambda revision: heard.append(revision.number))
    other.refresh()
    assert heard == [3]
    assert build.contents(other.plan()) == build.contents(store.plan())


def test_a_record_that_was_replaced_is_read_anew(store: Store, other: Store, build: "Build", sql: Sql) -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    other.refresh()
    sql("DELETE FROM change", "DELETE FROM revision", "DELETE FROM market")
    with Store.open(store._database.url.render_as_string(hide_password=False)) as restored:
        restored.commit(build.changes(build.market("xx")), at=build.at(5))
        done = other.commit(build.changes(build.market("fr")), at=build.at(6))
    assert sorted(done.plan.entities["market"]) == ["fr", "xx"]
    assert other.verify().findings == ()


def test_closing_ends_the_thread(url: str) -> None:
    store = Store.open(url, follow=True)
    assert [t.name for t in threading.enumerate()].count("planner-follower") == 1
    store.close()
    assert "planner-follower" not in [t.name for t in threading.enumerate()]


def test_closing_waits_for_a_subscriber_and_no_longer(url: str, store: Store, build: "Build") -> None:
    follower = Store.open(url, follow=True)
    told, closing = threading.Event(), threading.Event()

    def hear(_: Revision) -> None:
        told.set()
        closing.wait(20)

    follower.subscribe(hear)
    store.commit(build.changes(build.market("de")), at=build.at(0))
    assert told.wait(20)
    closer = threading.Thread(target=follower.close)
    closer.start()
    closer.join(0.2)
    assert closer.is_alive()
    closing.set()
    closer.join(20)
    assert not closer.is_alive()


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_follower_survives_losing_its_connections(store: Store, follower: Store, build: "Build", sql: Sql) -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    wait_for(lambda: follower.head.number == 1)
    sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid()"
    )
    store.commit(build.changes(build.market("fr")), at=build.at(1))
    wait_for(lambda: follower.head.number == 2)
    assert build.contents(follower.plan()) == build.contents(store.plan())
