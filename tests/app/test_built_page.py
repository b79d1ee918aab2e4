"""How the page is served: views and assets, encodings, the policy, and what stays not found."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from planner.app.built_page import NOT_BUILT, BuiltPage, is_view
from planner.app.server import create_app
from planner.store import Store

INDEX = '<head><meta name="csp-nonce" content="" /><script src="/assets/main-1.js"></script></head>'
SCRIPT = b"console.log(1);" * 100
BROWSER = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assets = tmp_path / "page/assets"
    assets.mkdir(parents=True)
    (tmp_path / "page/index.html").write_text(INDEX)
    (assets / "main-1.js").write_bytes(SCRIPT)
    (assets / "main-1.js.gz").write_bytes(gzip.compress(SCRIPT))
    (assets / "icon-2.svg").write_bytes(b"<svg/>")
    return tmp_path / "page"


@pytest.fixture
def client(folder: Path) -> TestClient:
    app = FastAPI()
    app.router.default = BuiltPage(otherwise=app.router.default, folder=folder)
    return TestClient(app)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[TestClient]:
    with Store.open(f"sqlite:///{tmp_path / 'plan.db'}") as store:
        yield TestClient(create_app(store, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC), author="Ada"))


def test_every_view_gets_the_page_with_a_nonce_of_its_own(client: TestClient) -> None:
    nonces = []
    for path in ("/", "/timeline", "/launches/LCH-7.1/path"):
        answer = client.get(path, headers=BROWSER)
        found = re.search(r'name="csp-nonce" content="([^"]{24})"', answer.text)
        assert answer.status_code == 200
        assert found is not None
        assert f"style-src 'self' 'nonce-{found[1]}'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        nonces.append(found[1])
    assert len(set(nonces)) == 3


def test_the_policy_lets_nothing_in_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/", headers=BROWSER).headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in re.sub(r"'nonce-[^']+'", "NONCE", policy).split("; "))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' NONCE",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_assets_are_sent_packed_and_kept_for_good(client: TestClient) -> None:
    packed = client.get("/assets/main-1.js", headers={"accept-encoding": "gzip, br"})
    assert (packed.headers["content-encoding"], packed.content) == ("gzip", SCRIPT)
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert packed.headers["vary"] == "Accept-Encoding"
    plain = client.get("/assets/main-1.js", headers={"accept-encoding": "gzip;q=0"})
    assert ("content-encoding" in plain.headers, plain.content) == (False, SCRIPT)
    assert client.get("/assets/icon-2.svg").headers["content-type"] == "image/svg+xml"
    assert client.head("/assets/main-1.js", headers={"accept-encoding": ""}).headers["content-length"] == "1500"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/assets/none.js"),
        ("GET", "/assets/../index.html"),
        ("GET", "/assets/main-1.js.gz"),
        ("GET", "/robots.txt"),
        ("GET", "/graphql/more"),
        ("POST", "/timeline"),
    ],
)
def test_other_addresses_are_not_found(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path, headers=BROWSER).status_code == 404


def test_programs_that_do_not_ask_for_html_get_no_page(client: TestClient) -> None:
    assert client.get("/timeline", headers={"accept": "application/json"}).status_code == 404


def test_views_are_told_from_files_and_from_the_api() -> None:
    paths = ["/", "/table", "/launches/a.b", "/favicon.ico", "/exports/plan", "/healthz", "/assets/x.js"]
    assert [is_view(path) for path in paths] == [True, True, True, False, False, False, False]


def test_a_tree_without_the_page_says_how_to_build_it(tmp_path: Path) -> None:
    app = FastAPI()
    app.router.default = BuiltPage(otherwise=app.router.default, folder=tmp_path / "none")
    answer = TestClient(app).get("/", headers=BROWSER)
    assert (answer.status_code, answer.text) == (503, NOT_BUILT)


def test_the_server_keeps_refusing_what_its_routes_refuse(served: TestClient) -> None:
    assert served.get("/imports", headers=BROWSER).status_code == 405
    assert served.get("/exports/none", headers=BROWSER).status_code == 404
    assert served.get("/assets/none.js", headers=BROWSER).json() == {"detail": "Not Found"}
