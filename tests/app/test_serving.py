"""Servers as people run them: real processes on free ports, ended by Ctrl-C."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

MAIN = "from planner.app.cli import main; main()"


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-c", MAIN, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
    )


def address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return found[0]
    raise AssertionError("the server ended without saying where it listens")


def get(url: str, accept: str = "application/json") -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept}), timeout=30) as answer:
        body: bytes = answer.read()
    return body


def interrupted(server: subprocess.Popen[str]) -> tuple[int, str]:
    server.send_signal(signal.SIGINT)
    out, _ = server.communicate(timeout=30)
    return server.returncode, out


@pytest.mark.slow
def test_the_demo_is_built_served_ended_and_reused(tmp_path: Path) -> None:
    server = start(tmp_path, "demo", "--data", "northstar", "--port", "0")
    base = address(server)
    assert b'"revision":11' in get(base + "readyz")
    assert b"<title>Planner</title>" in get(base, "text/html")
    assert b"<title>Planner API</title>" in get(base + "graphql", "text/html")
    assert interrupted(server) == (0, "Stopped.\n")
    made = sorted(path.name for path in (tmp_path / "northstar").iterdir())
    assert made == ["inputs", "northstar.db", "northstar.xlsx"]

    again = start(tmp_path, "demo", "--data", "northstar", "--no-serve")
    out, _ = again.communicate(timeout=60)
    assert again.returncode == 0
    assert "Built" not in out
    assert "LCH-701 SII policy v3 EU: Fri 18 Dec 2026" in out


@pytest.mark.slow
def test_two_servers_on_one_database_follow_each_other(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'plan.db'}"
    subprocess.run([sys.executable, "-c", MAIN, "-d", database, "init"], check=True, capture_output=True)
    servers = [start(tmp_path, "-d", database, "serve", "--port", "0") for _ in range(2)]
    try:
        first, second = (address(server) for server in servers)
        body = b'{"query": "mutation { updatePortfolio(input: {changes: {name: \\"Renamed\\"}}) { revision } }"}'
        request = urllib.request.Request(first + "graphql", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.read() == b'{"data":{"updatePortfolio":{"revision":2}}}'
        deadline = time.monotonic() + 20
        while b'"revision":2' not in get(second + "readyz") and time.monotonic() < deadline:
            time.sleep(0.05)
        assert b'"revision":2' in get(second + "readyz")
    finally:
        ends = [interrupted(server) for server in servers]
    assert ends == [(0, "Stopped.\n")] * 2


def test_a_taken_port_is_said_with_a_remedy(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'plan.db'}"
    subprocess.run([sys.executable, "-c", MAIN, "-d", database, "init"], check=True, capture_output=True)
    server = start(tmp_path, "-d", database, "serve", "--port", "0")
    try:
        port = address(server).rstrip("/").rsplit(":", 1)[1]
        second = start(tmp_path, "-d", database, "serve", "--port", port)
        out, _ = second.communicate(timeout=30)
        assert second.returncode == 4
        assert f"Cannot listen on 127.0.0.1:{port}" in out
        assert "--port" in out
    finally:
        assert interrupted(server)[0] == 0
