"""The snapshot: copy-on-write, adjacency, inheritance, analyses made once."""

from collections.abc import Callable

import pytest

from planner.plan.entities import Calendar, Dependency, Initiative, Launch, Portfolio, Team
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan, per_plan

Work = Callable[..., Initiative]


def link(id_: str, before: str | None, after: str) -> Dependency:
    return Dependency(id=id_, predecessor_id=before, successor_id=after, external_party="" if before else "Vendor")


def test_a_change_leaves_the_plan_before_it_untouched(work: Work) -> None:
    old = Plan.of(work("a"), work("b"), link("d", "a", "b"), revision=4)
    new = old.with_entities(
        [("initiative", "a", work("a", name="Other")), ("initiative", "b", None), ("initiative", "c", work("c"))], 5
    )
    assert [(item.id, item.name) for item in old.all(Initiative).values()] == [("a", "Work a"), ("b", "Work b")]
    assert [(item.id, item.name) for item in new.all(Initiative).values()] == [("a", "Other"), ("c", "Work c")]
    assert (old.revision, new.revision) == (4, 5)
    assert new.entities["dependency"] is old.entities["dependency"]


def test_deleting_what_is_not_there_changes_nothing(work: Work) -> None:
    plan = Plan.of(work("a"))
    assert plan.with_entities([("team", "x", None)], 1).all(Team) == {}
    assert len(plan.with_entities([("initiative", "x", None)], 1)) == 1


def test_entities_come_kind_by_kind(work: Work) -> None:
    plan = Plan.of(link("d", "a", "b"), work("a"), work("b"), Calendar(id="c", code="US"))
    assert [entity.id for entity in plan] == ["c", "a", "b", "d"]
    assert len(plan) == 4


def test_the_portfolio_has_defaults_until_it_is_set() -> None:
    assert Plan({}).portfolio == Portfolio(id="portfolio")
    assert Plan.of(Portfolio(id="portfolio", minutes_per_day=420)).units.minutes_per_day == 420


def test_work_is_found_by_id_and_by_code_in_any_case(work: Work) -> None:
    plan = Plan.of(
        work("a", code="POL-1"), Launch(id="l", code="LCH-1", name="Launch"), Team(id="t", code="A", name="T")
    )
    assert (plan.work("l").code, plan.find("pol-1").id, plan.find("l").id) == ("LCH-1", "a", "l")
    assert list(plan.works) == ["a", "l"]
    found = plan.by_code("team", "a")
    assert found is not None
    assert found.id == "t"
    assert plan.by_code("calendar", "a") is None
    with pytest.raises(NotFoundError, match="There is no initiative or launch 'x'"):
        plan.work("x")
    with pytest.raises(NotFoundError, match=r"There is no initiative or launch 'A'\. Give the code"):
        plan.find("A")


def test_links_are_known_from_both_ends(work: Work) -> None:
    plan = Plan.of(work("a"), work("b"), work("c"), link("x", "a", "b"), link("y", "a", "c"), link("z", None, "c"))
    assert [item.id for item in plan.successors("a")] == ["x", "y"]
    assert [item.id for item in plan.predecessors("c")] == ["y", "z"]
    assert plan.predecessors("a") == ()
    assert plan.successors("nobody") == ()


def test_children_come_by_position_then_code(work: Work) -> None:
    plan = Plan.of(
        work("p"),
        work("b", parent_id="p", position=1),
        work("c", parent_id="p"),
        work("a", parent_id="p", position=1),
        Launch(id="l", code="L", name="Launch"),
    )
    assert [item.id for item in plan.children("p")] == ["c", "a", "b"]
    assert [item.id for item in plan.children(None)] == ["p"]


def test_ancestors_stop_where_the_hierarchy_loops_or_dangles(work: Work) -> None:
    plan = Plan.of(
        work("a", parent_id="b"), work("b", parent_id="a"), work("c", parent_id="gone"), work("d", parent_id="c")
    )
    table = plan.all(Initiative)
    assert [item.id for item in plan.ancestors(table["a"])] == ["b"]
    assert [item.id for item in plan.ancestors(table["d"])] == ["c"]


def test_an_empty_value_is_inherited_from_the_nearest_ancestor_that_has_one(work: Work) -> None:
    plan = Plan.of(
        work("p", owner="Ada", line_of_business="Ads"),
        work("m", parent_id="p", owner="", line_of_business="Search"),
        work("c", parent_id="m", owner="", line_of_business=""),
    )
    part = plan.all(Initiative)["c"]
    assert plan.inherited(part, "owner") == ("Ada", plan.all(Initiative)["p"])
    assert plan.inherited(part, "line_of_business") == ("Search", plan.all(Initiative)["m"])
    assert plan.inherited(part, "policy_area") == ("", None)
    assert plan.inherited(part, "calendar_id") == (None, None)


def test_an_analysis_is_made_once_per_plan_and_argument(work: Work) -> None:
    calls: list[tuple[int, str]] = []

    @per_plan
    def shout(plan: Plan, word: str, *, mark: str = "!") -> str:
        calls.append((plan.revision, word + mark))
        return word + mark

    first, second = Plan.of(work("a"), revision=1), Plan.of(work("a"), revision=2)
    assert [shout(first, "a"), shout(first, "a"), shout(first, "b"), shout(second, "a", mark="?")] == [
        "a!",
        "a!",
        "b!",
        "a?",
    ]
    assert calls == [(1, "a!"), (1, "b!"), (2, "a?")]
