"""History: what the record lists, and the plan as of any revision or time, exactly."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.changes import Operation
from planner.plan.entities import (
    CalendarException,
    ConstraintType,
    DateEntry,
    DatePrecision,
    ExternalId,
    InitiativeKind,
    LegalStatus,
    Level,
    LinkType,
    Obligation,
)
from planner.plan.errors import ConflictError, InvalidChangeError, NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.store import Store

if TYPE_CHECKING:
    from tests.store.conftest import Build


def test_history_is_newest_first_and_pages(store: Store, build: "Build") -> None:
    for number in range(5):
        store.commit(build.changes(build.market(f"m{number}")), at=build.at(number))
    assert [revision.number for revision in store.history(first=2)] == [5, 4]
    assert [revision.number for revision in store.history(first=2, before=4)] == [3, 2]
    assert [revision.number for revision in store.history(before=1)] == []
    hashes = [revision.hash for revision in store.history()]
    assert [revision.previous_hash for revision in store.history()] == [*hashes[1:], "0" * 64]


def test_history_of_one_kind_or_entity(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("a"), build.work("b")), at=build.at(0))
    store.commit(build.changes(build.work("a")), at=build.at(1))
    store.commit(build.changes(build.edit("market", "a", name="A")), at=build.at(2))
    assert [revision.number for revision in store.history(kind="market")] == [3, 1]
    assert [revision.number for revision in store.history(id="a")] == [3, 2, 1]
    assert [revision.number for revision in store.history(kind="initiative", id="a")] == [2]
    assert store.history(kind="market", id="b") == ()


@pytest.mark.parametrize("number", [0, -1, 3, 10**40])
def test_changes_of_no_revision_are_refused(store: Store, build: "Build", number: int) -> None:
    store.commit(build.changes(build.market("a")), at=build.at(0))
    for look in (
        store.changes,
        lambda n: store.plan_at(revision=n or 2),
        lambda n: store.undo(n, author="a", at=build.at(1)),
    ):
        with pytest.raises(NotFoundError, match="There is no revision"):
            look(number)


def test_history_takes_any_bounds(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("a")), at=build.at(0))
    assert store.history(first=-1) == store.history(before=-(10**40)) == store.history(id="a\0") == ()
    assert store.history(first=10**40, before=10**40) == (store.head,)


def test_changes_of_a_revision_are_typed_and_in_order(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.work("a", duration=Duration.parse("3w")), build.work("b")), at=build.at(0))
    done = store.commit(
        build.changes(build.edit("initiative", "b", kind=InitiativeKind.POLICY), build.delete("initiative", "a")),
        at=build.at(1),
    )
    assert store.changes(2) == done.outcome.changes
    assert store.changes(2)[0].after == {"kind": InitiativeKind.POLICY}
    assert (store.changes(2)[1].before or {})["duration"] == Duration(Decimal(3), DurationUnit.WEEK)
    with pytest.raises(NotFoundError, match="There is no revision '3'"):
        store.changes(3)


def test_the_plan_as_of_a_time_is_the_newest_made_by_then(store: Store, build: "Build") -> None:
    for number in range(3):
        store.commit(build.changes(build.market(f"m{number}")), at=build.at(10 * number))
    assert [store.plan_at(at=build.at(minute)).revision for minute in (-1, 0, 9, 10, 25)] == [0, 1, 1, 2, 3]
    assert store.plan_at() is store.plan()
    with pytest.raises(ValueError, match="either a revision or an aware instant"):
        store.plan_at(at=datetime(2026, 3, 2))


@pytest.mark.parametrize("number", [-1, 2])
def test_the_plan_as_of_no_revision_is_refused(store: Store, build: "Build", number: int) -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    with pytest.raises(NotFoundError, match=f"There is no revision '{number}'"):
        store.plan_at(revision=number)


def test_an_older_plan_is_kept(store: Store, build: "Build") -> None:
    for number in range(4):
        store.commit(build.changes(build.market(f"m{number}")), at=build.at(number))
    past = store.plan_at(revision=2)
    before = store.statements
    assert store.plan_at(revision=2) is past
    assert store.plan_at(revision=4) is store.plan()
    assert store.statements == before


def test_the_shorter_way_is_taken(store: Store, build: "Build") -> None:
    store.commit(build.changes(*(build.market(f"m{number}") for number in range(50))), at=build.at(0))
    for number in range(2):
        store.commit(build.changes(build.edit("market", "m0", name=str(number))), at=build.at(number))
    names = [getattr(store.plan_at(revision=number).get("market", "m0"), "name", None) for number in (1, 2, 3)]
    assert names == ["", "0", "1"]


def test_every_sort_of_value_survives_table_and_record(url: str, build: "Build") -> None:
    exception = CalendarException(first=date(2026, 12, 24), last=date(2027, 1, 1), name="Année — 年末")
    entry = DateEntry(day=date(2026, 6, 30), precision=DatePrecision.QUARTER, status=LegalStatus.ENJOINED)
    operations = [
        Operation(build.market("x").action, "calendar", "cal", {"code": "C", "exceptions": (exception,)}),
        build.market("de", languages=("de", "tr"), calendar_id="cal"),
        build.work(
            "a",
            name='Quote " \\ and 💡 \u2028',
            level=Level.PROGRAMME,
            kind=InitiativeKind.REGULATORY,
            market_ids=("de",),
            external_ids=(ExternalId(system="jira", key="T-1"),),
            duration=Duration.parse("1.50d"),
            percent_complete=33,
            position=10**9,
            actual_start=datetime(2026, 1, 2, 8, 30, 15, 123456),
            constraint=ConstraintType.SNET,
            constraint_date=datetime(2026, 1, 2),
        ),
        build.work("b"),
        Operation(
            build.market("x").action,
            "dependency",
            "l",
            {"predecessor_id": "a", "successor_id": "b", "type": LinkType.SS, "lag": Duration.parse("-50%")},
        ),
        Operation(
            build.market("x").action,
            "obligation",
            "o",
            {"code": "EU-1", "instrument": "Act", "history": (entry,), "clock_hours": (24, 72), "day": date(1, 1, 1)},
        ),
    ]
    with Store.open(url) as store:
        done = store.commit(build.changes(*operations), at=build.at(0))
    with Store.open(url) as again:
        assert build.contents(again.plan()) == build.contents(done.plan)
        assert again.changes(1) == done.outcome.changes
        assert again.verify().findings == ()
        obligation = again.plan().all(Obligation)["o"]
        assert (obligation.history, obligation.clock_hours, obligation.day) == ((entry,), (24, 72), date(1, 1, 1))


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["create", "update", "delete", "undo"]),
        st.integers(0, 3),
        NAMES,
        st.sampled_from(["name", "owner", "line_of_business"]),
    ),
    max_size=14,
)


@settings(max_examples=25)
@given(EDITS)
def test_every_older_plan_is_what_it_was(build: "Build", edits: list[tuple[str, int, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'plan.db'}"
        with Store.open(url) as store:
            seen = _play(store, build, edits)
            assert store.verify().findings == ()
        with Store.open(url) as again:
            assert build.contents(again.plan()) == build.contents(seen[-1])
            for plan in (*seen[::-2], *seen):
                past = again.plan_at(revision=plan.revision)
                assert (past.revision, build.contents(past)) == (plan.revision, build.contents(plan))


def _play(store: Store, build: "Build", edits: list[tuple[str, int, str, str]]) -> list[Plan]:
    """Make what edits can be made, and return the plan after each revision, the empty one first."""
    seen = [store.plan()]
    for minute, (what, item, value, field) in enumerate(edits):
        operation = {
            "create": build.work(f"w{item}", **{field: value}),
            "update": build.edit("initiative", f"w{item}", **{field: value}),
            "delete": build.delete("initiative", f"w{item}"),
        }.get(what)
        try:
            if operation is None:
                done = store.undo(max(len(seen) - 1 - item, 0), author="ada", at=build.at(minute))
            else:
                done = store.commit(build.changes(operation), at=build.at(minute))
        except (InvalidChangeError, ConflictError, NotFoundError):
            continue
        if done.plan.revision == len(seen):
            seen.append(done.plan)
    return seen
