"""Guards and settings that every test shares. The application itself is never imported here."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

for shelf in ("graphql", "importers", "exports"):
    if (ROOT / shelf / "__init__.py").exists():
        raise pytest.UsageError(f"{shelf}/ must not be a package: it would hide another library of that name")

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real files that others made; skip where it is absent."""
    folder = Path(os.environ.get("PLANNER_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}; set PLANNER_CORPUS to run the tests on real files")
    return folder


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed ones hold the time, so that workers would not agree on the names."""
    return argname if isinstance(val, bytes) else None
