"""Threads and processes writing at once: edits of different fields all land, each key counts once."""

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from planner.plan.errors import ConflictError
from planner.store import Commit, Store

if TYPE_CHECKING:
    from tests.store.conftest import Build

Spawn = Callable[..., "subprocess.Popen[str]"]


def test_threads_editing_different_fields_never_conflict(url: str, store: Store, build: "Build") -> None:
    store.commit(build.changes(build.work("a")), at=build.at(0))
    fields = ("name", "description", "owner", "line_of_business", "policy_area")

    def write(mine: Store, field: str) -> None:
        base = 1
        for number in range(6):
            edit = build.edit("initiative", "a", **{field: f"{number}"})
            base = mine.commit(build.changes(edit, base=base), at=build.at(1)).revision.number

    def write_alone(field: str) -> None:
        with Store.open(url) as mine:
            write(mine, field)

    with ThreadPoolExecutor(len(fields)) as pool:
        jobs = [pool.submit(write, store, field) for field in fields[:3]]
        jobs += [pool.submit(write_alone, field) for field in fields[3:]]
        assert [job.exception() for job in jobs] == [None] * 5
    assert store.refresh().number == 1 + 5 * 6
    a = store.plan().get("initiative", "a")
    assert [getattr(a, field) for field in fields] == ["5"] * 5
    assert store.verify().findings == ()


def test_one_key_under_a_race_counts_once(url: str, store: Store, build: "Build") -> None:
    def write(number: int) -> Commit:
        change_set = build.changes(build.market("de", name=str(number)), key="once")
        if number % 2:
            return store.commit(change_set, at=build.at(number))
        with Store.open(url) as mine:
            return mine.commit(change_set, at=build.at(number))

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(write, range(8)))
    assert [commit.revision.number for commit in done] == [1] * 8
    assert sorted(commit.replayed for commit in done) == [False] + [True] * 7
    assert len({commit.revision.hash for commit in done}) == 1
    assert len(store.history()) == 1


def test_the_same_field_on_the_same_base_lands_once(url: str, store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))

    def write(number: int) -> bool:
        try:
            with Store.open(url) as mine:
                mine.commit(build.changes(build.edit("market", "de", name=f"n{number}"), base=1), at=build.at(1))
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(write, range(6))) == 1
    assert store.refresh().number == 2


@pytest.mark.slow
def test_processes_editing_different_fields_all_land(store: Store, build: "Build", spawn: Spawn) -> None:
    store.commit(build.changes(*(build.market(f"m{number}") for number in range(5))), at=build.at(0))
    writers = [spawn("committing_process.py", field, "25") for field in ("name", "region")]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for number in range(10):
        store.commit(build.changes(build.market(f"x{number}")), at=build.at(1))
    printed = [[int(line) for line in writer.stdout or ()] for writer in writers]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert sorted([*printed[0], *printed[1]]) == [
        revision.number for revision in store.history(first=1000)[::-1] if revision.author == "writer"
    ]
    assert store.refresh().number == 1 + 10 + 25 + 25
    assert {(getattr(m, "name", ""), getattr(m, "region", "")) for m in store.plan().entities["market"].values()} == {
        (store.changes(printed[0][-1])[0].after["name"], store.changes(printed[1][-1])[0].after["region"]),  # type: ignore[index]
        ("", ""),
    }
    assert store.verify().findings == ()


@pytest.mark.slow
def test_two_processes_may_open_a_new_database_at_once(new_url: str) -> None:
    import sys

    code = "import sys; from planner.store import Store; Store.open(sys.argv[1]).close()"
    started = [subprocess.Popen([sys.executable, "-c", code, new_url]) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    with Store.open(new_url) as store:
        assert store.verify().findings == ()
