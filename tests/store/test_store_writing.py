"""Committing and previewing change sets: all or nothing, rebased, and never twice under one key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from planner.plan.errors import ConflictError, InvalidChangeError
from planner.store import Commit, Revision, Store

if TYPE_CHECKING:
    from tests.store.conftest import Build

Sql = Callable[..., list[tuple[object, ...]]]


def test_a_new_store_is_empty(store: Store) -> None:
    assert len(store.plan()) == 0
    assert store.plan().revision == store.head.number == 0
    assert store.history() == ()


def test_a_commit_makes_the_next_revision(store: Store, build: "Build") -> None:
    done = store.commit(build.changes(build.market("de", name="Germany"), key="k"), at=build.at(0))
    assert done == Commit(
        Revision(1, "ada", "because", build.at(0), done.revision.hash, "0" * 64, None, "k", 1),
        store.plan(),
        done.outcome,
        replayed=False,
    )
    assert [change.after for change in done.outcome.changes] == [
        {"id": "de", "code": "DE", "name": "Germany", "region": "", "languages": (), "calendar_id": None}
    ]
    assert store.plan().revision == 1
    assert store.head is done.revision
    assert len(done.revision.hash) == 64


def test_what_was_committed_is_there_after_reopening(url: str, build: "Build") -> None:
    with Store.open(url) as store:
        store.commit(build.changes(build.market("de"), build.market("fr")), at=build.at(0))
        done = store.commit(
            build.changes(build.edit("market", "de", region="EMEA"), build.delete("market", "fr")), at=build.at(1)
        )
    with Store.open(url) as again:
        assert build.contents(again.plan()) == build.contents(done.plan)
        assert again.plan().revision == 2
        assert again.head == done.revision
        assert again.verify().findings == ()


def test_reading_the_plan_executes_no_statement(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    before = store.statements
    for _ in range(100):
        assert len(store.plan()) == 1
    store.preview(build.changes(build.market("fr")))
    assert store.statements == before


def test_history_and_changes_are_one_statement_each(store: Store, build: "Build") -> None:
    for number in range(3):
        store.commit(build.changes(build.market(f"m{number}")), at=build.at(number))
    before = store.statements
    assert [revision.number for revision in store.history()] == [3, 2, 1]
    assert store.statements == before + 1
    assert [change.id for change in store.changes(2)] == ["m1"]
    assert store.statements == before + 2


def test_a_refused_change_leaves_nothing(store: Store, build: "Build", sql: Sql) -> None:
    plan = store.plan()
    with pytest.raises(InvalidChangeError) as refused:
        store.commit(build.changes(build.market("de"), build.work("a", parent_id="nobody")), at=build.at(0))
    assert [finding.code for finding in refused.value.findings] == ["dangling-reference"]
    assert store.plan() is plan
    for table in ("revision", "change", "market", "initiative"):
        assert sql(f"SELECT count(*) FROM {table}") == [(0,)]


def test_a_change_set_that_changes_nothing_makes_no_revision(store: Store, build: "Build") -> None:
    first = store.commit(build.changes(build.market("de", name="Germany")), at=build.at(0))
    same = store.commit(build.changes(build.edit("market", "de", name="Germany")), at=build.at(1))
    assert same.revision == first.revision
    assert same.plan is store.plan() is first.plan
    assert (same.outcome.changes, same.replayed) == ((), False)
    assert store.commit(build.changes(), at=build.at(2)).revision.number == 1


def test_an_empty_change_set_on_an_empty_plan_is_revision_zero(store: Store, build: "Build") -> None:
    assert store.commit(build.changes(), at=build.at(0)).revision.number == 0


def test_preview_shows_the_outcome_and_saves_nothing(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    plan = store.plan()
    outcome = store.preview(build.changes(build.edit("market", "de", name="Germany")))
    assert outcome.changes[0].after == {"name": "Germany"}
    assert outcome.accepted
    refused = store.preview(build.changes(build.edit("market", "fr", name="France")))
    assert [finding.code for finding in refused.findings] == ["not-found"]
    assert store.plan() is plan
    assert len(store.history()) == 1


def test_edits_of_different_fields_rebase(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    store.commit(build.changes(build.edit("market", "de", name="Germany"), base=1), at=build.at(1))
    done = store.commit(build.changes(build.edit("market", "de", region="EMEA"), base=1), at=build.at(2))
    market = done.plan.by_code("market", "DE")
    assert (getattr(market, "name", None), getattr(market, "region", None)) == ("Germany", "EMEA")


def test_an_edit_of_a_field_that_changed_since_conflicts(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    store.commit(build.changes(build.edit("market", "de", name="Germany"), base=1), at=build.at(1))
    plan = store.plan()
    late = build.changes(build.edit("market", "de", name="Deutschland"), base=1)
    with pytest.raises(ConflictError) as refused:
        store.commit(late, at=build.at(2))
    assert [finding.message for finding in refused.value.findings] == ["market de: name is now Germany."]
    assert [finding.code for finding in store.preview(late).findings] == ["conflict"]
    assert store.plan() is plan
    assert len(store.history()) == 2


def test_a_base_that_is_not_there_yet_is_refused(store: Store, build: "Build") -> None:
    ahead = build.changes(build.market("de"), base=7)
    with pytest.raises(InvalidChangeError, match="There is no revision 7 yet"):
        store.commit(ahead, at=build.at(0))
    assert [finding.code for finding in store.preview(ahead).findings] == ["unknown-revision"]


def test_a_repeated_key_returns_what_came_of_it_the_first_time(store: Store, build: "Build") -> None:
    first = store.commit(build.changes(build.market("de"), key="k1"), at=build.at(0))
    store.commit(build.changes(build.market("fr")), at=build.at(1))
    again = store.commit(build.changes(build.market("de"), key="k1"), at=build.at(2))
    assert (again.revision, again.replayed) == (first.revision, True)
    assert build.contents(again.plan) == build.contents(first.plan)
    assert again.outcome.changes == first.outcome.changes
    assert len(store.history()) == 2
    assert len(store.plan()) == 2


def test_the_time_is_kept_in_utc(store: Store, build: "Build") -> None:
    said = datetime(2026, 3, 2, 9, 30, 1, 250, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    store.commit(build.changes(build.market("de")), at=said)
    kept = store.history()[0].at
    assert kept == said
    assert kept.tzinfo is UTC
    with pytest.raises(ValueError, match="aware"):
        store.commit(build.changes(build.market("fr")), at=said.replace(tzinfo=None))


def test_the_place_of_an_imported_value_is_kept(store: Store, build: "Build") -> None:
    from planner.plan.findings import Place

    place = Place(file="q3.xlsx", sheet="Plan", row=7, column="B", value="D\0E\ud800")
    store.commit(build.changes(replace(build.market("de"), place=place)), at=build.at(0))
    kept = Place(file="q3.xlsx", sheet="Plan", row=7, column="B", value="D\ufffdE?", operation=0)
    assert [change.place for change in store.changes(1)] == [kept]
    assert store.verify().findings == ()
