"""Merging: one change on the plan of today; conflicts by field, clashes of both sides, nothing silently lost."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.changes import Action, Operation, apply, attempt
from planner.plan.entities import (
    Demand,
    Dependency,
    Entity,
    Initiative,
    Launch,
    Obligation,
    Portfolio,
    Scenario,
    ScenarioStatus,
    Team,
)
from planner.plan.errors import ConflictError, InvalidChangeError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.scenarios.conflicts import Choices, Keep, Spot
from planner.scenarios.edits import kept
from planner.scenarios.merging import Merge, base_of, merged
from planner.scenarios.trial import ClosedScenarioError, dropping
from tests.plan.test_plan_properties import operation, start

WEEK = Duration.parse("1w")


def update(id_: str, kind: str = "initiative", **values: object) -> Operation:
    return Operation(Action.UPDATE, kind, id_, values)


def delete(id_: str, kind: str = "initiative") -> Operation:
    return Operation(Action.DELETE, kind, id_)


def work(id_: str, **values: object) -> Initiative:
    return Initiative(**{"id": id_, "code": id_.upper(), "name": id_, "owner": "Ada", **values})  # type: ignore[arg-type]


def merge(
    base: Plan, mine: Sequence[Operation], theirs: Sequence[Operation] = (), choices: Choices | None = None
) -> Merge:
    """Return the merge of a scenario that was kept on a base into the plan after other edits."""
    scenario = Scenario(id="s", code="TRY", name="Try", edits=kept(mine))
    before = base.with_entities([("scenario", "s", scenario)], base.revision)
    today = apply(before, theirs)
    assert today.accepted, today.findings
    return merged(today.plan, scenario, before, choices)


def entities(plan: Plan) -> dict[str, dict[str, Entity]]:
    return {kind: dict(table) for kind, table in plan.entities.items() if table and kind != "scenario"}


def fields(found: Merge) -> list[tuple[str, str | None, object, object, object]]:
    return [(one.id, one.field, one.was, one.mine, one.theirs) for one in found.conflicts]


@settings(max_examples=150)
@given(st.lists(operation(), max_size=6))
def test_onto_an_unchanged_base_it_is_what_the_operations_do(operations: list[Operation]) -> None:
    plain, found = attempt(start(), operations), merge(start(), operations)
    assert found.conflicts == ()
    if plain.accepted:
        found.refuse()
        assert entities(found.outcome.plan) == entities(plain.plan)
        assert found.outcome.plan.all(Scenario)["s"].status is ScenarioStatus.MERGED
    else:
        with pytest.raises(InvalidChangeError):
            found.refuse(despite_clashes=True)


@settings(max_examples=150)
@given(st.lists(operation(), max_size=4), st.lists(operation(), max_size=4))
def test_who_keeps_theirs_never_takes_a_field_from_them(mine: list[Operation], theirs: list[Operation]) -> None:
    base = start()
    today = apply(base, theirs)
    if not (attempt(base, mine).accepted and today.accepted):
        return
    found = merge(base, mine, theirs, Choices(Keep.THEIRS))
    for change in today.changes if not found.undecided and found.outcome.accepted else ():
        now = found.outcome.plan.get(change.kind, change.id)
        for name, value in (change.after or {}).items():
            assert now is not None
            assert getattr(now, name) == value


BASE = Plan.of(
    work("a", duration=WEEK),
    work("b"),
    Dependency(id="ab", predecessor_id="a", successor_id="b"),
    revision=3,
)


def test_different_fields_and_equal_values_are_no_conflict() -> None:
    found = merge(BASE, [update("a", owner="Bo", tags=("eu",))], [update("a", owner="Bo", name="Pilot")])
    found.refuse()
    assert found.conflicts == ()
    after = found.outcome.plan.all(Initiative)["a"]
    assert (after.owner, after.tags, after.name) == ("Bo", ("eu",), "Pilot")


def test_a_field_that_went_back_is_no_conflict() -> None:
    scenario = Scenario(id="s", code="TRY", name="Try", edits=kept([update("a", owner="Bo")]))
    there_and_back = apply(apply(BASE, [update("a", owner="Cy")]).plan, [update("a", owner="Ada")]).plan
    today = there_and_back.with_entities([("scenario", "s", scenario)], 6)
    assert merged(today, scenario, BASE).conflicts == ()


def test_a_conflict_is_refused_with_both_values() -> None:
    found = merge(BASE, [update("a", duration=WEEK, owner="Bo")], [update("a", owner="Cy")])
    assert fields(found) == [("a", "owner", "Ada", "Bo", "Cy")]
    with pytest.raises(ConflictError) as refusal:
        found.refuse()
    assert [(one.code, one.message, one.place.code, one.place.field) for one in refusal.value.findings] == [
        ("conflict", "A: Owner is Bo in the scenario, Cy in the plan and was Ada.", "A", "owner")
    ]


@pytest.mark.parametrize(
    ("choices", "owner", "name"),
    [
        (Choices(Keep.MINE), "Bo", "Mine"),
        (Choices(Keep.THEIRS), "Cy", "Theirs"),
        (Choices(Keep.MINE, {("initiative", "a", "owner"): Keep.THEIRS}), "Cy", "Mine"),
        (
            Choices(None, {("initiative", "a", "owner"): Keep.MINE, ("initiative", "a", "name"): Keep.THEIRS}),
            "Bo",
            "Theirs",
        ),
    ],
)
def test_conflicts_are_decided_together_or_one_by_one(choices: Choices, owner: str, name: str) -> None:
    found = merge(BASE, [update("a", owner="Bo", name="Mine")], [update("a", owner="Cy", name="Theirs")], choices)
    found.refuse()
    after = found.outcome.plan.all(Initiative)["a"]
    assert (after.owner, after.name) == (owner, name)


def whole(id_: str, kind: str = "initiative") -> Callable[[Keep], Choices]:
    spot: Spot = (kind, id_, None)
    return lambda keep: Choices(None, {spot: keep})


def test_what_was_deleted_meanwhile_comes_back_or_stays_away() -> None:
    mine, theirs = [update("b", owner="Bo")], [delete("b")]
    assert fields(merge(BASE, mine, theirs)) == [("b", None, None, Action.UPDATE, Action.DELETE)]
    back = merge(BASE, mine, theirs, whole("b")(Keep.MINE))
    back.refuse()
    assert back.outcome.plan.all(Initiative)["b"] == work("b", owner="Bo")
    away = merge(BASE, mine, theirs, whole("b")(Keep.THEIRS))
    away.refuse()
    assert sorted(away.outcome.plan.all(Initiative)) == ["a"]


def test_what_was_edited_meanwhile_goes_only_on_request() -> None:
    mine, theirs = [delete("ab", "dependency")], [update("ab", "dependency", lag=WEEK)]
    assert fields(merge(BASE, mine, theirs)) == [("ab", None, None, Action.DELETE, Action.UPDATE)]
    stays = merge(BASE, mine, theirs, whole("ab", "dependency")(Keep.THEIRS))
    assert stays.outcome.plan.all(Dependency)["ab"].lag == WEEK
    assert merge(BASE, mine, theirs, Choices(Keep.MINE)).outcome.plan.all(Dependency) == {}


def test_what_was_made_meanwhile_does_not_go_along_silently() -> None:
    theirs = [
        Operation(Action.CREATE, "initiative", "c", {"code": "C", "name": "c", "owner": "Ada"}),
        Operation(Action.CREATE, "dependency", "bc", {"predecessor_id": "b", "successor_id": "c"}),
    ]
    found = merge(BASE, [delete("b")], theirs)
    assert fields(found) == [("bc", None, None, Action.DELETE, Action.CREATE)]
    assert [one.message for one in found.undecided] == ["B → C is deleted in the scenario, new in the plan."]
    assert merge(BASE, [delete("b")], theirs, Choices(Keep.THEIRS)).conflicts[0].keep is None
    merge(BASE, [delete("b")], theirs, Choices(Keep.MINE)).refuse()


def test_a_code_taken_on_both_sides_is_a_clash() -> None:
    def made(id_: str) -> Operation:
        return Operation(Action.CREATE, "initiative", id_, {"code": "NEW", "name": id_, "owner": "Ada"})

    found = merge(BASE, [made("x")], [made("y")])
    assert [(one.code, one.severity.value, one.place.sheet) for one in found.clashes] == [
        ("duplicate-code", "error", "scenario TRY")
    ]
    with pytest.raises(InvalidChangeError):
        found.refuse(despite_clashes=True)


DATED = Plan.of(
    Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
    work("a", duration=WEEK),
    work("b", duration=WEEK),
    Launch(id="l", code="LCH-1", name="Pilot", owner="Ada", target_date=datetime(2027, 1, 22, 23, 59)),
    Dependency(id="ab", predecessor_id="a", successor_id="b"),
    Dependency(id="bl", predecessor_id="b", successor_id="l"),
    Obligation(id="o", code="EU-1", instrument="Act", day=datetime(2027, 1, 22).date(), launch_ids=("l",)),
)


def test_a_duty_that_only_both_together_miss_is_a_clash() -> None:
    longer = Duration.parse("2w")
    for alone in ([update("a", duration=longer)], [update("b", duration=longer)]):
        assert merge(DATED, alone).clashes == ()
    found = merge(DATED, [update("a", duration=longer)], [update("b", duration=longer)])
    assert [(one.code, one.severity.value, one.message) for one in found.clashes] == [
        (
            "merge-misses-date",
            "warning",
            (
                "Together, scenario and plan bring LCH-1 to 2027-01-29, after its target date, 2027-01-22; "
                "neither does alone."
            ),
        ),
        (
            "merge-misses-date",
            "warning",
            (
                "Together, scenario and plan bring LCH-1 to 2027-01-29, after the day of EU-1, 2027-01-22; "
                "neither does alone."
            ),
        ),
    ]
    with pytest.raises(InvalidChangeError, match="bring LCH-1 to 2027-01-29"):
        found.refuse()
    found.refuse(despite_clashes=True)


def test_a_team_that_only_both_together_overload_is_a_clash() -> None:
    quarter = {"manual_start": datetime(2027, 1, 1, 8), "manual_finish": datetime(2027, 3, 31, 17)}
    base = Plan.of(
        Team(id="t", code="IAI", name="Infra AI", headcount=2),
        work("a", **quarter),
        work("b", **quarter),
        Demand(id="da", initiative_id="a", team_id="t", fte=0.5),
        Demand(id="db", initiative_id="b", team_id="t", fte=0.5),
    )
    found = merge(base, [update("da", "demand", fte=0.75)], [update("db", "demand", fte=0.75)])
    assert [(one.code, one.message) for one in found.clashes] == [
        (
            "merge-overloads",
            "Together, scenario and plan ask IAI for 116 % of its time in 2027Q1; neither overloads it alone.",
        )
    ]


def test_a_scenario_that_is_unsound_alone_is_refused_as_such() -> None:
    found = merge(BASE, [update("zz", owner="Bo")])
    assert ([one.code for one in found.broken], found.clashes) == (["not-found"], ())
    with pytest.raises(InvalidChangeError):
        found.refuse(despite_clashes=True)


@pytest.mark.parametrize("status", [ScenarioStatus.MERGED, ScenarioStatus.DROPPED])
def test_a_closed_scenario_is_neither_merged_nor_dropped(status: ScenarioStatus) -> None:
    closed = Scenario(id="s", code="TRY", name="Try", status=status)
    with pytest.raises(ClosedScenarioError, match=f"Scenario TRY is {status.value} already"):
        merged(Plan.of(closed), closed, Plan({}))
    with pytest.raises(ClosedScenarioError):
        dropping(closed)


def test_the_base_is_the_plan_of_that_revision() -> None:
    newest, old = Plan({}, 7), Plan({}, 4)
    known = {4: old}
    for revision, base in ((4, old), (7, newest), (0, newest), (9, newest)):
        scenario = Scenario(id="s", code="TRY", name="Try", base_revision=revision)
        assert base_of(scenario, newest, known.__getitem__) is base
