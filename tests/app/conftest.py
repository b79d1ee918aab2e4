"""A command line that runs in process on a database of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output read as JSON."""
        return json.loads(self.out)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'plan.db'}"


@pytest.fixture
def planner(database: str, tmp_path: Path) -> Callable[..., Run]:
    """Run ``planner`` as a user would, in a process of its own, in an empty folder."""

    def run(*arguments: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-c", "from planner.app.cli import main; main()", "-d", database, *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PLANNER_AUTHOR": "", "COLUMNS": "200"},
            timeout=120,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return run
