"""The real server on a copy of the demo, and pages of it in a real Chromium that must not complain.

``northstar`` is a server of its own for each test; ``opened("/timeline", scheme="dark")`` returns a page of it.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.web.chromium import FLAGS, chromium
from benchmarks.web.northstar import NOW, Northstar, build_northstar, served
from benchmarks.web.opening import Opened

ROOT = Path(__file__).resolve().parent.parent.parent

expect.set_options(timeout=60_000)  # a server beside other work answers slowly, and once compiles


@pytest.fixture(scope="session")
def built_page() -> None:
    """Build the page if its sources changed."""
    done = subprocess.run([sys.executable, ROOT / "web/hatch_build.py"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{done.stdout}{done.stderr}", pytrace=False)


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of the demo as it was built at NOW; copy it, never write to it."""
    return build_northstar(tmp_path_factory.mktemp("northstar") / "northstar.db")


@pytest.fixture
def northstar(built_page: None, demo_database: Path, tmp_path: Path) -> Iterator[Northstar]:
    """Serve a fresh copy of the demo for one test."""
    with served(Path(shutil.copy(demo_database, tmp_path / "northstar.db"))) as server:
        yield server


@pytest.fixture
def opened(northstar: Northstar, browser: Browser) -> Iterator[Opened]:
    """Open addresses of ``northstar``; the test fails if any page complained (``opened.complaints.allow`` excuses)."""
    pages = Opened(browser, northstar.address, NOW)
    yield pages
    pages.close()
    left = pages.complaints.left()
    if left:
        pytest.fail("The page complained:\n" + "\n".join(left), pytrace=False)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium of this machine, or install one."""
    return {**browser_type_launch_args, "executable_path": str(chromium()), "args": list(FLAGS)}
