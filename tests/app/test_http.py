"""The HTTP side: GraphQL, imports, exports and health, through the real application on a real store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from planner.app.server import create_app
from planner.store import Store

PLAN = b"ID;Task Name;Duration;Predecessors;Owner\nA;First;2d;;Ada\nB;=1+1;3d;A;Ada\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'plan.db'}") as opened:
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    app = create_app(store, clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC), author="Ada", development=True)
    with TestClient(app) as made:
        yield made


def send(client: TestClient, data: bytes, **form: str) -> Any:
    return client.post("/imports", files={"file": ("plan.csv", data)}, data=form)


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assert client.get("/readyz").json() == {"status": "ready", "revision": 0}


def test_an_upload_is_a_dry_run_until_applied(client: TestClient, store: Store) -> None:
    dry = send(client, PLAN).json()
    assert (dry["changes"], dry["refused"], dry["revision"]) == (
        {"initiative": {"create": 2}, "dependency": {"create": 1}},
        False,
        None,
    )
    assert store.plan().revision == 0
    applied = send(client, PLAN, apply="true", mapping=dry["mapping"], message="Plan of the quarter").json()
    assert applied["revision"] == 1
    assert [(r.author, r.message) for r in store.history()] == [("Ada", "Plan of the quarter")]


def test_graphql_answers_at_its_address_without_a_redirect(client: TestClient) -> None:
    send(client, PLAN, apply="true")
    query = '{ criticalPath(to: "B") { steps { work { ... on Initiative { code } } } } }'
    answer = client.post("/graphql", json={"query": query}, follow_redirects=False)
    assert answer.status_code == 200
    steps = answer.json()["data"]["criticalPath"]["steps"]
    assert [step["work"]["code"] for step in steps] == ["A", "B"]


def test_the_workbook_is_given_out_and_formulas_in_names_stay_text(client: TestClient) -> None:
    send(client, PLAN, apply="true")
    answer = client.get("/exports/planner.xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="planner.xlsx"'
    book = openpyxl.load_workbook(BytesIO(answer.content))
    cells = [cell for row in book["Initiatives"].iter_rows() for cell in row if "1+1" in str(cell.value)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_an_export_of_an_earlier_revision_shows_that_revision(client: TestClient) -> None:
    send(client, PLAN, apply="true")
    send(client, PLAN + b"C;Third;1d;B;Ada\n", apply="true")
    assert client.get("/exports/initiative.csv", params={"revision": 1}).text.count("\n") == 3
    assert client.get("/exports/initiative.csv").text.count("\n") == 4


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/exports/nothing.bin", 404, "NOT_FOUND"),
        ("/exports/planner.xlsx?revision=99", 404, "NOT_FOUND"),
        ("/exports/graph.mmd?focus=NOPE", 404, "NOT_FOUND"),
    ],
)
def test_what_is_not_there_is_said_with_a_remedy(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"].startswith("There is no ")


def test_a_file_that_cannot_be_read_is_refused_and_changes_nothing(client: TestClient, store: Store) -> None:
    answer = send(client, b"%PDF-1.7 not a plan", apply="true")
    assert answer.status_code == 400
    assert answer.json()["code"] == "UNKNOWN_FORMAT"
    assert "xlsx" in answer.json()["hint"]
    assert store.plan().revision == 0
