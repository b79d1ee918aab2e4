"""The tests of the page's pure TypeScript, which lie beside its sources, as part of the one test command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.slow
def test_vitest_passes() -> None:
    command = [sys.executable, str(ROOT / "web/hatch_build.py"), "vitest", "run", "--reporter=dot"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    if done.returncode:
        pytest.fail(f"vitest found failures:\n{done.stdout[-8000:]}{done.stderr[-8000:]}", pytrace=False)
