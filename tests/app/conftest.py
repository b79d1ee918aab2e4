"""A command line that runs in process on a database of its own."""

import json
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
def planner(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run ``planner`` as a user would, in an empty folder."""
    from planner.app.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANNER_AUTHOR", "")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["planner", "-d", database, *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Run(int(ended.value.code or 0), *capfd.readouterr())

    return run
