"""A writer killed at any moment: what it acknowledged is there, nothing is there by half, and the chain verifies."""

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from planner.store import Store

if TYPE_CHECKING:
    import subprocess

    from tests.store.conftest import Build

Spawn = Callable[..., "subprocess.Popen[str]"]
ROUNDS = 12


@pytest.mark.slow
def test_a_killed_writer_loses_and_halves_nothing(url: str, build: "Build", spawn: Spawn) -> None:
    with Store.open(url) as store:
        store.commit(build.changes(*(build.market(f"m{number}") for number in range(5))), at=build.at(0))
    pauses = random.Random(20260302)
    before = 1
    for _ in range(ROUNDS):
        acknowledged = _killed_after(spawn("committing_process.py", "name", "0"), pauses.uniform(0.0, 0.25))
        with Store.open(url) as store:
            head = store.head.number
            assert acknowledged == list(range(before + 1, before + 1 + len(acknowledged)))
            # at most one more was durable when the process died before it could say so
            assert head - before in (len(acknowledged), len(acknowledged) + 1)
            assert {getattr(market, "name", "") for market in store.plan().entities["market"].values()} == {
                str(head) if head > 1 else ""
            }
            assert [revision.size for revision in store.history(first=head)] == [5] * head
            result = store.verify()
            assert (result.revisions, result.findings) == (head, ())
            before = head
    assert before > ROUNDS


def _killed_after(process: "subprocess.Popen[str]", seconds: float) -> list[int]:
    """Kill a ready writer after some seconds and return the revisions that it acknowledged before."""
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    process.kill()
    process.wait()
    return [int(line) for line in process.stdout.read().split("\n")[:-1]]
