"""The HTTP side: GraphQL, imports, exports and health, through the real application on a real store."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import orjson
import pytest
from fastapi.testclient import TestClient

from planner.app import imports
from planner.app.import_progress import progress_lines
from planner.app.imports import Step, Tell
from planner.app.server import create_app
from planner.plan.errors import InvalidChangeError
from planner.store import Store, writing

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


def test_the_roadmap_of_the_workbook_is_grouped_as_asked(client: TestClient) -> None:
    send(client, PLAN, apply="true")
    book = openpyxl.load_workbook(BytesIO(client.get("/exports/planner.xlsx?groupBy=objective").content))
    texts = [str(cell.value) for row in book["Roadmap"].iter_rows(max_row=3) for cell in row]
    assert any(text.startswith("Work by objective, ") for text in texts)


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


def test_an_import_shows_its_columns_as_data_its_rows_and_where_findings_are(client: TestClient) -> None:
    answer = send(client, b"ID;Task Name;Duration\nA;First;2d\nB;Second;soon\n").json()
    (table,) = answer["tables"]["tables"]
    assert [(column["column"], column["field"]) for column in table["columns"]] == [
        ("A", "code"),
        ("B", "name"),
        ("C", "duration"),
    ]
    (sample,) = answer["samples"]
    assert (sample["sheet"], sample["width"], sample["height"]) == ("plan", 3, 3)
    assert sample["rows"][2] == {"row": 3, "cells": ["B", "Second", "soon"]}
    (finding,) = [each for each in answer["findings"] if each["severity"] == "error"]
    assert (finding["place"]["sheet"], finding["place"]["row"]) == ("plan", 3)
    assert finding["place"]["column"] == "C (Duration)"
    assert (answer["refused"], answer["effect"], answer["base"]) == (True, None, 0)


def test_rows_with_findings_are_shown_however_far_down_they_are(client: TestClient) -> None:
    rows = "".join(f"T-{n};Task {n};{'soon' if n == 90 else '1d'}\n" for n in range(1, 101))
    (sample,) = send(client, f"ID;Task Name;Duration\n{rows}".encode()).json()["samples"]
    assert [row["row"] for row in sample["rows"]] == [*range(1, 22), 91]
    assert sample["height"] == 101


def test_the_columns_sent_back_as_data_are_used(client: TestClient) -> None:
    tables = send(client, PLAN).json()["tables"]
    column = next(each for each in tables["tables"][0]["columns"] if each["field"] == "owner")
    column["field"] = "other"
    again = send(client, PLAN, mapping=orjson.dumps(tables).decode()).json()
    assert again["tables"] == tables
    assert {finding["code"] for finding in again["findings"]} == {"missing-owner"}


def test_a_dry_run_says_which_dates_move(client: TestClient) -> None:
    send(client, PLAN, apply="true")
    effect = send(client, PLAN.replace(b";2d;", b";4d;")).json()["effect"]
    assert (effect["moved"], effect["launches"], effect["newly_late"]) == (2, 0, [])
    assert [(move["code"], move["finish_days"]) for move in effect["moves"]] == [("A", 2.0), ("B", 2.0)]


def test_an_import_that_was_looked_at_on_an_older_plan_is_refused(client: TestClient, store: Store) -> None:
    send(client, PLAN, apply="true")
    answer = send(client, PLAN.replace(b";2d;", b";4d;"), apply="true", expected_revision="0")
    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")
    assert store.plan().revision == 1
    assert send(client, PLAN.replace(b";2d;", b";4d;"), apply="true", expected_revision="1").json()["revision"] == 2


def test_progress_is_told_line_by_line_and_ends_in_the_answer(client: TestClient, store: Store) -> None:
    steps, answer = told(client, PLAN, apply="true")
    assert steps == ["reading", "checking", "dating", "saving"]
    assert (answer["answer"]["revision"], store.plan().revision) == (1, 1)


def test_a_refusal_in_the_stream_has_its_status(client: TestClient, store: Store) -> None:
    steps, answer = told(client, b"%PDF-1.7", apply="true")
    assert steps == ["reading"]
    assert (answer["refusal"]["code"], answer["status"]) == ("UNKNOWN_FORMAT", 400)
    assert store.plan().revision == 0


def told(client: TestClient, data: bytes, **form: str) -> tuple[list[str], Any]:
    """Return the steps that an import tells, and its last line."""
    headers = {"accept": "application/x-ndjson"}
    answer = client.post("/imports", files={"file": ("plan.csv", data)}, data=form, headers=headers)
    lines = [orjson.loads(line) for line in answer.text.splitlines()]
    return [line["step"] for line in lines[:-1]], lines[-1]


def test_a_form_of_another_site_is_refused(client: TestClient, store: Store) -> None:
    headers = {"origin": "https://elsewhere.example"}
    files = {"file": ("plan.csv", PLAN)}
    answer = client.post("/imports", files=files, data={"apply": "true"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "FOREIGN")
    own = client.post("/imports", files=files, data={"apply": "true"}, headers={"origin": "http://testserver"})
    assert (own.json()["revision"], store.plan().revision) == (1, 1)


def test_an_import_that_is_given_up_saves_nothing(store: Store) -> None:
    async def one_line() -> bytes:
        lines = progress_lines(lambda tell: saved(tell))
        first = await anext(lines)
        await lines.aclose()  # type: ignore[attr-defined]
        going_on.set()
        return first

    def saved(tell: Tell) -> dict[str, object]:
        tell(Step.READING)
        going_on.wait(10)
        tell(Step.SAVING)
        raise AssertionError("went on after it was given up")

    going_on = Event()
    assert asyncio.run(one_line()) == b'{"step":"reading"}\n'


def test_the_rules_run_once_for_what_was_tried_on_the_same_plan(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = imports.read(store, PLAN, "plan.csv", author="Ada", today=date(2026, 11, 22))
    monkeypatch.setattr(writing, "apply", lambda plan, operations: pytest.fail("checked again"))
    assert imports.commit(store, intake, at=datetime(2026, 11, 22, tzinfo=UTC)).revision.number == 1
    assert store.plan().find("B").name == "=1+1"


def test_what_was_tried_on_an_older_plan_is_tried_again(store: Store) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    first = imports.read(store, PLAN, "plan.csv", author="Ada", today=at.date())
    second = imports.read(store, PLAN, "plan.csv", author="Bo", today=at.date())
    imports.commit(store, first, at=at)
    with pytest.raises(InvalidChangeError):
        imports.commit(store, second, at=at)
    assert store.plan().revision == 1
