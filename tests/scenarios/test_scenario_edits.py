"""Edits of scenarios: kept and read back exactly; what cannot be read is named with its place."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.plan.changes import Action, Operation
from planner.plan.declare import Kind
from planner.plan.entities import KINDS, Scenario, ScenarioEdit
from planner.plan.snapshot import Plan
from planner.scenarios.checks import scenario_findings
from planner.scenarios.edits import kept, read
from tests.plan.conftest import values_for

Edit = Callable[..., ScenarioEdit]


def scenario(*edits: ScenarioEdit) -> Scenario:
    return Scenario(id="s", code="TRY", name="Try", edits=edits)


def edit(
    values: str = "", *, action: Action = Action.UPDATE, kind: str = "initiative", item: str = "a"
) -> ScenarioEdit:
    return ScenarioEdit(action=action, kind=kind, item=item, values=values)


def bare(operations: tuple[Operation, ...]) -> list[tuple[Action, str, str, dict[str, object]]]:
    return [(one.action, one.kind, one.id, dict(one.values)) for one in operations]


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind is not Scenario.KIND], ids=str)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_was_kept_is_read_back_exactly(kind: Kind, data: st.DataObject) -> None:
    some = st.fixed_dictionaries({}, optional={s.name: values_for(s) for s in kind.fields if s.name != "id"})
    operations = (
        Operation(Action.CREATE, kind.name, "a", data.draw(some)),
        Operation(Action.UPDATE, kind.name, "b", data.draw(some)),
        Operation(Action.DELETE, kind.name, "c"),
    )
    found = read(scenario(*kept(operations)))
    assert (bare(found.operations), found.findings) == (bare(operations), ())


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (edit(kind="dragon"), "Edit 1 cannot be read: There is no kind 'dragon'."),
        (edit(kind="scenario"), "Edit 1 cannot be read: A scenario cannot edit scenarios."),
        (edit("[1]"), "Edit 1 cannot be read: Its values are no JSON object."),
        (edit("{"), "Edit 1 cannot be read: Its values are no JSON object."),
        (edit("[" * 100_000), "Edit 1 cannot be read: Its values are no JSON object."),
        (edit('{"colour":"red"}'), "Edit 1 cannot be read: initiative has no field 'colour'."),
        (edit('{"id":"b"}'), "Edit 1 cannot be read: An id never changes."),
        (
            edit('{"duration":"soon"}'),
            "Edit 1 cannot be read: 'soon' is not a duration; write a number and a unit, such as 3w, 2d, 4h or 5ed.",
        ),
    ],
    ids=["kind", "scenario", "list", "broken", "deep", "field", "id", "value"],
)
def test_what_cannot_be_read_is_named_and_left_out(bad: ScenarioEdit, message: str) -> None:
    found = read(scenario(bad, edit('{"name":"New"}')))
    assert bare(found.operations) == [(Action.UPDATE, "initiative", "a", {"name": "New"})]
    assert [(one.code, one.message) for one in found.findings] == [("scenario-edit", message)]
    assert (found.findings[0].place.sheet, found.findings[0].place.row) == ("scenario TRY", 1)
    assert found.findings[0].hint.endswith("Keep the scenario again without it, or drop the scenario.")


def test_only_open_scenarios_are_looked_at() -> None:
    bad = Scenario(id="s", code="TRY", name="Try", edits=(edit(item="gone"),))
    assert [(one.code, one.severity.value, one.message) for one in scenario_findings(Plan.of(bad))] == [
        ("scenario-edit-gone", "warning", "Edit 1 is about initiative gone, which is gone.")
    ]
    closed = Scenario(id="s", code="TRY", name="Try", edits=bad.edits, status=type(bad.status).DROPPED)
    assert scenario_findings(Plan.of(closed)) == ()
