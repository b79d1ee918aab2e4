"""Undo: any revision, as a new one, unless what it set was changed since."""

from typing import TYPE_CHECKING

import pytest

from planner.plan.errors import ConflictError, InvalidChangeError, NotFoundError
from planner.store import Store

if TYPE_CHECKING:
    from tests.store.conftest import Build


def test_undo_redo_undo(store: Store, build: "Build") -> None:
    made = store.commit(build.changes(build.market("de", name="Germany")), at=build.at(0))
    renamed = store.commit(build.changes(build.edit("market", "de", name="Deutschland")), at=build.at(1))
    undone = store.undo(2, author="bob", at=build.at(2), message="Not yet")
    assert build.contents(undone.plan) == build.contents(made.plan)
    assert (undone.revision.number, undone.revision.undoes, undone.revision.message) == (3, 2, "Not yet")
    assert build.contents(store.undo(3, author="bob", at=build.at(3)).plan) == build.contents(renamed.plan)
    assert build.contents(store.undo(2, author="bob", at=build.at(4)).plan) == build.contents(made.plan)
    assert store.history(first=1)[0].message == "Undo revision 2: because"
    assert store.verify().findings == ()


def test_undo_of_the_first_revision_empties_the_plan(store: Store, build: "Build") -> None:
    first = store.commit(
        build.changes(build.work("a"), build.work("b", parent_id="a"), build.work("c"), build.link("l", "b", "c")),
        at=build.at(0),
    )
    assert len(store.undo(1, author="ada", at=build.at(1)).plan) == 0
    assert build.contents(store.undo(2, author="ada", at=build.at(2)).plan) == build.contents(first.plan)


def test_undo_of_a_deletion_restores_what_went_along(store: Store, build: "Build") -> None:
    made = store.commit(build.changes(build.work("a"), build.work("b"), build.link("l", "a", "b")), at=build.at(0))
    deleted = store.commit(build.changes(build.delete("initiative", "a")), at=build.at(1))
    assert sorted(change.id for change in deleted.outcome.changes) == ["a", "l"]
    assert build.contents(store.undo(2, author="ada", at=build.at(2)).plan) == build.contents(made.plan)


def test_other_fields_may_have_changed_since(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de", name="Germany")), at=build.at(0))
    store.commit(build.changes(build.edit("market", "de", name="Deutschland")), at=build.at(1))
    store.commit(build.changes(build.edit("market", "de", region="EMEA")), at=build.at(2))
    undone = store.undo(2, author="ada", at=build.at(3))
    assert [(change.before, change.after) for change in undone.outcome.changes] == [
        ({"name": "Deutschland"}, {"name": "Germany"})
    ]


def test_a_field_that_changed_since_conflicts(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de", name="Germany")), at=build.at(0))
    store.commit(build.changes(build.edit("market", "de", name="Deutschland", region="EU")), at=build.at(1))
    store.commit(build.changes(build.edit("market", "de", name="Allemagne")), at=build.at(2))
    plan = store.plan()
    with pytest.raises(ConflictError) as refused:
        store.undo(2, author="ada", at=build.at(3))
    assert [finding.message for finding in refused.value.findings] == ["DE: Name was changed since."]
    assert store.plan() is plan
    with pytest.raises(ConflictError, match="DE: Name was changed since"):
        store.undo(1, author="ada", at=build.at(3))


def test_a_field_that_changed_and_came_back_does_not_conflict(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de", name="Germany")), at=build.at(0))
    for minute, name in enumerate(("Deutschland", "Allemagne", "Deutschland")):
        store.commit(build.changes(build.edit("market", "de", name=name)), at=build.at(minute))
    undone = store.undo(2, author="ada", at=build.at(4))
    assert undone.outcome.changes[0].after == {"name": "Germany"}


def test_an_entity_that_was_deleted_since_conflicts(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    store.commit(build.changes(build.edit("market", "de", name="Germany")), at=build.at(1))
    store.commit(build.changes(build.delete("market", "de")), at=build.at(2))
    with pytest.raises(ConflictError, match="Market de was deleted since"):
        store.undo(2, author="ada", at=build.at(3))


def test_what_was_added_since_does_not_go_silently(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.work("a"), build.work("b")), at=build.at(0))
    store.commit(build.changes(build.link("l", "a", "b")), at=build.at(1))
    with pytest.raises(ConflictError, match="Dependency l was added since and would go too"):
        store.undo(1, author="ada", at=build.at(2))
    assert len(store.plan()) == 3


def test_what_is_needed_since_is_refused_by_the_rules(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    store.commit(build.changes(build.work("a", market_ids=("de",))), at=build.at(1))
    with pytest.raises(InvalidChangeError, match="dangling-reference"):
        store.undo(1, author="ada", at=build.at(2))


def test_what_is_undone_already_makes_no_revision(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    store.undo(1, author="ada", at=build.at(1))
    assert store.undo(1, author="ada", at=build.at(2)).revision.number == 2
    assert len(store.history()) == 2


def test_a_repeated_key_undoes_once(store: Store, build: "Build") -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    first = store.undo(1, author="ada", at=build.at(1), idempotency_key="u")
    store.undo(2, author="ada", at=build.at(2))
    again = store.undo(1, author="ada", at=build.at(3), idempotency_key="u")
    assert (again.revision, again.replayed, len(again.plan), len(store.plan())) == (first.revision, True, 0, 1)


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_revision_that_is_not_there_is_named(store: Store, build: "Build", number: int) -> None:
    store.commit(build.changes(build.market("de")), at=build.at(0))
    with pytest.raises(NotFoundError, match=f"There is no revision '{number}'"):
        store.undo(number, author="ada", at=build.at(1))
