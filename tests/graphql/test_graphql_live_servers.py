"""Subscriptions on real servers: over a socket, across processes, and ended by Ctrl-C."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from websockets import ConnectionClosed, Origin, Subprotocol, connect

MAIN = "from planner.app.cli import main; main()"
RENAME = "mutation($n: String) { updatePortfolio(input: { changes: { name: $n }, message: $n }) { revision } }"
NUMBERS = "subscription($after: Int) { revisions(after: $after) { number message } }"


def serve(database: str) -> tuple[subprocess.Popen[str], str]:
    """Return a server that runs, and where it listens."""
    server = subprocess.Popen(
        [sys.executable, "-u", "-c", MAIN, "-d", database, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert server.stdout is not None
    found = next(match for match in (re.search(r"http://(\S+)/", line) for line in server.stdout) if match)
    return server, found[1]


def rename(host: str, name: str) -> None:
    body = json.dumps({"query": RENAME, "variables": {"n": name}}).encode()
    request = urllib.request.Request(f"http://{host}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert "errors" not in json.load(answer)


async def listen(host: str, other: str, server: subprocess.Popen[str]) -> tuple[list[Any], int, float]:
    """Return what was told while both servers were written to, the close code, and the seconds that ending took."""
    protocol, origin = Subprotocol("graphql-transport-ws"), Origin(f"http://{host}")
    async with connect(f"ws://{host}/graphql", subprotocols=[protocol], origin=origin) as socket:
        await socket.send('{"type": "connection_init"}')
        payload = {"query": NUMBERS, "variables": {"after": 0}}
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        assert [json.loads(await socket.recv())["type"] for _ in range(2)] == ["connection_ack", "next"]
        told = []
        for where, name in ((host, "here"), (other, "there")):
            await asyncio.to_thread(rename, where, name)
            told.append(json.loads(await asyncio.wait_for(socket.recv(), 10))["payload"]["data"]["revisions"])
        begun = time.monotonic()
        server.send_signal(signal.SIGINT)
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 10)
        await asyncio.to_thread(server.wait, 10)
        assert closed.value.rcvd is not None
        return told, closed.value.rcvd.code, time.monotonic() - begun


@pytest.mark.slow
def test_revisions_of_two_servers_are_told_and_ctrl_c_ends_open_sockets_at_once(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'plan.db'}"
    subprocess.run([sys.executable, "-c", MAIN, "-d", database, "init"], check=True, capture_output=True)
    (server, host), (second, other) = serve(database), serve(database)
    try:
        told, code, seconds = asyncio.run(listen(host, other, server))
        assert told == [{"number": 2, "message": "here"}, {"number": 3, "message": "there"}]
        assert code == 1012
        assert server.returncode == 0
        assert seconds < 4  # the patience with open connections would be five
        assert server.stdout is not None
        assert server.stdout.read() == "Stopped.\n"
    finally:
        for process in (server, second):
            process.terminate()
            process.wait(timeout=30)
