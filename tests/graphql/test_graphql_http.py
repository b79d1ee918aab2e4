"""GraphQL over HTTP: every behaviour that the specification's public audit asks of a server, and a few more."""

import json
from typing import Any

import pytest

GRAPHQL = "application/graphql-response+json"
PLAIN = "application/json"
TYPE = "query Type($name: String!) { __type(name: $name) { name } }"


def post(api: Any, body: object, accept: str | None = GRAPHQL, content: str | None = PLAIN) -> Any:
    headers = {} if accept is None else {"accept": accept}
    if content is not None:
        headers["content-type"] = content
    return api.http(content=body if isinstance(body, bytes) else json.dumps(body).encode(), headers=headers)


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (GRAPHQL, GRAPHQL),
        (PLAIN, PLAIN),
        ("*/*", PLAIN),
        (None, PLAIN),
        (f"{GRAPHQL}, {PLAIN}", GRAPHQL),
        (f"{GRAPHQL};q=0.5, {PLAIN}", PLAIN),
        ("text/html, application/*;q=0.8", PLAIN),
    ],
)
def test_the_media_type_is_the_one_accepted(api: Any, accept: str | None, answered: str) -> None:
    response = post(api, {"query": "{ __typename }"}, accept or "")
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{answered}; charset=utf-8"
    assert json.loads(response.content.decode("utf-8")) == {"data": {"__typename": "Query"}}


def test_a_client_that_accepts_neither_is_told(api: Any) -> None:
    assert post(api, {"query": "{ __typename }"}, "image/png").status_code == 406


@pytest.mark.parametrize(
    "content", ["application/json", "application/json; charset=utf-8", 'application/json;charset="UTF-8"']
)
def test_utf8_json_is_accepted(api: Any, content: str) -> None:
    assert post(api, {"query": "{ __typename }"}, PLAIN, content).status_code == 200


@pytest.mark.parametrize(
    "content", [None, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
def test_other_bodies_are_refused(api: Any, content: str | None) -> None:
    assert post(api, {"query": "{ __typename }"}, PLAIN, content).status_code == 415


def test_get_answers_queries(api: Any) -> None:
    response = api.http("GET", params={"query": "{ __typename }"})
    assert (response.status_code, response.json()) == (200, {"data": {"__typename": "Query"}})


@pytest.mark.parametrize("accept", [GRAPHQL, PLAIN])
def test_get_refuses_mutations(api: Any, accept: str) -> None:
    response = api.http("GET", params={"query": "mutation { __typename }"}, headers={"accept": accept})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(api: Any, method: str) -> None:
    assert api.http(method).status_code == 405


@pytest.mark.parametrize("accept", [GRAPHQL, PLAIN])
def test_get_takes_variables_and_extensions_as_json_text(api: Any, accept: str) -> None:
    params = {"query": TYPE, "variables": '{"name": "Plan"}', "extensions": "{}", "operationName": "Type"}
    response = api.http("GET", params=params, headers={"accept": accept})
    assert (response.status_code, response.json()) == (200, {"data": {"__type": {"name": "Plan"}}})


def test_get_names_json_that_cannot_be_read(api: Any) -> None:
    response = api.http("GET", params={"query": TYPE, "variables": "{"}, headers={"accept": GRAPHQL})
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == "The parameter variables is not JSON."


WRONG_PARAMETERS = [
    *[({"query": value}, "The parameter query must be a text.") for value in ({"a": 1}, 0, False, ["a"], None, "")],
    ({"qeury": "{ __typename }"}, "The parameter query must be a text."),
    *[
        ({"query": "{ __typename }", "operationName": value}, "The parameter operationName must be a text.")
        for value in ({"a": 1}, 0, False, ["a"])
    ],
    *[
        ({"query": "{ __typename }", name: value}, f"The parameter {name} must be an object.")
        for name in ("variables", "extensions")
        for value in ("text", 0, False, ["a"])
    ],
    ([{"query": "{ __typename }"}], "The body must be an object with a query; batches are not accepted."),
    (b'{ "not a JSON', "The body is not JSON."),
    (b"", "The body is not JSON."),
    (b"[" * 100_000, "The body is not JSON."),
    (b'{"query": "\xff"}', "The body is not JSON."),
]


@pytest.mark.parametrize("accept", [GRAPHQL, PLAIN])
@pytest.mark.parametrize(("body", "message"), WRONG_PARAMETERS)
def test_wrong_parameters_are_errors_of_the_request(api: Any, body: object, message: str, accept: str) -> None:
    response = post(api, body, accept)
    assert response.status_code == 400
    assert response.json() == {"errors": [{"message": message, "extensions": {"code": "BAD_REQUEST"}}]}


@pytest.mark.parametrize("accept", [GRAPHQL, PLAIN])
@pytest.mark.parametrize("name", ["variables", "operationName", "extensions"])
def test_null_parameters_are_as_good_as_none(api: Any, name: str, accept: str) -> None:
    response = post(api, {"query": "{ __typename }", name: None}, accept)
    assert (response.status_code, response.json()) == (200, {"data": {"__typename": "Query"}})


@pytest.mark.parametrize("accept", [GRAPHQL, PLAIN])
def test_variables_extensions_and_operation_names_are_taken(api: Any, accept: str) -> None:
    body = {"query": TYPE, "variables": {"name": "Plan"}, "extensions": {"some": "value"}, "operationName": "Type"}
    response = post(api, body, accept)
    assert (response.status_code, response.json()) == (200, {"data": {"__type": {"name": "Plan"}}})


@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), (PLAIN, 200)])
@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": "{ 8f31403dfe404bccbb0e835f2629c6a7 }"},
        {"query": "{ nothingLikeThis }"},
        {"query": TYPE, "variables": {"name": 7}},
        {"query": TYPE},
        {"query": "query A { __typename } query B { __typename }"},
        {"query": "query A { __typename }", "operationName": "B"},
    ],
)
def test_documents_that_cannot_run_have_no_data(api: Any, body: object, accept: str, status: int) -> None:
    response = post(api, body, accept)
    assert response.status_code == status
    assert list(response.json()) == ["errors"]
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_an_error_in_one_field_leaves_the_others(small: Any) -> None:
    response = post(small, {"query": '{ node(id: "x") { id } plan { revision } }'})
    assert response.status_code == 200
    assert response.json()["data"] == {"node": None, "plan": {"revision": 1}}
    assert response.json()["errors"][0]["path"] == ["node"]


def test_a_body_over_the_limit_is_refused_before_it_is_read(api: Any) -> None:
    assert post(api, b" " * 1_000_001).status_code == 413
    assert post(api, b" " * 999_970 + b'{"query": "{ __typename }"}').status_code == 200


def test_the_page_to_try_queries_loads_nothing_from_elsewhere(connect: Any) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = connect(development=True).http("GET", headers=browser)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<title>Planner API</title>" in page.text
    assert [text for text in ("http://", "https://", "src=", "href=", "@import", "url(") if text in page.text] == []
    nonces = {part.split('"')[1] for part in page.text.split("nonce=")[1:]}
    assert f"'nonce-{nonces.pop()}'" in page.headers["content-security-policy"]
    assert nonces == set()


def test_outside_development_there_is_no_page_and_no_introspection(connect: Any) -> None:
    client = connect(development=False)
    page = client.http("GET", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"] == "application/json; charset=utf-8"
    refused = client.post("{ __schema { types { name } } }")
    assert [error["message"] for error in refused["errors"]] == [
        "Introspection is not open here; the schema is published with the program."
    ]
    unknown = client.post("{ initiativ { id } }")["errors"][0]["message"]
    assert unknown == "Cannot query field 'initiativ' on type 'Query'."
    assert client.ask("{ __typename }") == {"__typename": "Query"}


def test_variables_nested_too_deeply_are_refused(api: Any) -> None:
    deep = b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 300 + b"]" * 300 + b"}}"
    response = post(api, deep)
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == "The parameter variables is nested too deeply."


def test_a_failure_outside_of_any_field_is_hidden_too(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("hunter2")

    monkeypatch.setattr(type(api.store), "plan", fail)
    response = post(api, {"query": "{ plan { revision } }"})
    assert response.status_code == 500
    assert "hunter2" not in response.text
    assert response.json()["errors"][0]["extensions"] == {"code": "INTERNAL"}


def test_a_mutation_runs_once_and_is_never_kept(small: Any) -> None:
    asked = 'mutation { createMarket(input: { values: { code: "IT" } }) { revision userErrors { code } } }'
    first, second = post(small, {"query": asked}), post(small, {"query": asked})
    assert first.json()["data"]["createMarket"] == {"revision": 2, "userErrors": []}
    assert second.json()["data"]["createMarket"] == {"revision": 2, "userErrors": [{"code": "DUPLICATE"}]}
    assert (first.headers["cache-control"], "etag" in first.headers) == ("no-store", False)
