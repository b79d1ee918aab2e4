"""The operations that clients send: valid for the published schema, and their answers on the small plan.

The answers are files beside this one, so that a change of what clients get shows in review.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, build_schema, execute_sync, parse, validate

from planner_graphql.print_schema import GOLDEN
from planner_graphql.schema import build_schema as running_schema
from planner_graphql.schema import executable
from planner_graphql.services import Request, Services

OPERATIONS = GOLDEN.parent / "operations"
ANSWERS = Path(__file__).parent / "answers"
PUBLISHED = build_schema(GOLDEN.read_text(encoding="utf-8"))

EDIT = [
    {"updateInitiative": {"id": "POL-101", "changes": {"duration": "3w"}}},
    {"createInitiative": {"ref": "pilot", "values": {"code": "POL-104", "name": "Pilot", "duration": "1w"}}},
]
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "Timeline": ("timeline", {}),
    "Table": (
        "table",
        {"kind": "INITIATIVE", "columns": ["code", "parent", "markets", "status", "duration", "finish"]},
    ),
    "Portfolio": (
        "portfolio",
        {"first": 3, "orderBy": [{"field": "FINISH"}], "filter": {"level": {"eq": "INITIATIVE"}}},
    ),
    "Initiative": ("initiative", {"code": "POL-101"}),
    "CriticalPath": ("critical-path", {"to": "MS-1"}),
    "Roadmap": ("roadmap", {"fromQuarter": "2027Q1", "quarters": 1, "groupBy": "LINE_OF_BUSINESS"}),
    "Findings": ("findings", {}),
    "History": ("history", {"node": "aW5pdGlhdGl2ZTpi"}),
    "PreviewChanges": ("edit", {"operations": EDIT, "expectedRevision": 1}),
    "ApplyChanges": ("edit", {"input": {"operations": EDIT, "message": "Longer"}}),
    "UndoRevision": ("edit", {"input": {"revision": 1}}),
}
LIVE = ["Revisions"]
"""Operations that are told over a WebSocket; their own tests send them."""


@pytest.mark.parametrize("file", sorted(OPERATIONS.glob("*.graphql")), ids=lambda file: file.stem)
def test_operations_are_valid_for_the_published_schema(file: Path) -> None:
    document = parse(file.read_text(encoding="utf-8"))
    assert validate(PUBLISHED, document) == []
    names = [
        node.name.value for node in document.definitions if isinstance(node, OperationDefinitionNode) and node.name
    ]
    assert [name for name in names if name not in CALLS and name not in LIVE] == []


@pytest.mark.parametrize("name", CALLS)
def test_operations_answer_as_published(small: Any, name: str) -> None:
    file, variables = CALLS[name]
    text = (OPERATIONS / f"{file}.graphql").read_text(encoding="utf-8")
    answer = small.post(text, variables, operationName=name)
    expected = json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))
    assert answer == expected, json.dumps(answer, indent=2)


@pytest.mark.parametrize("name", ["Portfolio", "Initiative", "CriticalPath", "Roadmap", "Findings", "History"])
def test_the_quick_way_and_the_long_way_give_the_same(small: Any, name: str) -> None:
    file, variables = CALLS[name]
    text = (OPERATIONS / f"{file}.graphql").read_text(encoding="utf-8")
    services = Services(small.store, lambda: None, lambda: "", "ada")  # type: ignore[arg-type, return-value]
    plain = execute_sync(
        executable(running_schema()),
        parse(text),
        small.store.plan(),
        Request(services, small.store.plan()),
        variables,
        name,
    )
    assert plain.errors is None
    assert small.post(text, variables, operationName=name)["data"] == plain.data
